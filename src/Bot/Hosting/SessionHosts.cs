using System.Collections.Concurrent;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>All loaded sessions. Whoever wants something of a session asks here; it is loaded when asked for and put away when nobody does.</summary>
public sealed class SessionHosts : IAsyncDisposable
{
    /// <summary>Sessions in memory at once; those idle longest are put away first. What is not shown yet stays all the same.</summary>
    public const int LoadedMax = 5_000;

    /// <summary>So many may be loaded beyond it before room is made, so that not each load looks through all of them.</summary>
    public const int LoadedMargin = 100;

    static readonly TimeSpan PutAwayAfter = TimeSpan.FromMinutes(10);

    /// <summary>A due row without a session is taken away when it is overdue by this much.</summary>
    static readonly TimeSpan OrphanAfter = TimeSpan.FromMinutes(10);

    /// <summary>What is overdue by this much is done here though another server looks after it.</summary>
    static readonly TimeSpan OthersWithin = TimeSpan.FromSeconds(15);

    static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    readonly HostContext context;
    readonly ConcurrentDictionary<SessionId, Lazy<SessionMailbox>> loaded = new();
    volatile bool isStopping;
    int roomUpTo = LoadedMax + LoadedMargin;

    internal SessionHosts(HostContext context)
    {
        this.context = context;
        context.Metrics.Watch("cocreate.sessions.loaded", () => LoadedCount);
        context.Metrics.Watch("cocreate.servers", () => context.Leases.Servers);
        context.Metrics.Watch("cocreate.leases", () => context.Leases.HeldCount);
    }

    internal int LoadedCount => loaded.Count;

    /// <summary>Sends a wish to a session. When the answer says done, it is durable.</summary>
    /// <param name="delivery">The platform's id of what was delivered: the same delivery has its effect once, however often it comes.</param>
    public async Task<Answer> AskAsync(SessionId id, Wish wish, Person who, string delivery, CancellationToken stop)
    {
        using var span = HostMetrics.Traces.StartActivity("wish");
        var envelope = new Envelope(wish, who, delivery);
        var mailbox = await PutAsync(id, envelope, stop);
        var answer = mailbox is null ? new Answer.Unavailable() : await envelope.Answer;
        ForgetIfEmpty(mailbox);
        context.Metrics.Answered(wish, answer, span);
        return answer;
    }

    /// <summary>Comes back when a session has done all that was due by now, and what it left to be done after an earlier turn.</summary>
    internal async Task<Answer> TickAsync(SessionId id, CancellationToken stop)
    {
        var envelope = new Envelope(null, default, "");
        return await PutAsync(id, envelope, stop) is null ? new Answer.Unavailable() : await envelope.Answer;
    }

    // Into the session's mailbox; null where we are stopping.
    async ValueTask<SessionMailbox?> PutAsync(SessionId id, Envelope envelope, CancellationToken stop)
    {
        while (!isStopping)
        {
            stop.ThrowIfCancellationRequested();
            var mailbox = Mailbox(id);
            if (mailbox.TryAsk(envelope))
            {
                return mailbox;
            }

            await mailbox.Done; // it was put away between the two lines
        }

        return null;
    }

    /// <summary>A session's newest state; null where there is none of this id.</summary>
    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    public async ValueTask<LoadedSession?> LookAsync(SessionId id, CancellationToken stop)
    {
        if (Peek(id) is { } known)
        {
            return known;
        }

        stop.ThrowIfCancellationRequested();
        var mailbox = Mailbox(id);
        mailbox.Touch();
        try
        {
            await mailbox.Ready;
            return mailbox.Loaded.State.Exists ? mailbox.Loaded : null;
        }
        finally
        {
            ForgetIfEmpty(mailbox);
        }
    }

    /// <summary>The same, with what other servers have written until now: for whoever says no, starts something or drops something by what it sees.</summary>
    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    public async ValueTask<LoadedSession?> LookFreshAsync(SessionId id, CancellationToken stop)
    {
        if (context.Leases.Servers > 1 && Peek(id) is not null)
        {
            Hear(id, arePosts: false);
            var answer = await TickAsync(id, stop);
            if (answer is not Answer.Done && Peek(id) is not null) // where it was deleted, or is loaded anew, there is nothing old to be seen
            {
                throw new StoreUnavailableException(
                    answer is Answer.Unavailable no ? no.Why : StoreTrouble.Busy, "What others wrote could not be read.");
            }
        }

        return await LookAsync(id, stop);
    }

    /// <summary>The same, and null also where its log is damaged: one such must not take all others with it, and its loading has said so in the log.</summary>
    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    public ValueTask<LoadedSession?> LookIfReadableAsync(SessionId id, CancellationToken stop) => IfReadableAsync(LookAsync(id, stop));

    /// <summary>The same, with what other servers have written until now.</summary>
    public ValueTask<LoadedSession?> LookFreshIfReadableAsync(SessionId id, CancellationToken stop) => IfReadableAsync(LookFreshAsync(id, stop));

    static async ValueTask<LoadedSession?> IfReadableAsync(ValueTask<LoadedSession?> look)
    {
        try
        {
            return await look;
        }
        catch (StoreUnavailableException e) when (e.Trouble is StoreTrouble.Damaged or StoreTrouble.DamagedRow)
        {
            return null;
        }
    }

    /// <summary>The same, from memory only: null says nothing.</summary>
    public LoadedSession? Peek(SessionId id) =>
        loaded.TryGetValue(id, out var entry) && entry.IsValueCreated && entry.Value is { Loaded.State.Exists: true } mailbox
            ? Touched(mailbox)
            : null;

    internal bool IsLoaded(SessionId id) => loaded.ContainsKey(id);

    /// <summary>Another server wrote to a session, or to what is kept of its posts; false where it is not loaded.</summary>
    internal bool Hear(SessionId id, bool arePosts) =>
        loaded.TryGetValue(id, out var entry) && entry.IsValueCreated && entry.Value.Hear(arePosts);

    /// <summary>Others may have written to any.</summary>
    internal void HearAll()
    {
        foreach (var mailbox in Mailboxes())
        {
            mailbox.Hear(arePosts: true);
        }
    }

    /// <summary>Whether this server still looks after what it has loaded is to be found out.</summary>
    internal void DoubtAll()
    {
        foreach (var mailbox in Mailboxes().Where(mailbox => mailbox.HasActed))
        {
            mailbox.WakeOwed();
        }
    }

    /// <summary>Its lease is here: what its last holder left undone is done.</summary>
    internal Task LookAfterAsync(SessionId id) => TellAsync(id, mailbox => new(mailbox.Hear(arePosts: true) && mailbox.WakeOwed()));

    // One that is being put away heeds nothing more: then the next one is told.
    async Task TellAsync(SessionId id, Func<SessionMailbox, ValueTask<bool>> tell)
    {
        while (!isStopping)
        {
            var mailbox = Mailbox(id);
            mailbox.Touch(); // not to be put away before its own clock has struck
            await mailbox.Ready;
            if (await tell(mailbox))
            {
                return;
            }

            await mailbox.Done;
        }
    }

    /// <summary>Loads the sessions that are due soon, so that their own clocks do the rest; called again and again.</summary>
    internal async Task WakeDueAsync(TimeSpan within, CancellationToken stop)
    {
        foreach (var entry in await context.Store.Due.UpToAsync(context.Time.GetUtcNow() + within, LoadedMax, stop))
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                await WakeAsync(entry);
            }
            catch (StoreUnavailableException)
            {
                // This one cannot be loaded now, which its mailbox has said in the log; the others are due as well.
            }
        }
    }

    async Task WakeAsync(DueEntry entry)
    {
        if (!IsLoaded(entry.Session) && entry.Due > context.Time.GetUtcNow() - OthersWithin && await context.Leases.IsElsewhereAsync(entry.Session, default))
        {
            return; // whoever has it does what is due
        }

        await TellAsync(entry.Session, mailbox => TryWakeAsync(mailbox, entry));
    }

    async ValueTask<bool> TryWakeAsync(SessionMailbox mailbox, DueEntry entry)
    {
        var now = context.Time.GetUtcNow();
        if (!mailbox.Loaded.State.Exists)
        {
            await ForgetOrphanAsync(mailbox, entry, now);
            return true;
        }

        if (!mailbox.HasActed || (entry.Due <= now && !mailbox.IsSettled))
        {
            return mailbox.WakeOwed();
        }

        await ForgetLeftAsync(mailbox, entry, now);
        return mailbox.Wake();
    }

    // Each server sees to its own row; this is one of a server that is no more.
    async Task ForgetLeftAsync(SessionMailbox mailbox, DueEntry entry, DateTimeOffset now)
    {
        if (context.Leases.OutlivesServer && mailbox.IsSettled && entry.Due < now - OrphanAfter)
        {
            await context.Store.Due.ForgetAsync(entry.Session, now - OrphanAfter, CancellationToken.None);
        }
    }

    // The process died between the row and the session's first commit, or in the middle of deleting it. A young row may belong to a commit that is just being
    // written.
    async Task ForgetOrphanAsync(SessionMailbox mailbox, DueEntry entry, DateTimeOffset now)
    {
        if (entry.Due < now - OrphanAfter)
        {
            await context.Store.DeleteAsync(entry.Session, CancellationToken.None);
        }

        mailbox.Retire();
    }

    /// <summary>Puts away what nobody has asked for, and beyond the bound what was asked for longest ago.</summary>
    internal void PutAwayIdle()
    {
        var mailboxes = Mailboxes()
            .Where(mailbox => mailbox.IsSettled)
            .OrderByDescending(mailbox => mailbox.Idle)
            .ToList();
        var surplus = loaded.Count - LoadedMax;
        var away = 0;
        for (; away < mailboxes.Count && (away < surplus || mailboxes[away].Idle > PutAwayAfter) && MayGo(mailboxes[away]); away++)
        {
            mailboxes[away].Retire();
        }

        // Where too few could go, it is tried again when as many as the margin have come.
        Volatile.Write(ref roomUpTo, Math.Max(LoadedMax, LoadedMax + surplus - away) + LoadedMargin);
    }

    // Others count on whoever has its lease.
    bool MayGo(SessionMailbox mailbox) => context.Leases.Servers == 1 || mailbox.Idle > SessionLeases.KeptFor;

    /// <summary>Answers what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        isStopping = true;
        context.Leases.Close();
        var mailboxes = Mailboxes().ToList();
        mailboxes.ForEach(mailbox => mailbox.Retire());
        try
        {
            await Task.WhenAll(mailboxes.Select(mailbox => mailbox.Done)).WaitAsync(StopWithin, context.Time);
        }
        catch (TimeoutException)
        {
            // What is not written by now was not promised to anyone.
        }
    }

    static LoadedSession Touched(SessionMailbox mailbox)
    {
        mailbox.Touch();
        return mailbox.Loaded;
    }

    IEnumerable<SessionMailbox> Mailboxes() => loaded.Values.Where(entry => entry.IsValueCreated).Select(entry => entry.Value);

    SessionMailbox Mailbox(SessionId id)
    {
        if (loaded.TryGetValue(id, out var known))
        {
            return known.Value;
        }

        MakeRoom();
        return loaded.GetOrAdd(id, key => new Lazy<SessionMailbox>(() => new SessionMailbox(key, context, Forget))).Value;
    }

    // One at a time: what is being put away is counted until it is gone.
    void MakeRoom()
    {
        var upTo = Volatile.Read(ref roomUpTo);
        if (loaded.Count >= upTo && Interlocked.CompareExchange(ref roomUpTo, int.MaxValue, upTo) == upTo)
        {
            PutAwayIdle();
        }
    }

    // A guessed id, or one whose log cannot be read, must not fill the memory.
    static void ForgetIfEmpty(SessionMailbox? mailbox)
    {
        if (mailbox is { Loaded.State.Exists: false })
        {
            mailbox.Retire();
        }
    }

    // A mailbox is forgotten when all in it is answered, so that a session has one at a time: what still waits there would be news to a second one.
    void Forget(SessionId id) => loaded.TryRemove(id, out _);
}
