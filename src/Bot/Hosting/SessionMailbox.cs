using System.Threading.Channels;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// One loaded session. What people send waits here; whatever waits is decided in turn and written as one commit, and only then answered. It sleeps
/// until the next command, or until something is due.
/// </summary>
sealed partial class SessionMailbox
{
    /// <summary>Wishes that may wait; beyond it people are asked to press again.</summary>
    public const int WaitingMax = 4_096;

    const int BatchMax = 256;

    /// <summary>A session that owes messages is woken this long after a crash at the latest.</summary>
    static readonly TimeSpan OwedWithin = TimeSpan.FromSeconds(30);

    /// <summary>After the store failed, due work is tried again this much later.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    readonly HostContext context;
    readonly LoggedState log;
    readonly SessionKeys keys;
    readonly SessionDue due;
    readonly Projections projections;
    readonly Channel<Envelope> waiting = Channel.CreateBounded<Envelope>(new BoundedChannelOptions(WaitingMax) { SingleReader = true });
    readonly List<Envelope> taken = [];
    readonly ITimer clock;
    volatile LoadedSession loaded;
    volatile bool isRetired;
    volatile bool isOwing;
    volatile Session? shown;
    bool isProjected = true;
    bool isFailing;
    long lastUsed;

    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SessionMailbox(SessionId id, HostContext context)
    {
        Id = id;
        this.context = context;
        log = new LoggedState(id, context);
        keys = new SessionKeys(id, context.Store.Keys);
        due = new SessionDue(id, context.Store.Due);
        projections = new Projections(context);
        loaded = new LoadedSession(log.State, keys);
        lastUsed = context.Time.GetTimestamp();
        clock = context.Time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Done = RunAsync();
    }

    public SessionId Id { get; }

    /// <summary>Ends when the session is loaded; fails with <see cref="StoreUnavailableException"/> where it cannot be.</summary>
    public Task Ready => ready.Task;

    /// <summary>The newest durable state; before <see cref="Ready"/> an empty one.</summary>
    public LoadedSession Loaded => loaded;

    /// <summary>Ends when the mailbox is retired and everything in it is answered.</summary>
    public Task Done { get; }

    public TimeSpan Idle => context.Time.GetElapsedTime(Volatile.Read(ref lastUsed));

    /// <summary>Does every venue show the newest state, so that nothing is lost if this mailbox is put away?</summary>
    public bool IsSettled => isProjected && (!context.Outward.Owes(loaded.State.Venue) || ReferenceEquals(shown, loaded.State));

    /// <summary>Puts a wish into the box; false where the box was put away meanwhile: load the session anew.</summary>
    public bool TryAsk(Envelope envelope)
    {
        Touch();
        if (waiting.Writer.TryWrite(envelope))
        {
            return true;
        }

        if (isRetired)
        {
            return false;
        }

        context.Metrics.Busy();
        envelope.Complete(new Answer.Busy());
        return true;
    }

    public void Touch() => Volatile.Write(ref lastUsed, context.Time.GetTimestamp());

    /// <summary>Looks whether something is due. Where the box is full the clock is heeded all the same, by what is decided next.</summary>
    public void Wake() => waiting.Writer.TryWrite(new Envelope(null, default, ""));

    /// <summary>A start-up or a sweep found this session overdue: what it shows outside may be stale, too.</summary>
    public void WakeOwed()
    {
        isOwing = true;
        Wake();
    }

    public void Retire()
    {
        isRetired = true;
        waiting.Writer.TryComplete();
    }

    async Task RunAsync()
    {
        await Task.Yield();
        if (!await TryLoadAsync())
        {
            return;
        }

        SetClock();
        while (taken.Count > 0 || await waiting.Reader.WaitToReadAsync())
        {
            isFailing = false;
            try
            {
                await DecideAsync();
                await SettleAsync();
            }
            catch (StoreUnavailableException e)
            {
                Fail();
                LogStore(context.Log, Id, e.Trouble);
            }
#pragma warning disable CA1031 // the root of a session's loop: a bug must neither stop the session for ever nor go unheard
            catch (Exception e)
#pragma warning restore CA1031 // see above
            {
                Fail();
                LogBug(context.Log, e, Id);
            }

            SetClock();
        }

        await clock.DisposeAsync();
    }

    async Task<bool> TryLoadAsync()
    {
        try
        {
            await log.ReadOnAsync(CancellationToken.None);
            await keys.LoadAsync(CancellationToken.None);
            loaded = new LoadedSession(log.State, keys);
            ready.SetResult();
            return true;
        }
#pragma warning disable CA1031 // the root of a session's loading: whoever waits is told, whatever it was
        catch (Exception e)
#pragma warning restore CA1031 // see above
        {
            Retire();
            while (waiting.Reader.TryRead(out var envelope))
            {
                taken.Add(envelope);
            }

            Fail();
            LogBug(context.Log, e, Id);
            ready.SetException(e as StoreUnavailableException ?? new StoreUnavailableException(StoreTrouble.Damaged, "A session's log cannot be read.", e));
            _ = ready.Task.Exception; // seen, so that it is not reported a second time
            return false;
        }
    }

    // Whatever went wrong, whoever waits is told that nothing is promised.
    void Fail()
    {
        isFailing = true;
        taken.ForEach(envelope => envelope.Complete(new Answer.Unavailable()));
        taken.Clear();
    }

    async Task DecideAsync()
    {
        while (taken.Count < BatchMax && waiting.Reader.TryRead(out var envelope))
        {
            taken.Add(envelope);
        }

        if (!log.State.Exists)
        {
            await keys.EnsureAsync(0, CancellationToken.None);
        }

        var batch = await WriteAsync();
        await PublishAsync(batch);
        batch.Complete(log.State);
        taken.RemoveRange(0, batch.Taken);
    }

    /// <summary>
    /// Decides what waits and writes it as one commit. To win the commit's number proves that the state was current; a batch that writes nothing
    /// has to look at the log instead, else a node that fell behind would refuse for ever.
    /// </summary>
    async Task<Batch> WriteAsync()
    {
        var isClockOnly = taken.TrueForAll(envelope => envelope.Wish is null);
        for (var tries = 0; tries < LoggedState.TriesMax; tries++)
        {
            var batch = Decide();
            if (batch.Events.IsEmpty)
            {
                if (isClockOnly || !await log.ReadOnAsync(CancellationToken.None))
                {
                    return batch;
                }
            }
            else
            {
                await PrepareAsync(batch);
                if (await log.TryAppendAsync(batch))
                {
                    context.Metrics.Committed(batch.Events.Length);
                    return batch;
                }
            }
        }

        throw new StoreUnavailableException(StoreTrouble.Unreachable, "Other writers were first, again and again.");
    }

    Batch Decide()
    {
        var batch = new Batch(log.State, keys, log.Recent, context.Time.GetUtcNow());
        foreach (var envelope in taken)
        {
            if (!batch.TryTake(envelope))
            {
                break;
            }
        }

        return batch;
    }

    // Before the commit: the keys its activities will need, and the time at which somebody must look after it if this process dies.
    async Task PrepareAsync(Batch batch)
    {
        foreach (var planned in batch.Events.OfType<SessionEvent.ActivityPlanned>())
        {
            await keys.EnsureAsync(planned.Activity, CancellationToken.None);
        }

        var owes = context.Outward.Owes(batch.State.Venue) || batch.Events.Any(Projections.Concerns);
        await due.EnsureAsync(owes ? Earlier(context.Time.GetUtcNow() + OwedWithin, batch.State.NextDue) : batch.State.NextDue);
    }

    async Task PublishAsync(Batch batch)
    {
        if (ReferenceEquals(loaded.State, log.State))
        {
            return;
        }

        loaded = new LoadedSession(log.State, keys);
        var isPhase = batch.Events.IsEmpty || batch.Events.Any(IsPhase);
        if (isPhase)
        {
            isProjected = false;
            await ProjectAsync();
        }

        context.Outward.Show(loaded, isPhase, NoteShown);
    }

    static bool IsPhase(SessionEvent happened) => happened is not (SessionEvent.Contributed or SessionEvent.PersonJoined or SessionEvent.KeyDestroyed);

    async Task ProjectAsync()
    {
        await projections.WriteAsync(log.State);
        isProjected = true;
    }

    /// <summary>What is due and is no decision: keys whose undo window is over, rows that a crash left behind, the due row itself.</summary>
    async Task SettleAsync()
    {
        if (isOwing)
        {
            (isOwing, isProjected) = (false, false);
            context.Outward.Show(loaded, isPhase: true, NoteShown);
        }

        var now = context.Time.GetUtcNow();
        foreach (var item in log.State.Agenda.Where(item => item.KeyDueAt <= now))
        {
            // First the key, then the word of it: after a crash in between it is destroyed again, which changes nothing.
            await keys.DestroyAsync(item.Number, CancellationToken.None);
            taken.Add(new Envelope(new Wish.Ready(new Command.NoteKeyDestroyed(item.Number)), default, ""));
        }

        if (!isProjected)
        {
            await ProjectAsync();
        }

        if (taken.Count == 0 && log.State.Exists && IsSettled)
        {
            await due.SettleAsync(log.State.NextDue);
        }
    }

    void NoteShown(Session session)
    {
        shown = session;
        Wake();
    }

    void SetClock()
    {
        if (isRetired)
        {
            return;
        }

        var now = context.Time.GetUtcNow();
        var next = isFailing ? Earlier(now + RetryAfter, null) : log.State.NextDue;
        clock.Change(next is { } time ? Positive(time - now) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;

    [LoggerMessage(LogLevel.Error, "Session {Session}: the store would not ({Trouble}); whoever waited was told to press again")]
    static partial void LogStore(ILogger log, SessionId session, StoreTrouble trouble);

    [LoggerMessage(LogLevel.Critical, "Session {Session}: a bug")]
    static partial void LogBug(ILogger log, Exception bug, SessionId session);
}
