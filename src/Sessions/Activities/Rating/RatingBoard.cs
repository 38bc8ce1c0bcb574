using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>The bars of the minutes, as soon as they may be seen.</summary>
static class RatingBoard
{
    public static ImmutableArray<Figure> Of(ActivityView view) => view.Item.ShowsTotals
        ? [.. RatingCards.Result(view, RatingCards.MinutesMax).OfType<HorizontalBarChart>().Select(chart => new BarsFigure(chart))]
        : [];
}
