using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What remains of a session, built by rule: the same facts on every platform.</summary>
static class Minutes
{
    public static Card Draw(Session session, Words words)
    {
        var views = session.Agenda
            .Where(item => item.Status == ActivityStatus.Closed)
            .Select(item => new ActivityView(session, item, words))
            .ToImmutableArray();
        var closedAt = session.ClosedAt ?? session.OpenedAt;
        ImmutableArray<Element> body =
        [
            new TextBlock(words["Session.MinutesTitle"], TextStyle.Heading),
            .. Origin.Of(session, words),
            new TextBlock(When(session, words), TextStyle.Subtle),
            .. Rehearsed(session, words),
            .. session.Charter is { } charter ? Frame(session, charter, closedAt, words) : [],
            .. views.SelectMany(view => Part(view).Concat(GuestCards.Minutes(view))),
            .. session.OpenItem is { } open ? Open(new ActivityView(session, open, words)) : [],
            .. Skipped(session, words),
            .. Corrections(session, words),
        ];
        var summaries = views.Select(view => $"{SessionCards.PromptText(view)} {view.Item.Activity.Summary(view)}");
        return new Card(Origin.Titled(words.Say("Session.MinutesFallback", string.Join(' ', summaries)), session, words), words.Language, body);
    }

    /// <summary>What was made up is never read as if somebody had meant it.</summary>
    public static IEnumerable<TextBlock> Rehearsed(Session session, Words words) =>
        session.Pretend > 0 ? [new TextBlock(words.Count("Session.Rehearsal", session.Pretend))] : [];

    public static ImmutableArray<Run> When(Session session, Words words) => session switch
    {
        { IsCancelled: true } => words.Runs("Session.StatusCancelled", new MomentRun(session.ClosedAt ?? session.OpenedAt)),
        { ClosedAt: { } closedAt } => words.Runs("Session.MinutesWhen", new MomentRun(session.OpenedAt), new MomentRun(closedAt)),
        _ => words.Runs("Session.MinutesSoFar", new MomentRun(session.OpenedAt)),
    };

    // Of what is open no more than what its card shows already.
    static IEnumerable<Element> Open(ActivityView view) =>
    [
        new TextBlock(SessionCards.Prompt(view)),
        new TextBlock(view.Words.Count("Session.MinutesStillOpen", view.Item.State.GivenNow), TextStyle.Subtle),
        .. view.Item.Activity.IsRetold(view.Item) ? view.Item.Activity.Minutes(view) : view.Item.Activity.Body(view),
        .. GuestCards.Body(view),
    ];

    static ImmutableArray<Run> State(Session session, DateTimeOffset closedAt, Words words) => session.MinutesFinalAt is { } final
        ? words.Runs("Session.MinutesFinal", new MomentRun(final))
        : words.Runs("Session.MinutesDraft", new MomentRun(closedAt + Limits.MinutesDraftFor));

    static ImmutableArray<Element> Frame(Session session, Charter charter, DateTimeOffset closedAt, Words words) =>
    [
        .. session is { ClosedAt: not null, IsCancelled: false }
            ? (ReadOnlySpan<Element>)[new TextBlock(State(session, closedAt, words), TextStyle.Subtle)]
            : [],
        new TextBlock([new WordsRun(charter.Purpose, Strong: true)]),
        .. session.FormerPurposes.Select(former => new TextBlock(words.Runs("Session.MinutesFormerly", new WordsRun(former)), TextStyle.Subtle)),
        .. CharterCards.Said(charter, words).Select(line => new TextBlock(line)),
        new TextBlock(words.Count("Session.Joined", session.People.Count)),
        .. session.People.Values.Count(person => person.IsGuest) is > 0 and var guests
            ? (ReadOnlySpan<Element>)[new TextBlock(words.Count("Session.JoinedGuests", guests))]
            : [],
        .. CharterCards.HearBack(session, charter, words).Select(line => new TextBlock(line)),
    ];

    static IEnumerable<Element> Skipped(Session session, Words words) => session.Agenda
        .Where(item => item.Status is ActivityStatus.Skipped or ActivityStatus.Planned && !item.Activity.LeavesNoTrace)
        .Select(item => new TextBlock(Skipped(item, session.IsOpen, words), TextStyle.Subtle));

    static string Skipped(AgendaItem item, bool isOpen, Words words) => (item, CharterCards.NameOf(item, words)) switch
    {
        ({ Status: ActivityStatus.Planned }, var name) when isOpen => words.Say("Session.MinutesPlanned", name),
        ({ Status: ActivityStatus.Skipped, SkipCause: SkipCause.NothingToWorkOn }, var name) => words.Say("Session.MinutesNothing", name),
        ({ Status: ActivityStatus.Skipped, State.Contributors: > 0 and var people }, var name) => words.Count("Session.MinutesSkippedWith", people, name),
        (_, var name) => words.Say("Session.MinutesSkipped", name),
    };

    static IEnumerable<Element> Corrections(Session session, Words words) => session.Corrections.Select(remark => new TextBlock(words.Runs(
        "Session.MinutesCorrection",
        new WordsRun(session.People.GetValueOrDefault(remark.Author)?.Name ?? words["Session.Somebody"]),
        new WordsRun(remark.Text))));

    static IEnumerable<Element> Part(ActivityView view)
    {
        var contributors = view.Item.State.Contributors;
        yield return Heading(view);
        foreach (var former in Former(view.Item))
        {
            yield return new TextBlock(view.Words.Runs("Session.MinutesFormerly", new WordsRun(former)), TextStyle.Subtle);
        }

        if (!view.Item.State.HasResult)
        {
            yield return new TextBlock(view.Words["Session.NothingToSummarise"]);
            yield break;
        }

        yield return new TextBlock(view.Words.Count("Session.TookPart", contributors), TextStyle.Subtle);
        foreach (var element in view.Item.Activity.Minutes(view))
        {
            yield return element;
        }

        if (view.Session.VoicesIn(view.Item)?.Sentence(view.Words) is { } balance)
        {
            yield return new TextBlock(balance, TextStyle.Subtle);
        }
    }

    // Among several activities each says which it is.
    static TextBlock Heading(ActivityView view) => view.Session.Charter is { Purpose: var purpose }
        ? new TextBlock(
            [
                new TextRun(CharterCards.NameOf(view.Item, view.Words), Strong: true),
                .. view.Item.Prompt == purpose ? [] : (ReadOnlySpan<Run>)[new TextRun(": ", Strong: true), .. SessionCards.Prompt(view)],
            ],
            TextStyle.Heading)
        : new TextBlock(SessionCards.Prompt(view));

    static IEnumerable<string> Former(AgendaItem item) => item.Wordings.IsEmpty
        ? []
        : item.Wordings[..^1].Prepend(item.State.Prompt ?? "").Where(wording => wording.Length > 0);
}
