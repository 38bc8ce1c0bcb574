using System.Collections.Concurrent;
using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
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
    static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    readonly LaneContext context;
    readonly Dictionary<string, IChatVenue> venues;
    readonly ConcurrentDictionary<(string Platform, string Workspace), Lazy<Lane>> lanes = [];
    readonly VenueSignals signals;
    readonly CancellationTokenSource stopping = new();
    readonly CancellationToken stopped; // outlives its source: a session that is answered late must not find it disposed of

    public Reconciler(IStore store, Lexicon lexicon, IEnumerable<IChatVenue> venues, VenueSignals signals, TimeProvider time, ILogger<Reconciler> log)
    {
        context = new LaneContext(store.Posts, store.Members, new QuietPeople(store.People, time), lexicon, time, log);
        this.venues = venues.ToDictionary(venue => venue.Platform, StringComparer.Ordinal);
        this.signals = signals;
        stopped = stopping.Token;
    }

    public bool Owes(VenueId venue) => venues.ContainsKey(venue.Platform);

    public bool Reaches(string person) => venues.Keys.Any(platform => person.StartsWith(platform + ":", StringComparison.Ordinal));

    public ValueTask<string?> ZoneOfAsync(string person) =>
        venues.TryGetValue(new VenueId(person).Platform, out var venue) ? venue.ZoneOfAsync(person) : new((string?)null);

    public void Show(LoadedSession session, bool isPhase, Action<Session> settled)
    {
        if (!session.State.Exists)
        {
            return;
        }

        var shown = new List<(VenueId Venue, Lane Lane)>();
        foreach (var venue in Places(session.State))
        {
            signals.Pulse(venue);
            if (LaneOf(venue) is { } lane)
            {
                shown.Add((venue, lane));
            }
        }

        var all = new Settled(shown.Count, settled);
        foreach (var (venue, lane) in shown)
        {
            lane.Show(session, venue, isPhase, state => all.Note(venue, state));
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
        return LaneOf(venue) is { } lane ? lane.FirstDeliveryAsync(session, venue).WaitAsync(stop) : Task.FromResult<string?>(null);
    }

    /// <summary>
    /// Somebody has a root card before them in this message. Where it is none of those that are kept, the answer to its post was lost: it is kept before
    /// anything else is done, so that it becomes the card, or, where another one was posted meanwhile, says so.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It is not known whether it is.</exception>
    public async ValueTask NoteRootAsync(LoadedSession session, VenueId venue, string message, CancellationToken stop)
    {
        var id = session.State.Id;
        if (LaneOf(venue) is not { } lane || lane.Knows(id, venue, message))
        {
            return;
        }

        // Otherwise a platform that names a message by another id than it gave for it would have its card taken away.
        var kept = (await context.Posts.ReadAsync(id, stop)).Where(slot => slot.Venue == venue).ToList();
        var isUncertain = kept.Exists(slot => slot is { Slot: ShownSession.Doubled } or { Slot: SessionCards.RootSlot, MessageId: null });
        if (isUncertain && kept.TrueForAll(slot => slot.MessageId != message) && kept.Count(IsOrphan) < ShownSession.OrphansMax)
        {
            var orphan = new PostedSlot(id, venue, ShownSession.OrphanSlot(message), Guid.NewGuid(), message, "", null);
            await context.Posts.PutAsync(orphan, CancellationToken.None);
            lane.LookAgain(session, venue);
        }
    }

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

    Lane? LaneOf(VenueId venue) => venues.TryGetValue(venue.Platform, out var platform)
        ? lanes.GetOrAdd((platform.Platform, platform.LaneOf(venue)), _ => new Lazy<Lane>(() => new Lane(platform, context, stopped))).Value
        : null;
}

sealed record LaneContext(IPosts Posts, IMembers Members, QuietPeople Quiet, Lexicon Lexicon, TimeProvider Time, ILogger Log);
