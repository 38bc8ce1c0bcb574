using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues;

/// <summary>
/// What follows when a chat platform has its answer: private sentences, dialogs, the watch over a first card. No request and no connection waits for it;
/// the stop of the process does, for a while. It is stopped after the web server, so nothing new comes meanwhile.
/// </summary>
public sealed partial class Afterwards(TimeProvider time, ILogger<Afterwards> log) : IHostedService
{
    /// <summary>Beyond it the request itself goes on until its own is done, so that its connection brings nothing more.</summary>
    public const int RunningMax = 1_000;

    /// <summary>What is not said by then is left: no state depends on it.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    readonly Lock gate = new();
    readonly HashSet<Task> running = [];

    /// <summary>Ends at once; where too much runs already, when this is done.</summary>
    public Task FollowAsync(Func<Task> then)
    {
        var run = Root.RunAsync(then, bug => LogBug(log, bug));
        lock (gate)
        {
            running.Add(run);
            _ = ForgetAsync(run);
            return running.Count > RunningMax ? run : Task.CompletedTask;
        }
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        Task[] left;
        lock (gate)
        {
            left = [.. running];
        }

        try
        {
            await Task.WhenAll(left).WaitAsync(StopWithin, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            LogLeft(log, left.Count(one => !one.IsCompleted));
        }
    }

    async Task ForgetAsync(Task run)
    {
        await run;
        lock (gate)
        {
            running.Remove(run);
        }
    }

    [LoggerMessage(LogLevel.Warning, "At the stop {Count} things that should have followed answers to a chat were left")]
    static partial void LogLeft(ILogger log, int count);

    [LoggerMessage(LogLevel.Critical, "A bug in what follows an answer to a chat")]
    static partial void LogBug(ILogger log, Exception bug);
}

/// <summary>Of all chats together.</summary>
static class AfterwardsSetup
{
    public static IServiceCollection AddAfterwards(this IServiceCollection services) => services
        .AddSingleton<Afterwards>()
        .AddHostedService(all => all.GetRequiredService<Afterwards>());
}
