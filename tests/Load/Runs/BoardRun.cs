using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CoCreateBot.Load.Servers;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// The board of a session with 2,000 ideas that people wrote, the groups made of them, dots and a step. The clock runs around the request alone: once for
/// a board that nobody has asked for since the last change, so that all of it is drawn anew, and once for one that is drawn already.
/// </summary>
static partial class BoardRun
{
    const int SheetsEach = 6;
    const int IdeasEach = 6;
    const int Ideas = 2_000;
    const int People = (Ideas + (SheetsEach * IdeasEach) - 1) / (SheetsEach * IdeasEach);
    const int Voters = 20;
    const int Requests = 50;
    const double MsMax = 200;
    const string Mark = "how-about-";

    static readonly string[] Subjects = ["benches", "lamps", "trees", "music", "a market", "water", "chess", "shade", "a kitchen", "books"];

    public static async Task<int> RunAsync()
    {
        using var folder = new WorkFolder();
        await using var bot = BotProcess.StartBot(folder, slackApi: null);
        await bot.ReadyAsync();
        Report.Machine();
        using var opener = new WebGuest(bot.Url, "/");
        var room = await opener.SendAsync("/rooms", []);
        var host = await WorkshopAsync(bot.Url, room);
        var board = BoardLink.Match(await host.PageAsync(room)).Groups["path"].Value;
        await bot.RestAsync();
        var (anew, again) = (new List<double>(), new List<double>());
        for (var number = 0; number < Requests; number++)
        {
            // Each change makes a state of its own, of which nothing is drawn yet.
            await TypeAsync(host, room, number % 2 == 0 ? "steps done 1" : "steps reopen 1");
            anew.Add(await TimedAsync(host, board));
            again.Add(await TimedAsync(host, board));
        }

        var found = await CountAsync(host, board);
        host.Dispose();
        return Told(anew, again, found);
    }

    static async Task<WebGuest> WorkshopAsync(Uri site, string room)
    {
        var host = await EnterAsync(site, room, 0);
        await TypeAsync(host, room, "session \"How might we make the square ours?\" check-in for 3d");
        foreach (var part in new[] { $"brainwrite \"Which ideas?\" ideas {IdeasEach} live rounds {SheetsEach} for 30m", "cluster", "vote", "steps" })
        {
            await TypeAsync(host, room, $"add {part}");
        }

        await TypeAsync(host, room, "next");
        var guests = new List<WebGuest>();
        for (var person = 1; person <= People; person++)
        {
            guests.Add(await EnterAsync(site, room, person));
        }

        await WriteAsync(host, guests, room);
        await TypeAsync(host, room, "next");
        await TypeAsync(host, room, "next");
        foreach (var guest in guests.Take(Voters))
        {
            await TypeAsync(guest, room, "vote A A B");
        }

        guests.ForEach(guest => guest.Dispose());
        await TypeAsync(host, room, "next");
        await TypeAsync(host, room, "steps \"Ask the town for two benches\" by me");
        return host;
    }

    /// <summary>Round by round: the first one ends when the facilitator rings, as more could come; the others when the last one has handed in.</summary>
    static async Task WriteAsync(WebGuest host, List<WebGuest> guests, string room)
    {
        for (var sheet = 1; sheet <= SheetsEach; sheet++)
        {
            foreach (var (i, guest) in guests.Index())
            {
                await TypeAsync(guest, room, $"brainwrite {IdeasOf(i + 1, sheet)}");
            }

            if (sheet == 1)
            {
                await TypeAsync(host, room, "bell");
            }
        }
    }

    static string IdeasOf(int person, int sheet) => string.Join(" | ", Enumerable.Range(1, IdeasEach).Select(cell => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mark}{person}-{sheet}-{cell}: {Subjects[(person + sheet + cell) % Subjects.Length]} for all who come by on a day without rain")));

    static async Task<WebGuest> EnterAsync(Uri site, string room, int number)
    {
        var guest = new WebGuest(site, room);
        await guest.SendAsync($"{room}/join", new() { ["name"] = string.Create(CultureInfo.InvariantCulture, $"Guest number {number}") });
        return guest;
    }

    static Task<string> TypeAsync(WebGuest guest, string room, string command) => guest.SendAsync($"{room}/type", new() { ["text"] = command });

    static async Task<double> TimedAsync(WebGuest guest, string path)
    {
        var since = Stopwatch.GetTimestamp();
        await guest.PageAsync(path);
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }

    /// <summary>How many different ideas stand on the walls of all pages.</summary>
    static async Task<int> CountAsync(WebGuest guest, string board)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var before = -1;
        for (var page = 1; found.Count > before; page++)
        {
            before = found.Count;
            var text = await guest.PageAsync(string.Create(CultureInfo.InvariantCulture, $"{board}?page={page}"));
            found.UnionWith(Idea.Matches(text).Select(idea => idea.Value));
        }

        return found.Count;
    }

    static int Told(List<double> anew, List<double> again, int found)
    {
        Report.Table(
            $"The board of {Report.Whole(People * SheetsEach * IdeasEach)} ideas, {Requests} requests each",
            ["", "min ms", "p50 ms", "p95 ms", "max ms", "to reach", ""],
            [Row("drawn anew after a change", anew), Row("asked for again", again)]);
        Console.WriteLine();
        var expected = People * SheetsEach * IdeasEach;
        Console.WriteLine(found == expected ? "Every idea is on one of its pages." : $"WRONG: {found} of {expected} ideas are on its pages.");
        return found == expected ? 0 : 1;
    }

    static string[] Row(string what, List<double> times)
    {
        times.Sort();
        var p95 = times[(int)(times.Count * 0.95)];
        return
        [
            what, Report.Ms(times[0]), Report.Ms(times[times.Count / 2]), Report.Ms(p95), Report.Ms(times[^1]),
            $"≤ {Report.Whole(MsMax)}", Report.Verdict(p95 <= MsMax),
        ];
    }

    [GeneratedRegex("href=\"(?<path>/r/[a-z0-9]+/s/[a-z0-9]+/board)\"", RegexOptions.ExplicitCapture, 1_000)]
    static partial Regex BoardLink { get; }

    [GeneratedRegex("how-about-[0-9]+-[0-9]-[0-9]", RegexOptions.None, 1_000)]
    static partial Regex Idea { get; }
}
