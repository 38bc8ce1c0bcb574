using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>The ideas as notes on a wall, group by group.</summary>
static class ClusteringBoard
{
    public static ImmutableArray<Figure> Of(ActivityView view)
    {
        var state = (Clustering)view.Item.State;
        var groups = state.Living.Where(group => state.In(group.Id).Any())
            .Select(group => new WallGroup(ClusteringCards.Title(view, group), Notes(view, group.Id)));
        var none = state.In(null).Any()
            ? (ReadOnlySpan<WallGroup>)[new WallGroup([new TextRun(view.Words["Clustering.InNone"], Strong: true)], Notes(view, null))]
            : [];
        return state.HasResult ? [new WallFigure(ClusteringCards.Summary(view), [.. groups, .. none])] : [];
    }

    static ImmutableArray<WallNote> Notes(ActivityView view, int? group) =>
    [
        .. ClusteringCards.Things(view, group).Select(thing => new WallNote(thing.Title, thing.Value, []) { Pictures = thing.Pictures }),
    ];
}
