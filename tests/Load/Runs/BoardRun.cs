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
        await using var bot = BotProcess.StartBot(folder);
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
            await host.TypeAsync(number % 2 == 0 ? "steps done 1" : "steps reopen 1");
            anew.Add(await TimedAsync(host, board));
            again.Add(await TimedAsync(host, board));
        }

        var found = await CountAsync(host, board);
        host.Dispose();
        return Told(anew, again, found);
    }

    static async Task<WebGuest> WorkshopAsync(Uri site, string room)
    {
        var host = await WebGuest.JoinAsync(site, room, 0);
        await host.TypeAsync("session \"How might we make the square ours?\" check-in for 3d");
        foreach (var part in new[] { $"brainwrite \"Which ideas?\" ideas {IdeasEach} live rounds {SheetsEach} for 30m", "cluster", "vote", "steps" })
        {
            await host.TypeAsync($"add {part}");
        }

        await host.TypeAsync("next");
        var guests = new List<WebGuest>();
        for (var person = 1; person <= People; person++)
        {
            guests.Add(await WebGuest.JoinAsync(site, room, person));
        }

        await WriteAsync(host, guests);
        await host.TypeAsync("next");
        await host.TypeAsync("next");
        foreach (var guest in guests.Take(Voters))
        {
            await guest.TypeAsync("vote A A B");
        }

        guests.ForEach(guest => guest.Dispose());
        await host.TypeAsync("next");
        await host.TypeAsync("steps \"Ask the town for two benches\" by me");
        return host;
    }

    /// <summary>Round by round: the first one ends when the facilitator rings, as more could come; the others when the last one has handed in.</summary>
    static async Task WriteAsync(WebGuest host, List<WebGuest> guests)
    {
        for (var sheet = 1; sheet <= SheetsEach; sheet++)
        {
            foreach (var (i, guest) in guests.Index())
            {
                await guest.TypeAsync($"brainwrite {IdeasOf(i + 1, sheet)}");
            }

            if (sheet == 1)
            {
                await host.TypeAsync("bell");
            }
        }
    }

    static string IdeasOf(int person, int sheet) => string.Join(" | ", Enumerable.Range(1, IdeasEach).Select(cell => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mark}{person}-{sheet}-{cell}: {Subjects[(person + sheet + cell) % Subjects.Length]} for all who come by on a day without rain")));

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
            ["", .. Report.SpreadColumns],
            [["drawn anew after a change", .. Report.Spread(anew, MsMax)], ["asked for again", .. Report.Spread(again, MsMax)]]);
        Console.WriteLine();
        var expected = People * SheetsEach * IdeasEach;
        Console.WriteLine(found == expected ? "Every idea is on one of its pages." : $"WRONG: {found} of {expected} ideas are on its pages.");
        return found == expected ? 0 : 1;
    }

    [GeneratedRegex("href=\"(?<path>/r/[a-z0-9]+/s/[a-z0-9]+/board)\"", RegexOptions.ExplicitCapture, 1_000)]
    static partial Regex BoardLink { get; }

    [GeneratedRegex("how-about-[0-9]+-[0-9]-[0-9]", RegexOptions.None, 1_000)]
    static partial Regex Idea { get; }
}
