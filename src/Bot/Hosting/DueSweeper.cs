using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>At the start and then every half minute: wakes the sessions to which something is due, and puts away those that nobody needs.</summary>
sealed partial class DueSweeper(SessionHosts hosts, TimeProvider time, ILogger<DueSweeper> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await Root.RunAsync(() => SweepAsync(stoppingToken), bug => LogBug(log, bug), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task SweepAsync(CancellationToken stop)
    {
        try
        {
            await hosts.WakeDueAsync(Every, stop);
            hosts.PutAwayIdle();
        }
        catch (StoreUnavailableException e)
        {
            LogStore(log, e.Trouble);
        }
    }

    [LoggerMessage(LogLevel.Error, "The sweep for due sessions found no store ({Trouble}); it will be tried again")]
    static partial void LogStore(ILogger log, StoreTrouble trouble);

    [LoggerMessage(LogLevel.Critical, "A bug in the sweep for due sessions; it goes on")]
    static partial void LogBug(ILogger log, Exception bug);
}
