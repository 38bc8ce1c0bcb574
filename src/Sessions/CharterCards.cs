using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What a session with a charter shows beside its open activity: why it is held, and where on its agenda it is.</summary>
static class CharterCards
{
    /// <summary>PRODUCT: a break each hour.</summary>
    static readonly TimeSpan BreakEach = TimeSpan.FromHours(1);
    static readonly TimeSpan BreakLasts = TimeSpan.FromMinutes(10);

    public static ImmutableArray<Element> Head(Session session, Charter charter, Words words) =>
    [
        new TextBlock([new WordsRun(charter.Purpose, Strong: true)], TextStyle.Heading),
        .. Said(charter, words).Select(line => new TextBlock(line, TextStyle.Subtle)),
        .. charter.EndsAt is { } end ? (ReadOnlySpan<Element>)[new TextBlock(words.Runs("Session.EndsAt", new MomentRun(end)), TextStyle.Subtle)] : [],
        .. session is { IsLocked: true, IsOpen: true } ? (ReadOnlySpan<Element>)[new TextBlock(words["Session.DoorIsLocked"], TextStyle.Subtle)] : [],
    ];

    /// <summary>The agenda, with the numbers by which one types "skip 3".</summary>
    public static ImmutableArray<Element> Plan(Session session, Words words) =>
    [
        new TextBlock(words["Session.AgendaTitle"], TextStyle.Subtle),
        new FactSet([.. session.Order.Select(session.Item).OfType<AgendaItem>().Where(IsShown).Select(item => Line(item, words))]),
    ];

    /// <summary>The end of it: each activity in one sentence; the minutes tell the rest.</summary>
    public static Card Closed(Session session, Charter charter, Words words)
    {
        var results = session.Opened.Select(session.Item).OfType<AgendaItem>()
            .Where(item => item.Status == ActivityStatus.Closed)
            .Select(item => (Name: NameOf(item, words), Said: item.Activity.Summary(new ActivityView(session, item, words))))
            .ToList();
        var end = session.IsCancelled ? "Session.StatusCancelled" : "Session.StatusClosed";
        ImmutableArray<Element> body =
        [
            .. Origin.Of(session, words),
            new TextBlock([new WordsRun(charter.Purpose, Strong: true)], TextStyle.Heading),
            SessionCards.State(session, words),
            .. session.IsCancelled ? [] : (ReadOnlySpan<Element>)[new FactSet([.. results.Select(one => new Fact(one.Name, [new WordsRun(one.Said)]))])],
            .. Said(charter, words).Select(line => new TextBlock(line, TextStyle.Subtle)),
            .. HearBack(session, charter, words).Select(line => new TextBlock(line, TextStyle.Subtle)),
            new TextBlock(words.Runs(end, new MomentRun(session.ClosedAt ?? session.OpenedAt)), TextStyle.Subtle),
        ];
        var fallback = words.Say("Session.ClosedFallback", charter.Purpose, string.Join(' ', results.Select(one => one.Said)));
        return new Card(Origin.Titled(fallback, session, words), words.Language, body);
    }

    /// <summary>By when people hear what became of it; nothing where it is over and there is nothing that something could become of.</summary>
    public static IEnumerable<ImmutableArray<Run>> HearBack(Session session, Charter charter, Words words)
    {
        if (!session.IsCancelled && (session.IsOpen || session.Agenda.Any(item => item.Whole.Contributors > 0)))
        {
            yield return words.Runs(
                "Session.HearBack", new MomentRun(charter.HearBackAt ?? (session.ClosedAt ?? session.OpenedAt) + Charter.HearBackAfter));
        }
    }

    /// <summary>What was said of it, line by line; what everybody should know and nobody has said is named plainly.</summary>
    public static IEnumerable<ImmutableArray<Run>> Said(Charter charter, Words words)
    {
        (string Key, string? Text)[] lines =
        [
            ("Influence", charter.Influence), ("Decider", charter.Decider), ("Feeds", charter.Feeds), ("GroundRules", charter.GroundRules),
        ];
        foreach (var (key, text) in lines)
        {
            if (text is not null)
            {
                yield return words.Runs("Session.Charter-" + key, new WordsRun(text));
            }
        }

        if (charter is { Influence: null } or { Decider: null })
        {
            var key = charter switch { { Influence: null, Decider: null } => "Both", { Influence: null } => "Influence", _ => "Decider" };
            yield return words.Runs("Session.CharterMissing-" + key);
        }
    }

    /// <summary>For the facilitator: does the agenda fit, and what is still to be said?</summary>
    public static IEnumerable<string> Advice(Session session, Words words)
    {
        foreach (var passed in JustPassedOver(session))
        {
            yield return words.Say("Session.MinutesNothing", NameOf(passed, words));
        }

        if (session is not { Charter: { } charter, IsOpen: true })
        {
            yield break;
        }

        if (session is { Unsettled: not null, NextPlanned: not null })
        {
            yield return words["Session.AdviceLevel"];
        }

        yield return words["Session.AdviceVerbs"];
        if (charter.Influence is null || charter.Decider is null)
        {
            yield return words["Session.AdviceCharter"];
        }

        if (OverBy(session, charter) is { } over)
        {
            var longest = Ahead(session).MaxBy(item => item.Lasts)!; // not null: what is over by something has something ahead
            yield return words.Say("Session.AdviceOver", (int)Math.Ceiling(over.TotalMinutes), NameOf(longest, words), longest.Number);
        }
    }

    // By the last step on: what came before is no news.
    static IEnumerable<AgendaItem> JustPassedOver(Session session) => session.Agenda.Where(item =>
        item is { Status: ActivityStatus.Skipped, SkipCause: SkipCause.NothingToWorkOn }
        && item.ClosedAt == (session.OpenItem is { } open ? open.OpenedAt : session.ClosedAt));

    /// <summary>
    /// How much more the agenda needs than there is, planned backwards from the end with a break each hour; null where it fits. It is reckoned
    /// from when the open activity opened, not from the clock, so that a card that is drawn again says the same.
    /// </summary>
    public static TimeSpan? OverBy(Session session, Charter charter)
    {
        if (!session.IsLive || charter.EndsAt is not { } end)
        {
            return null;
        }

        var from = session.OpenItem?.OpenedAt ?? session.LastClosed?.ClosedAt ?? session.OpenedAt;
        var work = Ahead(session).Aggregate(TimeSpan.Zero, (sum, item) => sum + (item.Lasts ?? TimeSpan.Zero));
        var starts = end - work - (BreakLasts * Math.Floor(work / BreakEach));
        return starts < from ? from - starts : null;
    }

    static IEnumerable<AgendaItem> Ahead(Session session) =>
        session.Agenda.Where(item => item.Status is ActivityStatus.Planned or ActivityStatus.Open);

    static bool IsShown(AgendaItem item) => item.Status != ActivityStatus.Dropped;

    static Fact Line(AgendaItem item, Words words)
    {
        var state = words["Session.Agenda-" + item.Status];
        var lasts = item is { Status: ActivityStatus.Planned, Lasts: { } length } ? $", {Length(length, words)}" : "";
        return new Fact(item.Number.ToString(CultureInfo.InvariantCulture), [new TextRun($"{NameOf(item, words)}: {state}{lasts}")]);
    }

    public static string Length(TimeSpan length, Words words) => length switch
    {
        { TotalMinutes: < 120 } => words.Say("Session.Minutes", (int)Math.Round(length.TotalMinutes)),
        { TotalHours: < 48 } => words.Say("Session.Hours", (int)Math.Round(length.TotalHours)),
        _ => words.Say("Session.Days", (int)Math.Round(length.TotalDays)),
    };

    public static string NameOf(AgendaItem item, Words words) => words[NameKeyOf(item).Key];

    public static TextKey NameKeyOf(AgendaItem item) => new(item.Activity.Texts.BaseName + ".Name");
}
