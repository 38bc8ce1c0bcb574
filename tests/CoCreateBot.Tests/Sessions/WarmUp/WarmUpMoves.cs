using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>What random people do in a warm-up.</summary>
static class WarmUpMoves
{
    public static WarmUpCommand Of(WarmUp state, int spin) => (spin % 10) switch
    {
        0 => new WarmUpCommand.Pass(state.Turns),
        1 => new WarmUpCommand.Pass(spin % 3),
        2 => new WarmUpCommand.Withdraw(spin % 2 == 0 ? state.Lines.LastOrDefault()?.Id : null),
        3 => new WarmUpCommand.Say(Line(state, spin), "thread-" + (spin / 10 % 5)),
        4 => new WarmUpCommand.ChangeReply("thread-" + (spin / 10 % 5), Line(state, spin)),
        5 => new WarmUpCommand.WithdrawReply("thread-" + (spin / 10 % 5)),
        6 => new WarmUpCommand.Hide(state.Lines.LastOrDefault()?.Id ?? 0),
        _ => new WarmUpCommand.Say(Line(state, spin)),
    };

    static string Line(WarmUp state, int spin) => $"{(spin / 10 % 10 == 0 ? 'X' : state.NextLetter)}line{spin / 100 % 20}";
}
