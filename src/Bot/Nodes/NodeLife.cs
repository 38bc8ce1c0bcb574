using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Nodes;

/// <summary>What this server does about what it hears of others.</summary>
sealed partial class NodeLife(
    Neighbours neighbours, SessionLeases leases, SessionHosts hosts, VenueSignals signals, TimeProvider time, ILogger<NodeLife> log)
    : IHostedService, IHears, IDisposable
{
    /// <summary>So many sessions are looked after at one time when a server has died.</summary>
    const int TogetherMax = 16;

    static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim places = new(TogetherMax);
    int asked = 1; // what others left before this one came
    int answered;
    long sweptAt;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        leases.Needed = session => _ = Root.RunAsync(() => LookAfterAsync(session), bug => LogBug(log, bug));
        return neighbours.StartAsync(this, cancellationToken);
    }

    /// <summary>It goes on while sessions are put away; its end is that of the neighbours.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Heard(HeardOf what)
    {
        if (hosts.Hear(what.Session, what.ArePosts))
        {
            return; // when it has read on it says so
        }

        foreach (var venue in what.Venues)
        {
            signals.Pulse(venue);
        }
    }

    public void HeardAll()
    {
        hosts.HearAll();
        signals.PulseAll();
    }

    public void Died() => Interlocked.Increment(ref asked);

    public void WasAway() => leases.Doubt();

    public void CameBack()
    {
        hosts.DoubtAll();
        Interlocked.Increment(ref asked);
    }

    public async Task TurnAsync(CancellationToken stop)
    {
        try
        {
            var upTo = Volatile.Read(ref asked);
            if (upTo != answered && await leases.TakeOverAsync(stop))
            {
                answered = upTo;
            }

            if (time.GetElapsedTime(sweptAt) >= SweepEvery)
            {
                await leases.SweepAsync(hosts.IsLoaded, stop);
                sweptAt = time.GetTimestamp();
            }
        }
        catch (StoreUnavailableException e)
        {
            LogStore(log, e.Trouble);
        }
    }

    /// <summary>It is the first to go, and others still call it: from here on nothing is looked after. Its places stay: sessions wait there.</summary>
    public void Dispose() => leases.Close();

    async Task LookAfterAsync(SessionId session)
    {
        await places.WaitAsync();
        try
        {
            if (!leases.IsClosing)
            {
                await hosts.LookAfterAsync(session);
            }
        }
        catch (StoreUnavailableException)
        {
            // Its mailbox has said so; the sweep comes back to it.
        }
        finally
        {
            places.Release();
        }
    }

    [LoggerMessage(LogLevel.Error, "What other servers left could not be taken over ({Trouble}); it is tried again")]
    static partial void LogStore(ILogger log, StoreTrouble trouble);

    [LoggerMessage(LogLevel.Critical, "A bug while sessions of other servers were taken over")]
    static partial void LogBug(ILogger log, Exception bug);
}
