using System.Globalization;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Runs;

/// <summary>What 1,000 loaded sessions weigh: half of them check-ins, half votes, with 12 people and 36 contributions each, and no browsers.</summary>
static class MemoryRun
{
    const int CheckIns = 500;
    const int Votes = 500;
    const int People = 12;
    const int Each = 36;
    const int Options = 8;
    const int Dots = Each / People;
    const double MegabytesMax = 250;

    static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        using var folder = new WorkFolder();
        await using var slack = await PretendSlack.StartAsync();
        await using var bot = BotProcess.StartYardstick(folder, slack.Settings);
        await bot.ReadyAsync();
        using var signer = new Signer(PretendSlack.SigningSecret);
        using var user = new SlackUser(bot, slack, signer);
        var before = await WeighAsync(bot);
        var taps = await Taps.InNewSessionsAsync(user, firstChannel: 1, CheckIns, People);
        var ballots = await BallotsAsync(user, options.Seed);
        var loaded = await WeighAsync(bot);
        var tapped = await RunAsync(options, bot, new Once(taps, CheckIns * Each));
        var voted = await RunAsync(options, bot, ballots);
        var after = await WeighAsync(bot);
        Report.Machine();
        Report.Table($"{Report.Whole(CheckIns + Votes)} sessions of {People} people", ["after a full collection", "managed heap MB", "working set MB"],
        [
            ["started, nothing loaded", Mb(before.Heap), Mb(before.WorkingSet)],
            ["sessions started", Mb(loaded.Heap), Mb(loaded.WorkingSet)],
            [$"{Each} contributions each", Mb(after.Heap), Mb(after.WorkingSet)],
        ]);
        Console.WriteLine();
        Console.WriteLine($"To reach: {MegabytesMax} MB of working set: {Report.Verdict(after.WorkingSet <= MegabytesMax * 1_000_000)}.");
        Console.WriteLine($"{Report.Whole(tapped.Requests + voted.Requests)} contributions; errors: {tapped.Errors}, {voted.Errors}.");
        return tapped.IsClean && voted.IsClean ? 0 : 1;
    }

    static async Task<Ballots> BallotsAsync(SlackUser user, int seed)
    {
        var votes = new List<(Channel, PostedMessage)>();
        var list = string.Join(" | ", Enumerable.Range(1, Options).Select(number => string.Create(CultureInfo.InvariantCulture, $"Proposal {number}")));
        foreach (var channel in Enumerable.Range(CheckIns + 1, Votes).Select(Channel.Number))
        {
            votes.Add((channel, await user.StartAsync(channel, $"vote \"What shall we do first?\" {list} dots {Dots} cap {Dots}")));
        }

        return new Ballots(await Ballots.DialogsAsync(user, votes), People, Options, Dots, Dots, seed);
    }

    static Task<Outcome> RunAsync(LoadOptions options, BotProcess bot, ITraffic traffic) =>
        new Generator(bot.Address, options.Connections).RunAsync(traffic, TimeMax);

    static async Task<(long Heap, long WorkingSet)> WeighAsync(BotProcess bot)
    {
        using var http = new HttpClient();
        var answer = await http.GetStringAsync(new Uri(bot.Url, Yardstick.MemoryPath));
        var parts = answer.Split(' ').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return (parts[0], parts[1]);
    }

    static string Mb(long bytes) => Report.Ms(bytes / 1_000_000.0);
}
