using System.Collections.Concurrent;
using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Reconciling;

/// <summary>
/// Keeps chat venues equal to the state: what is to be shown is drawn from the newest state, what is shown is known by message id and hash, and
/// until they are equal messages are posted or edited, never queued. One lane a workspace, as the platforms' limits are the workspace's.
/// </summary>
public sealed class Reconciler : IOutward, IAsyncDisposable
{
    /// <summary>Lanes at once; beyond it those that have nothing to do are put away. Where a platform counts conversations there is one for each.</summary>
    public const int LanesMax = 1_000;

    /// <summary>So many may come beyond it before room is made, so that not each new one looks through all of them.</summary>
    public const int LanesMargin = 100;

    static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    /// <summary>How often it is looked for what another server posts.</summary>
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    readonly LaneContext context;
    readonly Dictionary<string, IChatVenue> venues;
    readonly ConcurrentDictionary<(string Platform, string Workspace), Lazy<Lane>> lanes = [];
    readonly VenueSignals signals;
    readonly CancellationTokenSource stopping = new();
    readonly CancellationToken stopped; // outlives its source: a session that is answered late must not find it disposed of
    int roomUpTo = LanesMax + LanesMargin;

    /// <param name="leases">Null where this server is alone.</param>
    /// <param name="dice">For what comes again after different waits; null is by chance.</param>
    public Reconciler(
        IStore store, Lexicon lexicon, IEnumerable<IChatVenue> venues, VenueSignals signals, TimeProvider time, ILogger<Reconciler> log,
        ISessionLeases? leases = null, Random? dice = null)
    {
        context = new LaneContext(
            store.Posts, store.Members, new QuietPeople(store.People, time), lexicon, time, log, leases ?? LoneServer.Instance, dice ?? Random.Shared);
        this.venues = venues.ToDictionary(venue => venue.Platform, StringComparer.Ordinal);
        this.signals = signals;
        stopped = stopping.Token;
    }

    internal int LaneCount => lanes.Count;

    public bool Owes(VenueId venue) => venues.ContainsKey(venue.Platform);

    public bool Reaches(string person) => venues.Keys.Any(platform => person.StartsWith(platform + ":", StringComparison.Ordinal));

    public ValueTask<string?> ZoneOfAsync(string person) =>
        venues.TryGetValue(new VenueId(person).Platform, out var venue) ? venue.ZoneOfAsync(person) : new((string?)null);

    public void Show(LoadedSession session, bool isPhase, Action<Session> settled, bool isAnew = false)
    {
        if (!session.State.Exists)
        {
            return;
        }

        Pulse(session.State);
        var shown = Places(session.State).Where(Owes).ToList();
        var all = new Settled(shown.Count, settled);
        foreach (var venue in shown)
        {
            In(venue, lane => lane.TryShow(session, venue, isPhase, state => all.Note(venue, state), isAnew));
        }
    }

    public void Pulse(Session session)
    {
        foreach (var place in Places(session))
        {
            signals.Pulse(place);
        }
    }

    // What stands where it was before says where it is now.
    static ImmutableArray<VenueId> Places(Session session) => session.Venues.AddRange(session.Left);

    /// <summary>Settled in one place is settled only when it is in all.</summary>
    sealed class Settled(int places, Action<Session> whenAll)
    {
        readonly HashSet<VenueId> done = [];

        public void Note(VenueId place, Session state)
        {
            lock (done)
            {
                if (!done.Add(place) || done.Count < places)
                {
                    return;
                }
            }

            whenAll(state);
        }
    }

    /// <summary>Waits for the first message of a session: null where it is there, else the resource key of why it cannot be.</summary>
    /// <param name="place">One of its places; null is its home.</param>
    public Task<string?> FirstDeliveryAsync(LoadedSession session, CancellationToken stop, VenueId? place = null)
    {
        var venue = place ?? session.State.Venue;
        if (!context.Leases.IsHere(session.State.Id))
        {
            return DeliveredElsewhereAsync(session.State.Id, venue, stop);
        }

        Task<string?>? first = null;
        In(venue, lane => lane.TryDeliver(session, venue, out first));
        return first?.WaitAsync(stop) ?? Task.FromResult<string?>(null);
    }

    // Another server posts it: what becomes of it stands among the posts.
    async Task<string?> DeliveredElsewhereAsync(SessionId id, VenueId venue, CancellationToken stop)
    {
        while (Owes(venue))
        {
            var root = (await context.Posts.ReadAsync(id, stop)).FirstOrDefault(slot => slot.Venue == venue && slot.Slot == SessionCards.RootSlot);
            if (root is { MessageId: not null } or { Failure: not null })
            {
                return root.Failure;
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, stopped);
            await Task.Delay(LookEvery, context.Time, either.Token);
        }

        return null;
    }

    /// <summary>
    /// Somebody has a root card before them in this message. Where it is none of those that are kept, the answer to its post was lost: it is kept before
    /// anything else is done, so that it becomes the card, or, where another one was posted meanwhile, says so.
    /// </summary>
    /// <param name="alias">Another id of the same message; the same one where there is none.</param>
    /// <exception cref="StoreUnavailableException">It is not known whether it is.</exception>
    public async ValueTask NoteRootAsync(LoadedSession session, VenueId venue, string message, string alias, CancellationToken stop)
    {
        var id = session.State.Id;
        if (LaneOf(venue) is not { } lane || lane.Knows(id, venue, message) || lane.Knows(id, venue, alias))
        {
            return;
        }

        // Otherwise a platform that names a message by another id than it gave for it would have its card taken away.
        var kept = (await context.Posts.ReadAsync(id, stop)).Where(slot => slot.Venue == venue).ToList();
        var isUncertain = kept.Exists(slot => slot is { Slot: ShownSession.Doubled } or { Slot: SessionCards.RootSlot, MessageId: null });
        var isNew = kept.TrueForAll(slot => slot.MessageId != message && slot.MessageId != alias);
        if (isUncertain && isNew && IsOther(kept, venues[venue.Platform], message, alias) && kept.Count(IsOrphan) < ShownSession.OrphansMax)
        {
            var orphan = new PostedSlot(id, venue, ShownSession.OrphanSlot(message, alias), Guid.NewGuid(), message, "", null);
            await context.Posts.PutAsync(orphan, CancellationToken.None);
            LookAgain();
        }
        else if (kept.Exists(slot => IsOrphan(slot) && slot is { Hash: "", Failure: null } && (slot.MessageId == message || slot.MessageId == alias)))
        {
            LookAgain(); // whoever has it to do may not have heard of it
        }

        void LookAgain()
        {
            context.Leases.Tell(session.State, arePosts: true);
            In(venue, one => one.TryLookAgain(session, venue));
        }
    }

    static bool IsOther(List<PostedSlot> kept, IChatVenue platform, string message, string alias) =>
        kept.Find(slot => slot.Slot == SessionCards.RootSlot)?.MessageId is not { } root || platform.AreTwo(root, message) || platform.AreTwo(root, alias);

    static bool IsOrphan(PostedSlot slot) => ShownSession.IsOrphan(slot.Slot) && slot.Slot != ShownSession.Doubled;

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return; // registered under two names, it is disposed of once for each
        }

        stopping.Cancel(); // whoever waits for it goes on by itself
        try
        {
            await Task.WhenAll(lanes.Values.Select(lane => lane.Value.Done)).WaitAsync(StopWithin, context.Time);
        }
        catch (TimeoutException)
        {
            // A call that hangs is looked up by its key after the next start.
        }

        stopping.Dispose();
    }

    // One that was put away meanwhile takes nothing more: then there is another one.
    void In(VenueId venue, Func<Lane, bool> does)
    {
        while (LaneOf(venue) is { } lane && !does(lane))
        {
        }
    }

    Lane? LaneOf(VenueId venue)
    {
        if (!venues.TryGetValue(venue.Platform, out var platform))
        {
            return null;
        }

        var key = (platform.Platform, platform.LaneOf(venue));
        if (!lanes.TryGetValue(key, out var lane))
        {
            MakeRoom();
            lane = lanes.GetOrAdd(key, _ => new Lazy<Lane>(() => new Lane(platform, context, stopped)));
        }

        return lane.Value;
    }

    // One at a time. Where too few could go, it is tried again when as many as the margin have come.
    void MakeRoom()
    {
        var upTo = Volatile.Read(ref roomUpTo);
        if (lanes.Count < upTo || Interlocked.CompareExchange(ref roomUpTo, int.MaxValue, upTo) != upTo)
        {
            return;
        }

        foreach (var one in lanes)
        {
            _ = one.Value is { IsValueCreated: true, Value: var lane } && lane.TryRetire() && lanes.TryRemove(one);
        }

        Volatile.Write(ref roomUpTo, Math.Max(LanesMax, lanes.Count) + LanesMargin);
    }
}

sealed record LaneContext(
    IPosts Posts, IMembers Members, QuietPeople Quiet, Lexicon Lexicon, TimeProvider Time, ILogger Log, ISessionLeases Leases, Random Dice);
