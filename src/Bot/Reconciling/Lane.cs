using System.Diagnostics;
using System.Threading.Channels;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Reconciling;

/// <summary>All sessions of one workspace, one call at a time: phase changes first, then the one that has waited longest.</summary>
sealed partial class Lane
{
    /// <summary>Slack's chat.update is 50 a minute for a workspace and all its sessions; 30 leaves room for what others of us need.</summary>
    const int UpdateBurst = 4;
    static readonly TimeSpan UpdateEvery = TimeSpan.FromSeconds(2);

    /// <summary>Posts are one a second in a channel, with bursts; a lane posts no faster in all its channels together.</summary>
    const int PostBurst = 5;
    static readonly TimeSpan PostEvery = TimeSpan.FromSeconds(1);

    /// <summary>After so many failures in a row a session waits for its next change (or the next start).</summary>
    const int FailuresMax = 8;
    static readonly TimeSpan BackOffMax = TimeSpan.FromSeconds(60);

    /// <summary>Sessions known to a lane; beyond it those that are shown are forgotten and read again when they change.</summary>
    const int KnownMax = 2_000;

    readonly IChatVenue venue;
    readonly LaneContext context;
    readonly CancellationToken stopping;
    readonly Budget updates;
    readonly Budget posts;
    readonly Lock gate = new();
    readonly Dictionary<SessionId, ShownSession> known = [];
    readonly List<ShownSession> queue = [];
    readonly SemaphoreSlim work = new(0, 1);

    public Lane(IChatVenue venue, LaneContext context, CancellationToken stopping)
    {
        this.venue = venue;
        this.context = context;
        this.stopping = stopping;
        updates = new Budget(UpdateBurst, UpdateEvery, context.Time);
        posts = new Budget(PostBurst, PostEvery, context.Time);
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

    ShownSession Known(SessionId id)
    {
        if (known.TryGetValue(id, out var shown))
        {
            return shown;
        }

        if (known.Count >= KnownMax)
        {
            known.Where(pair => !pair.Value.IsQueued).Select(pair => pair.Key).ToList().ForEach(idle => known.Remove(idle));
        }

        return known[id] = new ShownSession(id);
    }

    void Enqueue(ShownSession shown)
    {
        if (!shown.IsQueued)
        {
            shown.IsQueued = true;
            queue.Add(shown);
        }

        if (work.CurrentCount == 0)
        {
            work.Release();
        }
    }

    async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await work.WaitAsync(stopping);
                while (Next() is { } shown)
                {
                    await ReconcileAsync(shown);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is owed stands in the due table.
        }
    }

    ShownSession? Next()
    {
        lock (gate)
        {
            var next = queue.Find(shown => shown.IsPhase) ?? queue.FirstOrDefault();
            if (next is not null)
            {
                queue.Remove(next);
                (next.IsQueued, next.IsPhase) = (false, false);
            }

            return next;
        }
    }

    async Task ReconcileAsync(ShownSession shown)
    {
        try
        {
            await ShowAsync(shown);
        }
        catch (VenueThrottledException e)
        {
            updates.Block(e.RetryAfter);
            Again(shown, TimeSpan.Zero);
        }
        catch (MessageGoneException e)
        {
            LogGone(context.Log, shown.Id, e.Message);
            Again(shown, TimeSpan.Zero);
        }
        catch (Exception e) when (e is VenueUnavailableException or StoreUnavailableException)
        {
            LogFailed(context.Log, shown.Id, e.GetType().Name, shown.Failures + 1);
            Again(shown, BackOff(++shown.Failures));
        }
        catch (Exception e) when (e is not OperationCanceledException && Heard(shown, e))
        {
            throw new UnreachableException();
        }
    }
}
