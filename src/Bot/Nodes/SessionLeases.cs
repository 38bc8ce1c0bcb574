using System.Collections.Concurrent;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Nodes;

/// <summary>
/// A row says who has a session; it is swapped, never just written. It stands until the session is put away, and counts as long as its server lives, so that
/// a busy session costs no more of it than a quiet one. Before it is given back the log is read once more behind a mark that lets others take it: whoever saw
/// the lease without that mark has written by then what they wrote because of it.
/// </summary>
sealed partial class SessionLeases(INodes store, ISessionLog sessions, Neighbours neighbours, NodeNews news, TimeProvider time, ILogger<SessionLeases> log)
    : ISessionLeases, IAsyncDisposable
{
    /// <summary>So long a lease that was seen elsewhere is trusted by what is about to be written, and so long that may take until it is appended.</summary>
    public static readonly TimeSpan SeenFor = TimeSpan.FromSeconds(10);

    /// <summary>From the mark to the last look into the log. Whoever saw the lease without it has appended after twice as long, and what the store takes
    /// for that: 22 s.</summary>
    public static readonly TimeSpan EndingFor = 3 * SeenFor;

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

    /// <summary>This server stops, and looks after nothing more.</summary>
    internal bool IsClosing => isClosing;

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

        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        endings[lease.Turn] = Root.RunAsync(() => EndAsync(lease, read, begun.Task), bug => LogBug(log, bug, session));
        begun.SetResult(); // now that it can take itself away
    }

    public void Close() => isClosing = true;

    /// <summary>What was held may be others' by now: each is looked at again.</summary>
    public void Doubt()
    {
        foreach (var session in held.Keys)
        {
            Drop(session);
        }
    }

    public void Doubt(SessionId session)
    {
        if (Drop(session))
        {
            Need(session);
        }
    }

    // The row may say that it is here, and then nobody else looks after it.
    bool Drop(SessionId session) => held.TryRemove(session, out _) && (uncertain[session] = true);

    /// <summary>Takes what servers have that live no more, as far as no other is faster; false where that could not be gone on with.</summary>
    /// <exception cref="StoreUnavailableException">Not all of it.</exception>
    public async Task<bool> TakeOverAsync(CancellationToken stop)
    {
        if (!MayTake)
        {
            return false;
        }

        var leases = (await store.LeasesAsync(TakenOverMax, stop)).Where(lease => lease.Node != store.Own);
        await neighbours.LookAsync(stop); // the row of a server was there before it took anything: once for all
        foreach (var some in leases.Where(lease => !neighbours.IsKnownAlive(lease.Node)).Chunk(TogetherMax))
        {
            stop.ThrowIfCancellationRequested();
            if (!MayTake)
            {
                return false;
            }

            await Task.WhenAll(some.Select(TakeOverAsync));
        }

        return true;
    }

    bool MayTake => neighbours.IsValid && !isClosing;

    async Task TakeOverAsync(SessionLease lease)
    {
        if (await TryTakeAsync(lease, lease.Session))
        {
            Need(lease.Session);
        }
    }

    void Need(SessionId session)
    {
        if (!isClosing)
        {
            Needed(session);
        }
    }

    /// <summary>Looks after what this server has by its rows and does not look after.</summary>
    /// <param name="isLoaded">Is it looked after?</param>
    public async Task SweepAsync(Func<SessionId, bool> isLoaded, CancellationToken stop)
    {
        foreach (var session in held.Keys.Where(session => !isLoaded(session)))
        {
            Need(session);
        }

        foreach (var some in uncertain.Keys.Chunk(TogetherMax))
        {
            stop.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(session => FindOutAsync(session, stop)));
        }
    }

    async Task FindOutAsync(SessionId session, CancellationToken stop)
    {
        if (!held.ContainsKey(session) && await store.FindAsync(session, stop) is { } lease && lease.Node == store.Own)
        {
            Need(session);
        }

        uncertain.TryRemove(session, out _);
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
        elsewhere.TryRemove(session, out _); // whose it was is old, also where the answer is lost
        var lease = new SessionLease(session, store.Own, Guid.NewGuid());
        try
        {
            if (!await store.SwapAsync(known, lease, CancellationToken.None))
            {
                return false;
            }
        }
        catch (StoreUnavailableException)
        {
            uncertain[session] = true; // the row may be there, and all others count on this server
            throw;
        }

        held[session] = lease;
        return true;
    }

    async Task EndAsync(SessionLease lease, long read, Task begun)
    {
        await begun;
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
                    Need(lease.Session);
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
