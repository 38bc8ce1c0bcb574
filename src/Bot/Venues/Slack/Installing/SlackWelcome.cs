using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <summary>What whoever installed the app is told in private: what is kept, where, and how it is erased.</summary>
public sealed partial class SlackWelcome(SlackApi api, SlackExchange exchange, ILogger<SlackWelcome> log)
{
    /// <summary>Follows an installation that is stored; without it the app works all the same.</summary>
    public async Task FollowAsync(SlackInstallation installation, Words words)
    {
        try
        {
            if (installation.IsOrg)
            {
                await exchange.LearnTeamsAsync(installation);
            }

            if (SlackIds.IsId(installation.Installer))
            {
                var message = SlackTexts.Message(
                [
                    new TextBlock(words.Say("Install.Welcome", installation.Name ?? installation.Workspace)),
                    new TextBlock($"{words["Install.WelcomeKeeps"]} {words["Chat.KeptOfSessions"]}"),
                    new TextBlock($"{words["Install.WelcomeErase"]} {words["Chat.ErasedOfSessions"]}"),
                    new TextBlock(words["Install.WelcomeBegin"]),
                ], words);
                await api.PostMessageAsync(installation.Workspace, installation.Installer, message, Guid.NewGuid(), null, CancellationToken.None);
            }
        }
        catch (Exception e) when (e is VenueRefusedException or VenueUnavailableException or VenueThrottledException or StoreUnavailableException)
        {
            LogUntold(log, installation.Workspace, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Whoever installed the app in {Workspace} could not be greeted: {Code}")]
    static partial void LogUntold(ILogger log, string workspace, string code);
}
