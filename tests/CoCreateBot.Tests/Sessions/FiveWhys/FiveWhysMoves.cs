using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What random people do to a tree of causes.</summary>
static class FiveWhysMoves
{
    public static FiveWhysCommand Of(FiveWhys state, int spin) => (spin % 10) switch
    {
        < 5 => new FiveWhysCommand.Add(spin % 4 == 0 ? null : Node(state, spin / 10), "cause " + (spin / 7 % 9), spin % 3 == 0, spin % 8 == 0 ? $"t{spin % 50}" : null),
        5 => new FiveWhysCommand.Edit(Node(state, spin / 10), spin % 3 == 0 ? null : "cause " + (spin / 30 % 9), spin % 4 == 0),
        6 when spin % 3 == 0 => new FiveWhysCommand.Withdraw(Node(state, spin / 10)),
        6 => new FiveWhysCommand.Test(Node(state, spin / 10), (ReverseAnswer)(spin / 100 % 3)),
        7 => spin % 2 == 0 ? new FiveWhysCommand.WithdrawReply($"t{spin % 50}") : new FiveWhysCommand.ChangeReply($"t{spin % 50}", "other " + (spin % 3)),
        8 => new FiveWhysCommand.Choose(Node(state, spin / 10)),
        _ => Measure(state, spin / 10),
    };

    static FiveWhysCommand Measure(FiveWhys state, int spin) => (spin % 4) switch
    {
        0 => new FiveWhysCommand.DropMeasure(1 + (spin / 4 % 3)),
        1 => new FiveWhysCommand.ChangeMeasure(1 + (spin / 4 % 3), Draft(spin)),
        _ => new FiveWhysCommand.AddMeasure(Node(state, spin / 4), Draft(spin)),
    };

    static StepDraft Draft(int spin) => new(
        "measure" + (spin % 5), null, ((string?[])[null, "me", "nobody", "Bob"])[spin / 5 % 4], ((string?[])[null, "31.12.", "Friday"])[spin / 20 % 3],
        spin % 3 == 0 ? "sign" + (spin % 2) : null);

    public static FiveWhysCommand Steering(FiveWhys state, int spin) => (spin % 8) switch
    {
        0 => new FiveWhysCommand.Follow(Node(state, spin / 10)),
        1 => new FiveWhysCommand.OpenVote(Node(state, spin / 10)),
        2 => new FiveWhysCommand.CountVote(),
        3 or 4 => new FiveWhysCommand.Move(Node(state, spin / 10), Node(state, spin / 100)),
        5 => new FiveWhysCommand.Settle(Leaf(state, spin / 10), CauseEnd.Root),
        6 => new FiveWhysCommand.Settle(Node(state, spin / 10), (CauseEnd)(spin / 100 % 3)),
        _ => new FiveWhysCommand.Hide(Node(state, spin / 10)),
    };

    // One of those there are, or the problem; now and then one that is not there.
    static int Node(FiveWhys state, int spin) => spin % 13 == 12 ? 777
        : spin % (state.Causes.Count + 1) is var place && place == 0 ? FiveWhys.Problem : state.Causes.Keys.ElementAt(place - 1);

    static int Leaf(FiveWhys state, int spin) =>
        state.Causes.Keys.Where(state.IsLeaf).ToList() is { Count: > 0 } leaves ? leaves[spin % leaves.Count] : FiveWhys.Problem;
}
