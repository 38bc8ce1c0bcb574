using System.Collections.Immutable;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>The tree as it stands, and what is done about its roots. Nobody's name stands at a cause here: the list says whose it is.</summary>
static class FiveWhysBoard
{
    public static ImmutableArray<Figure> Of(ActivityView view)
    {
        var state = (FiveWhys)view.Item.State;
        return !state.HasResult ? [] :
        [
            new TreeFigure(FiveWhysCards.Summary(view), new TreeNode("", SessionCards.Prompt(view), Under(view, state, FiveWhys.Problem, "")))
            {
                Caption = WhyChecks.IsCritical(view.Item.Prompt) ? view.Words.Runs("FiveWhys.Critical") : [],
            },
            .. Measures(view, state),
        ];
    }

    static ImmutableArray<TreeNode> Under(ActivityView view, FiveWhys state, int node, string prefix) =>
        [.. state.Under(node).Select(cause => Node(view, state, cause, prefix + Number(cause.Place)))];

    static TreeNode Node(ActivityView view, FiveWhys state, Cause cause, string number) =>
        new(number, [FiveWhysCards.Text(view, cause)], Under(view, state, cause.Id, number + "."))
        {
            Marks = cause.IsHidden ? [] : [.. FiveWhysCards.Stands(view, cause).Append(FiveWhysCards.Doubt(view, cause)).OfType<string>()],
            IsStrong = cause is { End: CauseEnd.Root, IsHidden: false },
        };

    static IEnumerable<Figure> Measures(ActivityView view, FiveWhys state)
    {
        ImmutableArray<ImmutableArray<ImmutableArray<Run>>> rows =
        [
            .. from root in state.Roots()
               from measure in state.MeasuresOf(root.Cause.Id)
               select (ImmutableArray<ImmutableArray<Run>>)
               [
                   [new TextRun(root.Number + " "), new WordsRun(root.Cause.Text)],
                   FiveWhysCards.MeasureLine(view, measure),
               ],
        ];
        return rows.IsEmpty ? [] :
        [
            new TableFigure(
                view.Words.Count("FiveWhys.Measures", rows.Length), [view.Words["FiveWhys.ColumnRoot"], view.Words["FiveWhys.ColumnMeasure"]], rows),
        ];
    }
}
