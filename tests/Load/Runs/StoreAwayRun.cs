using System.Diagnostics;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// The table store is away: at the start, and for a minute in the middle of people's presses, once refusing and once silent. What was acknowledged is there,
/// once; what was not was refused soon and with a sentence; and when the store is back all goes on without anybody's doing.
/// </summary>
static class StoreAwayRun
{
    /// <summary>So many a second that the emulator has not too much to do: it is not what is measured.</summary>
    const double Pace = 40;

    /// <summary>More than can be under way while nothing is answered.</summary>
    const int Connections = 200;

    const double RefusedMsMax = 2_000;
    const double StartMsMax = 10_000;
    const double BackMsMax = 2_000;

    /// <summary>Whoever gives red is told something that is no refusal.</summary>
    const string OwnLine = "Nobody else sees this line";

    static readonly TimeSpan Before = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Away = TimeSpan.FromSeconds(60);
    static readonly TimeSpan After = TimeSpan.FromSeconds(20);
    static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        if (azurite is null)
        {
            Console.WriteLine("Skipped: Azurite is not installed; npm ci at the root of the checkout installs it (needs node).");
            return 0;
        }

        Report.Machine();
        var targets = new List<Target>();
        var isRight = true;
        foreach (var (name, leave) in new (string, Action<StoreProxy>)[] { ("refusing", proxy => proxy.Shut()), ("silent", proxy => proxy.Silence()) })
        {
            await using var proxy = StoreProxy.To(azurite.Address);
            await StartAsync(name, proxy, leave, targets);
            isRight &= await LoadAsync(name, azurite, proxy, leave, targets);
        }

        Console.WriteLine();
        Console.WriteLine(isRight ? "Nothing acknowledged is missing, nothing is there twice." : "WRONG: see above.");
        var (code, line) = Target.Verdict(targets, isRight);
        Console.WriteLine(line);
        return code;
    }

    static async Task StartAsync(string name, StoreProxy proxy, Action<StoreProxy> leave, List<Target> targets)
    {
        using var folder = new WorkFolder();
        proxy.Open();
        leave(proxy);
        var (code, said, took) = await BotProcess.FailAsync(folder, Settings(proxy, "Never"));
        var isSaid = code != 0 && said.Length > 0 && !said.Contains('\n', StringComparison.Ordinal);
        var target = new Target($"start with a {name} store", "≤ 10 s, a sentence", isSaid && took.TotalMilliseconds <= StartMsMax);
        targets.Add(target);
        Console.WriteLine();
        Console.WriteLine(
            $"Started with a {name} store: it ended after {Report.Two(took.TotalSeconds)} s with {code} and said ({Report.Verdict(target.IsReached)}):");
        Console.WriteLine($"  {said}");
        proxy.Shut();
    }

    static async Task<bool> LoadAsync(string name, AzuriteProcess azurite, StoreProxy proxy, Action<StoreProxy> leave, List<Target> targets)
    {
        var prefix = $"Load{name}";
        using var folder = new WorkFolder();
        await using var slack = await PretendSlack.StartAsync();
        using var signer = new Signer(PretendSlack.SigningSecret);
        proxy.Open();
        Witness witness;
        AwayTraffic traffic;
        long left, back;
        await using (var bot = BotProcess.StartBot(folder, [.. slack.Settings, .. Settings(proxy, prefix)]))
        {
            await bot.ReadyAsync();
            using var user = new SlackUser(bot, slack, signer);
            witness = await Witness.InNewSessionsAsync(user);
            traffic = new AwayTraffic(witness);
            var sending = new Generator(bot.Address, Connections).RunAsync(traffic, Before + Away + After, Pace);
            await Task.Delay(Before, TimeProvider.System);
            left = Stopwatch.GetTimestamp();
            leave(proxy);
            await Task.Delay(Away, TimeProvider.System);
            back = Stopwatch.GetTimestamp();
            proxy.Open();
            await sending;
            witness.IsLast = true;
            await new Generator(bot.Address, Connections).RunAsync(traffic, EndWithin, Pace);
            await bot.RestAsync(); // cards that are still to be posted or edited
        }

        Show(name, traffic, slack, left, back, targets);
        await using var stored = new StoredLog(await TableStore.OpenAsync(
            new TableStoreOptions { Connection = AzuriteProcess.ConnectionString(azurite.Address), Prefix = prefix }));
        var found = await Found.InAsync(stored, witness);
        var unasked = Witness.Channels.Count(channel => slack.In(channel.Id).Count() != 1);
        Report.Table("In the tables in the end", ["", ""],
            [.. found.Rows(witness), ["never acknowledged", Report.Whole(witness.Pending)], ["cards posted twice", Report.Whole(unasked)]]);
        return found.IsRight && unasked == 0 && witness is { Pending: 0, Acknowledged: > 0 };
    }

    static void Show(string name, AwayTraffic traffic, PretendSlack slack, long left, long back, List<Target> targets)
    {
        var before = traffic.All.Where(one => one.At < left).ToList();
        var away = traffic.All.Where(one => one.SentAt >= left && one.SentAt < back).ToList();
        var after = traffic.All.Where(one => one.SentAt >= back).ToList();
        Report.Table(
            $"A {name} store, for {Report.Whole(Stopwatch.GetElapsedTime(left, back).TotalSeconds)} s",
            ["sent", "taken", "refused", "p50 ms", "p99 ms", "slowest ms"],
            [Line("before", before), Line("while it was away", away), Line("after", after)]);
        var refused = traffic.All.Where(one => !one.IsTaken).ToList();
        var slowest = refused.Select(one => one.Ms).DefaultIfEmpty(double.NaN).Max();
        var taken = traffic.All.Where(one => one.IsTaken && one.At >= back).ToList();
        var first = taken.Select(one => Stopwatch.GetElapsedTime(back, one.At).TotalMilliseconds).DefaultIfEmpty(double.NaN).Min();
        var last = taken.GroupBy(one => one.Session).Select(session => Stopwatch.GetElapsedTime(back, session.Min(one => one.At)).TotalMilliseconds)
            .DefaultIfEmpty(double.NaN).Max();
        targets.Add(new Target($"slowest refusal, {name}, ms", "≤ 2,000", slowest <= RefusedMsMax));
        targets.Add(new Target($"first contribution taken after the return, {name}, ms", "≤ 2,000", first <= BackMsMax));
        Console.WriteLine();
        Console.WriteLine(
            $"Slowest refusal {Report.Whole(slowest)} ms: {Report.Verdict(slowest <= RefusedMsMax)} (≤ 2,000). After the return the first was taken after "
            + $"{Report.Whole(first)} ms, and each session had taken one after {Report.Whole(last)} ms.");
        Console.WriteLine("Those refused were told:");
        slack.Whispers.Where(sentence => !sentence.Contains(OwnLine, StringComparison.Ordinal))
            .Concat(traffic.Sentences)
            .Distinct(StringComparer.Ordinal)
            .ToList()
            .ForEach(sentence => Console.WriteLine($"  {sentence}"));
    }

    static string[] Line(string name, List<AwayTraffic.Answered> some)
    {
        var ms = some.Select(one => one.Ms).Order().ToList();
        string At(double share) => ms.Count == 0 ? "" : Report.Ms(ms[Math.Min(ms.Count - 1, (int)(ms.Count * share))]);
        return [name, Report.Whole(some.Count(one => one.IsTaken)), Report.Whole(some.Count(one => !one.IsTaken)), At(0.5), At(0.99), At(1)];
    }

    static (string Name, string Value)[] Settings(StoreProxy proxy, string prefix) =>
        [("Storage__ConnectionString", AzuriteProcess.ConnectionString(proxy.Address)), ("Storage__TablePrefix", prefix)];
}
