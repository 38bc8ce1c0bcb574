using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What random people do in a vote beside giving dots.</summary>
static class VoteMoves
{
    public static DotVoteCommand Other(DotVote vote, int spin) => (spin % 4) switch
    {
        0 when vote.Pool.Length > 0 => new DotVoteCommand.Add(vote.Pool[spin % vote.Pool.Length].Id),
        1 when vote.HasNone => new DotVoteCommand.SetBallot([new DotsOn(VoteOption.None, 1)]),
        2 when vote.Options.Length > 0 && vote.Asks == VoteMethod.Consent =>
            new DotVoteCommand.SetDots(vote.Options[spin % vote.Options.Length].Id, DotsOn.Objection, "objection" + (spin % 7)),
        _ when vote.Options.Length > 0 =>
            new DotVoteCommand.SetConcern(new VoteConcern(spin % 3 == 0 ? null : vote.Options[spin % vote.Options.Length].Id, "concern" + (spin % 7))),
        _ => new DotVoteCommand.SetBallot([]),
    };

    public static DotVoteCommand Steering(DotVote vote, int spin)
    {
        var option = vote.Options[spin % vote.Options.Length].Id;
        return (spin % 5) switch
        {
            0 => new DotVoteCommand.Remove(option),
            1 => new DotVoteCommand.Edit(option, "Edited " + (spin % 50)),
            2 => new DotVoteCommand.SetBudget(1 + (spin % 4), null),
            3 => new DotVoteCommand.SetBudget(null, 1 + (spin % 3)),
            _ => new DotVoteCommand.Second(),
        };
    }
}
