using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

static class DotVoteRetelling
{
    /// <summary>No option ever has it: what lies on it comes back at once.</summary>
    const int Nowhere = int.MinValue;

    public static DotVoteEvent Plan(DotVote state) => new DotVoteEvent.Planned(
        state.Question, state.IsOnMaterial ? [] : DotVoteTable.AtFirst(state), state.Dots, state.Cap, state.Pick, state.IsRunOff, state.Method,
        state.IsOnMaterial, state.BansOwn, state.HasConcern, state.HasNone, state.PickedBefore.IsEmpty ? null : state.PickedBefore,
        !state.IsBudgetSet);

    public static ImmutableArray<ActivityEvent> Of(DotVote state, Retelling renamed) =>
    [
        .. state.IsOnMaterial || state.Round != VoteRound.Only ? Took(state) : [],
        .. state.Former.OrderBy(option => option.Key).SelectMany(option => Formerly(option.Key, option.Value, state)),
        .. state.Round == VoteRound.Second ? FirstRound(state) : [],
        .. Ballots(state, renamed),
        .. state.Reasons().Select(remark => new DotVoteEvent.Remarked(remark.Option.Id, remark.Reason)),
        .. state.Decided.Select(option => new DotVoteEvent.Decided(option)),
    ];

    // The plan has the words that hold now.
    static IEnumerable<ActivityEvent> Formerly(int option, ImmutableArray<string> former, DotVote state)
    {
        ImmutableArray<string> texts = [.. former, .. DotVoteTable.AtFirst(state).Where(one => one.Id == option).Select(one => one.Text)];
        return texts.Select((text, i) => new DotVoteEvent.Edited(option, text, IsAfterBallot: i > 0));
    }

    static ImmutableArray<ActivityEvent> Took(DotVote state) =>
    [
        new DotVoteEvent.Took(
            DotVoteTable.AtFirst(state), state.Pool, state.LeftOut, state.Dots, state.Cap, state.Round != VoteRound.Only),
    ];

    // Only its sums are left, so strangers give them again, and go.
    static ImmutableArray<ActivityEvent> FirstRound(DotVote state)
    {
        var strangers = Enumerable.Range(0, state.FirstRound.Max(sum => sum.People)).Select(_ => Retelling.Stranger()).ToList();
        return
        [
            .. strangers.Select((voter, i) => new DotVoteEvent.BallotSet(
                voter, [.. state.FirstRound.Where(sum => sum.People > i).Select(sum => new DotsOn(sum.Option.Id, 1))])),
            new DotVoteEvent.Narrowed([.. state.Options.Select(option => option.Id)], state.Dots, state.Cap),
            .. strangers.Select(voter => new DotVoteEvent.BallotSet(voter, [])),
        ];
    }

    // Reasons stand apart: on no card is there a ballot beside them.
    static ImmutableArray<ActivityEvent> Ballots(DotVote state, Retelling renamed)
    {
        var ballots = state.Ballots.Select(ballot => (Author: renamed.Person(ballot.Key), Dots: Bare(ballot.Value, state)))
            .OrderBy(ballot => ballot.Author.Value, StringComparer.Ordinal)
            .ToList();
        var back = ballots.Where(ballot => ballot.Dots.IsEmpty).ToList();
        return
        [
            // Whose dots all came back, and who gave nothing but a reason, has voted all the same.
            .. back.Select(ballot => new DotVoteEvent.BallotSet(ballot.Author, [new DotsOn(Nowhere, 1)])),
            .. back.Count > 0 ? (ReadOnlySpan<ActivityEvent>)[new DotVoteEvent.BudgetSet(state.Dots, state.Cap)] : [],
            .. ballots.Where(ballot => !ballot.Dots.IsEmpty).Select(ballot => new DotVoteEvent.BallotSet(ballot.Author, ballot.Dots)),
        ];
    }

    static ImmutableArray<DotsOn> Bare(ImmutableArray<DotsOn> ballot, DotVote state) =>
    [
        .. ballot.Where(given => given.Dots > 0 || state.Asks == VoteMethod.Score).Select(given => given with { Reason = null })
            .OrderBy(given => given.Option),
    ];
}
