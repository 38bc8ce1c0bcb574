using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>What steps look like, on the card, in the minutes and as rows: the same facts everywhere.</summary>
static class NextStepsCards
{
    static NextSteps State(ActivityView view) => (NextSteps)view.Item.State;

    public static ImmutableArray<Element> Body(ActivityView view) => [.. Steps(view), new TextBlock(Summary(view), TextStyle.Subtle), .. Suggestions(view)];

    public static ImmutableArray<Element> Minutes(ActivityView view) => [.. Steps(view)];

    public static string Summary(ActivityView view)
    {
        var steps = State(view).Steps;
        var open = steps.Count(step => step is { Status: StepStatus.Open, HasAccepted: false });
        return view.Words.Say(
            "NextSteps.Summary",
            view.Words.Count("NextSteps.Steps", steps.Length),
            open,
            steps.Count(step => step.Status == StepStatus.Done));
    }

    static IEnumerable<Element> Steps(ActivityView view) => State(view).Steps is { IsEmpty: false } steps
        ? [new FactSet([.. steps.Select(step => new Fact(Number(step.Number), Line(view, step)))])]
        : [];

    public static ImmutableArray<Run> Line(ActivityView view, NextStep step) => [new WordsRun(step.What), new TextRun(" – "), .. About(view, step)];

    static IEnumerable<Element> Suggestions(ActivityView view)
    {
        var used = State(view).Steps.Select(step => step.Suggestion).ToHashSet();
        var left = State(view).Suggestions.Index().Where(suggestion => !used.Contains(suggestion.Index)).ToList();
        return left.Count == 0 || view.Item.Status != ActivityStatus.Open
            ? []
            :
            [
                new TextBlock(view.Words["NextSteps.Suggestions"]),
                new FactSet([.. left.Select(one => new Fact(VoteOption.LetterOf(one.Index), [new WordsRun(one.Item.Text), .. Said(view, one.Item)]))]),
            ];
    }

    // What was said of it before it is a step.
    static ImmutableArray<Run> Said(ActivityView view, StepSuggestion suggestion) => suggestion.Undertaking is { } said
        ? [new TextRun(" – "), .. Owner(view, said.Owner, hasAccepted: false), .. When(view, said.Due, said.Sign)]
        : [];

    static ImmutableArray<Run> When(ActivityView view, DateOnly? by, string? asSeen) =>
    [
        .. by is { } due ? (ReadOnlySpan<Run>)[new TextRun("; " + view.Words.Say("NextSteps.Due", due))] : [],
        .. asSeen is { } sign ? (ReadOnlySpan<Run>)[new TextRun("; " + view.Words["NextSteps.FirstSign"] + " "), new WordsRun(sign)] : [],
    ];

    /// <summary>Who, by when, the first sign, and what became of it.</summary>
    static ImmutableArray<Run> About(ActivityView view, NextStep step) =>
    [
        .. Owner(view, step.Owner, step.HasAccepted),
        .. When(view, step.Due, step.Sign),
        new TextRun("; "),
        .. StatusLine(view, step),
    ];

    public static ImmutableArray<Run> StatusLine(ActivityView view, NextStep step) => step.Reason is { } reason
        ? [new TextRun(Status(view, step)), new TextRun(": "), new WordsRun(reason)]
        : [new TextRun(Status(view, step))];

    public static ImmutableArray<Run> Owner(ActivityView view, PersonAlias? asked, bool hasAccepted) => asked is { } owner
        ? view.Words.Runs(hasAccepted ? "NextSteps.Accepted" : "NextSteps.Asked", new WordsRun(view.NameOf(owner)))
        : view.Words.Runs("NextSteps.NobodyYet");

    static string Status(ActivityView view, NextStep step) => view.Words[step.Status switch
    {
        StepStatus.Open => "NextSteps.StatusOpen",
        StepStatus.Done => "NextSteps.StatusDone",
        StepStatus.Dropped => "NextSteps.StatusDropped",
        _ => throw new UnreachableException(),
    }];

    static string? OwnerName(ActivityView view, NextStep step) =>
        step.Owner is { } owner && view.Item.Level == AnonymityLevel.Named ? view.NameOf(owner) : null;

    public static ImmutableArray<Artifact> Artifacts(ActivityView view) =>
    [
        .. State(view).Steps.Select(step => new Artifact(
            view.Item.Number,
            string.Create(CultureInfo.InvariantCulture, $"step-{step.Number:D5}"),
            "next-step",
            $"{step.What} – {About(view, step).Plain()}",
            Value: null,
            OwnerName(view, step))
        {
            Owner = OwnerName(view, step),
            Due = step.Due,
            State = step.Status switch
            {
                StepStatus.Open => "open",
                StepStatus.Done => "done",
                StepStatus.Dropped => "dropped",
                _ => throw new UnreachableException(),
            },
        }),
    ];
}
