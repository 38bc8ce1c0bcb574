using System.Collections.Concurrent;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Nodes;

/// <summary>
/// A row says who has a session; it is swapped, never just written. It stands until the session is put away, and counts as long as its server lives, so that
/// a busy session costs no more of it than a quiet one. Before it is given back the log is read once more behind a mark that lets others take it: whoever saw
/// the lease without that mark and wrote within ten seconds has been read by then.
/// </summary>
sealed partial class SessionLeases(INodes store, ISessionLog sessions, Neighbours neighbours, NodeNews news, TimeProvider time, ILogger<SessionLeases> log)
    : ISessionLeases, IAsyncDisposable
{
    /// <summary>What was written within this time after a lease was seen elsewhere is found by whoever has it, even while they give it back.</summary>
    public static readonly TimeSpan SeenFor = TimeSpan.FromSeconds(10);

    /// <summary>From the mark to the last look into the log: longer than <see cref="SeenFor"/>.</summary>
    public static readonly TimeSpan EndingFor = TimeSpan.FromSeconds(30);

    /// <summary>Nobody gives back a session sooner after something was written to it; so for half of it whoever wrote need not look again.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(2);

    /// <summary>Leases that are looked at when a server has died.</summary>
    public const int TakenOverMax = 50_000;

    const int TogetherMax = 16;

    const int TriesMax = 3;

    readonly ConcurrentDictionary<SessionId, SessionLease> held = new();
    readonly ConcurrentDictionary<SessionId, bool> uncertain = new();
    readonly ConcurrentDictionary<SessionId, (string Node, long Since, TimeSpan For)> elsewhere = new();
    readonly ConcurrentDictionary<Guid, Task> endings = new();
    readonly CancellationTokenSource stopping = new();
    volatile bool isClosing;

    /// <summary>Told of a session that this server has to look after.</summary>
    internal Action<SessionId> Needed { get; set; } = _ => { };

    public int Servers => neighbours.Count;

    public bool OutlivesServer => true;

    public bool IsInTouch => neighbours.IsValid;

    public int HeldCount => held.Count;

    public bool IsHere(SessionId session) => neighbours.IsValid && held.ContainsKey(session);

    public async ValueTask<Holder> TakeAsync(SessionId session, CancellationToken stop)
    {
        if (!neighbours.IsValid)
        {
            return Holder.Unknown;
        }

        if (held.ContainsKey(session))
        {
            return Holder.Here;
        }

        if (IsSeenElsewhere(session, out _))
        {
            return Holder.Elsewhere;
        }

        elsewhere.TryRemove(session, out _);
        SessionLease? known = null;
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var now = time.GetTimestamp();
            if (tries > 0)
            {
                known = await store.FindAsync(session, stop);
            }

            if (known is { IsEnding: false } && known.Node != store.Own && await neighbours.IsLiveAsync(known.Node, stop))
            {
                elsewhere[session] = (known.Node, now, SeenFor);
                return Holder.Elsewhere;
            }

            if (await TryTakeAsync(known, session))
            {
                return neighbours.IsValid ? Holder.Here : Holder.Unknown;
            }
        }

        return Holder.Unknown;
    }

    public async ValueTask<bool> IsElsewhereAsync(SessionId session, CancellationToken stop) =>
        await store.FindAsync(session, stop) is { IsEnding: false } lease && lease.Node != store.Own && await neighbours.IsLiveAsync(lease.Node, stop);

    public void Tell(Session session, bool arePosts = false)
    {
        if (IsSeenElsewhere(session.Id, out var seen))
        {
            elsewhere[session.Id] = seen with { Since = time.GetTimestamp(), For = KeptFor / 2 };
        }

        if (neighbours.Count > 1)
        {
            news.Add(session.Id, session.Venues.AddRange(session.Left), arePosts);
        }
    }

    public void GiveBack(SessionId session, long read)
    {
        elsewhere.TryRemove(session, out _);
        if (isClosing || !held.TryRemove(session, out var lease))
        {
            return;
        }

        endings[lease.Turn] = Root.RunAsync(() => EndAsync(lease, read), bug => LogBug(log, bug, session));
    }

    public void Close() => isClosing = true;

    /// <summary>What was held may be others' by now: each is looked at again.</summary>
    public void Doubt() => held.Clear();

    /// <summary>Takes what servers have that live no more, as far as no other is faster.</summary>
    /// <exception cref="StoreUnavailableException">Not all of it.</exception>
    public async Task TakeOverAsync(CancellationToken stop)
    {
        foreach (var some in (await store.LeasesAsync(TakenOverMax, stop)).Where(lease => lease.Node != store.Own).Chunk(TogetherMax))
        {
            await Task.WhenAll(some.Select(lease => TakeOverAsync(lease, stop)));
        }
    }

    async Task TakeOverAsync(SessionLease lease, CancellationToken stop)
    {
        if (!await neighbours.IsLiveAsync(lease.Node, stop) && neighbours.IsValid && await TryTakeAsync(lease, lease.Session))
        {
            Needed(lease.Session);
        }
    }

    /// <summary>Looks after what this server has by its rows and does not look after.</summary>
    /// <param name="isLoaded">Is it looked after?</param>
    public async Task SweepAsync(Func<SessionId, bool> isLoaded, CancellationToken stop)
    {
        foreach (var session in held.Keys.Where(session => !isLoaded(session)))
        {
            Needed(session);
        }

        foreach (var session in uncertain.Keys)
        {
            if (!held.ContainsKey(session) && await store.FindAsync(session, stop) is { } lease && lease.Node == store.Own)
            {
                Needed(session);
            }

            uncertain.TryRemove(session, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!stopping.IsCancellationRequested)
        {
            isClosing = true;
            stopping.Cancel(); // what is held is found by the others when this server's row is gone
            await Task.WhenAll(endings.Values);
            stopping.Dispose();
        }
    }

    bool IsSeenElsewhere(SessionId session, out (string Node, long Since, TimeSpan For) seen) =>
        elsewhere.TryGetValue(session, out seen) && time.GetElapsedTime(seen.Since) < seen.For && neighbours.IsKnownAlive(seen.Node);

    // Its own, from before it was away, is just as well; so is one that was about to be given back.
    async Task<bool> TryTakeAsync(SessionLease? known, SessionId session)
    {
        uncertain[session] = true; // where the answer is lost the row may be there, and all others count on this server
        var lease = new SessionLease(session, store.Own, Guid.NewGuid());
        var isTaken = await store.SwapAsync(known, lease, CancellationToken.None);
        if (isTaken)
        {
            held[session] = lease;
        }

        uncertain.TryRemove(session, out _);
        return isTaken;
    }

    async Task EndAsync(SessionLease lease, long read)
    {
        await Task.Yield();
        try
        {
            var ending = lease with { IsEnding = true };
            if (await store.SwapAsync(lease, ending, CancellationToken.None))
            {
                await Task.Delay(EndingFor, time, stopping.Token);
                if ((await sessions.ReadAsync(lease.Session, read, 1, stopping.Token)).IsEmpty)
                {
                    await store.RemoveAsync(ending, CancellationToken.None); // or somebody has taken it meanwhile, who reads the log
                }
                else
                {
                    Needed(lease.Session);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Whoever takes over looks at it.
        }
        catch (StoreUnavailableException e)
        {
            LogStore(log, lease.Session, e.Trouble);
            uncertain[lease.Session] = true;
        }
        finally
        {
            endings.TryRemove(lease.Turn, out _);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {Session}: its lease could not be given back ({Trouble}); it is looked after once more")]
    static partial void LogStore(ILogger log, SessionId session, StoreTrouble trouble);

    [LoggerMessage(LogLevel.Critical, "Session {Session}: a bug while its lease was given back")]
    static partial void LogBug(ILogger log, Exception bug, SessionId session);
}
