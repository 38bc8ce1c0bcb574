using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>A run of the generator, with what it took from the processor on either side.</summary>
/// <param name="ServerCpuUs">Microseconds of the server's processor time per request.</param>
/// <param name="OwnCpuUs">The same of this program: the generator and the pretend Slack.</param>
sealed record Measured(Outcome Outcome, double ServerCpuUs, double OwnCpuUs)
{
    public static async Task<Measured> RunAsync(BotProcess server, Generator generator, ITraffic traffic, TimeSpan length, double? pace = null)
    {
        var (serverBefore, ownBefore) = (server.Cpu, Environment.CpuUsage.TotalTime);
        var outcome = await generator.RunAsync(traffic, length, pace);
        var (serverAfter, ownAfter) = (server.Cpu, Environment.CpuUsage.TotalTime);
        return new Measured(outcome, Each(serverAfter - serverBefore, outcome), Each(ownAfter - ownBefore, outcome));
    }

    static double Each(TimeSpan time, Outcome outcome) => time.TotalMicroseconds / Math.Max(1, outcome.Requests);
}
