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

    /// <summary>Is it what somebody says of their own step?</summary>
    public static bool IsPress(Press press) =>
        press.Verb is NextStepsReading.AcceptVerb or NextStepsReading.DeclineVerb or NextStepsReading.DoneVerb;

    /// <summary>What became of what they were asked, in the place of the question, with the buttons that are left; an old one is answered so, too.</summary>
    /// <param name="step">As its press names it; null where there is none.</param>
    /// <param name="said">What they said just now.</param>
    public static ImmutableArray<Element> Answered(ActivityView view, NextStep? step, PersonAlias author, Press said)
    {
        if (step is null)
        {
            return [];
        }

        var isOwn = step.Owner == author && step.Status == StepStatus.Open;
        var key = step switch
        {
            { Status: StepStatus.Done } => "NextSteps.SaidDone",
            { Status: StepStatus.Dropped } => "NextSteps.SaidDropped",
            { HasAccepted: true } when isOwn => "NextSteps.SaidAccepted",
            _ when isOwn => "NextSteps.AskedPrivately",
            _ when said.Verb == NextStepsReading.DeclineVerb => "NextSteps.SaidDeclined",
            _ => "NextSteps.SaidGone",
        };
        var line = new TextBlock(view.Words.Runs(
            key, new WordsRun(SessionCards.TitleOf(view)), new WordsRun(step.What), new TextRun(When(view, step))));
        return isOwn ? [line, new ActionSet(Actions(view, step))] : [line];
    }

    /// <summary>The step that such a press is about.</summary>
    public static NextStep? Of(AgendaItem item, Press press) =>
        item.State is NextSteps steps && NumberIn(press.Argument) is { } number ? steps.Step(number) : null;

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
