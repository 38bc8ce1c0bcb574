using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack.Start;

/// <summary>What the start dialog carries along from view to view, and what a button carries that opens it.</summary>
/// <param name="Verb">What is to be started; empty while that is asked.</param>
/// <param name="Venue">Where; null where the dialog itself asks for it.</param>
/// <param name="Url">Where its person is told in private; null where Slack sent no address.</param>
readonly record struct StartTicket(string Verb, VenueId? Venue, string? Url)
{
    const int VerbMax = 40;
    const int Parts = 4;

    public string Encode() => $"{SlackOwn.Start}|{Verb}|{(Venue is { } venue ? $"{SlackIds.Team(venue)}/{SlackIds.Channel(venue)}" : "")}|{Url}";

    /// <summary>Reads what <see cref="Encode"/> wrote; false for anything else, whoever wrote it.</summary>
    public static bool TryDecode(string? text, out StartTicket ticket)
    {
        ticket = default;
        if (text?.Split('|', Parts) is not [SlackOwn.Start, { Length: <= VerbMax } verb, var place, var url])
        {
            return false;
        }

        VenueId? venue = null;
        if (place.Length > 0)
        {
            if (place.Split('/') is not [var team, var channel] || !SlackIds.IsId(team) || !SlackIds.IsId(channel))
            {
                return false;
            }

            venue = SlackIds.Venue(team, channel);
        }

        ticket = new StartTicket(verb, venue, SlackIds.Url(url));
        return true;
    }
}
