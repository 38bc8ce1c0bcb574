using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>What becomes of the tree. No event makes a circle in it, or a node that hangs on nothing: a file that tells of one is refused.</summary>
static class FiveWhysFold
{
    public static FiveWhys Evolve(FiveWhys state, FiveWhysEvent happened) => happened switch
    {
        FiveWhysEvent.Caused e => Add(state, e),
        FiveWhysEvent.Edited e => With(state, e.Cause, cause => cause with { Text = PersonalText.Kept(e.Text), IsEvidence = e.IsEvidence }),
        FiveWhysEvent.Withdrawn e => Withdraw(state, e),
        FiveWhysEvent.Moved e => Move(state, e),
        FiveWhysEvent.Hidden e => Refocused(With(state, e.Cause, cause => cause with { IsHidden = true })),
        FiveWhysEvent.Followed e => Node(state, e.Node) with { Focus = e.Node, Vote = null },
        FiveWhysEvent.VoteOpened e => Node(state, e.Node) with { Vote = new BranchVote(e.Node, ImmutableDictionary<PersonAlias, int>.Empty) },
        FiveWhysEvent.Voted e => state.Vote is { } vote ? state with { Vote = vote with { Choices = vote.Choices.SetItem(e.Author, e.Cause) } } : state,
        FiveWhysEvent.VoteCounted e => Node(state, e.Focus) with { Focus = e.Focus, Vote = state.Vote is { } vote ? vote with { Most = e.Most } : null },
        FiveWhysEvent.Settled e => Refocused(With(state, e.Cause, cause => cause with { End = e.End })),
        FiveWhysEvent.Tested e => With(state, e.Cause, cause => cause with { Tests = cause.Tests.SetItem(e.Author, e.Answer) }),
        FiveWhysEvent.Measured e => Measure(state, e),
        FiveWhysEvent.MeasureDropped e => state with { Measures = state.Measures.Remove(e.Measure) },
        _ => throw new UnreachableException(),
    };

    static FiveWhys Add(FiveWhys state, FiveWhysEvent.Caused e)
    {
        var isFull = state.Causes.ContainsKey(e.Cause) || state.Causes.Count >= FiveWhys.CausesMax || state.DepthOf(e.Under) >= FiveWhys.DepthMax;
        var cause = new Cause(e.Cause, e.Under, e.Place, e.Author, PersonalText.Kept(e.Text), e.IsEvidence, e.Thread);
        return isFull || e.Cause == FiveWhys.Problem ? throw Broken() : Node(state, e.Under) with
        {
            Causes = state.Causes.Add(e.Cause, cause),
            InThread = e.Thread is null ? state.InThread : state.InThread.SetItem(e.Thread, (e.Author, e.Cause)),
            TakenBack = e.Thread is null ? state.TakenBack : state.TakenBack.Remove(e.Thread),
        };
    }

    static FiveWhys Withdraw(FiveWhys state, FiveWhysEvent.Withdrawn e)
    {
        var parent = state.Causes[e.Cause].Parent;
        if (WhyTree.Children(state, e.Cause).Any())
        {
            throw Broken();
        }

        return Refocused((state.Focus == e.Cause ? state with { Focus = parent } : state) with
        {
            Causes = state.Causes.Remove(e.Cause),
            InThread = e.Thread is null ? state.InThread : state.InThread.SetItem(e.Thread, (e.Author, null)),
            TakenBack = e.Thread is null ? state.TakenBack : state.TakenBack.SetItem(e.Thread, parent),
        });
    }

    static FiveWhys Move(FiveWhys state, FiveWhysEvent.Moved e) =>
        state.IsInside(e.Under, e.Cause) || state.DepthOf(e.Under) + state.Height(e.Cause) > FiveWhys.DepthMax
            ? throw Broken()
            : Refocused(With(Node(state, e.Under), e.Cause, cause => cause with { Parent = e.Under, Place = e.Place }));

    static FiveWhys Measure(FiveWhys state, FiveWhysEvent.Measured e)
    {
        var author = state.Measures.GetValueOrDefault(e.Measure)?.Author ?? e.Author;
        var sign = e.Sign is null ? null : PersonalText.Kept(e.Sign);
        return Node(state, e.Cause) with
        {
            Measures = state.Measures.SetItem(
                e.Measure, new CounterMeasure(e.Measure, e.Cause, author, e.Author, PersonalText.Kept(e.What), e.Owner, e.Due, sign)),
        };
    }

    /// <summary>"Why?" is not asked about what is settled or hidden: then it is asked about what that is a cause of.</summary>
    public static FiveWhys Refocused(FiveWhys state)
    {
        while (state.Causes.GetValueOrDefault(state.Focus) is { } cause && (cause.End != CauseEnd.Open || !state.IsShown(cause)))
        {
            state = state with { Focus = cause.Parent };
        }

        return state;
    }

    static FiveWhys With(FiveWhys state, int id, Func<Cause, Cause> change) => state with { Causes = state.Causes.SetItem(id, change(state.Causes[id])) };

    static FiveWhys Node(FiveWhys state, int id) => id == FiveWhys.Problem || state.Causes.ContainsKey(id) ? state : throw Broken();

    static InvalidDataException Broken() => new("A tree of causes has each of them once, at its place.");
}
