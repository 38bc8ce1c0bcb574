using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues;

/// <summary>What is written before a command where it is typed. In Slack a line without it goes to everybody in the channel.</summary>
static class CommandPrefix
{
    /// <summary>The command of the app's manifest.</summary>
    public const string Slack = "/cocreate ";

    public static string Of(VenueId venue) => venue.Platform == SlackIds.Platform ? Slack : "";
}
