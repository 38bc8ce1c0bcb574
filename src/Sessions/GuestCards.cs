using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What guests gave, beside what the group gave: how many they are, and as soon as it may be seen a result of their own.</summary>
static class GuestCards
{
    public static IEnumerable<Element> Body(ActivityView view) => Of(view, view.Item.Activity.Body);

    public static IEnumerable<Element> Minutes(ActivityView view) => Of(view, view.Item.Activity.Minutes);

    public static IEnumerable<Artifact> Artifacts(ActivityView view) => view.Item.ShowsGuests
        ? view.Item.Activity.Artifacts(OfGuests(view)).Select(row => row with
        {
            Key = Artifact.OfGuests + row.Key,
            BuildsOn = row.BuildsOn is { } basis ? Artifact.OfGuests + basis : null,
            Kind = Artifact.OfGuests + row.Kind,
        })
        : [];

    /// <summary>A part of the board that is of guests alone; null while they have none.</summary>
    public static BoardPart? Board(ActivityView view)
    {
        if (!view.Item.ShowsGuests)
        {
            return null;
        }

        var guests = OfGuests(view);
        var figures = view.Item.Activity.Board(guests);
        return new BoardPart(
            SessionBoard.KeyOf(view.Item) + "-guests",
            [
                new TextBlock([new TextRun(view.Words.Count("Session.GuestsApart", view.Item.Guests))], TextStyle.Heading),
                .. figures.IsEmpty ? SessionBoard.Said(guests) : [],
            ],
            figures);
    }

    /// <summary>How many there are, where their part is not shown.</summary>
    public static IEnumerable<Element> Counted(ActivityView view) => view.Item.ShowsGuests ? [] : Of(view, _ => []);

    static ActivityView OfGuests(ActivityView view) => view with { Item = view.Item.OfGuests(), IsOfGuests = true };

    static IEnumerable<Element> Of(ActivityView view, Func<ActivityView, ImmutableArray<Element>> drawn) => view.Item switch
    {
        { Guests: 0 } => [],
        { ShowsGuests: true, Guests: var guests } =>
        [
            new TextBlock([new TextRun(view.Words.Count("Session.GuestsApart", guests), Strong: true)]),
            .. drawn(OfGuests(view)),
        ],
        { ShowsTotals: true, Guests: var few } => [new TextBlock(view.Words.Count("Session.GuestsTooFew", few, Limits.MinimumAnswers), TextStyle.Subtle)],
        { Guests: var guests } => [new TextBlock(view.Words.Count("Session.GuestsApart", guests), TextStyle.Subtle)],
    };
}
