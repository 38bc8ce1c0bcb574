using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Nodes;

/// <summary>
/// The servers that share a store, as this one sees them. Each writes its row again and again; whoever sees a row unchanged for long enough, by its own clock
/// and while it could look, takes that server for dead. A server that could not write its row, or look, for less than half as long speaks for no session until
/// it can, and then holds nothing for certain. So nobody compares clocks.
/// </summary>
sealed partial class Neighbours : IAsyncDisposable
{
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(3);

    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>After this long without a written row a server holds nothing. What it sent to a platform by then has ended before others take over.</summary>
    public static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(24);

    /// <summary>The row of a dead server is taken away.</summary>
    public static readonly TimeSpan GoneAfter = TimeSpan.FromMinutes(2);

    /// <summary>What was written meanwhile goes with it.</summary>
    static readonly TimeSpan NewsWait = TimeSpan.FromMilliseconds(200);

    /// <summary>Nobody was looking for longer than this: that time says nothing about others.</summary>
    static readonly TimeSpan LookGapMax = TimeSpan.FromSeconds(5);

    static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(3);

    static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    readonly INodes store;
    readonly NodeNews news;
    readonly TimeProvider time;
    readonly ILogger<Neighbours> log;
    readonly Lock gate = new();
    readonly Lock renewing = new();
    readonly SemaphoreSlim looking = new(1, 1);
    readonly SemaphoreSlim beating = new(1, 1);
    readonly CancellationTokenSource stopping = new();
    readonly CancellationToken stopped; // outlives its source
    Dictionary<string, Seen> others = new(StringComparer.Ordinal);
    IHears? hears;
    Task loops = Task.CompletedTask;
    ITimer? sending;
    long beat, lookedAt, validFrom;
    volatile bool hasBeaten;
    bool wasValid, isAway;

    public Neighbours(INodes store, NodeNews news, TimeProvider time, ILogger<Neighbours> log)
    {
        (this.store, this.news, this.time, this.log) = (store, news, time, log);
        stopped = stopping.Token;
    }

    public string Own => store.Own;

    /// <summary>This server was heard of not long ago, and has heard of others: what it holds nobody else has taken.</summary>
    public bool IsValid => hasBeaten
        && time.GetElapsedTime(Volatile.Read(ref validFrom)) < ValidFor
        && time.GetElapsedTime(Volatile.Read(ref lookedAt)) < ValidFor;

    /// <summary>Those that live, this one with them.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return 1 + others.Values.Count(one => one.IsLive);
            }
        }
    }

    /// <summary>Writes its row and looks for others, once; then goes on with it by itself.</summary>
    public async Task StartAsync(IHears ears, CancellationToken stop)
    {
        hears = ears;
        sending = time.CreateTimer(_ => _ = Root.RunAsync(() => TryAsync(BeatAsync), bug => LogBug(log, bug)), null, Never, Never);
        news.Added = () => sending.Change(NewsWait, Never);
        await TryAsync(BeatAsync);
        await TryAsync(LookAsync);
        stop.ThrowIfCancellationRequested();
        loops = Task.WhenAll(
            LoopAsync(LookEvery, LookAsync),
            LoopAsync(LookEvery, ears.TurnAsync), // by itself: whoever does not look for long is not valid
            LoopAsync(BeatEvery, BeatAsync));
    }

    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    public async ValueTask<bool> IsLiveAsync(string node, CancellationToken stop)
    {
        if (StateOf(node) is { } known)
        {
            return known.IsLive;
        }

        await LookAsync(stop); // its row was there before it took anything
        return StateOf(node)?.IsLive ?? false;
    }

    public bool IsKnownAlive(string node) => StateOf(node) is { IsLive: true };

    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    internal async Task BeatAsync(CancellationToken stop)
    {
        await beating.WaitAsync(CancellationToken.None); // whoever has it has not for long
        try
        {
            stop.ThrowIfCancellationRequested(); // no row is written once it is to be taken away
            var began = time.GetTimestamp();
            var (text, upTo) = news.Text();
            await store.BeatAsync(++beat, text, stop);
            news.NoteWritten(upTo);
            hasBeaten = true;
            Renew(ref validFrom, began);
        }
        finally
        {
            beating.Release();
        }
    }

    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    internal async Task LookAsync(CancellationToken stop)
    {
        await looking.WaitAsync(CancellationToken.None);
        try
        {
            var now = time.GetTimestamp();
            var since = lookedAt == 0 ? TimeSpan.Zero : time.GetElapsedTime(lookedAt, now);
            var rows = await store.ReadAsync(stop);
            Renew(ref lookedAt, now);
            See(rows, since < LookGapMax ? since : TimeSpan.Zero);
        }
        finally
        {
            looking.Release();
        }

        await SweepAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        stopping.Cancel();
        sending?.Dispose();
        await Root.RunAsync(() => loops, bug => LogBug(log, bug)); // they end with the token
        try
        {
            await LeaveAsync().WaitAsync(StopWithin, time); // others take over at once
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            LogStore(log, e.GetType().Name); // then they take over when it is dead
        }

        stopping.Dispose(); // the others not: a call that hangs gives them back later
    }

    // A row that is just being written would be there again; whoever waits to write one is let wait.
    async Task LeaveAsync()
    {
        await beating.WaitAsync(CancellationToken.None);
        await store.RemoveAsync(Own, CancellationToken.None);
    }

    // What it held before a while in which it did not count may be others' by now, and what waited here was left: so it holds nothing before it counts again.
    void Renew(ref long at, long began)
    {
        bool isBack;
        lock (renewing)
        {
            if (wasValid && !IsValid)
            {
                isAway = true;
                hears?.WasAway();
            }

            Volatile.Write(ref at, began);
            wasValid |= IsValid;
            isBack = isAway && IsValid;
            isAway &= !isBack;
        }

        if (isBack)
        {
            LogBack(log);
            hears?.CameBack();
        }
    }

    Seen? StateOf(string node)
    {
        lock (gate)
        {
            return others.GetValueOrDefault(node);
        }
    }

    void See(ImmutableArray<StoredNode> rows, TimeSpan since)
    {
        var died = new List<string>();
        var heard = new List<Heard>();
        var isNew = false;
        lock (gate)
        {
            var next = new Dictionary<string, Seen>(StringComparer.Ordinal);
            foreach (var row in rows.Where(row => row.Name != Own))
            {
                var before = others.GetValueOrDefault(row.Name);
                var told = NodeNews.Read(row.News, before?.Read ?? 0);
                heard.Add(told);
                var seen = new Seen(row.Beat, before?.Beat == row.Beat ? before.Silent + since : TimeSpan.Zero, told.UpTo);
                next[row.Name] = seen;
                isNew |= seen.IsLive && before is not { IsLive: true };
                if (before is { IsLive: true } && !seen.IsLive)
                {
                    died.Add(row.Name);
                }
            }

            died.AddRange(others.Where(one => one.Value.IsLive && !next.ContainsKey(one.Key)).Select(one => one.Key));
            others = next;
        }

        if (isNew)
        {
            news.AddAll(); // what was written before it was known of, or while it was taken for dead, was not told
        }

        Tell(heard, died);
    }

    void Tell(List<Heard> heard, List<string> died)
    {
        if (heard.Exists(one => one.IsAll) || died.Count > 0)
        {
            hears?.HeardAll(); // the last word of a dead one may be missing
        }

        foreach (var one in heard.SelectMany(one => one.Sessions))
        {
            hears?.Heard(one);
        }

        if (died.Count > 0)
        {
            LogDied(log, died.Count);
            hears?.Died();
        }
    }

    // What is dead for long is of no more interest; should it come back it writes its row anew.
    async Task SweepAsync(CancellationToken stop)
    {
        List<string> gone;
        lock (gate)
        {
            gone = [.. others.Where(one => one.Value.Silent >= GoneAfter).Select(one => one.Key)];
        }

        foreach (var node in gone)
        {
            await store.RemoveAsync(node, stop);
        }
    }

    async Task LoopAsync(TimeSpan every, Func<CancellationToken, Task> act)
    {
        using var timer = new PeriodicTimer(every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopped))
            {
                await Root.RunAsync(() => TryAsync(act), bug => LogBug(log, bug), stopped);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The end.
        }
    }

    async Task TryAsync(Func<CancellationToken, Task> act)
    {
        try
        {
            await act(stopped);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // The end.
        }
        catch (StoreUnavailableException e)
        {
            LogStore(log, e.Trouble.ToString());
        }
    }

    /// <param name="Silent">So long its row has not changed while somebody looked.</param>
    /// <param name="Read">Its news are read up to this number.</param>
    sealed record Seen(long Beat, TimeSpan Silent, long Read)
    {
        public bool IsLive => Silent < DeadAfter;
    }

    [LoggerMessage(LogLevel.Warning, "{Count} other server(s) went, or were not heard of for long: what they looked after is taken over")]
    static partial void LogDied(ILogger log, int count);

    [LoggerMessage(LogLevel.Warning, "This server was not heard of for a while, and others may have taken over what it looked after")]
    static partial void LogBack(ILogger log);

    [LoggerMessage(LogLevel.Error, "The other servers could not be asked, or told, in the store ({Trouble}); it is tried again")]
    static partial void LogStore(ILogger log, string trouble);

    [LoggerMessage(LogLevel.Critical, "A bug among the servers; they go on")]
    static partial void LogBug(ILogger log, Exception bug);
}

/// <summary>Who is told what other servers do.</summary>
interface IHears
{
    void Heard(HeardOf what);

    /// <summary>Anything may be new.</summary>
    void HeardAll();

    /// <summary>Somebody's sessions have to be looked after.</summary>
    void Died();

    /// <summary>This server was away, is about to count again, and holds nothing for certain. Only notes it.</summary>
    void WasAway();

    /// <summary>It counts again: what it left is to be looked at.</summary>
    void CameBack();

    /// <summary>Does what was found to be done; called again and again, and may take long.</summary>
    Task TurnAsync(CancellationToken stop);
}
