namespace CoCreateBot.Sessions;

public abstract record FiveWhysCommand : ActivityCommand
{
    /// <param name="Under">Null: the node about which is asked now.</param>
    /// <param name="Thread">The platform's id of a reply in the thread: added twice it is there once.</param>
    public sealed record Add(int? Under, string Text, bool IsEvidence, string? Thread = null) : FiveWhysCommand;

    /// <summary>What is not said stays.</summary>
    public sealed record Edit(int Cause, string? Text, bool? IsEvidence) : FiveWhysCommand;

    public sealed record Withdraw(int Cause) : FiveWhysCommand;

    /// <param name="IsBack">It counts again where it was taken back.</param>
    public sealed record ChangeReply(string ReplyId, string Text, bool IsBack = false) : FiveWhysCommand;

    public sealed record WithdrawReply(string ReplyId) : FiveWhysCommand;

    public sealed record Test(int Cause, ReverseAnswer Answer) : FiveWhysCommand;

    /// <summary>In the vote that is open, this branch.</summary>
    public sealed record Choose(int Cause) : FiveWhysCommand;

    public sealed record AddMeasure(int Cause, StepDraft Draft) : FiveWhysCommand;

    public sealed record ChangeMeasure(int Measure, StepDraft Draft) : FiveWhysCommand;

    public sealed record DropMeasure(int Measure) : FiveWhysCommand;

    /// <summary>"Why?" is asked about this node now.</summary>
    public sealed record Follow(int Node) : Steering;

    /// <param name="Node">Its branches are what people choose from.</param>
    public sealed record OpenVote(int Node) : Steering;

    public sealed record CountVote : Steering;

    /// <summary>With all that is under it.</summary>
    public sealed record Move(int Cause, int Under) : Steering;

    public sealed record Settle(int Cause, CauseEnd End) : Steering;

    public sealed record Hide(int Cause) : Steering;

    public abstract record Steering : FiveWhysCommand
    {
        public override bool IsSteering => true;
    }
}
