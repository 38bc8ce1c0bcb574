namespace CoCreateBot.Bot.Hosting;

/// <summary>Wakes the sessions to which something is due, and puts away those that nobody needs.</summary>
sealed class DueSweeper(SessionHosts hosts, TimeProvider time, ILogger<DueSweeper> log) : Sweeper("due sessions", time, log)
{
    protected override async Task WorkAsync(CancellationToken stop)
    {
        await hosts.WakeDueAsync(Every, stop);
        hosts.PutAwayIdle();
    }
}
