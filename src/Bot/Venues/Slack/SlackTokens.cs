using System.Net.Http.Headers;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>The token for each workspace. One that is set by hand serves the workspace that Slack says it is of.</summary>
public sealed class SlackTokens(SlackWire wire, SlackOptions options)
{
    /// <summary>Why there is no token.</summary>
    public const string NotInstalled = "Slack.NotInstalled";

    SlackSelf? self;

    /// <exception cref="VenueRefusedException">Nobody has installed the bot there.</exception>
    public async ValueTask<string> OfAsync(string workspace, CancellationToken stop) => (await SelfAsync(stop)).Serves(workspace)
        ? options.BotToken
        : throw new VenueRefusedException(NotInstalled, "not_installed");

    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    // Two at once ask twice; the answers are the same.
    async ValueTask<SlackSelf> SelfAsync(CancellationToken stop) =>
        self ??= SlackSelf.Of(await wire.CallAsync(Bearer(options.BotToken), "auth.test", SlackArguments.Json(_ => { }), stop));
}
