using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>Takes codes of past days away.</summary>
sealed class TabCodeSweeper(TabCodes codes, TimeProvider time, ILogger<TabCodeSweeper> log) : Sweeper("codes for tabs of past days", time, log, Step)
{
    static readonly TimeSpan Step = TimeSpan.FromHours(1);

    protected override Task WorkAsync(CancellationToken stop) => codes.ForgetAsync(stop);
}
