using System.Collections.Immutable;
using System.Diagnostics;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>What one person does, or is asked to do, apart from all that others do.</summary>
public static class OwnSteps
{
    /// <summary>Those that are open, where the activity is one of next steps.</summary>
    public static IEnumerable<NextStep> Of(AgendaItem item, PersonAlias owner) =>
        item is { State: NextSteps steps, Status: ActivityStatus.Open or ActivityStatus.Closed }
            ? steps.Steps.Where(step => step.Owner == owner && step.Status == StepStatus.Open)
            : [];

    /// <summary>What is to be done, and by when.</summary>
    public static ImmutableArray<Run> Line(ActivityView view, NextStep step) =>
        [new WordsRun(step.What), new TextRun(" – "), new TextRun(When(view, step))];

    public static string When(ActivityView view, NextStep step) =>
        step.Due is { } due ? view.Words.Say("NextSteps.Due", due) : view.Words["NextSteps.NoDate"];

    /// <summary>The same presses as in the forms: yes or no where somebody is asked, done where they have said yes.</summary>
    public static ImmutableArray<CardAction> Actions(ActivityView view, NextStep step)
    {
        return step switch
        {
            { Status: StepStatus.Done or StepStatus.Dropped } => [],
            { HasAccepted: true } => [Do(NextStepsReading.DoneVerb, ActionStyle.Positive)],
            { HasAccepted: false } => [Do(NextStepsReading.AcceptVerb, ActionStyle.Positive), Do(NextStepsReading.DeclineVerb, ActionStyle.Default)],
            _ => throw new UnreachableException(),
        };

        Execute Do(string verb, ActionStyle style) =>
            new(view.Words["NextSteps.Becomes-" + verb], view.Press(verb, Number(step.Number)), style);
    }
}
