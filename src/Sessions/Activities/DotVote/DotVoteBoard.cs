using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>The bars of the minutes, as soon as they may be seen, and what was said against an option.</summary>
static class DotVoteBoard
{
    public static ImmutableArray<Figure> Of(ActivityView view)
    {
        if (!view.Item.ShowsTotals)
        {
            return [];
        }

        var charts = DotVoteCards.Minutes(view).OfType<HorizontalBarChart>().ToImmutableArray();
        return
        [
            new BarsFigure(charts[0]) { Caption = view.IsOfGuests ? [] : Said(view) },
            .. charts[1..].Select(first => new BarsFigure(first) { Caption = view.Words.Runs("DotVote.FirstRoundSums") }),
            .. Reasons(view),
        ];
    }

    static ImmutableArray<Run> Said(ActivityView view) =>
        [.. DotVoteCards.Sentences(view).SelectMany((sentence, i) => i == 0 ? sentence : [new TextRun(" "), .. sentence])];

    static IEnumerable<Figure> Reasons(ActivityView view)
    {
        var state = DotVoteCards.State(view);
        var groups = state.Reasons().GroupBy(reason => reason.Option).Select(against => new WallGroup(
            DotVoteCards.Named(against.Key), [.. against.Select(reason => new WallNote("", [new WordsRun(reason.Reason)], []))])).ToImmutableArray();
        return groups.IsEmpty ? [] : [new WallFigure(DotVoteCards.ReasonsTitle(view), groups)];
    }
}
