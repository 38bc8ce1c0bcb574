using CoCreateBot.Bot.Hosting;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Commands;

/// <summary>At the start and then every half minute: opens what is scheduled and due.</summary>
sealed partial class ScheduleSweeper(CommandDesk desk, TimeProvider time, ILogger<ScheduleSweeper> log) : BackgroundService
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
            await desk.OpenDueAsync(stop);
        }
        catch (StoreUnavailableException e)
        {
            LogStore(log, e.Trouble);
        }
    }

    [LoggerMessage(LogLevel.Error, "The sweep for what is scheduled found no store ({Trouble}); it will be tried again")]
    static partial void LogStore(ILogger log, StoreTrouble trouble);

    [LoggerMessage(LogLevel.Critical, "A bug in the sweep for what is scheduled; it goes on")]
    static partial void LogBug(ILogger log, Exception bug);
}
