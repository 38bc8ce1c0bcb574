using System.Collections.Immutable;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>Who does what by when, as a table.</summary>
static class NextStepsBoard
{
    public static ImmutableArray<Figure> Of(ActivityView view)
    {
        var words = view.Words;
        var steps = ((NextSteps)view.Item.State).Steps;
        return steps.IsEmpty ? [] :
        [
            new TableFigure(
                NextStepsCards.Summary(view),
                [
                    words["NextSteps.ColumnStep"], words["NextSteps.ColumnWho"], words["NextSteps.ColumnDue"],
                    words["NextSteps.ColumnSign"], words["NextSteps.ColumnStatus"],
                ],
                [.. steps.Select(step => Row(view, step))]),
        ];
    }

    static ImmutableArray<ImmutableArray<Run>> Row(ActivityView view, NextStep step) =>
    [
        [new TextRun(Number(step.Number) + ". "), new WordsRun(step.What)],
        NextStepsCards.Owner(view, step.Owner, step.HasAccepted),
        step.Due is { } due ? [new TextRun(view.Words.Say("NextSteps.Due", due))] : [],
        step.Sign is { } sign ? [new WordsRun(sign)] : [],
        NextStepsCards.StatusLine(view, step),
    ];
}
