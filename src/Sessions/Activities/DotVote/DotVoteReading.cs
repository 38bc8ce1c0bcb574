using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What people type, press and fill in, read as commands to a vote.</summary>
static class DotVoteReading
{
    public const string BallotVerb = "ballot";
    public const string DotsVerb = "dots";
    public const string RunOffVerb = "runoff";
    public const string DecideVerb = "decide";

    public const string ChoiceInput = "choice";
    public const string NoChoice = "none";
    const string OptionInput = "option-";

    public const int OptionsMin = 2;
    public const int DotsMax = 10;

    /// <summary>With so few options a vote is one choice.</summary>
    public const int OneChoiceMax = 3;

    /// <summary>Up to here dots are a third of the options, above a quarter.</summary>
    public const int ThirdMax = 12;

    static readonly TimeSpan Live = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Asynchronous = TimeSpan.FromHours(24);

    static readonly ImmutableArray<string> NoneWords = ["none", "nothing", "keine", "nichts"];

    public static int ProposedDots(int options) => options switch
    {
        <= OneChoiceMax => 1,
        <= ThirdMax => Math.Clamp((options + 2) / 3, 2, DotsMax),
        _ => Math.Clamp((options + 3) / 4, 2, DotsMax),
    };

    public static int ProposedCap(int dots) => Math.Min(3, (dots + 1) / 2);

    public static string InputOf(int option, DotVote state) =>
        state.IsOneChoice ? ChoiceInput : string.Create(CultureInfo.InvariantCulture, $"{OptionInput}{option}");

    public static Parsed<ActivityPlan> Plan(TypedLine line)
    {
        var options = Options(line, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        var question = PersonalText.Optional(line.Question, Limits.QuestionMax);
        if (question.Value is not { } asked)
        {
            return question.Refusal!; // ! what is not read is refused
        }

        var read = new SettingsReader(line, "for", "live", "dots", "cap", "pick", "named", "anonymous");
        var lasts = read.Lasts(Live, Asynchronous);
        var level = read.Level(AnonymityLevel.AnonymousToEveryone);
        var dots = read.Number("dots", 1, DotsMax, ProposedDots(options.Length), "DotVote.BadDots");
        var cap = read.Number("cap", 1, dots, ProposedCap(dots), "DotVote.BadCap");
        var pick = read.Number("pick", 1, options.Length - 1, 1, "DotVote.BadPick");
        if (read.Refusal is { } bad)
        {
            return bad;
        }

        var plan = new DotVoteEvent.Planned(asked.Length > 0 ? asked : null, options, dots, cap, pick, IsRunOff: false);
        return new ActivityPlan(DotVoteActivity.KindName, plan, level, IsBlind: true, lasts);
    }

    static ImmutableArray<VoteOption> Options(TypedLine line, out Refusal? refusal)
    {
        refusal = line.Options.Length switch
        {
            _ when line.Options.Length > 0 && line.Words.Length > 0 => Refusals.NotUnderstood,
            < OptionsMin => new Refusal("DotVote.TooFewOptions", RefusalKind.Wrong, OptionsMin),
            > Limits.OptionsMax => new Refusal("DotVote.TooManyOptions", RefusalKind.Wrong, line.Options.Length, Limits.OptionsMax),
            _ => null,
        };
        var options = ImmutableArray.CreateBuilder<VoteOption>();
        var seen = new Dictionary<string, VoteOption>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in refusal is null ? line.Options : [])
        {
            var read = PersonalText.Required(text, Limits.OptionMax);
            var option = new VoteOption(options.Count, read.Value ?? "");
            refusal ??= read.Refusal is null ? null : new Refusal("DotVote.BadOption", RefusalKind.Wrong, option.Letter, Limits.OptionMax);
            refusal ??= seen.TryAdd(option.Text, option)
                ? null
                : new Refusal("DotVote.SameOptions", RefusalKind.Wrong, seen[option.Text].Letter, option.Letter);
            options.Add(option);
        }

        return options.ToImmutable();
    }

    public static Parsed<DotVoteCommand> Typed(TypedLine line, DotVote state) => line.Verb switch
    {
        RunOffVerb => new DotVoteCommand.RunOff(),
        DecideVerb when line.Words is [var letter] =>
            Find(letter, state) is { } option ? new DotVoteCommand.Decide(option.Id) : Unknown(letter),
        DecideVerb => new Refusal("DotVote.DecideWhich", RefusalKind.Wrong),
        _ => Ballot(line, state),
    };

    static VoteOption? Find(string letter, DotVote state) =>
        state.Options.FirstOrDefault(option => option.Letter.Equals(letter, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// "vote B B D" is the whole ballot. Run together, "BBD" is not read: "vote add" would be counted as a ballot that nobody meant.
    /// </summary>
    static Parsed<DotVoteCommand> Ballot(TypedLine line, DotVote state)
    {
        if (!line.Settings.IsEmpty)
        {
            return new Refusal("Session.NoSuchSetting", RefusalKind.Wrong, line.Settings.Keys.First());
        }

        var letters = line.Words.SelectMany(word => word.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (letters.Count == 0)
        {
            return Refusals.Empty;
        }

        if (letters is [var only] && NoneWords.Contains(only, StringComparer.OrdinalIgnoreCase))
        {
            return new DotVoteCommand.SetBallot([]);
        }

        var dots = new SortedDictionary<int, int>();
        foreach (var letter in letters)
        {
            if (Find(letter, state) is not { } option)
            {
                return Unknown(letter);
            }

            dots[option.Id] = dots.GetValueOrDefault(option.Id) + 1;
        }

        return new DotVoteCommand.SetBallot([.. dots.Select(given => new DotsOn(given.Key, given.Value))]);
    }

    public static Refusal Unknown(string letter)
    {
        const int ShownMax = 40;
        var shown = PersonalText.Line(letter);
        return new Refusal("DotVote.UnknownOption", RefusalKind.Wrong, shown.Length > ShownMax ? shown[..ShownMax] : shown);
    }

    public static Parsed<DotVoteCommand> Press(Press press, IReadOnlyDictionary<string, string> fields, DotVote state) => press.Verb switch
    {
        BallotVerb when fields.TryGetValue(ChoiceInput, out var choice) => Choice(choice),
        BallotVerb => Form(fields, state),
        DotsVerb when press.Argument.Split('=') is [var id, var dots] && Number(id) is { } option && Number(dots) is { } number =>
            new DotVoteCommand.SetDots(option, number),
        RunOffVerb => new DotVoteCommand.RunOff(),
        DecideVerb when Number(press.Argument) is { } option => new DotVoteCommand.Decide(option),
        _ => Refusals.NotUnderstood,
    };

    static Parsed<DotVoteCommand> Choice(string choice)
    {
        if (choice == NoChoice)
        {
            return new DotVoteCommand.SetBallot([]);
        }

        return Number(choice) is { } id
            ? new DotVoteCommand.SetBallot([new(id, 1)])
            : new Refusal("DotVote.ChooseOne", RefusalKind.Wrong) { Input = ChoiceInput };
    }

    static Parsed<DotVoteCommand> Form(IReadOnlyDictionary<string, string> fields, DotVote state)
    {
        if (state.IsOneChoice)
        {
            return new Refusal("DotVote.ChooseOne", RefusalKind.Wrong) { Input = ChoiceInput };
        }

        var dots = ImmutableArray.CreateBuilder<DotsOn>();
        foreach (var (input, text) in fields.Where(field => field.Key.StartsWith(OptionInput, StringComparison.Ordinal)))
        {
            if (Number(input[OptionInput.Length..]) is not { } option)
            {
                return Refusals.NotUnderstood;
            }

            if (Number(text) is not { } number)
            {
                return new Refusal("DotVote.NotANumber", RefusalKind.Wrong, state.Cap) { Input = input };
            }

            dots.Add(new DotsOn(option, number));
        }

        return dots.Count == 0 ? Refusals.NotUnderstood : new DotVoteCommand.SetBallot(dots.ToImmutable());
    }

    static int? Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
