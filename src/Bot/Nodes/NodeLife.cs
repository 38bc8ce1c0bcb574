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
    volatile bool isOwing = true; // what others left before this one came
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

    public void Died() => isOwing = true;

    public void CameBack()
    {
        leases.Doubt();
        hosts.DoubtAll();
        isOwing = true;
    }

    public async Task TurnAsync(CancellationToken stop)
    {
        try
        {
            if (isOwing)
            {
                isOwing = false;
                await leases.TakeOverAsync(stop);
            }

            if (time.GetElapsedTime(sweptAt) >= SweepEvery)
            {
                await leases.SweepAsync(hosts.IsLoaded, stop);
                sweptAt = time.GetTimestamp();
            }
        }
        catch (StoreUnavailableException e)
        {
            isOwing = true;
            LogStore(log, e.Trouble);
        }
    }

    public void Dispose() => places.Dispose();

    async Task LookAfterAsync(SessionId session)
    {
        await places.WaitAsync();
        try
        {
            await hosts.LookAfterAsync(session);
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
