using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Reconciling;

/// <summary>
/// All sessions of one workspace, one call at a time: phase changes first, then the one that has waited longest. Where the budget refuses a permit
/// the session keeps its place in the line; nothing is queued but "this one is not yet as it should be".
/// </summary>
sealed partial class Lane
{
    /// <summary>After so many failures in a row a session waits for its next change, or for the sweep, and then has one try a minute.</summary>
    public const int FailuresMax = 8;

    /// <summary>Sessions a lane remembers; beyond it those that wait for nothing are forgotten, and read again when they change.</summary>
    public const int KnownMax = 2_000;

    /// <summary>After so long without anything to do a lane may be put away: its budgets are full again, as those of the next one are.</summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(2);

    static readonly TimeSpan BackOffMax = TimeSpan.FromSeconds(60);

    /// <summary>A lane in which somebody waits looks again this often, whatever it was told: a timer takes no more than 49 days.</summary>
    static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>All of it is shown, and somebody is still to be told something: it has no turn until there is news.</summary>
    const long Resting = long.MaxValue;

    /// <summary>A tally may be this old. Without such a pause each vote of a busy session would wake the lane, only for it to be refused.</summary>
    readonly TimeSpan quietMax;

    readonly LaneContext context;
    readonly SlotWriter writer;
    readonly CancellationToken stopping;
    readonly Lock gate = new();
    readonly Dictionary<(SessionId, VenueId), ShownSession> known = [];
    readonly List<ShownSession> line = [];
    readonly Channel<bool> work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly ITimer alarm;
    long arrivals;
    long lastUsed;
    bool isRetired;
    bool isQuiet; // nothing but a phase change need be looked at before the alarm

    public Lane(IChatVenue venue, LaneContext context, CancellationToken stopping)
    {
        this.context = context;
        this.stopping = stopping;
        quietMax = venue.Pace.UpdateEvery;
        writer = new SlotWriter(venue, context);
        lastUsed = context.Time.GetTimestamp();
        alarm = context.Time.CreateTimer(_ => work.Writer.TryWrite(true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Done = RunAsync();
    }

    public Task Done { get; }

    /// <summary>False where it was put away.</summary>
    /// <param name="isAnew">What is kept of its messages was written by others meanwhile.</param>
    public bool TryShow(LoadedSession session, VenueId venue, bool isPhase, Action<Session> settled, bool isAnew = false)
    {
        lock (gate)
        {
            if (isRetired)
            {
                return false;
            }

            var shown = Known(session.State.Id, venue);
            shown.Want(session, isPhase, settled);
            if (isAnew)
            {
                shown.Doubt(session);
            }

            Enqueue(shown);
            return true;
        }
    }

    /// <summary>
    /// When the session's first message is there, or cannot be. A session that was shown by an earlier process is looked at again. False where the lane was
    /// put away.
    /// </summary>
    /// <param name="first">Ends then.</param>
    public bool TryDeliver(LoadedSession session, VenueId venue, [NotNullWhen(true)] out Task<string?>? first)
    {
        lock (gate)
        {
            if (isRetired)
            {
                first = null;
                return false;
            }

            var shown = Known(session.State.Id, venue);
            if (shown.Wanted is null)
            {
                shown.Want(session, isPhase: true, _ => { });
                Enqueue(shown);
            }

            first = shown.FirstDelivery;
            return true;
        }
    }

    public bool Knows(SessionId id, VenueId venue, string message)
    {
        lock (gate)
        {
            return known.TryGetValue((id, venue), out var shown) && shown.Knows(message);
        }
    }

    /// <summary>What is kept of it was changed beside this lane; false where that was put away.</summary>
    public bool TryLookAgain(LoadedSession session, VenueId venue)
    {
        lock (gate)
        {
            if (isRetired)
            {
                return false;
            }

            var shown = Known(session.State.Id, venue);
            shown.Doubt(session);
            Enqueue(shown);
            return true;
        }
    }

    /// <summary>Puts it away, where for a while it has had nothing to do; what it remembered is read again.</summary>
    public bool TryRetire()
    {
        lock (gate)
        {
            if (context.Time.GetElapsedTime(lastUsed) < IdleAfter || !known.Values.All(shown => shown.IsIdle))
            {
                return false;
            }

            isRetired = true;
            work.Writer.TryComplete();
            return true;
        }
    }

    async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                SetAlarm(await PassAsync());
                if (!await work.Reader.WaitToReadAsync(stopping))
                {
                    break; // it was put away
                }

                work.Reader.TryRead(out _);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is owed stands in the due table.
        }

        await alarm.DisposeAsync();
    }

    /// <summary>Goes once along the line; gives how long until there may be something for those who are left.</summary>
    async Task<TimeSpan?> PassAsync()
    {
        TimeSpan? wait = null;
        foreach (var shown in TakeLine())
        {
            stopping.ThrowIfCancellationRequested();
            var left = WaitOf(shown);
            var rest = left > TimeSpan.Zero ? PutBack(shown, left) : await ReconcileAsync(shown);
            wait = wait < rest ? wait : rest ?? wait;
        }

        return wait;
    }

    TimeSpan WaitOf(ShownSession shown)
    {
        lock (gate)
        {
            return shown.WakeAt - context.Time.GetUtcNow();
        }
    }

    void SetAlarm(TimeSpan? wait)
    {
        lock (gate)
        {
            isQuiet = wait > TimeSpan.Zero && wait <= quietMax;
        }

        alarm.Change(wait is { } time ? (time < LookEvery ? time : LookEvery) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>One session's slots, as far as the budget allows; gives how long to wait where it does not.</summary>
    async Task<TimeSpan?> ReconcileAsync(ShownSession shown)
    {
        var (wanted, isPhase) = Begin(shown);
        if (!context.Leases.IsHere(shown.Id))
        {
            return Leave(shown); // another server shows it, or will tell this one to
        }

        var written = await TryAsync(shown, wanted, isPhase);
        lock (gate)
        {
            lastUsed = context.Time.GetTimestamp();
            if (!written.IsShown)
            {
                (shown.IsPhase, shown.HasNews) = (shown.IsPhase || isPhase, true);
            }

            if (written.Wait is { } wait)
            {
                shown.Since = !written.IsShown ? shown.Since : shown.HasNews ? ++arrivals : Resting;
                return PutBack(shown, wait);
            }

            shown.IsTaken = false;
            if (!ReferenceEquals(shown.Wanted, wanted) || shown.IsDoubted)
            {
                Enqueue(shown); // there was news meanwhile; behind those that wait already, or a busy session would keep the lane to itself
                return TimeSpan.Zero;
            }

            return null;
        }
    }

    TimeSpan? Leave(ShownSession shown)
    {
        lock (gate)
        {
            var isNews = shown.HasNews; // since it was asked whose it is
            shown.IsTaken = false;
            shown.Doubt(shown.Wanted!); // not null: who wants nothing is not in the line
            shown.HasNews = isNews;
            if (isNews)
            {
                Enqueue(shown);
            }

            return isNews ? TimeSpan.Zero : null;
        }
    }

    (LoadedSession Wanted, bool IsPhase) Begin(ShownSession shown)
    {
        lock (gate)
        {
            var isPhase = shown.IsPhase;
            (shown.IsPhase, shown.HasNews) = (false, false);
            return (shown.Wanted!, isPhase); // not null: who wants nothing is not in the line
        }
    }

    async Task<Written> TryAsync(ShownSession shown, LoadedSession wanted, bool isPhase)
    {
        Written written = default;
        await Root.RunAsync(async () => written = await WriteAsync(shown, wanted, isPhase), Bug, stopping);
        return written;

        void Bug(Exception bug)
        {
            LogBug(context.Log, bug, shown.Id);
            written = Failed(shown, BackOffMax);
        }
    }

    async Task<Written> WriteAsync(ShownSession shown, LoadedSession wanted, bool isPhase)
    {
        try
        {
            var written = await writer.WriteAsync(shown, wanted, isPhase, stopping);
            shown.Failures = 0;
            return written;
        }
        catch (SlotTakenException)
        {
            LogTaken(context.Log, shown.Id);
            context.Leases.Doubt(shown.Id);
            return Failed(shown, TimeSpan.Zero);
        }
        catch (MessageGoneException e)
        {
            LogGone(context.Log, shown.Id, e.Message);
            return Failed(shown, TimeSpan.Zero);
        }
        catch (Exception e) when (e is VenueUnavailableException or StoreUnavailableException || IsTimeOut(e))
        {
            LogFailed(context.Log, shown.Id, e.GetType().Name, shown.Failures + 1);
            return Failed(shown, BackOff(shown.Failures, context.Dice));
        }
    }

    // A client's own time-out looks like this. It must not be taken for the end of the lane.
    bool IsTimeOut(Exception e) => e is OperationCanceledException && !stopping.IsCancellationRequested;

    /// <summary>Not before this wait is over; no wait where it has failed too often to be tried again by itself.</summary>
    Written Failed(ShownSession shown, TimeSpan wait)
    {
        shown.Failures++;
        var isOver = shown.Failures >= FailuresMax;
        shown.NotBefore = context.Time.GetUtcNow() + (isOver ? BackOffMax : wait);
        return new Written(IsShown: false, isOver ? null : wait);
    }

    /// <summary>Up to a quarter less, by chance: what failed together does not come again together.</summary>
    internal static TimeSpan BackOff(int failures, Random dice) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures), BackOffMax.TotalSeconds)) * (1 - (dice.NextDouble() / 4));

    ShownSession Known(SessionId id, VenueId venue)
    {
        lastUsed = context.Time.GetTimestamp();
        if (known.TryGetValue((id, venue), out var shown))
        {
            return shown;
        }

        if (known.Count >= KnownMax)
        {
            known.Where(pair => pair.Value.IsIdle).Select(pair => pair.Key).ToList().ForEach(idle => known.Remove(idle));
        }

        return known[(id, venue)] = new ShownSession(id, venue);
    }

    void Enqueue(ShownSession shown)
    {
        if (shown.IsIdle)
        {
            shown.Since = ++arrivals;
            shown.IsWaiting = true;
            line.Add(shown);
        }
        else if (shown.Since == Resting)
        {
            shown.Since = ++arrivals;
        }

        if (shown.IsPhase || !isQuiet)
        {
            work.Writer.TryWrite(true);
        }
    }

    List<ShownSession> TakeLine()
    {
        lock (gate)
        {
            var taken = line.OrderByDescending(shown => shown.IsPhase).ThenBy(shown => shown.Since).ToList();
            taken.ForEach(shown => (shown.IsWaiting, shown.IsTaken) = (false, true));
            line.Clear();
            isQuiet = false;
            return taken;
        }
    }

    // It keeps its turn: the budget refused it, or its back-off is not over.
    TimeSpan PutBack(ShownSession shown, TimeSpan wait)
    {
        lock (gate)
        {
            (shown.IsWaiting, shown.IsTaken) = (true, false);
            line.Add(shown);
            return wait;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {Session}: its message is gone ({Code}); it is posted anew")]
    static partial void LogGone(ILogger log, SessionId session, string code);

    [LoggerMessage(LogLevel.Warning, "Session {Session}: another server wrote down what it shows; it is read anew")]
    static partial void LogTaken(ILogger log, SessionId session);

    [LoggerMessage(LogLevel.Warning, "Session {Session}: could not be shown ({Kind}), try {Failures}")]
    static partial void LogFailed(ILogger log, SessionId session, string kind, int failures);

    [LoggerMessage(LogLevel.Critical, "Session {Session}: a bug while showing it")]
    static partial void LogBug(ILogger log, Exception bug, SessionId session);
}
