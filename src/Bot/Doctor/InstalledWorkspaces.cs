using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoCreateBot.Bot.Doctor;

/// <summary>Where the bot is installed, and whether it can still speak there.</summary>
sealed class InstalledWorkspaces(BotOptions options, IStore store, TimeProvider time)
{
    /// <summary>So many are asked about; somebody waits for the answer.</summary>
    public const int LookedAtMax = 50;

    /// <summary>One for each installation: what is wrong with it, or null.</summary>
    /// <param name="troubleOf">What Slack says of a token; null where it works.</param>
    public async IAsyncEnumerable<string?> ReadAsync(Func<string, Task<string?>> troubleOf)
    {
        var keys = new DirectoryInfo(SlackKeys.PathOf(options.Slack, options.StoragePath));
        var protection = DataProtectionProvider.Create(
            keys, builder => builder.SetApplicationName(SlackKeys.Application).DisableAutomaticKeyGeneration()); // it looks, and makes nothing
        var installations = new SlackInstallations(store, protection, LoneServer.Instance, time, NullLogger<SlackInstallations>.Instance);
        foreach (var row in await store.Installations.ReadAsync(LookedAtMax, CancellationToken.None))
        {
            yield return await installations.FindAsync(row.Workspace, CancellationToken.None) is not { What: var what }
                ? $"The installation in {row.Workspace} cannot be read: the keys in {keys.FullName} are not those it was protected with."
                : await ProblemAsync(what, troubleOf);
        }
    }

    // What has run out is renewed when it is needed, by the server.
    async Task<string?> ProblemAsync(SlackInstallation what, Func<string, Task<string?>> troubleOf) =>
        what.IsRefused ? $"The installation in {what.Workspace} is not renewed by Slack any more."
        : what is { Refresh: not null, ExpiresAt: { } end } && end <= time.GetUtcNow() ? null
        : await troubleOf(what.Token) is { } trouble ? $"The installation in {what.Workspace} does not work: {trouble}."
        : null;
}
