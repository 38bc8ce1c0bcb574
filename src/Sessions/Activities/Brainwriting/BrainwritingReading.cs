using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>What people type, press and fill in, read as commands to a brainwriting.</summary>
static class BrainwritingReading
{
    public const string WriteVerb = "write";
    public const string HandInVerb = "hand-in";
    public const string ChangeVerb = "change";
    public const string BellVerb = "bell";
    public const string HideVerb = "hide";
    public const string MuteVerb = "mute";

    /// <summary>A choice for "builds on nothing", "no star".</summary>
    public const string None = "none";

    public const int IdeasMax = 6;
    public const int RoundsMax = 6;
    public const int IdeasProposed = 3;

    const string OwnStar = "own-";

    /// <summary>A round.</summary>
    public static readonly TimeSpan Live = TimeSpan.FromMinutes(5);

    /// <summary>The whole of it.</summary>
    public static readonly TimeSpan Asynchronous = TimeSpan.FromHours(48);

    public static string IdeaInput(int cell) => Named("idea", cell);

    public static string PictureInput(int cell) => Named("picture", cell);

    public static string NoPictureInput(int cell) => Named("no-picture", cell);

    public static string BasisInput(int cell) => Named("on", cell);

    public static string StarInput(int star) => Named("star", star);

    public static string OwnStarOf(int cell) => OwnStar + Number(cell);

    static string Named(string input, int index) => string.Create(CultureInfo.InvariantCulture, $"{input}-{index + 1}");

    public static Parsed<ActivityPlan> Plan(TypedLine line)
    {
        if (!line.Options.IsEmpty || !line.Words.IsEmpty)
        {
            return new Refusal("Brainwriting.OnlyAQuestion", RefusalKind.Wrong);
        }

        var question = PersonalText.Optional(line.Question, Limits.QuestionMax);
        if (question.Value is not { } asked)
        {
            return question.Refusal!; // ! what is not read is refused
        }

        var read = new SettingsReader(line, "for", "live", "rounds", "ideas", "gallery", "named", "anonymous");
        var lasts = read.Lasts(Live, Asynchronous);
        var level = read.Level(AnonymityLevel.AnonymousToGroup);
        var rounds = read.Number("rounds", 1, RoundsMax, 0, "Brainwriting.BadRounds");
        var ideas = read.Number("ideas", 1, IdeasMax, IdeasProposed, "Brainwriting.BadIdeas");
        if (read.Refusal is { } bad)
        {
            return bad;
        }

        var plan = new BrainwritingEvent.Planned(
            asked.Length > 0 ? asked : null,
            ideas,
            rounds > 0 ? rounds : null,
            line.Settings.ContainsKey("gallery"),
            line.Settings.ContainsKey("live"),
            line.Settings.ContainsKey("for") ? lasts : null);
        return new ActivityPlan(BrainwritingActivity.KindName, plan, level, IsBlind: true, lasts);
    }

    /// <summary>A start has a question and nothing else; whatever stands between bars is ideas.</summary>
    public static bool IsAnswer(TypedLine line) => !line.Options.IsEmpty || line is { Question: null, Words.IsEmpty: false };

    public static Parsed<BrainwritingCommand> Typed(TypedLine line, Brainwriting state) => line.Verb switch
    {
        BellVerb => new BrainwritingCommand.Bell(state.Round),
        HideVerb => Numbered(line, number => new BrainwritingCommand.Hide(number)),
        MuteVerb => Numbered(line, number => new BrainwritingCommand.Mute(number)),
        _ => Ideas(line, state),
    };

    static Parsed<BrainwritingCommand> Numbered(TypedLine line, Func<int, BrainwritingCommand> command) =>
        line.Words is [var word] && NumberIn(word) is { } number ? command(number)
        : line is { Words: [], Which: { } which } ? command(which) // "hide #417"
        : new Refusal("Brainwriting.WhichIdea", RefusalKind.Wrong);

    /// <summary>
    /// All of the row: what is not typed is not on it. It is read as it was typed: in an idea a question mark ends nothing, and "live" is a word.
    /// </summary>
    static Parsed<BrainwritingCommand> Ideas(TypedLine line, Brainwriting state)
    {
        ImmutableArray<WrittenCell> cells =
            [.. Said(line).Split('|').Select(Unquoted).Where(idea => idea.Length > 0).Select(idea => new WrittenCell(idea) { IsTyped = true })];
        if (cells.IsEmpty)
        {
            return Refusals.Empty;
        }

        var rest = Math.Max(0, state.IdeasEach - cells.Length);
        return new BrainwritingCommand.HandIn(On: null, [.. cells, .. Enumerable.Repeat(new WrittenCell(""), rest)]);
    }

    // Without the word that says which session is meant.
    static string Said(TypedLine line)
    {
        var which = line.Which is { } number ? $"#{Number(number)}" : "";
        return line.Rest.StartsWith(which, StringComparison.Ordinal) ? line.Rest[which.Length..]
            : line.Rest.EndsWith(which, StringComparison.Ordinal) ? line.Rest[..^which.Length]
            : line.Rest;
    }

    static string Unquoted(string part) =>
        part.Trim() is [var first, .. var inside, var last] && IsQuote(first) && IsQuote(last) && !inside.Any(IsQuote) ? inside : part.Trim();

    static bool IsQuote(char character) => "\"“”„‟«»‹›＂".Contains(character, StringComparison.Ordinal);

    public static Parsed<BrainwritingCommand> Press(Press press, IReadOnlyDictionary<string, string> fields, Brainwriting state) => press.Verb switch
    {
        WriteVerb => new BrainwritingCommand.TakeSheet(),
        ChangeVerb when press.Argument.Length == 0 => new BrainwritingCommand.Reopen(),
        HandInVerb or ChangeVerb when Sheet(press.Argument) is { } sheet => Form(sheet, press.Held, fields, state),
        BellVerb when NumberIn(press.Argument) is { } round => new BrainwritingCommand.Bell(round),
        HideVerb when NumberIn(press.Argument) is { } number => new BrainwritingCommand.Hide(number),
        MuteVerb when NumberIn(press.Argument) is { } number => new BrainwritingCommand.Mute(number),
        _ => Refusals.NotUnderstood,
    };

    public static string Argument(HeldSheet held) => string.Create(CultureInfo.InvariantCulture, $"{held.Sheet}.{held.Round}");

    static SheetRef? Sheet(string argument) =>
        argument.Split('.') is [var sheet, var round] && NumberIn(sheet) is { } number && NumberIn(round) is { } of ? new SheetRef(number, of) : null;

    static Parsed<BrainwritingCommand> Form(SheetRef sheet, string held, IReadOnlyDictionary<string, string> fields, Brainwriting state)
    {
        ImmutableArray<WrittenCell> cells =
        [
            .. Enumerable.Range(0, state.IdeasEach).Select(cell => new WrittenCell(
                fields.GetValueOrDefault(IdeaInput(cell)), NumberIn(fields.GetValueOrDefault(BasisInput(cell), None)))
            {
                Picture = PictureRef.Decode(fields.GetValueOrDefault(PictureRef.FieldOf(PictureInput(cell)))),
                IsPictureGone = fields.GetValueOrDefault(NoPictureInput(cell)) == InputToggle.On,
            }),
        ];
        if (cells.All(cell => cell.Text is null))
        {
            return Refusals.NotUnderstood; // not our form
        }

        var stars = Enumerable.Range(0, HandingIn.StarsMax).Select(StarInput).ToList();
        return new BrainwritingCommand.HandIn(
            sheet, cells, stars.Any(fields.ContainsKey) ? [.. stars.Select(star => Starred(fields.GetValueOrDefault(star, None))).OfType<Star>()] : null, held);
    }

    static Star? Starred(string choice) => choice switch
    {
        _ when choice.StartsWith(OwnStar, StringComparison.Ordinal) => NumberIn(choice[OwnStar.Length..]) is { } cell ? new Star(null, cell) : null,
        _ => NumberIn(choice) is { } idea ? new Star(idea, null) : null,
    };
}
