using CoCreateBot.Bot.Nodes;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>A server that sees others and has leases, and no session.</summary>
sealed class Watcher : IHears
{
    public const string All = "all";
    public const string Death = "death";
    public const string Away = "away";
    public const string Back = "back";

    readonly HeardLog<Neighbours> log = new();
    readonly HeardLog<SessionLeases> leasesLog = new();

    public Watcher(MemoryStore all, string name, TimeProvider time)
    {
        Store = new MisbehavingStore(all.SharedBy(name));
        News = new NodeNews(time);
        Neighbours = new Neighbours(Store.Nodes!, News, time, log); // ! it is shared
        Leases = new SessionLeases(Store.Nodes!, Store.Log, Neighbours, News, time, leasesLog) { Needed = Needed.Add }; // ! it is shared
    }

    public MisbehavingStore Store { get; }

    public NodeNews News { get; }

    public Neighbours Neighbours { get; }

    public SessionLeases Leases { get; }

    /// <summary>What it was told, in order.</summary>
    public List<string> Told { get; } = [];

    public List<SessionId> Needed { get; } = [];

    public IEnumerable<string> Bugs => log.Bugs.Concat(leasesLog.Bugs);

    public int Count(StoreCall call) => Store.Calls.Count(one => one == call);

    public void Heard(HeardOf what) => Told.Add(what.Session.Value);

    public void HeardAll() => Told.Add(All);

    public void Died() => Told.Add(Death);

    public void WasAway() => Told.Add(Away);

    public void CameBack() => Told.Add(Back);

    public Task TurnAsync(CancellationToken stop) => Task.CompletedTask;
}

/// <summary>Such servers on one store, played on one thread.</summary>
sealed class Street
{
    readonly List<Watcher> watchers = [];

    public static void Play(Func<Street, Task> story) => OneThread.Play(async () =>
    {
        var street = new Street();
        await story(street);
        Assert.Empty(street.watchers.SelectMany(one => one.Bugs));
    });

    public ManualTime Time { get; } = new();

    public MemoryStore Store { get; } = new();

    /// <summary>As somebody sees it who is none of them.</summary>
    public INodes Nodes => Store.SharedBy("nobody").Nodes!; // ! it is shared

    /// <param name="before">What happens to its store before it begins.</param>
    public async Task<Watcher> JoinAsync(Action<MisbehavingStore>? before = null)
    {
        var watcher = new Watcher(Store, $"n{watchers.Count + 1}", Time);
        watchers.Add(watcher);
        before?.Invoke(watcher.Store);
        await watcher.Neighbours.StartAsync(watcher, CancellationToken.None);
        return watcher;
    }

    /// <summary>Leases of a server that stopped as it should: it has no row any more.</summary>
    public async Task LeaveBehindAsync(int count)
    {
        for (var n = 0; n < count; n++)
        {
            Assert.True(await Nodes.SwapAsync(null, new SessionLease(SessionId.New(), "gone", Guid.NewGuid()), CancellationToken.None));
        }
    }

    public async Task PassAsync(double seconds)
    {
        var until = Time.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        await OneThread.QuietAsync();
        while (Time.TryStep(until))
        {
            await OneThread.QuietAsync();
        }
    }
}
