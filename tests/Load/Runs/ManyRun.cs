using System.Diagnostics;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Load.Runs;

/// <summary>
/// What people and the clock ask for costs the same with 1,000 and with 100,000 stored sessions: over both, in turn, in several rounds, the store is asked for
/// a channel's list, for what is due and for a session, and then a server for a list and for answers to presses. Over tables the requests are counted: the
/// emulator looks through all rows for each, which the service does not, so its times say nothing of the service's.
/// </summary>
static class ManyRun
{
    const int Few = 1_000;
    const int Many = 100_000;
    /// <summary>As each of several sessions is named in the answer.</summary>
    const string Numbered = "next #";

    const string AnyLog = "any session's log, with its keys";
    const int ListMax = 40;
    const int DueMax = 5_000;
    const int LogPage = 256;
    const int Asks = 20;
    const double RatioMax = 1.3;
    const double RequestsShareMax = 0.05;

    static readonly TimeSpan WhisperWithin = TimeSpan.FromSeconds(20);
    static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(1);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        Report.Machine();
        var sessions = await ManySessions.MakeAsync();
        var targets = new List<Target>();
        await OverFilesAsync(sessions, options, targets);
        await OverTablesAsync(sessions, options, targets);
        Console.WriteLine();
        var (code, line) = Target.Verdict(targets, isClean: true);
        Console.WriteLine(line);
        return code;
    }

    static async Task OverFilesAsync(ManySessions sessions, LoadOptions options, List<Target> targets)
    {
        using var few = new WorkFolder();
        using var many = new WorkFolder();
        Place[] places = [new(Few, few, () => 0), new(Many, many, () => 0)];
        var rounds = new Rounded();
        await AskStoresAsync(
            sessions, places, async place => await SqliteStore.OpenAsync(place.Folder.Database, new SqliteOptions()), options, rounds);
        await AskBotsAsync(sessions, places, options, rounds);
        Report.Table("SQLite, medians", ["", "1,000: ms", "100,000: ms", "times", "to reach", ""], rounds.All.Select<Asked, string[]>(one =>
        {
            if (one.Name == AnyLog)
            {
                return [one.Name, Report.Three(one.Few.Ms), Report.Three(one.Many.Ms), Report.Two(one.Ratio), "", ""]; // of a file ten times the cache
            }

            var target = new Target($"{one.Name}, SQLite", "≤ 1.3", one.Ratio <= RatioMax);
            targets.Add(target);
            return [one.Name, Report.Three(one.Few.Ms), Report.Three(one.Many.Ms), Report.Two(one.Ratio), target.Goal, Report.Verdict(target.IsReached)];
        }));
    }

    static async Task OverTablesAsync(ManySessions sessions, LoadOptions options, List<Target> targets)
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        if (azurite is null)
        {
            Console.WriteLine("Tables skipped: Azurite is not installed; npm ci at the root of the checkout installs it (needs node).");
            return;
        }

        using var folder = new WorkFolder();
        await using var few = StoreProxy.To(azurite.Address);
        await using var many = StoreProxy.To(azurite.Address);
        few.Open();
        many.Open();
        Place[] places = [Tables(Few, few), Tables(Many, many)];
        var rounds = new Rounded();
        await FillTablesAsync(sessions, places, azurite);
        await AskStoresAsync(sessions, places, OpenAsync, options, rounds);
        await AskBotsAsync(sessions, places, options, rounds);
        Report.Table("Azurite, medians", ["", "1,000: requests", "100,000: requests", "to reach", "", "1,000: ms", "100,000: ms"], rounds.All.Select(one =>
        {
            var isReached = Math.Abs(one.Many.Requests - one.Few.Requests) <= RequestsShareMax * one.Few.Requests;
            var target = new Target($"{one.Name}, requests", "equal", isReached);
            targets.Add(target);
            return new[]
            {
                one.Name, Report.Two(one.Few.Requests), Report.Two(one.Many.Requests), target.Goal, Report.Verdict(isReached), Report.Two(one.Few.Ms),
                Report.Two(one.Many.Ms),
            };
        }));

        static async Task<IStore> OpenAsync(Place place) => await TableStore.OpenAsync(
            new TableStoreOptions { Connection = AzuriteProcess.ConnectionString(place.Proxy!.Address), Prefix = place.Prefix }); // ! all here have one

        Place Tables(int count, StoreProxy proxy) => new(count, folder, () => proxy.Requests) { Proxy = proxy, Prefix = $"Many{count}" };
    }

    static async Task FillTablesAsync(ManySessions sessions, Place[] places, AzuriteProcess azurite)
    {
        foreach (var place in places)
        {
            await using var gateway = await TableGateway.StartAsync();
            var since = Stopwatch.GetTimestamp();
            await using (var store = await TableStore.OpenAsync(
                new TableStoreOptions { Connection = AzuriteProcess.ConnectionString(gateway.Address), Prefix = place.Prefix }))
            {
                await sessions.FillAsync(store, place.Count, TimeProvider.System.GetUtcNow());
            }

            var written = Stopwatch.GetElapsedTime(since);
            var rows = await gateway.FlushAsync(azurite.Address);
            place.IsFilled = true;
            Console.WriteLine($"{Report.Whole(place.Count)} sessions: {Report.Whole(rows)} rows, written in {Report.Whole(written.TotalSeconds)} s, "
                + $"in Azurite after {Report.Whole(Stopwatch.GetElapsedTime(since).TotalSeconds)} s.");
        }
    }

    static async Task AskStoresAsync(ManySessions sessions, Place[] places, Func<Place, Task<IStore>> open, LoadOptions options, Rounded rounds)
    {
        var stores = new List<(Place Place, IStore Store)>();
        foreach (var place in places)
        {
            stores.Add((place, await open(place)));
            var since = Stopwatch.GetTimestamp();
            if (!place.IsFilled)
            {
                await sessions.FillAsync(stores[^1].Store, place.Count, TimeProvider.System.GetUtcNow());
                Console.WriteLine($"{Report.Whole(place.Count)} sessions written in {Report.Whole(Stopwatch.GetElapsedTime(since).TotalSeconds)} s.");
            }
        }

        var random = new Random(options.Seed);
        for (var round = -1; round < options.Rounds; round++) // the first one warms up
        {
            foreach (var (place, store) in round % 2 == 0 ? stores : Enumerable.Reverse(stores))
            {
                await rounds.AddAsync(
                    round, "list of a channel, of the store", place, Asks, _ => store.Directory.InVenueAsync(ManySessions.BusyVenue, ListMax, default));
                await rounds.AddAsync(round, $"{ManySessions.Due} due sessions with their logs", place, 1, _ => WakeAsync(store));
                await rounds.AddAsync(round, AnyLog, place, Asks, _ => LoadAsync(store, ManySessions.AnyOne(random, place.Count)));
            }
        }

        foreach (var (_, store) in stores)
        {
            await store.DisposeAsync();
        }
    }

    static async Task WakeAsync(IStore store)
    {
        var due = await store.Due.UpToAsync(TimeProvider.System.GetUtcNow(), DueMax, default);
        if (due.Length != ManySessions.Due)
        {
            throw new InvalidOperationException($"{due.Length} sessions are due, not {ManySessions.Due}.");
        }

        foreach (var one in due)
        {
            await LoadAsync(store, one.Session);
        }
    }

    static async Task LoadAsync(IStore store, Sessions.SessionId session)
    {
        if ((await store.Log.ReadAsync(session, 0, LogPage, default)).IsEmpty || (await store.Keys.ReadAsync(session, default)).IsEmpty)
        {
            throw new InvalidOperationException($"{session} is not there.");
        }
    }

    static async Task AskBotsAsync(ManySessions sessions, Place[] places, LoadOptions options, Rounded rounds)
    {
        var seats = new List<Seat>();
        try
        {
            foreach (var place in places)
            {
                seats.Add(await Seat.TakeAsync(place));
            }

            await AskBotsAsync(sessions, seats, options, rounds);
        }
        finally
        {
            foreach (var seat in seats)
            {
                await seat.DisposeAsync();
            }
        }
    }

    static async Task AskBotsAsync(ManySessions sessions, List<Seat> seats, LoadOptions options, Rounded rounds)
    {
        for (var round = -1; round < options.Rounds; round++)
        {
            foreach (var seat in round % 2 == 0 ? seats : Enumerable.Reverse(seats))
            {
                var first = (round + 1) * Asks;
                await seat.Bot.RestAsync();
                await rounds.AddAsync(round, "list of a channel, typed", seat.Place, Asks, _ => seat.ListAsync(), seat.Bot);
                await rounds.AddAsync(
                    round, "press in a session not loaded", seat.Place, Asks, n => seat.PressAsync(sessions.QuietOne(first + n), "green"), seat.Bot);
                await rounds.AddAsync(
                    round, "press in a loaded session", seat.Place, Asks, n => seat.PressAsync(sessions.QuietOne(first + n), "yellow"), seat.Bot);
            }
        }
    }

    /// <param name="Requests">So many so far.</param>
    sealed record Place(int Count, WorkFolder Folder, Func<long> Requests)
    {
        public StoreProxy? Proxy { get; init; }

        public string Prefix { get; init; } = "";

        public bool IsFilled { get; set; }

        public (string Name, string Value)[] Settings => Proxy is null ? []
            : [("Storage__ConnectionString", AzuriteProcess.ConnectionString(Proxy.Address)), ("Storage__TablePrefix", Prefix)];
    }

    /// <summary>A server over one of the stores, and somebody who types and presses.</summary>
    sealed record Seat(Place Place, BotProcess Bot, PretendSlack Slack, Signer Signer, SlackUser User) : IAsyncDisposable
    {
        const long Presser = 77;

        public static async Task<Seat> TakeAsync(Place place)
        {
            var slack = await PretendSlack.StartAsync();
            var bot = BotProcess.StartBot(place.Folder, [.. slack.Settings, .. place.Settings]);
            await bot.ReadyAsync();
            var signer = new Signer(PretendSlack.SigningSecret);
            return new(place, bot, slack, signer, new SlackUser(bot, slack, signer));
        }

        /// <summary>Which of the channel's open sessions is meant is asked back with a list of them.</summary>
        public async Task ListAsync()
        {
            var before = Slack.Whispers.Count;
            var since = Stopwatch.GetTimestamp();
            var said = await User.TypeAsync(ManySessions.BusyChannel, "next");
            while (said.Split(Numbered).Length <= ManySessions.BusyOpen)
            {
                if (Stopwatch.GetElapsedTime(since) > WhisperWithin)
                {
                    throw new InvalidOperationException($"What was typed was answered with: {said}");
                }

                await Task.Delay(LookAgainAfter, TimeProvider.System); // what takes long is answered there
                said = Slack.Whispers.Skip(before).LastOrDefault() ?? said;
            }
        }

        public async Task PressAsync((Channel Channel, PostedMessage Card) one, string light)
        {
            var button = Button.Of(one.Card.Blocks).First(button => button.Value.Contains($"|answer|{light}", StringComparison.Ordinal));
            var before = Slack.Whispers.Count;
            await User.PressAsync(one.Channel, one.Card, button, Presser);
            if (Slack.Whispers.Count != before)
            {
                throw new InvalidOperationException($"A press was refused: {Slack.Whispers.Last()}");
            }
        }

        public async ValueTask DisposeAsync()
        {
            User.Dispose();
            Signer.Dispose();
            await Bot.DisposeAsync();
            await Slack.DisposeAsync();
        }
    }

    sealed record Asked(string Name, (double Ms, double Requests) Few, (double Ms, double Requests) Many)
    {
        public double Ratio => Many.Ms / Few.Ms;
    }

    /// <summary>The medians of what was asked for in each round.</summary>
    sealed class Rounded
    {
        readonly Dictionary<string, Dictionary<int, List<(double Ms, double Requests)>>> all = new(StringComparer.Ordinal);

        public IEnumerable<Asked> All =>
            all.Select(one => new Asked(one.Key, Median(one.Value[ManyRun.Few]), Median(one.Value[ManyRun.Many])));

        /// <param name="rests">What it does afterwards is counted as well: the requests of cards, readable rows and due times.</param>
        public async Task AddAsync(int round, string name, Place place, int asks, Func<int, Task> ask, BotProcess? rests = null)
        {
            var times = new List<double>();
            var before = place.Requests();
            for (var number = 0; number < asks; number++)
            {
                var since = Stopwatch.GetTimestamp();
                await ask(number);
                times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }

            await (rests?.RestAsync() ?? Task.CompletedTask);
            if (round >= 0)
            {
                all.TryAdd(name, new() { [ManyRun.Few] = [], [ManyRun.Many] = [] });
                all[name][place.Count].Add((Report.Median(times), (place.Requests() - before) / (double)asks));
            }
        }

        static (double Ms, double Requests) Median(List<(double Ms, double Requests)> some) =>
            (Report.Median(some.Select(one => one.Ms)), Report.Median(some.Select(one => one.Requests)));
    }
}
