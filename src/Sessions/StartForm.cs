using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>How an activity is started without typing: a form that becomes the line one could have typed.</summary>
/// <param name="Offer">What it is called before it is opened: "Start a vote".</param>
public sealed record StartForm(string Offer, Form Form)
{
    public const string QuestionInput = "question";
    public const string UntilInput = "until";

    /// <summary>As they are typed: to all by name, to nobody in the group, to nobody at all.</summary>
    public const string Named = "named";
    public const string InGroup = "group";
    public const string Anonymous = "anonymous";

    const string MinutesInput = "minutes";
    const string PaceInput = "pace";
    const string NamesInput = "names";

    const string Live = "live";
    const string OverDays = "days";

    const int UntilMax = 40;

    static readonly ImmutableArray<string> Levels = [Named, InGroup, Anonymous];

    /// <summary>What stays open longer is typed: "for 3d".</summary>
    const int MinutesMax = 24 * 60;

    /// <param name="verb">The word that would be typed.</param>
    public static StartForm Of(string verb, string offer, string title, string submit, ImmutableArray<Element> body, Words words) =>
        new(offer, new Form(title, words.Language, body, new Execute(submit, new Press("", 0, verb), ActionStyle.Positive)));

    public static InputText Question(Words words) => new(QuestionInput, words["Session.StartQuestion"], Limits.QuestionMax);

    /// <param name="hint">What it asks where none is given.</param>
    public static InputText OptionalQuestion(string hint, Words words) =>
        new(QuestionInput, words["Session.StartQuestion"], Limits.QuestionMax) { Hint = hint };

    public static InputNumber Minutes(Words words) =>
        new(MinutesInput, words["Session.StartMinutes"], 1, MinutesMax) { Hint = words["Session.StartMinutesHint"] };

    /// <param name="hint">How long it stays open where none is given.</param>
    public static InputText Until(string hint, Words words) => new(UntilInput, words["Session.StartUntil"], UntilMax) { Hint = hint };

    /// <summary>All at once with a bell, or each when it suits.</summary>
    public static InputChoiceSet Pace(Words words) => new(PaceInput, words["Session.StartPace"],
        [new Choice(words["Session.StartLive"], Live), new Choice(words["Session.StartOverDays"], OverDays)])
    {
        Value = Live,
        IsRequired = true,
        Style = ChoiceInputStyle.Expanded,
    };

    /// <summary>Whose eyes see who gave what.</summary>
    /// <param name="levels">The words that are typed for them, the proposed one first.</param>
    public static InputChoiceSet Names(ImmutableArray<string> levels, Words words) => new(NamesInput, words["Session.StartNames"],
        [.. levels.Select(level => new Choice(words["Session.StartNames-" + level], level))])
    {
        Value = levels[0],
        IsRequired = true,
        Style = ChoiceInputStyle.Expanded,
    };

    /// <summary>The line, as far as the inputs above say it.</summary>
    public static TypedLine Read(string verb, IReadOnlyDictionary<string, string> fields)
    {
        var question = fields.GetValueOrDefault(QuestionInput);
        return new TypedLine
        {
            Verb = verb,
            Question = string.IsNullOrWhiteSpace(question) ? null : question,
            Settings = ImmutableDictionary.CreateRange(Settings(fields)),
        };
    }

    /// <summary>What is typed with a number behind it, where the form has one.</summary>
    public static TypedLine WithNumber(TypedLine line, string name, IReadOnlyDictionary<string, string> fields) =>
        Said(fields, name) is { Length: > 0 } number ? line with { Settings = line.Settings.SetItem(name, number) } : line;

    static IEnumerable<KeyValuePair<string, string>> Settings(IReadOnlyDictionary<string, string> fields)
    {
        if (Said(fields, MinutesInput) is { Length: > 0 } minutes)
        {
            yield return new("for", minutes + "m");
        }

        if (Said(fields, UntilInput) is { Length: > 0 } until)
        {
            yield return new(UntilInput, until);
        }

        if (Said(fields, PaceInput) == Live)
        {
            yield return new(Live, "");
        }

        // Whatever else was sent is refused as a word that nobody knows: no name shows by mistake.
        if (Said(fields, NamesInput) is { Length: > 0 } level)
        {
            yield return new(Levels.Contains(level, StringComparer.Ordinal) ? level : NamesInput, "");
        }
    }

    static string Said(IReadOnlyDictionary<string, string> fields, string input) => fields.GetValueOrDefault(input, "").Trim();
}
