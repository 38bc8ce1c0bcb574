using System.Diagnostics;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;
using static CoCreateBot.Load.Runs.SameTables;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// One server and then three on the same tables: how many transactions a contribution costs, under load and alone. Then one of the three is killed every five
/// seconds for a minute, and started again: what was acknowledged is there, once.
/// </summary>
static class NodesRun
{
    const int Servers = 3;

    /// <summary>To each server. Several for each session: what comes while a commit is written goes into the next.</summary>
    const int Connections = 800;

    /// <summary>The first press of each takes several rows more: at once they would be too much for the emulator.</summary>
    const int JoiningConnections = 50;

    const double LoadedMax = 0.3;
    const double LoneMax = 6;
    const int Lone = 20;

    const int Sessions = 100;
    const int People = 6;

    static readonly TimeSpan Joining = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Loaded = TimeSpan.FromSeconds(20);
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    /// <summary>Cards go on being edited for a while, within the platform's limits.</summary>
    const int IdleTriesMax = 9;

    const double IdleDiffers = 0.1;

    /// <summary>Everybody presses once more, one after the other: from then on each press is another answer than the one before.</summary>
    static readonly TimeSpan EachWithin = TimeSpan.FromSeconds(60);

    /// <summary>In it the card is edited.</summary>
    static readonly TimeSpan LoneEvery = TimeSpan.FromSeconds(3);

    static readonly TimeSpan KillFor = TimeSpan.FromSeconds(60);
    static readonly TimeSpan KillEvery = TimeSpan.FromSeconds(5);
    static readonly TimeSpan EndWithin = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        var targets = new List<Target>();
        Report.Machine();
        foreach (var servers in new[] { 1, Servers })
        {
            await using var counted = await AzuriteProcess.StartAsync(isCounting: true);
            if (counted is null)
            {
                Console.WriteLine(NotInstalled);
                return 0;
            }

            await CountAsync(counted, servers, targets);
        }

        await using var azurite = await AzuriteProcess.StartAsync();
        var isRight = await KillAsync(azurite!, options); // ! it was there before
        Console.WriteLine();
        Console.WriteLine(isRight ? "Nothing acknowledged is missing, nothing is there twice." : "WRONG: see above.");
        var (code, line) = Target.Verdict(targets, isRight);
        Console.WriteLine(line);
        return code;
    }

    static async Task CountAsync(AzuriteProcess azurite, int servers, List<Target> targets)
    {
        using var folder = new WorkFolder();
        await using var slack = await PretendSlack.StartAsync();
        using var signer = new Signer(PretendSlack.SigningSecret);
        var bots = await StartAsync(folder, slack, azurite, servers);
        using var user = new SlackUser(bots[0], slack, signer);
        var taps = new SharedTraffic(await Taps.InNewSessionsAsync(user, 1, Sessions, People));
        await SendAsync(bots, taps, Joining, JoiningConnections); // who comes for the first time is written down as somebody who can be told something
        await RestAsync(bots);
        var (began, taken) = (azurite.Counted, taps.Taken);
        await SendAsync(bots, taps, Loaded, Connections);
        var (loaded, given) = (azurite.Counted.Since(began), (double)Math.Max(1, taps.Taken - taken));

        await RestAsync(bots);
        await StopAsync(bots); // with all that is still to be drawn, and put away, after the load
        bots = await StartAsync(folder, slack, azurite, servers);
        await new Generator(bots[0].Address, 1).RunAsync(taps.Of(0, most: Sessions * People), EachWithin);
        var idle = await IdleAsync(azurite);
        var alone = await LoneAsync(azurite, bots, taps);
        var (each, lone) = (loaded.Transactions / given, (alone.Count.Transactions - (idle.Transactions * (alone.Length / Idle))) / Lone);
        Report.Table($"{servers} on the same tables, 100 sessions", ["", ""],
        [
            ["presses under load", Report.Whole((long)given)],
            ["transactions for each of them", Report.Two(each)],
            ["most of these", loaded.For(given)],
            ["readings of the log for each, apart", Report.Two(loaded.TailReads / given)],
            ["transactions for a lone one, with its card", Report.Two(lone)],
            ["most of these, with what happens anyway", alone.Count.For(Lone)],
            ["readings of the log for a lone one, apart", Report.Two(alone.Count.TailReads / (double)Lone)],
            ["transactions a second when nothing happens", Report.Two(idle.Transactions / Idle.TotalSeconds)],
            ["most of these", idle.For(Idle.TotalSeconds)],
            ["reads a second for each other, apart", Report.Two(idle.Looks / Idle.TotalSeconds)],
        ]);
        targets.Add(new Target($"{servers}: transactions under load", "≤ 0.3", each <= LoadedMax));
        targets.Add(new Target($"{servers}: transactions of a lone one", "≤ 6", lone <= LoneMax));
        await StopAsync(bots);
    }

    /// <summary>What is still to be drawn after a load is over when two counts in a row are alike.</summary>
    static async Task<Counts> IdleAsync(AzuriteProcess azurite)
    {
        var before = double.MaxValue;
        for (var tries = 0; ; tries++)
        {
            var from = azurite.Counted;
            await Task.Delay(Idle, TimeProvider.System);
            var idle = azurite.Counted.Since(from);
            if (tries == IdleTriesMax || Math.Abs(idle.Transactions - before) <= Math.Max(IdleDiffers * idle.Transactions, 1))
            {
                return idle;
            }

            before = idle.Transactions;
        }
    }

    static async Task<(Counts Count, TimeSpan Length)> LoneAsync(AzuriteProcess azurite, BotProcess[] bots, SharedTraffic taps)
    {
        var (from, began) = (azurite.Counted, Stopwatch.GetTimestamp());
        for (var n = 0; n < Lone; n++)
        {
            await new Generator(bots[n % bots.Length].Address, 1).RunAsync(taps.Of(0, most: 1), LoneEvery);
            await Task.Delay(LoneEvery, TimeProvider.System);
        }

        return (azurite.Counted.Since(from), Stopwatch.GetElapsedTime(began));
    }

    static async Task<bool> KillAsync(AzuriteProcess azurite, LoadOptions options)
    {
        using var folder = new WorkFolder();
        await using var slack = await PretendSlack.StartAsync();
        using var signer = new Signer(PretendSlack.SigningSecret);
        var bots = await StartAsync(folder, slack, azurite, Servers);
        var random = new Random(options.Seed);
        Witness all;
        using (var user = new SlackUser(bots[0], slack, signer))
        {
            all = await Witness.InNewSessionsAsync(user);
        }

        var witness = new SharedTraffic(all);
        using var over = new CancellationTokenSource(KillFor, TimeProvider.System);
        var sending = Enumerable.Range(0, Servers)
            .Select(at => KeepSendingAsync(() => bots[at], witness.Of(at), Connections / Servers / 10, over.Token)).ToList();
        var kills = 0;
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(KillEvery, TimeProvider.System);
            var at = random.Next(Servers);
            bots[at].Kill();
            kills++;
            (bots[at], _) = await StartNextAsync(() => BotProcess.StartBot(folder, Settings(slack, azurite)));
        }

        await Task.WhenAll(sending);
        all.IsLast = true;
        await SendAsync(bots, witness, EndWithin, options.Connections);
        await RestAsync(bots);
        await StopAsync(bots);
        return await CheckAsync(azurite, slack, all, $"{Servers} servers, {kills} killed in a minute");
    }
}
