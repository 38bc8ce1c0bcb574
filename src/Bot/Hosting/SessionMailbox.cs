using System.Text.Json;
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

    /// <summary>A commit in a busy session waits so many turns of the thread pool for those whose requests are being read just now.</summary>
    const int GatherTurnsMax = 8;

    /// <summary>A session that owes messages is woken this long after a crash at the latest.</summary>
    static readonly TimeSpan OwedWithin = TimeSpan.FromSeconds(30);

    /// <summary>After the store failed, due work is tried again this much later.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    static readonly TimeSpan SleepMax = TimeSpan.FromDays(1);

    readonly HostContext context;
    readonly Action<SessionId> whenDone;
    readonly LoggedState log;
    readonly SessionKeys keys;
    readonly SessionDue due;
    readonly SessionOutside outside;
    readonly Channel<Envelope> waiting = Channel.CreateBounded<Envelope>(new BoundedChannelOptions(WaitingMax) { SingleReader = true });
    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<Envelope> taken = [];
    readonly ITimer clock;
    volatile LoadedSession loaded;
    volatile bool isRetired;
    int alone, expected;
    bool isFailing;
    long lastUsed;

    /// <param name="whenDone">Called when it is retired and empty.</param>
    public SessionMailbox(SessionId id, HostContext context, Action<SessionId> whenDone)
    {
        Id = id;
        this.context = context;
        this.whenDone = whenDone;
        log = new LoggedState(id, context);
        keys = new SessionKeys(id, context.Store.Keys);
        due = new SessionDue(id, context.Store.Due);
        outside = new SessionOutside(id, context, () => Wake(), () => log.GonePictures);
        loaded = new LoadedSession(log.State, keys, log.Recent);
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

    public bool HasActed => outside.HasActed;

    /// <summary>Is nothing lost if this mailbox is put away? What it did is shown everywhere; what others left undone stands in the due table.</summary>
    public bool IsSettled => outside.IsSettledAt(loaded.State);

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

    /// <summary>
    /// Looks whether something is due; false where the box was put away. Where it is full the clock is heeded all the same, by what is decided next.
    /// </summary>
    public bool Wake() => waiting.Writer.TryWrite(new Envelope(null, default, "")) || !isRetired;

    public void Retire()
    {
        isRetired = true;
        waiting.Writer.TryComplete();
    }

    async Task RunAsync()
    {
        await Task.Yield();
        await Root.RunAsync(LoadAsync, Damaged);
        if (ready.Task.IsCompletedSuccessfully)
        {
            SetClock();
            var (turn, whenBug) = ((Func<Task>)TurnAsync, (Action<Exception>)FailAlone); // made once, not at each turn
            while (taken.Count > 0 || await waiting.Reader.WaitToReadAsync())
            {
                await Root.RunAsync(turn, whenBug);
                SetClock();
            }
        }

        await clock.DisposeAsync();
        if (IsSettled || log.IsGone || isUnreadable)
        {
            context.Leases.GiveBack(Id, log.Number); // else it stays, and what is still owed here is looked after at the next sweep
        }

        whenDone(Id);
    }

    async Task LoadAsync()
    {
        try
        {
            await log.ReadOnAsync();
            await keys.LoadAsync(CancellationToken.None);
            loaded = new LoadedSession(log.State, keys, log.Recent);
            ready.SetResult();
        }
        catch (JsonException e)
        {
            LogUnreadable(context.Log, Id);
            GiveUp(Unreadable(e));
        }
        catch (StoreUnavailableException e)
        {
            LogStore(context.Log, Id, e.Trouble);
            GiveUp(e);
        }
    }

    void Damaged(Exception bug)
    {
        LogBug(context.Log, bug, Id);
        GiveUp(Unreadable(bug));
    }

    static StoreUnavailableException Unreadable(Exception why) => new(StoreTrouble.Damaged, "A session's log cannot be read.", why);

    void GiveUp(StoreUnavailableException why)
    {
        Retire();
        while (waiting.Reader.TryRead(out var envelope))
        {
            taken.Add(envelope);
        }

        Fail(taken.Count, why.Trouble);
        ready.SetException(why);
        _ = ready.Task.Exception; // seen, so that it is not reported a second time
    }

    async Task TurnAsync()
    {
        isFailing = false;
        try
        {
            await TakeAsync();
            if (log.IsGone)
            {
                Fail(taken.Count, StoreTrouble.Unreachable); // what is written behind rows that are gone would bring it back
                return;
            }

            await DecideAsync();
            await SettleAsync();
        }
        catch (StoreUnavailableException e)
        {
            LogStore(context.Log, Id, e.Trouble);
            NoteFailure();
            Fail(taken.Count, e.Trouble);
            if (log.IsGone)
            {
                Leave();
            }
        }
    }

    // Whatever went wrong, whoever waits is told that nothing is promised.
    void Fail(int count, StoreTrouble why)
    {
        isFailing = true;
        taken[..count].ForEach(envelope => envelope.Complete(new Answer.Unavailable(why)));
        taken.RemoveRange(0, count);
        alone = 0;
    }

    // One wish that meets a bug must not take with it those that came at the same moment: they are decided one by one.
    void FailAlone(Exception bug)
    {
        LogBug(context.Log, bug, Id);
        if (alone > 0 || taken.Count <= 1)
        {
            Fail(Math.Min(1, taken.Count), StoreTrouble.Damaged);
        }

        alone = taken.Count;
    }

    // Before anything is read, so that what others tell meanwhile has a turn of its own.
    async Task TakeAsync()
    {
        // A commit costs the same for one as for many: all may come along who are at the door. On an idle machine the turns are over at once.
        for (var turns = 0; turns < GatherTurnsMax && expected > 1 && waiting.Reader.Count < expected; turns++)
        {
            await Task.Yield();
        }

        await GatherAsync();
        TakeWaiting();
    }

    void TakeWaiting()
    {
        while (taken.Count < BatchMax && waiting.Reader.TryRead(out var envelope))
        {
            taken.Add(envelope);
        }
    }

    async Task DecideAsync()
    {
        var batch = await WriteAsync();
        taken.RemoveRange(0, batch.Taken);
        expected = batch.Taken + waiting.Reader.Count; // as many as were there of late
        log.Recent.Add(batch.Noted);
        alone = Math.Max(0, alone - batch.Taken);
        try
        {
            await PublishAsync();
        }
        finally
        {
            batch.Complete(log.State); // it is durable, whatever becomes of its readable copies
        }
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
            var began = context.Time.GetTimestamp();
            if (IsBehind || !context.Leases.IsInTouch || (tries == 0 && IsShared))
            {
                await ReadOnAsync(); // whatever became of the session meanwhile
            }

            await EnsureKeysAsync();
            var (batch, written) = Decide();
            if (batch.Events.IsEmpty)
            {
                if ((isClockOnly && log.IsCertain) || !await ReadOnAsync())
                {
                    return batch;
                }
            }
            else
            {
                await PrepareAsync(batch);
                await KeepBesideAsync(batch);
                if (!IsTooOld(began) && await log.TryAppendAsync(batch, written))
                {
                    NoteRace(isWon: true, began);
                    context.Metrics.Committed(batch.Events.Length);
                    return batch;
                }

                NoteRace(isWon: false, began);
                await LetPassAsync(tries);
                TakeWaiting();
            }
        }

        throw new StoreUnavailableException(StoreTrouble.Unreachable, "Other writers were first, again and again.");
    }

    /// <summary>As many as fit into one commit, by number and by bytes.</summary>
    (Batch Batch, byte[] Written) Decide()
    {
        for (var max = alone > 0 ? 1 : taken.Count; ; max /= 2)
        {
            var batch = new Batch(log.State, keys, log.Recent, context.Time.GetUtcNow());
            batch.TakeFrom(taken, max);
            var written = context.Codec.Write(batch.Events);
            if (written.Length <= StoredCommit.EventBytesMax || batch.Taken <= 1)
            {
                return (batch, written);
            }
        }
    }

    async Task PublishAsync()
    {
        if (ReferenceEquals(loaded.State, log.State))
        {
            return;
        }

        await EnsureKeysAsync(); // by a key that is missing nobody would be known again in what is shown
        loaded = new LoadedSession(log.State, keys, log.Recent);
        await outside.PublishAsync(loaded, log.TakeNews());
    }

    /// <summary>What is due and is no decision: what a crash or the store left undone, keys whose undo window is over, the due row itself.</summary>
    async Task SettleAsync()
    {
        NoteDoubts();
        var isKeyDue = log.State.Agenda.Any(IsKeyDue) && await outside.IsHereAsync();
        if (!isKeyDue)
        {
            await outside.CatchUpAsync(loaded); // after the keys: no trouble with readable copies keeps a key that was promised to go
        }

        if (await OweAsync())
        {
            return;
        }

        var isRowStale = !isKeyDue && taken.Count == 0 && HasActed && IsSettled && !due.IsSettledAt(log.State.NextDue);
        if (!isKeyDue && !isRowStale)
        {
            return;
        }

        // What cannot be taken back is done only for the newest state: another node may have undone a close, or set an earlier end.
        if (await log.ReadOnAsync())
        {
            taken.Add(new Envelope(null, default, "")); // once more, with the news
        }
        else if (isKeyDue)
        {
            await DestroyKeysAsync();
        }
        else if (isRowStale)
        {
            await due.SettleAsync(log.State.NextDue);
        }
    }

    void SetClock()
    {
        var now = context.Time.GetUtcNow();
        if (!isRetired)
        {
            var next = isFailing || outside.IsUndecided ? now + RetryAfter : context.Leases.OutlivesServer ? NextOfSeveral(now) : log.State.NextDue;
            clock.Change(next is { } time ? Within(time - now) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    // A timer takes at most 49 days; whoever is woken early just looks again.
    static TimeSpan Within(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span > SleepMax ? SleepMax : span;

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;

    [LoggerMessage(LogLevel.Error, "Session {Session}: the store would not ({Trouble}); whoever waited was told to press again")]
    static partial void LogStore(ILogger log, SessionId session, StoreTrouble trouble);

    [LoggerMessage(LogLevel.Error, "Session {Session}: its log cannot be read. A later version wrote it, or it is damaged; the others go on")]
    static partial void LogUnreadable(ILogger log, SessionId session);

    [LoggerMessage(LogLevel.Critical, "Session {Session}: a bug")]
    static partial void LogBug(ILogger log, Exception bug, SessionId session);
}
