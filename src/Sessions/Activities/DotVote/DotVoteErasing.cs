using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Reasons go, and the words of options that were somebody's; the dots stay where they lie.</summary>
static class DotVoteErasing
{
    public static DotVote Forget(DotVote state, Erasure erasure) => state with
    {
        Options = Removing(state.Options, erasure, Removed.Mark),
        Pool = Removing(state.Pool, erasure, Removed.Mark),
        PickedBefore = Removing(state.PickedBefore, erasure, Removed.Mark),
        FirstRound = [.. state.FirstRound.Select(sum => sum with { Option = Removing(sum.Option, erasure, Removed.Mark) })],
        Former = All(state).Where(option => IsGone(option, erasure)).Aggregate(
            state.Former,
            (former, option) => former.TryGetValue(option.Id, out var texts) ? former.SetItem(option.Id, [.. texts.Select(_ => Removed.Mark)]) : former),
        Ballots = state.Ballots.TryGetValue(erasure.Author, out var ballot)
            ? state.Ballots.SetItem(erasure.Author, Removing(ballot, Removed.Mark))
            : state.Ballots,
    };

    public static ActivityEvent Without(ActivityEvent happened, DotVote state, Erasure erasure) => happened switch
    {
        DotVoteEvent.Planned e => e with
        {
            Options = Removing(e.Options, erasure, ""),
            PickedBefore = e.PickedBefore is { } picked ? Removing(picked, erasure, "") : (ImmutableArray<VoteOption>?)null,
        },
        DotVoteEvent.Took e => e with { Options = Removing(e.Options, erasure, ""), Pool = Removing(e.Pool, erasure, "") },
        DotVoteEvent.BallotSet e when e.Author == erasure.Author => e with { Dots = Removing(e.Dots, "") },
        DotVoteEvent.Edited e when All(state).Any(option => option.Id == e.Option && IsGone(option, erasure)) => e with { Text = "" },
        _ => happened,
    };

    /// <summary>As a log has them: what was removed is empty there.</summary>
    public static ImmutableArray<VoteOption> Kept(ImmutableArray<VoteOption> options) =>
    [
        .. options.Select(option => option with
        {
            Text = PersonalText.Kept(option.Text),
            Parts = option.Parts is { } parts ? [.. parts.Select(part => part with { Text = PersonalText.Kept(part.Text) })] : (ImmutableArray<VotePart>?)null,
        }),
    ];

    public static ImmutableArray<DotsOn> Kept(ImmutableArray<DotsOn> ballot) =>
        ballot.Any(given => given.Reason is "") ? Removing(ballot, Removed.Mark, "") : ballot;

    static IEnumerable<VoteOption> All(DotVote state) =>
        state.Options.Concat(state.Pool).Concat(state.PickedBefore).Concat(state.FirstRound.Select(sum => sum.Option));

    static bool IsGone(VoteOption option, Erasure erasure) => option.Activity > 0 && erasure.Takes(option.Activity, option.Source);

    static ImmutableArray<VoteOption> Removing(ImmutableArray<VoteOption> options, Erasure erasure, string mark) =>
        [.. options.Select(option => Removing(option, erasure, mark))];

    static VoteOption Removing(VoteOption option, Erasure erasure, string mark) => option with
    {
        Text = IsGone(option, erasure) ? mark : option.Text,
        Parts = option.Parts is { } parts
            ? [.. parts.Select(part => erasure.Takes(part.Activity, part.Source) ? part with { Text = mark } : part)]
            : (ImmutableArray<VotePart>?)null,
    };

    static ImmutableArray<DotsOn> Removing(ImmutableArray<DotsOn> ballot, string mark, string? only = null) =>
        [.. ballot.Select(given => given.Reason is { } reason && (only is null || reason == only) ? given with { Reason = mark } : given)];
}
