using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Storage.Tables;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>Over tables a session is deleted row by row: wherever the process ends, the next one ends it.</summary>
public sealed class TableDeletionTest
{
    const string Words = "words-of-this-session";

    static readonly Activities Known = Activities.BuiltIn;
    static readonly Person Ann = new("slack:T1/ann", "Ann-of-this-session");

    readonly SessionId id = SessionId.New();

    [Theory]
    [InlineData(StrictTables.ConnectionString)]
    [InlineData(StrictTables.Cosmos)]
    public async Task Wherever_the_process_ends_the_next_one_leaves_nothing(string connection)
    {
        var hasCrashed = true;
        for (var last = 0; hasCrashed; last++)
        {
            using var tables = new StrictTables();
            hasCrashed = await DeleteAsync(tables, connection, crashAfter: last);
            tables.Fate = null;
            await GoOnAsync(tables, connection);

            var left = tables.Everything.Split('\n').Where(row => row.Contains(id.Value, StringComparison.Ordinal)).ToList();
            Assert.True(left.TrueForAll(IsOfNothing), $"After {last} requests: {string.Join('\n', left)}");
            Assert.DoesNotContain(Words, tables.Everything, StringComparison.Ordinal);
            Assert.DoesNotContain("of-this-session", tables.Everything, StringComparison.Ordinal);
        }
    }

    /// <summary>That the keys were destroyed, or when it was due.</summary>
    static bool IsOfNothing(string row) =>
        row.StartsWith("CoCreateKeys", StringComparison.Ordinal) || (row.StartsWith("CoCreateIndex", StringComparison.Ordinal)
            && row.Contains("\"RowKey\":\"due!-", StringComparison.Ordinal));

    /// <returns>Whether the process ended before all was done.</returns>
    async Task<bool> DeleteAsync(StrictTables tables, string connection, int crashAfter)
    {
        var (ended, left) = (new TaskCompletionSource(), crashAfter);
        var store = new MisbehavingStore(await OpenAsync(tables, connection));
        await using var hosts = Hosts(store, tables);
        await hosts.AskAsync(id, new Wish.Ready(new Command.Open(new("web:room"), "en", "Etc/UTC", IsLive: false, [Plan()])), Ann, "open", default);
        for (var n = 0; n < 3; n++)
        {
            await SayAsync(hosts, $"checkin {Words}{n}");
        }

        await SayAsync(hosts, "close");
        store.Otherwise = async (call, work) =>
        {
            if (call != StoreCall.Delete)
            {
                await work();
                return;
            }

            tables.Fate = _ => Interlocked.Decrement(ref left) >= 0 ? Trouble.None : Trouble.Unreached;
            try
            {
                await work();
            }
            finally
            {
                ended.TrySetResult();
            }
        };
        await SayAsync(hosts, "delete yes");
        await ended.Task;
        store.IsDown = true;
        return left < 0;
    }

    async Task GoOnAsync(StrictTables tables, string connection)
    {
        await using var hosts = Hosts(await OpenAsync(tables, connection), tables);
        for (var n = 0; n < 10; n++)
        {
            tables.Time.Pass(TimeSpan.FromMinutes(15));
            await hosts.WakeDueAsync(TimeSpan.FromSeconds(30), default);
            await hosts.TickAsync(id, default);
            await hosts.TickAsync(id, default); // all that the one before had to do is done
        }
    }

    static ActivityPlan Plan() => Known.ForVerb("checkin")!.Plan(TypedLine.Parse($"checkin word \"{Words}?\"")).Value!; // ! the test's own line

    Task<Answer> SayAsync(SessionHosts hosts, string line) =>
        hosts.AskAsync(id, new Wish.Typed(TypedLine.Parse(line)), Ann, Guid.NewGuid().ToString(), default);

    static async Task<IStore> OpenAsync(StrictTables tables, string connection) =>
        await TableStore.OpenAsync(new() { Connection = connection, Client = tables.Options });

    static SessionHosts Hosts(IStore store, StrictTables tables) => new(new HostContext(
        store, Known, new EventCodec(Known), new Lexicon(Known), tables.Time, new HostMetrics(), new NoVenue(),
        Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance));

    /// <summary>Shows nothing to anybody, and reaches everybody in Slack.</summary>
    sealed class NoVenue : IOutward
    {
        public bool Owes(VenueId venue) => false;

        public bool Reaches(string person) => person.StartsWith("slack:", StringComparison.Ordinal);

        public void Show(LoadedSession session, bool isPhase, Action<Session> settled, bool isAnew = false) => settled(session.State);
    }
}
