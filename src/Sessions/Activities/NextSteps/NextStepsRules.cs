using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>Who may do what to a step. Whatever is so already leads to nothing.</summary>
sealed class NextStepsRules(NextSteps state, ActivityTurn turn)
{
    public const int StepsMax = 40;
    public const int SuggestionsMax = 40;
    public const int WhatMax = 300;
    public const int SignMax = 200;

    /// <summary>Words in a form that stand for somebody; typed ones are in both languages.</summary>
    public const string Me = "me";
    public const string Nobody = "nobody";

    public static readonly Refusal OnlyNamed = new("NextSteps.OnlyNamed", RefusalKind.NotNow);

    public ActivityDecision Decide(NextStepsCommand command) => command switch
    {
        NextStepsCommand.Add add => Add(add.Draft),
        NextStepsCommand.Change change => Change(change),
        NextStepsCommand.Accept accept => About(accept.Step, Accept),
        NextStepsCommand.Decline decline => About(decline.Step, Decline),
        NextStepsCommand.Finish finish => About(finish.Step, step => Tell(step, StepStatus.Done, new NextStepsEvent.Finished(turn.Author, step.Number))),
        NextStepsCommand.Drop drop => About(drop.Step, step => Drop(step, drop.Reason)),
        NextStepsCommand.Resume resume => About(
            resume.Step, step => Tell(step, StepStatus.Open, new NextStepsEvent.Resumed(turn.Author, step.Number, turn.Now))),
        _ => throw new UnreachableException(),
    };

    ActivityDecision About(int number, Func<NextStep, ActivityDecision> decide) => state.Step(number) is { } step
        ? decide(step)
        : new Refusal("NextSteps.NoStep", RefusalKind.Wrong, number, state.Steps.Length) { Input = NextStepsForms.StepInput };

    ActivityDecision Add(StepDraft draft)
    {
        var suggestion = draft.Suggestion is { } place ? state.Suggestion(place) : null;
        var blank = new NextStep(
            state.Steps.Length + 1, turn.Author, suggestion?.Text ?? "",
            suggestion?.Undertaking?.Owner, suggestion?.Undertaking?.Due, suggestion?.Undertaking?.Sign, draft.Suggestion);
        var written = Written(blank, draft, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        if (state.Steps.Any(step => Same(step, written)))
        {
            return ActivityDecision.Nothing; // handed in twice
        }

        return state.Steps.Length >= StepsMax
            ? new Refusal("NextSteps.TooMany", RefusalKind.NotNow, StepsMax)
            : ActivityDecision.Of(new NextStepsEvent.Added(
                turn.Author, written.What, written.Owner, written.Due, written.Sign, suggestion is null ? null : draft.Suggestion, turn.Now));
    }

    static bool Same(NextStep one, NextStep other) =>
        (one.Author, one.What, one.Owner, one.Due, one.Sign) == (other.Author, other.What, other.Owner, other.Due, other.Sign);

    ActivityDecision Change(NextStepsCommand.Change command) => About(command.Step, step =>
    {
        if (!MayChange(step))
        {
            return new Refusal("NextSteps.NotYours", RefusalKind.NotYours, step.Number);
        }

        var written = Written(step, command.Draft, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        var changed = Same(step, written)
            ? ActivityDecision.Nothing
            : ActivityDecision.Of(new NextStepsEvent.Changed(
                turn.Author, step.Number, written.What, written.Owner, written.Due, written.Sign, turn.Now));
        // "By me", said by who is asked, is a yes; any other change of theirs is none.
        var accepted = command.Draft.Owner is not null && step.Owner == turn.Author && written.Owner == turn.Author
            ? Accept(step)
            : ActivityDecision.Nothing;
        var then = command.Then is { } next ? Decide(next) : ActivityDecision.Nothing;
        return then.Refusal is null ? new ActivityDecision([.. changed.Events, .. accepted.Events, .. then.Events]) : then;
    });

    bool MayChange(NextStep step) => turn.IsFacilitator || step.Author == turn.Author || step.Owner == turn.Author;

    /// <summary>The step with what the draft says of it, or the first reason why it cannot be.</summary>
    NextStep Written(NextStep step, StepDraft draft, out Refusal? refusal)
    {
        var what = PersonalText.Required(draft.What ?? step.What, Math.Max(WhatMax, step.What.Length)); // a suggestion may be longer
        var sign = PersonalText.Optional(draft.Sign ?? step.Sign, SignMax);
        var details = new StepDetails(turn, state.Zone);
        var (owner, wrongOwner) = details.OwnerOf(draft.Owner, step.Owner);
        var (due, wrongDue) = details.DueOf(draft.Due, step.Due);
        refusal = In(what.Refusal, NextStepsForms.WhatInput) ?? wrongOwner ?? wrongDue ?? In(sign.Refusal, NextStepsForms.SignInput);
        return step with { What = what.Value ?? "", Owner = owner, Due = due, Sign = sign.Value is { Length: > 0 } given ? given : null };
    }

    static Refusal? In(Refusal? refusal, string input) => refusal is null ? null : refusal with { Input = input };

    ActivityDecision Accept(NextStep step)
    {
        if (step.Owner is { } asked && asked != turn.Author)
        {
            return new Refusal("NextSteps.SomebodyElse", RefusalKind.NotYours, step.Number);
        }

        return step.HasAccepted ? ActivityDecision.Nothing : ActivityDecision.Of(new NextStepsEvent.Accepted(turn.Author, step.Number, turn.Now));
    }

    ActivityDecision Decline(NextStep step) => step.Owner == turn.Author
        ? ActivityDecision.Of(new NextStepsEvent.Declined(turn.Author, step.Number))
        : new Refusal("NextSteps.NotAsked", RefusalKind.NotYours, step.Number);

    ActivityDecision Drop(NextStep step, string reason)
    {
        if (PersonalText.Required(reason, Limits.NoteMax) is { Refusal: { } refusal })
        {
            return reason.Length == 0
                ? new Refusal("NextSteps.WhyDropped", RefusalKind.Wrong, step.Number) { Input = NextStepsForms.ReasonInput }
                : In(refusal, NextStepsForms.ReasonInput)!; // ! there is one
        }

        return step.Reason == reason && step.Status == StepStatus.Dropped
            ? ActivityDecision.Nothing
            : Tell(step, null, new NextStepsEvent.Dropped(turn.Author, step.Number, reason));
    }

    /// <summary>What became of it its owner says, or the facilitator; where it has no owner, who put it down.</summary>
    ActivityDecision Tell(NextStep step, StepStatus? status, NextStepsEvent told) => (step.Owner ?? step.Author) != turn.Author && !turn.IsFacilitator
        ? new Refusal("NextSteps.OwnerTells", RefusalKind.NotYours, step.Number)
        : step.Status == status ? ActivityDecision.Nothing : ActivityDecision.Of(told);
}
