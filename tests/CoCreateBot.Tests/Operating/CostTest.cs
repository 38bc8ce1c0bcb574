using System.Globalization;
using System.Text.RegularExpressions;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Moving;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Bot;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Storage.Tables;
using CoCreateBot.Tests.Tidy;
using Seen = CoCreateBot.Tests.Storage.Tables.Seen;

namespace CoCreateBot.Tests.Operating;

/// <summary>
/// What a table account is billed for: the figures in docs/operating.md, printed with -showLiveOutput. Somebody who changes what a session costs without
/// knowing it learns it here, and then changes the page.
/// </summary>
public sealed partial class CostTest(ITestOutputHelper output)
{
    const int PeopleCount = 12;
    const int Seed = 7;

    const string Page = "docs/operating.md";

    /// <summary>By how much a count may be off from what the page says.</summary>
    const double Tolerance = 0.05;

    const string Prefix = "CoCreate";

    static readonly string[] Watches = ["Due", "ScheduleDue"];

    [Theory]
    [InlineData("ideas", 0)]
    [InlineData("prioritise \"Paint\" \"Garden\" \"Bus stop\"", 1)]
    public void A_session_of_twelve_people_takes_so_many_transactions_and_leaves_so_many_bytes(string recipe, int column) => World.Play(async world =>
    {
        using var tables = new StrictTables();
        await using var store = await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options });
        world.Start(new OfOne(new SeededStore(store, Seed)));
        var (begun, rows) = (tables.Requests.Count, tables.Sizes.Sum(one => one.Bytes));

        var workshop = await Workshop.PlayAsync(world, recipe);
        await world.PassAsync(TimeSpan.FromMinutes(5)); // until all is done that follows a close

        var kinds = Kinds(tables.Requests.Skip(begun)).Where(one => !IsWatch(one.Table, one.Kind)).ToList();
        var bytes = tables.Sizes.Sum(one => one.Bytes) - rows;
        output.WriteLine($"{recipe}: {PeopleCount} people, {workshop.Given} presses that counted, {workshop.Commits} commits");
        Print(kinds);
        foreach (var (table, count, size) in tables.Sizes.Where(one => one.Rows > 0).OrderByDescending(one => one.Bytes))
        {
            output.WriteLine($"  {table,-22}{count,6} rows{size,10:N0} bytes");
        }

        var (all, readable) = (kinds.Sum(one => one.Count), kinds.Where(one => one.Table is "Artifacts").Sum(one => one.Count));
        output.WriteLine($"In all {all} transactions, {(double)all / workshop.Given:N1} a press; without the readable rows {(double)(all - readable) / workshop.Given:N1}; {bytes:N0} bytes");
        AssertTold("presses that counted", column, workshop.Given);
        AssertTold("transactions", column, all);
        AssertTold("… of them the readable rows", column, readable);
        AssertTold("bytes in tables", column, bytes);
        output.WriteLine($"The same in a file: {await InFileAsync(store):N0} bytes");
    });

    [Fact]
    public void A_node_that_nobody_uses_takes_so_many_transactions_an_hour() => World.Play(async world =>
    {
        using var tables = new StrictTables();
        await using var store = await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options });
        world.Start(new OfOne(store));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        var begun = tables.Requests.Count;

        await world.PassAsync(TimeSpan.FromHours(1));

        var kinds = Kinds(tables.Requests.Skip(begun)).ToList();
        Print(kinds);
        output.WriteLine($"In all {kinds.Sum(one => one.Count)} transactions an hour and node; each look at /health/ready that is not answered from memory takes 2 more");
        Assert.Contains($"{kinds.Sum(one => one.Count)} transactions an hour to look for what is due", Text, StringComparison.Ordinal);
    });

    [Fact]
    public void The_price_follows_from_what_was_counted()
    {
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"workshops:  {Told("transactions")[0] / 10.0:0.#} x pt  +"), Text, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"decisions:  {Told("transactions")[1] / 10.0:0.#} x pt  +"), Text, StringComparison.Ordinal);
        var sum = AMonth.Match(Text).Groups;
        var figures = new[] { "nodes", "hours", "self", "others", "times" }.ToDictionary(name => name, name => int.Parse(sum[name].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        Assert.Equal(Math.Round(figures["nodes"] * figures["hours"] * (figures["self"] + figures["others"]) / 10_000.0), figures["times"]);
    }

    static string Text => string.Join('\n', Checkout.Lines(Page));

    static void AssertTold(string line, int column, long counted) =>
        Assert.InRange(counted, Told(line)[column] * (1 - Tolerance), Told(line)[column] * (1 + Tolerance));

    /// <summary>The figures of a line of the page's table.</summary>
    static long[] Told(string line) =>
    [
        .. Checkout.Lines(Page).Single(row => row.StartsWith($"| {line}", StringComparison.Ordinal)).Split('|')[2..4]
            .Select(figure => long.Parse(figure, NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture)),
    ];

    /// <summary>As one server has it: what several tell each other goes by the clock, and is no part of what a session costs.</summary>
    sealed class OfOne(IStore store) : PassingStore(store)
    {
        public override INodes? Nodes => null;
    }

    /// <summary>By how much a file that holds all of it is longer than one that holds nothing.</summary>
    static async Task<long> InFileAsync(TableStore from)
    {
        using var folder = new TestFolder();
        await (await SqliteStore.OpenAsync(folder.File("empty.db"), new())).DisposeAsync();
        await using (var file = await SqliteStore.OpenAsync(folder.File("all.db"), new()))
        {
            Assert.Equal(MoveEnd.Same, (await StoreMove.RunAsync(from, file, _ => { }, default)).End);
        }

        return new FileInfo(folder.File("all.db")).Length - new FileInfo(folder.File("empty.db")).Length;
    }

    static bool IsWatch(string table, string kind) => kind is "query" && Watches.Contains(table, StringComparer.Ordinal);

    static IEnumerable<(string Table, string Kind, int Count)> Kinds(IEnumerable<Seen> requests) => requests
        .GroupBy(one => (Table: Uri.UnescapeDataString(one.Path)[1..].Split('(')[0].Replace(Prefix, "", StringComparison.Ordinal), Kind: KindOf(one)))
        .Select(group => (group.Key.Table, group.Key.Kind, group.Count()))
        .OrderByDescending(one => one.Item3).ThenBy(one => one.Table, StringComparer.Ordinal);

    static string KindOf(Seen one) => (one.Method, one.Path.Contains("(PartitionKey", StringComparison.Ordinal)) switch
    {
        ("POST", _) => "insert",
        ("GET", true) => "read",
        ("GET", false) => "query",
        ("DELETE", _) => "delete",
        _ => "update",
    };

    void Print(IReadOnlyCollection<(string Table, string Kind, int Count)> kinds)
    {
        foreach (var kind in kinds.GroupBy(one => one.Kind).OrderByDescending(kind => kind.Sum(one => one.Count)))
        {
            output.WriteLine($"  {kind.Key,-8}{kind.Sum(one => one.Count),6}   {string.Join(", ", kind.Select(one => $"{one.Table} {one.Count}"))}");
        }
    }

    [GeneratedRegex(@"nobody there:  (?<nodes>[0-9]+) x (?<hours>[0-9]+) h x \((?<self>[0-9,]+) \+ (?<others>[0-9,]+)\) / 10,000 = (?<times>[0-9,]+) x pt", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex AMonth { get; }

    /// <summary>A live workshop in a channel, from the check-in to the next steps, by pretend people at the pace of people.</summary>
    sealed class Workshop
    {
        readonly World world;
        readonly List<Diary> diaries;
        readonly Lead lead;
        SessionId id;

        Workshop(World world)
        {
            this.world = world;
            diaries = [.. Enumerable.Range(1, PeopleCount).Select(n => new Diary(
                new(new($"slack:T1/U{n}", $"Person {n}"), Temper.Ordinary, Phrases.In("en"), new Random(n)), "Etc/UTC", isLive: true))];
            lead = new(diaries[0].Person, null, isLive: true, (who, line) => world.SayAsync(who, line));
        }

        public int Given { get; private set; }

        public int Commits { get; private set; }

        public static async Task<Workshop> PlayAsync(World world, string recipe)
        {
            var workshop = new Workshop(world);
            await workshop.RunAsync(recipe);
            return workshop;
        }

        async Task RunAsync(string recipe)
        {
            id = await world.OpenAsync($"session \"How might we make the library a place for everybody?\" {recipe} live", diaries[0].Person.Who);
            for (var session = await SettledAsync(); session.State.IsOpen; session = await SettledAsync())
            {
                var now = world.Time.GetUtcNow();
                lead.Notice(session.State, world.Here.Lexicon.In("en"), now);
                diaries.ForEach(diary => diary.Notice(session.State, now));
                var next = diaries.Select(diary => diary.LooksAt).Append(session.State.NextDue).Append(lead.ActsAt).Min();
                Assert.NotNull(next);
                await world.PassAsync(next.Value > now ? next.Value - now : TimeSpan.Zero);
                await ActAsync();
            }

            Commits = (await world.Here.Store.Log.ReadAsync(id, 0, int.MaxValue, default)).Length;
        }

        async Task ActAsync()
        {
            var now = world.Time.GetUtcNow();
            var session = await SettledAsync();
            if (lead.ActsAt <= now && session.State.IsOpen)
            {
                await lead.ActAsync(world.Hosts, session, world.Here.Lexicon.In("en"), world.NewDelivery(), now, default);
                session = await SettledAsync();
            }

            foreach (var diary in diaries.Where(diary => diary.LooksAt <= now).ToList())
            {
                var wish = diary.Person.Look(new(session, world.Here.Lexicon.In("en")), diary.Today(now));
                if (wish is not null)
                {
                    var answer = await world.Hosts.AskAsync(id, wish, diary.Person.Who, world.NewDelivery(), default);
                    Given += answer is Answer.Done ? 1 : 0;
                    diary.Person.Hear(answer, session);
                }

                diary.Plan(now, hasMore: wish is not null, restsFor: 1);
            }
        }

        async Task<LoadedSession> SettledAsync()
        {
            await world.PassAsync(TimeSpan.Zero);
            return (await world.Hosts.LookAsync(id, default))!; // ! it was opened
        }
    }
}
