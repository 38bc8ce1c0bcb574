using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>The steps as they stand. Who said what of them on the way the state does not know, and so it was nobody.</summary>
static class NextStepsRetelling
{
    public static ImmutableArray<ActivityEvent> Of(NextSteps state, Retelling renamed)
    {
        var authors = state.Steps.Select(step => step.Author).ToHashSet();
        return
        [
            new NextStepsEvent.Taken(state.Zone, [.. state.Suggestions.Select(one => Of(one, renamed))]),
            .. state.Steps.SelectMany(step => Of(step, renamed)),
            .. state.People.Except(authors).Select(renamed.Person).OrderBy(person => person.Value, StringComparer.Ordinal)
                .Select(person => new NextStepsEvent.Resumed(person, 1)), // took part; step 1 is open again before it is told how it stands
            .. state.Steps.Where(step => step.Status != StepStatus.Open).Select(Outcome),
        ];
    }

    static StepSuggestion Of(StepSuggestion suggestion, Retelling renamed) => suggestion.Undertaking is { Owner: { } owner } said
        ? suggestion with { Undertaking = said with { Owner = renamed.Person(owner) } }
        : suggestion;

    static ImmutableArray<ActivityEvent> Of(NextStep step, Retelling renamed)
    {
        var (author, owner) = (renamed.Person(step.Author), step.Owner is { } log ? renamed.Person(log) : (PersonAlias?)null);
        var added = new NextStepsEvent.Added(author, step.What, owner, step.Due, step.Sign, step.Suggestion, step.Since);
        return (owner, step.HasAccepted) switch
        {
            ({ } one, true) when one != author => [added, new NextStepsEvent.Accepted(one, step.Number, step.Since)],
            ({ } one, false) when one == author => // somebody else asked them for it
            [
                added with { Owner = null },
                new NextStepsEvent.Changed(Retelling.Nobody, step.Number, step.What, one, step.Due, step.Sign, step.Since),
            ],
            _ => [added],
        };
    }

    static ActivityEvent Outcome(NextStep step) => step.Status == StepStatus.Done
        ? new NextStepsEvent.Finished(Retelling.Nobody, step.Number)
        : new NextStepsEvent.Dropped(Retelling.Nobody, step.Number, step.Reason ?? "");
}
