using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// Presses of a check-in's answers, in turn over all sessions, then over all people of each, then over the answers: so each press is an answer that
/// its person has not given last, and is written.
/// </summary>
/// <param name="answers">By session, then by answer.</param>
sealed class Taps(SlackTemplate[][] answers, int people) : ITraffic
{
    const long TriggersPerRun = 1_000_000;

    static long runs;

    readonly long trigger = Interlocked.Increment(ref runs) * TriggersPerRun;
    long pressed;

    public static async Task<Taps> InNewSessionsAsync(SlackUser user, int firstChannel, int sessions, int people)
    {
        var answers = new List<SlackTemplate[]>();
        foreach (var number in Enumerable.Range(firstChannel, sessions))
        {
            var channel = Channel.Number(number);
            var card = await user.StartAsync(channel, "checkin");
            // Without red: whoever gives that is sent a word in private, too, which is a message more and no part of a tap.
            var buttons = Button.Of(card.Blocks).Where(button =>
                button.Value.Contains("|answer|", StringComparison.Ordinal) && !button.Value.Contains("|answer|red", StringComparison.Ordinal));
            answers.Add([.. buttons.Select(button => user.Template(user.Bodies.Tap(channel, card, button)))]);
        }

        return new Taps([.. answers], people);
    }

    /// <summary>The same presses, sent elsewhere.</summary>
    public Taps At(string path, BotProcess server) =>
        new([.. answers.Select(session => session.Select(answer => answer.At(server.Address.ToString(), path)).ToArray())], people);

    public int BodyLength => answers[0][0].BodyLength;

    public ReadOnlyMemory<byte> Next(int connection)
    {
        var turn = pressed / answers.Length;
        var inSession = answers[pressed % answers.Length];
        var answer = inSession[turn / people % inSession.Length];
        answer.Fill(answer["user"], turn % people);
        answer.Fill(answer["trigger"], trigger + pressed++);
        return answer.Sign();
    }

    public bool Answered(int connection, int status, ReadOnlySpan<byte> body) => body.IsEmpty;

    public void Lost(int connection)
    {
    }
}
