using System.Collections.Immutable;
using CoCreateBot.Sessions;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Bot.Commands;

/// <summary>The facilitator's words about agenda and charter, as they are typed.</summary>
static class AgendaWords
{
    public const string Session = SessionStartForm.Verb;
    public const string Charter = "charter";
    public const string Delete = "delete";
    public const string Remove = "remove";

    public static readonly ImmutableArray<string> Verbs =
    [
        "skip", "add", "order", "reword", Charter, "reopen", "cancel", "cohost", "takeover", "correct", "lock", "unlock", SessionCards.GuestsVerb, Remove,
        Delete,
    ];

    static readonly Dictionary<string, CharterField> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["influence"] = CharterField.Influence,
        ["decider"] = CharterField.Decider,
        ["feeds"] = CharterField.Feeds,
        ["rules"] = CharterField.GroundRules,
    };

    /// <summary>Null where the line is about something else.</summary>
    public static Parsed<Command>? Read(TypedLine line, Session session) => line.Verb switch
    {
        "skip" when line.Words is [] => new Command.Skip(null),
        "skip" => line.Words is [var one] && NumberIn(one) is { } number ? new Command.Skip(number) : Refusals.NotUnderstood,
        "add" => Added(line, session),
        "order" => line.Words.Select(NumberIn).ToList() is { Count: > 0 } numbers && numbers.TrueForAll(n => n is not null)
            ? new Command.Order([.. numbers.OfType<int>()])
            : new Refusal("Commands.OrderHow", RefusalKind.Wrong),
        "reword" => Reworded(line),
        Charter => Chartered(line, session),
        "reopen" => new Command.Reopen(),
        "cancel" => new Command.Cancel(line.Words is ["yes" or "ja"]),
        Delete => new Command.Delete(line.Words is ["yes" or "ja"]),
        "cohost" => new Command.CoFacilitate(line.Question ?? line.RestForAll),
        "lock" or "unlock" => new Command.SetDoor(line.Verb == "lock"),
        SessionCards.GuestsVerb => line.Words is ["count"] ? new Command.CountGuests() : new Refusal("Commands.GuestsHow", RefusalKind.Wrong),
        Remove => Removed(line),
        "takeover" => new Command.TakeOver(),
        "correct" => new Command.Correct(line.Question ?? line.RestForAll),
        _ => (Parsed<Command>?)null,
    };

    // "remove Bob", "remove "Bob" yes"; a name may be of several words.
    static Parsed<Command> Removed(TypedLine line)
    {
        var words = line.Question is { } quoted
            ? [quoted, .. line.Words]
            : line.RestForAll.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isSure = words is [_, .., "yes" or "ja"];
        var name = string.Join(' ', isSure ? words[..^1] : words);
        return name.Length > 0 ? new Command.Remove(name, isSure) : new Refusal("Commands.RemoveHow", RefusalKind.Wrong);
    }

    static Parsed<Command> Added(TypedLine line, Session session)
    {
        var added = TypedLine.Parse(line.RestForAll);
        if (session.Activities.ForVerb(added.Verb) is not { } activity)
        {
            return new Refusal("Commands.AddWhat", RefusalKind.Wrong);
        }

        var plan = activity.Plan(session.IsLive ? added with { Settings = added.Settings.SetItem("live", "") } : added);
        return plan.Value is { } read ? new Command.Add(read) : plan.Refusal ?? Refusals.NotUnderstood;
    }

    // "reword "New question"", "reword 3 "..."", "reword purpose "..."".
    static Parsed<Command> Reworded(TypedLine line) => line switch
    {
        { Question: { } text, Words: [] } => new Command.Reword(null, text),
        { Question: { } text, Words: ["purpose"] } => new Command.Reword(0, text),
        { Question: { } text, Words: [var one] } when NumberIn(one) is { } number => new Command.Reword(number, text),
        _ => new Refusal("Commands.RewordHow", RefusalKind.Wrong),
    };

    static Parsed<Command> Chartered(TypedLine line, Session session) => line switch
    {
        { Words: [var name], Question: { } text } when Fields.TryGetValue(name, out var field) => new Command.SetCharter(field, text),
        { Words: ["back", .. var day] } when day.Length > 0 => HearBack(string.Join(' ', day), session),
        _ => new Refusal("Commands.CharterHow", RefusalKind.Wrong),
    };

    static Parsed<Command> HearBack(string text, Session session) =>
        LocalTime.Read(text, session.OpenedAt, LocalTime.ZoneOf(session.Zone)) is { } at && at > session.OpenedAt
            ? new Command.SetCharter(CharterField.HearBack, "", at)
            : new Refusal("Session.BadMoment", RefusalKind.Wrong, text);
}
