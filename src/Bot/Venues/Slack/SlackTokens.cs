using System.Net.Http.Headers;
using CoCreateBot.Bot.Venues.Slack.Installing;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// The token for each workspace: the one that was set by hand, which serves the workspace that Slack says it is of, or the one of the installation there.
/// </summary>
/// <param name="renewal">Null where the token is set by hand.</param>
public sealed class SlackTokens(SlackWire wire, SlackOptions options, SlackRenewal? renewal = null)
{
    /// <summary>Why there is no token.</summary>
    public const string NotInstalled = "Slack.NotInstalled";

    SlackSelf? self;

    /// <exception cref="VenueRefusedException">Nobody has installed the bot there.</exception>
    public async ValueTask<string> OfAsync(string workspace, CancellationToken stop) => renewal is null
        ? (await SelfAsync(stop)).Serves(workspace) ? options.BotToken : throw Nowhere()
        : (await renewal.FreshAsync(workspace, stop))?.Token ?? throw Nowhere();

    /// <summary>Stands for whose installation it is: workspaces of an organisation may all have the same.</summary>
    /// <exception cref="VenueUnavailableException">It cannot be told now.</exception>
    public async ValueTask<string> InstallationAsync(string workspace, CancellationToken stop) =>
        renewal is null ? "" : await renewal.WhoseAsync(workspace, stop) ?? workspace;

    /// <summary>Another one than that which Slack says has expired.</summary>
    public async Task<string> AfterAsync(string workspace, string expired, CancellationToken stop) => renewal is null
        ? throw new VenueRefusedException("Slack.TokenRefused", "token_expired")
        : (await renewal.AfterAsync(workspace, expired, stop))?.Token ?? throw Nowhere();

    /// <summary>Another one than that which Slack says is good for nothing; null where there is none.</summary>
    public async Task<string?> OtherAsync(string workspace, string refused, CancellationToken stop) =>
        renewal is null ? null : (await renewal.OtherAsync(workspace, refused, stop))?.Token;

    /// <summary>Stands for one installing: with another one the bot may be somebody else there.</summary>
    public async ValueTask<DateTimeOffset?> SinceAsync(string workspace, CancellationToken stop) =>
        renewal is null ? null : await renewal.SinceAsync(workspace, stop);

    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    static VenueRefusedException Nowhere() => new(NotInstalled, "not_installed");

    // Two at once ask twice; the answers are the same.
    async ValueTask<SlackSelf> SelfAsync(CancellationToken stop) =>
        self ??= SlackSelf.Of(await wire.CallAsync(Bearer(options.BotToken), "auth.test", SlackArguments.Json(_ => { }), stop));
}
