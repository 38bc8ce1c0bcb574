using System.Threading.Channels;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Reconciling;

/// <summary>
/// All sessions of one workspace, one call at a time: phase changes first, then the one that has waited longest. Where the budget refuses a permit
/// the session stays in the line; nothing is queued but "this one is not yet as it should be".
/// </summary>
sealed partial class Lane
{
    /// <summary>After so many failures in a row a session waits for its next change, or for the sweep.</summary>
    const int FailuresMax = 8;

    /// <summary>Sessions a lane remembers; beyond it those that wait for nothing are forgotten, and read again when they change.</summary>
    const int KnownMax = 2_000;

    /// <summary>A tally may be this old. Without such a pause each vote of a busy session would wake the lane, only for it to be refused.</summary>
    static readonly TimeSpan QuietMax = TimeSpan.FromSeconds(2);

    static readonly TimeSpan BackOffMax = TimeSpan.FromSeconds(60);

    readonly LaneContext context;
    readonly SlotWriter writer;
    readonly CancellationToken stopping;
    readonly Lock gate = new();
    readonly Dictionary<SessionId, ShownSession> known = [];
    readonly LinkedList<ShownSession> line = [];
    bool isRefused; // so shortly that nothing but a phase change need be looked at before the budget has filled up
    readonly Channel<bool> work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Lane(IChatVenue venue, LaneContext context, CancellationToken stopping)
    {
        this.context = context;
        this.stopping = stopping;
        writer = new SlotWriter(venue, context);
        Done = RunAsync();
    }

    public Task Done { get; }

    public void Show(LoadedSession session, bool isPhase, Action<Session> settled)
    {
        lock (gate)
        {
            var shown = Known(session.State.Id);
            shown.Want(session, isPhase, settled);
            shown.Failures = 0;
            Enqueue(shown);
        }
    }

    public Task<string?> FirstDeliveryAsync(SessionId id)
    {
        lock (gate)
        {
            return Known(id).FirstDelivery;
        }
    }

    async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                var wait = await PassAsync();
                await WaitAsync(wait);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is owed stands in the due table.
        }
    }

    /// <summary>Goes once along the line; gives how long until the budget may have something for those who are left.</summary>
    async Task<TimeSpan?> PassAsync()
    {
        TimeSpan? wait = null;
        foreach (var shown in TakeLine())
        {
            stopping.ThrowIfCancellationRequested();
            if (await ReconcileAsync(shown) is { } refused)
            {
                wait = wait < refused ? wait : refused;
                PutBack(shown);
            }
        }

        return wait;
    }

    // Ends at the next change, or when the budget has filled up.
    async Task WaitAsync(TimeSpan? wait)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        if (wait is { } time)
        {
            await Task.WhenAny(work.Reader.WaitToReadAsync(ending.Token).AsTask(), Task.Delay(time, context.Time, ending.Token));
            await ending.CancelAsync();
        }
        else
        {
            await work.Reader.WaitToReadAsync(stopping);
        }

        work.Reader.TryRead(out _);
    }

    /// <summary>One session's slots, as far as the budget allows; gives how long to wait where it does not.</summary>
    async Task<TimeSpan?> ReconcileAsync(ShownSession shown)
    {
        try
        {
            var wait = await writer.WriteAsync(shown, stopping);
            shown.Failures = 0;
            NoteRefused(wait);
            return wait;
        }
        catch (MessageGoneException e)
        {
            LogGone(context.Log, shown.Id, e.Message);
            return ++shown.Failures < FailuresMax ? TimeSpan.Zero : null;
        }
        catch (Exception e) when (e is VenueUnavailableException or StoreUnavailableException)
        {
            shown.Failures++;
            LogFailed(context.Log, shown.Id, e.GetType().Name, shown.Failures);
            return shown.Failures < FailuresMax ? BackOff(shown.Failures) : null;
        }
#pragma warning disable CA1031 // the root of a lane: one session's bug must not stop its workspace, and is heard of here
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031 // see above
        {
            LogBug(context.Log, e, shown.Id);
            return null;
        }
    }

    void NoteRefused(TimeSpan? wait)
    {
        lock (gate)
        {
            isRefused |= wait > TimeSpan.Zero && wait <= QuietMax;
        }
    }

    static TimeSpan BackOff(int failures) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), BackOffMax.TotalSeconds));

    ShownSession Known(SessionId id)
    {
        if (known.TryGetValue(id, out var shown))
        {
            return shown;
        }

        if (known.Count >= KnownMax)
        {
            known.Where(pair => pair.Value.Node is null).Select(pair => pair.Key).ToList().ForEach(idle => known.Remove(idle));
        }

        return known[id] = new ShownSession(id);
    }

    void Enqueue(ShownSession shown)
    {
        shown.Node ??= line.AddLast(shown);
        if (shown.IsPhase || !isRefused)
        {
            work.Writer.TryWrite(true);
        }
    }

    List<ShownSession> TakeLine()
    {
        lock (gate)
        {
            var taken = line.OrderByDescending(shown => shown.IsPhase).ToList(); // a stable order: first come, first served
            taken.ForEach(shown => shown.Node = null);
            line.Clear();
            isRefused = false;
            return taken;
        }
    }

    void PutBack(ShownSession shown)
    {
        lock (gate)
        {
            shown.Node ??= line.AddLast(shown);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {Session}: its message is gone ({Code}); it is posted anew")]
    static partial void LogGone(ILogger log, SessionId session, string code);

    [LoggerMessage(LogLevel.Warning, "Session {Session}: could not be shown ({Kind}), try {Failures}")]
    static partial void LogFailed(ILogger log, SessionId session, string kind, int failures);

    [LoggerMessage(LogLevel.Critical, "Session {Session}: a bug while showing it")]
    static partial void LogBug(ILogger log, Exception bug, SessionId session);
}
