using System.Collections.Immutable;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <summary>A code, which Slack gives to whoever installed the app, becomes an installation. It is stored before anybody is told of success.</summary>
public sealed partial class SlackExchange(
    SlackInstallations installations, SlackWire wire, SlackOptions options, TimeProvider time, ILogger<SlackExchange> log)
{
    /// <summary>Pages of an organisation's workspaces; each has a hundred.</summary>
    const int TeamPagesMax = 10;

    /// <exception cref="VenueRefusedException">Slack does not take the code, or our own name and secret.</exception>
    /// <exception cref="StoreUnavailableException">It is not stored: the app has to be installed once more.</exception>
    public async Task<SlackInstallation> InstallAsync(string code, string redirect)
    {
        var now = time.GetUtcNow();
        var arguments = SlackArguments.Form([new("code", code), new("redirect_uri", redirect)]);
        var answer = await wire.CallAsync(options.AppPermit, "oauth.v2.access", arguments, CancellationToken.None); // also for who goes away meanwhile
        var installation = SlackInstallation.Of(answer, now)?.With(answer, now) ?? throw new VenueRefusedException("Slack.Refused", "no_token");
        await installations.PutAsync(installation, CancellationToken.None);
        LogInstalled(log, installation.Workspace);
        return installation;
    }

    /// <summary>Which workspaces have the app by this organisation; of those that get it later an event tells.</summary>
    public async Task LearnTeamsAsync(SlackInstallation organisation)
    {
        var cursor = "";
        for (var page = 0; page < TeamPagesMax; page++)
        {
            var arguments = SlackArguments.Form(cursor.Length == 0 ? [] : [new("cursor", cursor)]);
            var answer = await wire.CallAsync(SlackTokens.Bearer(organisation.Token), "auth.teams.list", arguments, CancellationToken.None);
            ImmutableArray<string> teams = [.. answer.Items("teams").Select(team => team.Text("id")).Where(SlackIds.IsId).OfType<string>()];
            if (!teams.IsEmpty)
            {
                await installations.ServeAsync(organisation.Workspace, teams, CancellationToken.None);
            }

            cursor = answer.Member("response_metadata").Text("next_cursor") ?? "";
            if (cursor.Length == 0)
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "The app was installed in {Workspace}")]
    static partial void LogInstalled(ILogger log, string workspace);
}
