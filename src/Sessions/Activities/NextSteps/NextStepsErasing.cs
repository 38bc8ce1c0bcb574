using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Steps stay, without the words of whoever is forgotten, and nobody does them any more.</summary>
static class NextStepsErasing
{
    public static NextSteps Forget(NextSteps state, Erasure erasure) => state with
    {
        Suggestions = [.. state.Suggestions.Select(one => Removing(one, erasure, Removed.Mark))],
        Steps = [.. state.Steps.Select(step => Forget(step, state, erasure))],
    };

    static NextStep Forget(NextStep step, NextSteps state, Erasure erasure)
    {
        var isOwn = step.Teller == erasure.Author;
        var isOwner = step.Owner == erasure.Author;
        return step with
        {
            What = Erasure.Gone(isOwn || IsCopy(step.Suggestion, state, erasure), step.What),
            Sign = step.Sign is { } sign ? Erasure.Gone(isOwn || IsSignCopy(step.Suggestion, state, erasure), sign) : null,
            Reason = step.Reason is { } reason ? Erasure.Gone(step.DroppedBy == erasure.Author, reason) : null,
            Owner = isOwner ? null : step.Owner,
            HasAccepted = step.HasAccepted && !isOwner,
        };
    }

    public static ActivityEvent Without(ActivityEvent happened, NextSteps state, Erasure erasure) => happened switch
    {
        NextStepsEvent.Taken e => e with
        {
            Suggestions = [.. e.Suggestions.Select(one => Removing(one, erasure, ""))],
        },
        NextStepsEvent.Added e => e with
        {
            What = Erasure.Empty(e.Author == erasure.Author || IsCopy(e.Suggestion, state, erasure), e.What),
            Sign = e.Sign is { } sign ? Erasure.Empty(e.Author == erasure.Author || IsSignCopy(e.Suggestion, state, erasure), sign) : null,
            Owner = e.Owner == erasure.Author ? null : e.Owner,
        },
        NextStepsEvent.Changed e => e with
        {
            What = Erasure.Empty(e.Author == erasure.Author || IsCopy(state.Step(e.Step)?.Suggestion, state, erasure), e.What),
            Sign = e.Sign is { } sign
                ? Erasure.Empty(e.Author == erasure.Author || IsSignCopy(state.Step(e.Step)?.Suggestion, state, erasure), sign)
                : null,
            Owner = e.Owner == erasure.Author ? null : e.Owner,
        },
        NextStepsEvent.Accepted e when e.Author == erasure.Author => new NextStepsEvent.Declined(e.Author, e.Step), // and so nobody's
        NextStepsEvent.Dropped e when e.Author == erasure.Author => e with { Reason = "" },
        _ => happened,
    };

    static StepSuggestion Removing(StepSuggestion one, Erasure erasure, string mark)
    {
        var isGone = erasure.Takes(one.Activity, one.Id);
        return one with
        {
            Text = isGone ? mark : one.Text,
            Undertaking = one.Undertaking is { } said
                ? said with { Owner = said.Owner == erasure.Author ? null : said.Owner, Sign = isGone && said.Sign is not null ? mark : said.Sign }
                : null,
        };
    }

    static bool IsSignCopy(int? suggestion, NextSteps state, Erasure erasure) =>
        IsCopy(suggestion, state, erasure) && state.Suggestion(suggestion ?? -1)?.Undertaking?.Sign is not null;

    // A step that took over a suggestion has its words.
    static bool IsCopy(int? suggestion, NextSteps state, Erasure erasure) =>
        suggestion is { } place && state.Suggestion(place) is { } taken && erasure.Takes(taken.Activity, taken.Id);
}
