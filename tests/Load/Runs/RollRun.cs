using System.Diagnostics;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using static CoCreateBot.Load.Runs.SameTables;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// Three servers on the same tables, under load. For a minute the next one is asked to end every five seconds, as an upgrade does it, and another is started in
/// its place, and is ready before the one after it goes: what was acknowledged is there, once. With another build the two take turns.
/// </summary>
static class RollRun
{
    const int Servers = 3;
    const int Connections = 26;

    static readonly TimeSpan RollFor = TimeSpan.FromSeconds(60);
    static readonly TimeSpan RollEvery = TimeSpan.FromSeconds(5);
    static readonly TimeSpan EndWithin = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        Report.Machine();
        await using var azurite = await AzuriteProcess.StartAsync();
        if (azurite is null)
        {
            Console.WriteLine(NotInstalled);
            return 0;
        }

        var isRight = await RollAsync(azurite, options);
        Console.WriteLine();
        Console.WriteLine(isRight ? "Nothing acknowledged is missing, nothing is there twice." : "WRONG: see above.");
        return isRight ? 0 : 1;
    }

    static async Task<bool> RollAsync(AzuriteProcess azurite, LoadOptions options)
    {
        using var folder = new WorkFolder();
        await using var slack = await PretendSlack.StartAsync();
        using var signer = new Signer(PretendSlack.SigningSecret);
        var bots = await StartAsync(folder, slack, azurite, Servers, options.With);
        var seen = new RollTraffic();
        Witness witness;
        Rolled rolled;
        try
        {
            using var user = new SlackUser(bots[0], slack, signer);
            witness = await Witness.InNewSessionsAsync(user);
            rolled = await RollAsync(
                bots, new SharedTraffic(witness), seen, build => BotProcess.StartBuild(build, folder, Settings(slack, azurite)), options.With);
            witness.IsLast = true;
            await SendAsync(bots, new SharedTraffic(witness), EndWithin, options.Connections);
            await RestAsync(bots);
        }
        finally
        {
            await StopAsync(bots);
        }

        return await CheckAsync(
            azurite, slack, witness, $"{Servers} servers, {rolled.Restarts} restarted in a minute", [.. Rows(rolled, seen, options.With)]);
    }

    static async Task<Rolled> RollAsync(BotProcess[] bots, SharedTraffic traffic, RollTraffic seen, Func<string?, BotProcess> start, string? other)
    {
        var going = new bool[Servers];
        using var over = new CancellationTokenSource(RollFor, TimeProvider.System);
        var sending = Enumerable.Range(0, Servers)
            .Select(at => KeepSendingAsync(() => bots[at], seen.Of(traffic.Of(at), () => Volatile.Read(ref going[at])), Connections, over.Token)).ToList();
        var rolled = await RollAsync(bots, going, start, other, over.Token);
        await Task.WhenAll(sending);
        return rolled;
    }

    static async Task<Rolled> RollAsync(BotProcess[] bots, bool[] going, Func<string?, BotProcess> start, string? other, CancellationToken over)
    {
        var rolled = new Rolled();
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(RollEvery > rolled.Last ? RollEvery - rolled.Last : TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
            var at = rolled.Restarts % Servers;
            var since = Stopwatch.GetTimestamp();
            Volatile.Write(ref going[at], value: true);
            var code = await bots[at].StopAsync();
            var ended = Stopwatch.GetElapsedTime(since);
            var (next, failed) = await StartNextAsync(() => start(rolled.Restarts % 2 == 0 ? null : other));
            await bots[at].DisposeAsync();
            bots[at] = next; // nobody is sent to one that is not ready
            Volatile.Write(ref going[at], value: false);
            rolled = rolled.With(code, ended, failed, Stopwatch.GetElapsedTime(since));
        }

        return rolled;
    }

    static IEnumerable<string[]> Rows(Rolled rolled, RollTraffic seen, string? other)
    {
        if (other is not null)
        {
            yield return ["of these with this build; all began with the other", Report.Whole((rolled.Restarts + 1) / 2)];
        }

        yield return ["ended with another code than 0", Report.Whole(rolled.Unclean)];
        yield return ["ended while starting, and were started again", Report.Whole(rolled.Failed)];
        yield return ["refused by a server that was not going down", seen.Refused];
        yield return ["left without an answer by such a one", Report.Whole(seen.Broken)];
        yield return ["refused by one that was going down", seen.RefusedGoing];
        yield return ["left without an answer by such a one, and sent again", Report.Whole(seen.BrokenGoing)];
        yield return ["longest time from SIGTERM to the end, s", Report.Two(rolled.LongestEnd.TotalSeconds)];
        yield return ["longest time from SIGTERM to ready again, s", Report.Two(rolled.Longest.TotalSeconds)];
        yield return ["longest time in which no server acknowledged anything, s", Report.Two(seen.LongestGap.TotalSeconds)];
    }

    sealed record Rolled
    {
        public int Restarts { get; private init; }

        public int Unclean { get; private init; }

        public int Failed { get; private init; }

        /// <summary>From the signal until the next one was ready.</summary>
        public TimeSpan Last { get; private init; }

        public TimeSpan Longest { get; private init; }

        public TimeSpan LongestEnd { get; private init; }

        public Rolled With(int code, TimeSpan ended, int failed, TimeSpan ready) => this with
        {
            Restarts = Restarts + 1,
            Unclean = Unclean + (code == 0 ? 0 : 1),
            Failed = Failed + failed,
            Last = ready,
            Longest = ready > Longest ? ready : Longest,
            LongestEnd = ended > LongestEnd ? ended : LongestEnd,
        };
    }
}
