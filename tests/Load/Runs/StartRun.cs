using System.Diagnostics;
using System.Text.RegularExpressions;
using CoCreateBot.Load.Servers;

namespace CoCreateBot.Load.Runs;

/// <summary>From the start of the built program to its first page, with nothing configured; and what its pages weigh on the wire.</summary>
static partial class StartRun
{
    const int Starts = 5;
    const double MsMax = 1_500;
    const double BytesMax = 100_000;

    public static async Task<int> RunAsync()
    {
        Report.Machine();
        var times = new List<double>();
        var weights = new List<(string Page, WebGuest.Weight Weight)>();
        for (var number = 1; number <= Starts; number++)
        {
            using var folder = new WorkFolder();
            var since = Stopwatch.GetTimestamp();
            await using var bot = BotProcess.StartBot(folder);
            await bot.ReadyAsync("");
            times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            if (number == Starts)
            {
                weights = await WeighAsync(bot.Url);
            }
        }

        var median = Report.Median(times);
        Report.Table(
            "First page after the start of the process, on an empty folder",
            ["", "ms"],
            times.Select((ms, i) => new[] { $"start {i + 1}", Report.Whole(ms) }));
        Console.WriteLine();
        Console.WriteLine($"Median {Report.Whole(median)} ms; to reach: {Report.Whole(MsMax)} ms: {Report.Verdict(median <= MsMax)}.");
        Report.Table("On the wire", ["", "bytes", "coded as", "before coding"], weights.Select(one => new[]
        {
            one.Page, Report.Whole(one.Weight.Wire), one.Weight.Coding, Report.Whole(one.Weight.Plain),
        }));
        Console.WriteLine();
        Console.WriteLine($"To reach: {Report.Whole(BytesMax)} bytes a page: {Report.Verdict(weights.TrueForAll(one => one.Weight.Wire <= BytesMax))}.");
        return 0;
    }

    static async Task<List<(string Page, WebGuest.Weight Weight)>> WeighAsync(Uri site)
    {
        using var visitor = new WebGuest(site, "/");
        var start = await visitor.PageAsync("/");
        var weights = new List<(string, WebGuest.Weight)> { ("start page", await visitor.WeighAsync("/")) };
        foreach (var file in SiteFile.Matches(start).Select(match => match.Groups["path"].Value).Distinct())
        {
            weights.Add((file, await visitor.WeighAsync(file)));
        }

        using var room = await BusyRoom.OpenAsync(site);
        weights.Add((BusyRoom.Description, await room.WeighAsync()));
        return weights;
    }

    [GeneratedRegex("""(href|src)="(?<path>/[a-z]+/[^"]+\.(css|js|svg)[^"]*)["]""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    static partial Regex SiteFile { get; }
}
