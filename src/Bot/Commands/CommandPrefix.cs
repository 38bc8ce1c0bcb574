using CoCreateBot.Bot.Rooms;
using CoCreateBot.Bot.Venues.Slack.Manifest;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>What stands before a command where it is typed; in a room nothing does.</summary>
static class CommandPrefix
{
    /// <summary>In a thread, where Slack has no slash commands: the bot is named.</summary>
    public const string InThread = $"@{SlackManifest.BotName} ";

    public static string Of(string platform) => platform switch
    {
        WebRooms.Platform => "",
        TeamsIds.Platform => TeamsTexts.Prefix,
        _ => TypedLine.Prefix,
    };
}
