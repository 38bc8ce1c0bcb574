using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>Keeps where people are reached, every half minute and at the stop.</summary>
sealed class AddressSweeper(TeamsAddresses addresses, TimeProvider time, ILogger<AddressSweeper> log) : Sweeper("addresses of people", time, log)
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SweepAsync(cancellationToken);
    }

    protected override Task WorkAsync(CancellationToken stop) => addresses.KeepWaitingAsync(stop);
}
