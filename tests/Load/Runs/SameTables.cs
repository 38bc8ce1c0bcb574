using System.Net.Sockets;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Slack;
using CoCreateBot.Load.Traffic;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Load.Runs;

/// <summary>What runs with several servers on the same tables share.</summary>
static class SameTables
{
    public const string NotInstalled = "Skipped: Azurite is not installed; npm ci at the root of the checkout installs it (needs node).";

    /// <summary>A server that is just being started, or going, takes no connection: so long until the next try.</summary>
    static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Starts in a row that may end before the server is ready.</summary>
    const int FailedMax = 20;

    static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);

    /// <param name="build">Where another build lies; null is this one.</param>
    public static async Task<BotProcess[]> StartAsync(WorkFolder folder, PretendSlack slack, AzuriteProcess azurite, int servers, string? build = null)
    {
        var bots = Enumerable.Range(0, servers).Select(_ => BotProcess.StartBuild(build, folder, Settings(slack, azurite))).ToArray();
        try
        {
            foreach (var bot in bots)
            {
                await bot.ReadyAsync();
            }

            return bots;
        }
        catch
        {
            await StopAsync(bots);
            throw;
        }
    }

    /// <summary>Where the tables are too busy to answer in time a server does not start, and what looks after it starts it again.</summary>
    public static async Task<(BotProcess Bot, int Failed)> StartNextAsync(Func<BotProcess> start)
    {
        for (var failed = 0; ; failed++)
        {
            var bot = start();
            try
            {
                await bot.ReadyAsync();
                return (bot, failed);
            }
            catch (InvalidOperationException) when (failed < FailedMax)
            {
                await bot.DisposeAsync();
            }
        }
    }

    public static (string Name, string Value)[] Settings(PretendSlack slack, AzuriteProcess azurite) =>
        [.. slack.Settings, ("Storage__ConnectionString", AzuriteProcess.ConnectionString(azurite.Address))];

    public static Task<Outcome[]> SendAsync(BotProcess[] bots, SharedTraffic traffic, TimeSpan length, int connections) =>
        Task.WhenAll(bots.Select((bot, at) => new Generator(bot.Address, connections).RunAsync(traffic.Of(at), length)));

    /// <summary>To whatever server there is; where it ends its connections break, and the next one takes over.</summary>
    public static async Task KeepSendingAsync(Func<BotProcess> bot, ITraffic traffic, int connections, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await new Generator(bot().Address, connections).RunAsync(traffic, Burst);
            }
            catch (SocketException)
            {
                // It is just being started.
            }

            await Task.Delay(TryAgainAfter, TimeProvider.System, CancellationToken.None);
        }
    }

    public static async Task RestAsync(BotProcess[] bots)
    {
        foreach (var bot in bots)
        {
            await bot.RestAsync();
        }
    }

    public static async Task StopAsync(BotProcess[] bots)
    {
        foreach (var bot in bots)
        {
            await bot.DisposeAsync();
        }
    }

    /// <summary>Prints what the tables and the channels have of what was sent.</summary>
    /// <returns>True where all that was acknowledged is there, once and as it was sent.</returns>
    public static async Task<bool> CheckAsync(AzuriteProcess azurite, PretendSlack slack, Witness witness, string title, params IEnumerable<string[]> more)
    {
        await using var stored = new StoredLog(await TableStore.OpenAsync(
            new TableStoreOptions { Connection = AzuriteProcess.ConnectionString(azurite.Address) }));
        var found = await Found.InAsync(stored, witness);
        var twice = Witness.Channels.Count(channel => slack.In(channel.Id).Count() != 1);
        Report.Table(title, ["", ""],
            [.. found.Rows(witness), ["never acknowledged", Report.Whole(witness.Pending)], ["cards posted twice", Report.Whole(twice)], .. more]);
        return found.IsRight && twice == 0 && witness is { Pending: 0, Acknowledged: > 0 };
    }
}
