using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Commands;

/// <summary>Opens what is scheduled and due.</summary>
sealed class ScheduleSweeper(CommandDesk desk, TimeProvider time, ILogger<ScheduleSweeper> log) : Sweeper("what is scheduled", time, log)
{
    protected override Task WorkAsync(CancellationToken stop) => desk.OpenDueAsync(stop);
}
