using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CoCreateBot.Load.Servers;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// Workshops one after the other in one web room: six people with open pages, three ideas each on six sheets. The clock runs from the request that rings
/// the bell until a page that heard of it over its stream has the next sheet: once for each person and bell. The page's own pause is not in it, by which a
/// room does not ask for everything at one moment.
/// </summary>
static partial class SheetsRun
{
    const int Workshops = 20;
    const int People = 6;
    const int IdeasEach = 3;
    const int Rounds = 6;
    const double MsMax = 1_000;

    static readonly TimeSpan SheetWithin = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync()
    {
        using var folder = new WorkFolder();
        await using var bot = BotProcess.StartBot(folder);
        await bot.ReadyAsync();
        Report.Machine();
        using var opener = new WebGuest(bot.Url, "/");
        var room = await opener.SendAsync("/rooms", []);
        var people = await Task.WhenAll(Enumerable.Range(1, People).Select(number => Writer.EnterAsync(bot.Url, room, number)));
        var minutes = new HashSet<string>(StringComparer.Ordinal);
        await WorkshopAsync(people, room, minutes); // the first is warm-up
        var waits = new List<double>();
        var ideas = 0;
        for (var number = 1; number <= Workshops; number++)
        {
            var (written, waited) = await WorkshopAsync(people, room, minutes);
            ideas += written;
            waits.AddRange(waited);
        }

        Array.ForEach(people, writer => writer.Dispose());
        return Told(waits, ideas);
    }

    static int Told(List<double> waits, int ideas)
    {
        Report.Table(
            $"From the bell to the next sheet, {Workshops} workshops of {People} people, {Rounds} rounds and {Report.Whole((double)ideas / Workshops)} ideas",
            ["", "sheets", .. Report.SpreadColumns],
            [["next sheet", Report.Whole(waits.Count), .. Report.Spread(waits, MsMax)]]);
        var expected = Workshops * People * IdeasEach * Rounds;
        Console.WriteLine();
        Console.WriteLine(ideas == expected ? "Every idea is in the minutes." : $"WRONG: {ideas} of {expected} ideas are in the minutes.");
        return ideas == expected ? 0 : 1;
    }

    /// <param name="minutes">Where the minutes of those before are.</param>
    static async Task<(int Ideas, List<double> Waits)> WorkshopAsync(Writer[] people, string room, HashSet<string> minutes)
    {
        using var ending = new CancellationTokenSource();
        var host = people[0].Guest;
        await host.TypeAsync($"brainwrite \"How might we make the square ours?\" live rounds {Rounds} ideas {IdeasEach} for 30m");
        var reading = people.Select(writer => writer.ReadAsync(room, ending.Token)).ToList();
        var waits = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var writer in round == 1 ? people : people[..^1])
            {
                await writer.HandInAsync(round);
            }

            if (round < Rounds)
            {
                waits.AddRange(await BellAsync(people, room, round));
            }
        }

        await people[^1].HandInAsync(Rounds);
        await host.TypeAsync("close");
        await ending.CancelAsync();
        await Task.WhenAll(reading);
        var newest = MinutesLink.Matches(await host.PageAsync(room)).Select(link => link.Groups["path"].Value).First(minutes.Add);
        var written = (await host.PageAsync($"{newest}/export.csv")).Split(Writer.Mark).Length - 1;
        return (written, waits);
    }

    /// <summary>In the first round nobody has joined by name, so the facilitator rings; later the last to hand in does.</summary>
    static async Task<IEnumerable<double>> BellAsync(Writer[] people, string room, int round)
    {
        var next = people.Select(writer => writer.NextSheetAsync(round + 1)).ToList();
        var ringing = round == 1
            ? await people[0].Guest.FilledAsync(new() { ["text"] = "bell" })
            : await people[^1].Guest.FilledAsync(new() { ["text"] = people[^1].Ideas(round) });
        var since = Stopwatch.GetTimestamp();
        await (round == 1 ? people[0] : people[^1]).Guest.PostAsync($"{room}/type", ringing);
        var there = await Task.WhenAll(next).WaitAsync(SheetWithin, TimeProvider.System);
        return there.Select(at => Stopwatch.GetElapsedTime(since, at).TotalMilliseconds);
    }

    [GeneratedRegex("href=\"(?<path>/r/[a-z0-9]+/s/[a-z0-9]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    static partial Regex MinutesLink { get; }

    /// <summary>One person with an open page.</summary>
    sealed class Writer(WebGuest guest, int number) : IDisposable
    {
        public const string Mark = "how-about-";

        readonly ConcurrentDictionary<int, TaskCompletionSource<long>> sheets = [];

        public WebGuest Guest => guest;

        public static async Task<Writer> EnterAsync(Uri site, string room, int number) => new(await WebGuest.JoinAsync(site, room, number), number);

        public string Ideas(int round) => "brainwrite " + string.Join(" | ", Enumerable.Range(1, IdeasEach).Select(cell =>
            string.Create(CultureInfo.InvariantCulture, $"{Mark}{number}-{round}-{cell} as somebody would write it in a hurry")));

        public Task<string> HandInAsync(int round) => guest.TypeAsync(Ideas(round));

        public Task<long> NextSheetAsync(int round) => Sheet(round).Task;

        /// <summary>Hears over the page's stream that other parts are there, and asks for them.</summary>
        public async Task ReadAsync(string room, CancellationToken stop)
        {
            sheets.Clear();
            try
            {
                await foreach (var item in guest.EventsAsync($"{room}/live", stop))
                {
                    if (item.EventType == "page")
                    {
                        Note(await guest.PageAsync(room), Stopwatch.GetTimestamp());
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The workshop is over.
            }
        }

        public void Dispose() => guest.Dispose();

        void Note(string page, long at)
        {
            for (var round = 1; round <= Rounds; round++)
            {
                if (page.Contains($"Round {round} of {Rounds}, until", StringComparison.Ordinal) && page.Contains("name=\"idea-1\"", StringComparison.Ordinal))
                {
                    Sheet(round).TrySetResult(at);
                }
            }
        }

        TaskCompletionSource<long> Sheet(int round) => sheets.GetOrAdd(round, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
