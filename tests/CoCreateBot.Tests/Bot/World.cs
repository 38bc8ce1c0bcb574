using System.Collections.Immutable;
using System.Resources;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Bot.Rehearsal;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot;

/// <summary>A store and a chat platform that outlive the process, a clock, and the process that works on them: played on one thread.</summary>
sealed class World
{
    public static readonly VenueId Channel = new("slack:T1/C1");
    public static readonly VenueId Room = new("web:room");
    public static readonly Person Ann = new("slack:T1/ann", "Ann");
    public static readonly Person Bo = new("slack:T1/bo", "Bo");
    public static readonly Person Cem = new("slack:T1/cem", "Cem");

    static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);

    readonly List<Node> nodes = [];
    int deliveries;

    World(Activities? activities, DateTimeOffset? start, bool isShared, int? seed)
    {
        (IsShared, Dice) = (isShared, seed is { } given ? new Random(given) : new Random());
        Time = new ManualTime(start);
        Activities = activities ?? Activities.BuiltIn;
        Store = new MisbehavingStore(Inner);
        Slack = new PretendVenue(Time);
        if (!isShared)
        {
            Start();
        }
    }

    /// <summary>The same with a store that several servers share: see <see cref="JoinAsync"/>.</summary>
    public static void PlayShared(Func<World, Task> story, int? seed = null) => Play(story, seed: seed, isShared: true);

    /// <summary>Plays a story, and holds everybody in it to the rules of the house.</summary>
    public static void Play(Func<World, Task> story, Activities? activities = null, int? seed = null, DateTimeOffset? start = null, bool isShared = false) => OneThread.Play(
        async () =>
        {
            var world = new World(activities, start, isShared, seed);
            await story(world);
            Assert.Empty(world.Slack.Wrongs);
            var bugs = world.Nodes.SelectMany(node => node.Bugs).ToList();
            world.nodes.ForEach(node => node.DisposeMetrics()); // whoever listens keeps them, and all that they count, for ever
            Assert.True(bugs.Count == world.BugsExpected, string.Join('\n', bugs));
        },
        seed);

    public ManualTime Time { get; }

    public Activities Activities { get; }

    public MemoryStore Inner { get; } = new();

    public MisbehavingStore Store { get; }

    public PretendVenue Slack { get; }

    /// <summary>Null where there is none. Of it those know that are started later.</summary>
    public TeamsSide? Teams { get; set; }

    public bool IsShared { get; }

    /// <summary>Of everything that is left to chance, so that a seed gives it again.</summary>
    public Random Dice { get; }

    public int BugsExpected { get; set; }

    public IEnumerable<Node> Living => nodes.Where(node => !node.IsKilled);

    public ImmutableArray<Node> Nodes => [.. nodes];

    /// <summary>The process that was started last.</summary>
    public Node Here => nodes[^1];

    public SessionHosts Hosts => Here.Hosts;

    public EventCodec Codec => Here.Codec;

    /// <summary>A process on the same store. Where another one runs, both do.</summary>
    public Node Start(IStore? store = null)
    {
        nodes.Add(new Node(this, store ?? Store));
        return Here;
    }

    /// <summary>One more of several servers on the same store.</summary>
    /// <param name="skew">So much its clock is ahead.</param>
    public async Task<Node> JoinAsync(TimeSpan skew = default)
    {
        var store = new MisbehavingStore(Inner.SharedBy($"n{nodes.Count + 1}")) { Otherwise = (call, work) => Store.Otherwise(call, work) };
        nodes.Add(new Node(this, store, new SkewedTime(Time, skew)));
        await Here.JoinAsync();
        return Here;
    }

    /// <summary>The process is killed: what it had in memory is gone, and nothing of it acts any more. Then the next one starts.</summary>
    public async Task CrashAsync()
    {
        Here.Kill();
        Slack.ForgetWaits(); // the next one was not there when this one was asked to wait
        await OneThread.QuietAsync();
        Start();
    }

    /// <summary>Lets time pass with everything that happens in it; each half minute every process sweeps.</summary>
    public async Task PassAsync(TimeSpan by)
    {
        var until = Time.GetUtcNow() + by;
        await OneThread.QuietAsync();
        do
        {
            var sweep = Time.GetUtcNow() + SweepEvery;
            var stop = sweep < until ? sweep : until;
            while (Time.TryStep(stop))
            {
                await OneThread.QuietAsync();
            }

            if (stop == sweep)
            {
                await SweepAsync();
            }
        }
        while (Time.GetUtcNow() < until);
    }

    public async Task SweepAsync()
    {
        foreach (var node in Living.ToList())
        {
            await WhileTimePassesAsync(node.Sweeper.SweepAsync(CancellationToken.None), () => !node.IsKilled);
            await WhileTimePassesAsync(node.Schedules.SweepAsync(CancellationToken.None), () => !node.IsKilled);
        }

        await OneThread.QuietAsync();
    }

    /// <summary>Waits for what may wait for the clock.</summary>
    public async Task WhileTimePassesAsync(Task task, Func<bool> isAwaited)
    {
        while (!task.IsCompleted && isAwaited())
        {
            await OneThread.QuietAsync();
            if (!task.IsCompleted)
            {
                Time.TryStep(Time.GetUtcNow() + TimeSpan.FromMilliseconds(100));
            }
        }

        if (task.IsCompleted)
        {
            await task;
        }
    }

    public string NewDelivery() => $"delivery-{++deliveries}";

    public Task<Reply> SayAsync(Person who, string text, VenueId? venue = null, string? delivery = null, string language = "en") =>
        Here.Desk.TypeAsync(venue ?? Channel, who, text, delivery ?? NewDelivery(), language, "Europe/Vienna", CancellationToken.None);

    /// <summary>Starts a session by a typed line; it is open when this ends.</summary>
    public async Task<SessionId> OpenAsync(string text = "vote \"Which first?\" Paint | Garden | Bus stop", Person? who = null, VenueId? venue = null)
    {
        var reply = await SayAsync(who ?? Ann, text, venue);
        Assert.False(reply.IsProblem, reply.Text);
        return reply.Session!.Value; // ! it was started
    }

    /// <summary>Many sessions, each in its venue, started past the desk: it would look for others there first.</summary>
    public async Task<ImmutableArray<SessionId>> OpenManyAsync(int count, Func<int, VenueId> venue, string text = "checkin")
    {
        var line = TypedLine.Parse(text);
        var plan = Activities.ForVerb(line.Verb)!.Plan(line).Value!; // ! the test's own line
        var ids = Enumerable.Range(0, count).Select(_ => SessionId.New()).ToImmutableArray();
        for (var n = 0; n < count; n++)
        {
            await AskAsync(ids[n], Ann, new Command.Open(venue(n), "en", "Etc/UTC", IsLive: false, [plan]));
        }

        return ids;
    }

    public Task<Answer> AskAsync(SessionId id, Person who, string line, string? delivery = null, Node? at = null) =>
        (at ?? Here).Hosts.AskAsync(id, new Wish.Typed(TypedLine.Parse(line)), who, delivery ?? NewDelivery(), CancellationToken.None);

    public Task<Answer> AskAsync(SessionId id, Person who, Command command, string? delivery = null, Node? at = null) =>
        (at ?? Here).Hosts.AskAsync(id, new Wish.Ready(command), who, delivery ?? NewDelivery(), CancellationToken.None);

    public async Task<Session> StateAsync(SessionId id) => (await Hosts.LookAsync(id, CancellationToken.None))!.State; // ! it is there

    /// <summary>The commits of a session, as they are stored.</summary>
    public Task<ImmutableArray<StoredCommit>> LogAsync(SessionId id) => Inner.Log.ReadAsync(id, 0, int.MaxValue, CancellationToken.None);

    /// <summary>What the log folds to, read by nobody but the test.</summary>
    public async Task<Session> FoldAsync(SessionId id) =>
        (await LogAsync(id)).Aggregate(new Session(id, Activities), (state, commit) => state.Evolve(Codec.Read(commit.Events)));

    /// <summary>What was opened in the channel, the oldest first.</summary>
    public async Task<ImmutableArray<Session>> OpenedAsync()
    {
        var all = new List<Session>();
        foreach (var entry in await Inner.Directory.InVenueAsync(Channel, int.MaxValue, CancellationToken.None))
        {
            all.Add(await FoldAsync(entry.Session));
        }

        return [.. all.OrderBy(session => session.OpenedAt)];
    }

    public async Task<DateTimeOffset?> DueOfAsync(SessionId id) =>
        (await Inner.Due.UpToAsync(DateTimeOffset.MaxValue, int.MaxValue, CancellationToken.None)).FirstOrDefault(row => row.Session == id)?.Due;

    public async Task<bool> HasKeyAsync(SessionId id, int scope) =>
        (await Inner.Keys.ReadAsync(id, CancellationToken.None)).Any(key => key.Scope == scope && key.Key is not null);

    /// <summary>What the channel shows is what the state draws, once each.</summary>
    public async Task AssertShownAsync(SessionId id)
    {
        var (desired, seen) = await CompareAsync(id);
        Assert.Equal(desired, seen);
    }

    /// <summary>The same; a message that is there twice says so.</summary>
    public async Task AssertShownOnceAsync(SessionId id)
    {
        var (desired, seen) = await CompareAsync(id);
        var words = Here.Lexicon.In((await FoldAsync(id)).Language).Typed(Slack.CommandPrefix);
        var twice = ShownSession.HashOf(SessionCards.PostedTwice(words));
        Assert.Equal(desired, seen.Where(one => !one.EndsWith(twice, StringComparison.Ordinal)));
    }

    public async Task<bool> IsShownAsync(SessionId id)
    {
        var (desired, seen) = await CompareAsync(id);
        return desired.SequenceEqual(seen);
    }

    async Task<(ImmutableArray<string> Desired, ImmutableArray<string> Seen)> CompareAsync(SessionId id)
    {
        var state = await FoldAsync(id);
        var words = Here.Lexicon.In(state.Language).Typed(Slack.CommandPrefix);
        var desired = new ShownSession(id, state.Venue).Desired(state, words, [], Slack).Select(slot => $"{slot.Slot}: {ShownSession.HashOf(slot.Card)}");
        var root = Slack.InChannel(state.Venue).Select(message => $"root: {Hash(message)}");
        return ([.. desired], [.. root, .. Slack.InThread(state.Venue).Select(message => $"minutes: {Hash(message)}")]);
    }

    static string Hash(PostedMessage message) => ShownSession.HashOf(message.Card);
}

/// <summary>The world's clock, as a server has it whose own is not right.</summary>
sealed class SkewedTime(TimeProvider time, TimeSpan skew) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + skew;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}

/// <summary>One process.</summary>
sealed class Node : IAsyncDisposable
{
    readonly HeardLog<SessionHosts> log = new();
    readonly HeardLog<Reconciler> outwardLog = new();
    readonly HeardLog<DueSweeper> sweeperLog = new();
    readonly HeardLog<PretendGuests> guestsLog = new();
    readonly HeardLog<ScheduleSweeper> schedulesLog = new();
    readonly MisbehavingStore mine;
    readonly HeardLog<Neighbours> neighboursLog = new();
    readonly HeardLog<SessionLeases> leasesLog = new();
    readonly HeardLog<NodeLife> lifeLog = new();
    readonly Neighbours? neighbours;
    readonly NodeLife? life;

    public Node(World world, IStore store, TimeProvider? clock = null)
    {
        var time = clock ?? world.Time;
        mine = new MisbehavingStore(store);
        if (mine.Nodes is { } shared)
        {
            var news = new NodeNews(time);
            neighbours = new Neighbours(shared, news, time, neighboursLog);
            Leases = new SessionLeases(shared, mine.Log, neighbours, news, time, leasesLog);
        }

        Codec = new EventCodec(world.Activities);
        Lexicon = new Lexicon(
            world.Activities, new ResourceManager("Commands", typeof(BotApp).Assembly), new ResourceManager("Rehearsal", typeof(BotApp).Assembly),
            SlackTexts.Book, TeamsTexts.Book);
        Teams = world.Teams is { } teams ? new TeamsServer(this, teams, time) : null;
        Reconciler = new Reconciler(
            mine, Lexicon, Teams is null ? [world.Slack] : [world.Slack, Teams.Venue], Signals, time, outwardLog, Leases, world.Dice);
        Hosts = new SessionHosts(new HostContext(mine, world.Activities, Codec, Lexicon, time, Metrics, Reconciler, log)
        {
            Dice = world.Dice,
            Leases = Leases is null ? LoneServer.Instance : Leases,
        });
        life = neighbours is null ? null : new NodeLife(neighbours, Leases!, Hosts, Signals, time, lifeLog); // ! made together
        var rooms = new WebRooms(mine, new BotOptions { StoragePath = "" }, time);
        Guests = new PretendGuests(Hosts, Lexicon, time, guestsLog);
        Desk = new CommandDesk(
            Hosts, mine, world.Activities, Lexicon, new PersonalLinks(mine, rooms), Guests, new PrivatePlays(time), new SeriesSessions(mine, Hosts),
            new PlaceCodes(mine, time), new ExportCodec(world.Activities, Lexicon), time);
        Sweeper = new DueSweeper(Hosts, time, sweeperLog);
        Schedules = new ScheduleSweeper(Desk, time, schedulesLog);
    }

    /// <summary>What of the store this process sees.</summary>
    public MisbehavingStore Store => mine;

    public EventCodec Codec { get; }

    public Lexicon Lexicon { get; }

    public VenueSignals Signals { get; } = new();

    public HostMetrics Metrics { get; } = new();

    public Reconciler Reconciler { get; }

    public SessionHosts Hosts { get; }

    public TeamsServer? Teams { get; }

    public CommandDesk Desk { get; }

    public PretendGuests Guests { get; }

    public DueSweeper Sweeper { get; }

    public ScheduleSweeper Schedules { get; }

    /// <summary>Null where it is alone.</summary>
    public SessionLeases? Leases { get; }

    public bool IsKilled { get; private set; }

    public IEnumerable<string> Bugs => log.Bugs.Concat(outwardLog.Bugs).Concat(sweeperLog.Bugs).Concat(guestsLog.Bugs).Concat(schedulesLog.Bugs)
        .Concat(neighboursLog.Bugs).Concat(leasesLog.Bugs).Concat(lifeLog.Bugs);

    public IEnumerable<string> Log => log.All.Concat(outwardLog.All).Concat(sweeperLog.All).Concat(guestsLog.All).Concat(schedulesLog.All)
        .Concat(neighboursLog.All).Concat(leasesLog.All).Concat(lifeLog.All);

    public Task JoinAsync() => life!.StartAsync(CancellationToken.None); // ! one of several

    /// <summary>From here on it can change nothing in the world.</summary>
    public void Kill()
    {
        IsKilled = true;
        mine.IsDown = true;
        _ = Guests.DisposeAsync().AsTask();
        _ = Reconciler.DisposeAsync().AsTask();
        _ = Hosts.DisposeAsync().AsTask(); // its clocks would go on in vain
        _ = Leases?.DisposeAsync().AsTask();
        _ = neighbours?.DisposeAsync().AsTask();
    }

    public void DisposeMetrics()
    {
        Metrics.Dispose();
        Teams?.DisposeMetrics();
    }

    /// <summary>Stops as it should.</summary>
    public async ValueTask DisposeAsync()
    {
        IsKilled = true;
        life?.Dispose(); // made last
        await Guests.DisposeAsync();
        await Hosts.DisposeAsync();
        await Reconciler.DisposeAsync();
        Sweeper.Dispose();
        Schedules.Dispose();
        DisposeMetrics();
        if (neighbours is not null)
        {
            await Leases!.DisposeAsync(); // ! made together
            await neighbours.DisposeAsync();
        }
    }
}
