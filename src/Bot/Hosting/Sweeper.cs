using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>Does its work at the start and then every half minute, or as often as it says. Neither a store that would not nor a bug ends it.</summary>
/// <param name="what">What it looks for, as the log says it.</param>
abstract partial class Sweeper(string what, TimeProvider time, ILogger log, TimeSpan? every = null) : BackgroundService
{
    protected static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected TimeProvider Time => time;

    protected ILogger Log => log;

    protected abstract Task WorkAsync(CancellationToken stop);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every ?? Every, time);
        do
        {
            await Root.RunAsync(() => SweepAsync(stoppingToken), bug => LogBug(log, bug, what), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task SweepAsync(CancellationToken stop)
    {
        try
        {
            await WorkAsync(stop);
        }
        catch (StoreUnavailableException e)
        {
            LogStore(log, what, e.Trouble);
        }
    }

    [LoggerMessage(LogLevel.Error, "The sweep for {What} found no store ({Trouble}); it will be tried again")]
    static partial void LogStore(ILogger log, string what, StoreTrouble trouble);

    [LoggerMessage(LogLevel.Critical, "A bug in the sweep for {What}; it goes on")]
    static partial void LogBug(ILogger log, Exception bug, string what);
}
