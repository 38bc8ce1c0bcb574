using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>Stored for ever, by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VoteMethod>))]
public enum VoteMethod
{
    [JsonStringEnumMemberName("dots")]
    Dots,

    /// <summary>Everything one can live with is ticked.</summary>
    [JsonStringEnumMemberName("approval")]
    Approval,

    /// <summary>0 to 5 for each.</summary>
    [JsonStringEnumMemberName("score")]
    Score,

    /// <summary>Agree, abstain, or object with a reason.</summary>
    [JsonStringEnumMemberName("consent")]
    Consent,
}

public abstract record DotVoteEvent : ActivityEvent
{
    /// <param name="Dots">0: proposed at the opening.</param>
    /// <param name="IsBudgetProposed">In a file: nobody set the dots, though they may no longer be what so many options ask for.</param>
    /// <param name="PickedBefore">Of a run-off: what the vote before it picked already.</param>
    public sealed record Planned(
        string? Question, ImmutableArray<VoteOption> Options, int Dots, int Cap, int Pick, bool IsRunOff,
        VoteMethod Method = VoteMethod.Dots, bool IsOnMaterial = false, bool BansOwn = false, bool HasConcern = false, bool HasNone = false,
        ImmutableArray<VoteOption>? PickedBefore = null, bool IsBudgetProposed = false)
        : DotVoteEvent;

    /// <summary>What it took of what was handed on.</summary>
    /// <param name="LeftOut">How much found no place in the pool.</param>
    public sealed record Took(
        ImmutableArray<VoteOption> Options, ImmutableArray<VoteOption> Pool, int LeftOut, int Dots, int Cap, bool HasTwoRounds) : DotVoteEvent;

    /// <summary>Somebody's whole ballot from now on; empty where all dots were taken back.</summary>
    public sealed record BallotSet(PersonAlias Author, ImmutableArray<DotsOn> Dots) : DotVoteEvent;

    /// <summary>From the pool to the table. Who did it is nobody's business: it would say what they like.</summary>
    public sealed record Added(int Option) : DotVoteEvent;

    public sealed record Removed(int Option) : DotVoteEvent;

    /// <param name="IsAfterBallot">Somebody had voted by then, perhaps for what it said before.</param>
    public sealed record Edited(int Option, string Text, bool IsAfterBallot = false) : DotVoteEvent;

    public sealed record BudgetSet(int Dots, int Cap) : DotVoteEvent;

    /// <summary>The second round begins, with these of the options and new ballots.</summary>
    public sealed record Narrowed(ImmutableArray<int> Options, int Dots, int Cap) : DotVoteEvent;

    public sealed record Decided(int Option) : DotVoteEvent;

    /// <summary>In a file alone: a concern or an objection, apart from the ballot of whoever gave it.</summary>
    public sealed record Remarked(int Option, string Reason) : DotVoteEvent;
}

public abstract record DotVoteCommand : ActivityCommand
{
    /// <summary>This is my whole ballot; what is not named has no dots.</summary>
    /// <param name="Concern">Null where none was asked for: then the one that stands stays.</param>
    public sealed record SetBallot(ImmutableArray<DotsOn> Dots, VoteConcern? Concern = null) : DotVoteCommand;

    /// <summary>This option has that many of my dots: sets, never toggles.</summary>
    public sealed record SetDots(int Option, int Dots, string? Reason = null) : DotVoteCommand;

    public sealed record SetConcern(VoteConcern Concern) : DotVoteCommand;

    /// <summary>Puts something from the pool on the table; anybody may.</summary>
    public sealed record Add(int Option) : DotVoteCommand;

    public sealed record Remove(int Option) : DotVoteCommand
    {
        public override bool IsSteering => true;
    }

    public sealed record Edit(int Option, string Text) : DotVoteCommand
    {
        public override bool IsSteering => true;
    }

    /// <param name="Dots">Null: as many as now.</param>
    public sealed record SetBudget(int? Dots, int? Cap) : DotVoteCommand
    {
        public override bool IsSteering => true;
    }

    /// <summary>Begins the second round before its bell.</summary>
    public sealed record Second : DotVoteCommand
    {
        public override bool IsSteering => true;
    }

    public sealed record RunOff : DotVoteCommand
    {
        public override bool IsSteering => true;

        public override bool IsAfterClose => true;
    }

    /// <summary>The decider's word on a tie that the run-off left.</summary>
    public sealed record Decide(int Option) : DotVoteCommand
    {
        public override bool IsSteering => true;

        public override bool IsAfterClose => true;
    }
}

/// <param name="Option">Null: nothing worries me.</param>
public sealed record VoteConcern(int? Option, string Reason);

[JsonSerializable(typeof(DotVoteEvent.Planned))]
[JsonSerializable(typeof(DotVoteEvent.Took))]
[JsonSerializable(typeof(DotVoteEvent.BallotSet))]
[JsonSerializable(typeof(DotVoteEvent.Added))]
[JsonSerializable(typeof(DotVoteEvent.Removed))]
[JsonSerializable(typeof(DotVoteEvent.Edited))]
[JsonSerializable(typeof(DotVoteEvent.BudgetSet))]
[JsonSerializable(typeof(DotVoteEvent.Narrowed))]
[JsonSerializable(typeof(DotVoteEvent.Decided))]
[JsonSerializable(typeof(DotVoteEvent.Remarked))]
sealed partial class DotVoteJson : JsonSerializerContext;
