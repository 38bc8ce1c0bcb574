using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>The tree as it stands, each node before what is under it. Who steered the state does not know, and so it was nobody.</summary>
static class FiveWhysRetelling
{
    public static ImmutableArray<ActivityEvent> Of(FiveWhys state, Retelling renamed) =>
    [
        .. state.Nodes().SelectMany(node => Of(node.Cause, renamed)),
        .. from node in state.Nodes()
           from told in ByLot(node.Cause.Tests.Where(_ => !node.Cause.IsHidden).Select(test =>
               new FiveWhysEvent.Tested(renamed.Beside(test.Key), node.Cause.Id, test.Value)), told => told.Author)
           select told,
        .. state.Nodes().Where(node => node.Cause.End != CauseEnd.Open)
            .Select(node => new FiveWhysEvent.Settled(Retelling.Nobody, node.Cause.Id, node.Cause.End)),
        .. state.Measures.Values.Where(measure => state.Cause(measure.Cause) is { IsHidden: false }).SelectMany(measure => Of(measure, renamed)),
        .. state.Focus == FiveWhys.Problem ? [] : (ReadOnlySpan<ActivityEvent>)[new FiveWhysEvent.Followed(Retelling.Nobody, state.Focus)],
        .. state.Vote is { } vote && state.IsNode(vote.Node) ? Of(vote, state, renamed) : [],
    ];

    static IEnumerable<ActivityEvent> Of(Cause cause, Retelling renamed)
    {
        var author = cause.IsHidden ? Retelling.Nobody : renamed.Beside(cause.Author);
        yield return new FiveWhysEvent.Caused(
            author, cause.Id, cause.Parent, cause.Place, cause.IsHidden ? "" : cause.Text, cause.IsEvidence && !cause.IsHidden, Thread: null);
        if (cause.IsHidden)
        {
            yield return new FiveWhysEvent.Hidden(Retelling.Nobody, cause.Id);
        }
    }

    // Who put it down and who changed it may be two; the words are the latter's.
    static IEnumerable<ActivityEvent> Of(CounterMeasure measure, Retelling renamed)
    {
        var told = new FiveWhysEvent.Measured(
            renamed.Beside(measure.Author), measure.Number, measure.Cause, measure.What, measure.Owner is { } owner ? renamed.Person(owner) : null,
            measure.Due, measure.Sign);
        yield return told;
        if (measure.Teller != measure.Author)
        {
            yield return told with { Author = renamed.Beside(measure.Teller) };
        }
    }

    static IEnumerable<ActivityEvent> Of(BranchVote vote, FiveWhys state, Retelling renamed)
    {
        var open = state.OpenUnder(vote.Node).Select(branch => branch.Id).ToHashSet();
        var choices = vote.Choices.Where(choice => open.Contains(choice.Value))
            .Select(choice => new FiveWhysEvent.Voted(renamed.Beside(choice.Key), choice.Value));
        return
        [
            new FiveWhysEvent.VoteOpened(Retelling.Nobody, vote.Node),
            .. ByLot(choices, told => told.Author),
            .. vote.Most is { } most
                ? (ReadOnlySpan<ActivityEvent>)[new FiveWhysEvent.VoteCounted(Retelling.Nobody, [.. most.Where(state.IsNode)], state.Focus)]
                : [],
        ];
    }

    // The names are drawn anew, so their order says nothing.
    static IEnumerable<T> ByLot<T>(IEnumerable<T> told, Func<T, PersonAlias> author) =>
        told.ToList().OrderBy(one => author(one).Value, StringComparer.Ordinal);
}
