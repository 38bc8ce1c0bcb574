using System.Collections.Frozen;
using System.Collections.Immutable;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>What people type, press and fill in, and the line that starts it.</summary>
static class WarmUpReading
{
    public const string WarmUpVerb = "warmup";
    public const string SayVerb = "say";
    public const string PassVerb = "pass";
    public const string WithdrawVerb = "withdraw";
    public const string HideVerb = "hide";

    public const string LineInput = "line";
    public const string GameInput = "game";

    public static readonly TimeSpan Live = TimeSpan.FromMinutes(4);

    /// <summary>Where nobody has joined yet there are no turns: until the next activity opens, and never without an end.</summary>
    public static readonly TimeSpan Asynchronous = TimeSpan.FromHours(24);

    public static readonly TimeSpan LiveTurn = TimeSpan.FromSeconds(90);
    public static readonly TimeSpan AsynchronousTurn = TimeSpan.FromHours(2);

    const string Turns = "turns";

    /// <summary>Typed in either language.</summary>
    static readonly FrozenDictionary<string, WarmUpGame> Games = new Dictionary<string, WarmUpGame>(StringComparer.Ordinal)
    {
        ["story"] = WarmUpGame.Story,
        ["geschichte"] = WarmUpGame.Story,
        ["yesand"] = WarmUpGame.YesAnd,
        ["yes-and"] = WarmUpGame.YesAnd,
        ["jaund"] = WarmUpGame.YesAnd,
        ["ja-und"] = WarmUpGame.YesAnd,
        ["alphabet"] = WarmUpGame.Alphabet,
        ["worst"] = WarmUpGame.Worst,
        ["schlechteste"] = WarmUpGame.Worst,
        ["uses"] = WarmUpGame.Uses,
        ["nutzen"] = WarmUpGame.Uses,
        ["truths"] = WarmUpGame.Truths,
        ["wahrheiten"] = WarmUpGame.Truths,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, string> Deeds = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [SayVerb] = SayVerb,
        ["sag"] = SayVerb,
        [PassVerb] = PassVerb,
        ["passe"] = PassVerb,
        ["weiter"] = PassVerb,
        [WithdrawVerb] = WithdrawVerb,
        ["zurück"] = WithdrawVerb,
        ["zurueck"] = WithdrawVerb,
        [HideVerb] = HideVerb,
        ["verbergen"] = HideVerb,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string NameOf(WarmUpGame game) => game switch
    {
        WarmUpGame.Story => "story",
        WarmUpGame.YesAnd => "yesand",
        WarmUpGame.Alphabet => "alphabet",
        WarmUpGame.Worst => "worst",
        WarmUpGame.Uses => "uses",
        WarmUpGame.Truths => "truths",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static Parsed<ActivityPlan> Plan(TypedLine line)
    {
        WarmUpGame? game = line.Words is [var word] && Games.TryGetValue(word, out var known) ? known : null;
        if (!line.Options.IsEmpty || (game is null && (!line.Words.IsEmpty || line.Question is not null)))
        {
            return new Refusal("WarmUp.UnknownGame", RefusalKind.Wrong);
        }

        var question = PersonalText.Optional(line.Question, Limits.QuestionMax);
        var read = new SettingsReader(line, "for", "live", "named", "rounds", Turns);
        var rounds = read.Number("rounds", 1, WarmUp.RoundsMax, 1, "WarmUp.BadRounds");
        var lasts = read.Lasts(Live, Asynchronous);
        if ((question.Refusal ?? read.Refusal) is { } refusal)
        {
            return refusal;
        }

        var plan = new WarmUpEvent.Planned(
            game, question.Value is { Length: > 0 } asked ? asked : null, rounds, line.Settings.ContainsKey(Turns), line.Settings.ContainsKey("live"),
            line.Settings.ContainsKey("for") ? lasts : null);
        return new ActivityPlan(WarmUpActivity.KindName, plan, AnonymityLevel.Named, IsBlind: false, lasts);
    }

    public static bool IsAnswer(TypedLine line) => line.Words switch
    {
        [] => false,
        [var one] when Games.ContainsKey(one) => false,
        [var one, ..] when Deeds.ContainsKey(one) => true,
        _ => line.Question is null || line.Parts is [{ IsQuoted: false }, ..],
    };

    /// <summary>"warmup say Once there was a bus", "warmup Once there was a bus", "warmup pass", "warmup withdraw", "warmup hide 2", "hide 2".</summary>
    public static Parsed<WarmUpCommand> Typed(TypedLine line, WarmUp state)
    {
        var parts = line.Parts.Where(part => part.IsQuoted || part.Text != $"#{line.Which}").ToImmutableArray();
        if (line.Verb == HideVerb)
        {
            return new WarmUpCommand.Hide(parts is [{ IsQuoted: false } which] && NumberIn(which.Text) is { } place ? IdOf(place, state) : 0);
        }

        var deed = parts is [{ IsQuoted: false } first, ..] ? Deeds.GetValueOrDefault(first.Text) : null;
        return (deed, parts.Length) switch
        {
            (PassVerb, 1) => new WarmUpCommand.Pass(state.Turns),
            (WithdrawVerb, 1) => new WarmUpCommand.Withdraw(),
            (HideVerb, 2) when NumberIn(parts[1].Text) is { } number => new WarmUpCommand.Hide(IdOf(number, state)),
            (SayVerb, _) => Say(parts[1..]),
            _ => Say(parts),
        };
    }

    // As they are read one below the other.
    static int IdOf(int number, WarmUp state) => WarmUpCards.InOrder(state).ElementAtOrDefault(number - 1)?.Id ?? 0;

    static WarmUpCommand.Say Say(ImmutableArray<TypedPart> parts) => new(string.Join(' ', parts.Select(part => part.Text)));

    public static Parsed<WarmUpCommand> Press(Press press, IReadOnlyDictionary<string, string> fields) => press.Verb switch
    {
        SayVerb when fields.TryGetValue(LineInput, out var line) => new WarmUpCommand.Say(line),
        PassVerb when NumberIn(press.Argument) is { } turn => new WarmUpCommand.Pass(turn),
        WithdrawVerb when NumberIn(press.Argument) is { } line => new WarmUpCommand.Withdraw(line),
        _ => Refusals.NotUnderstood,
    };

    /// <summary>The form that starts one, in any of its games.</summary>
    public static StartForm Start(Words words) => StartForm.Of(
        WarmUpVerb, words["WarmUp.StartOffer"], words["WarmUp.StartTitle"], words["WarmUp.StartSubmit"],
        [
            new InputChoiceSet(GameInput, words["WarmUp.StartGame"], [.. Enum.GetValues<WarmUpGame>().Select(game => Choice(game, words))])
            {
                Value = NameOf(WarmUpGame.Story),
                IsRequired = true,
            },
            StartForm.OptionalQuestion(words["WarmUp.StartQuestionHint"], words),
            StartForm.Minutes(words),
        ],
        words);

    static Choice Choice(WarmUpGame game, Words words) => new(words["WarmUp.Game-" + NameOf(game)], NameOf(game));

    public static TypedLine ReadStart(IReadOnlyDictionary<string, string> fields)
    {
        var line = StartForm.Read(WarmUpVerb, fields);
        return fields.GetValueOrDefault(GameInput) is { Length: > 0 } game ? line with { Words = [game] } : line;
    }
}
