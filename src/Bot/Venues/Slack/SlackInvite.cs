using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>"invite web": a room on the web for the session of this channel, for people who have no account here.</summary>
public sealed class SlackInvite(CommandDesk desk, WebRooms rooms, SessionHosts hosts, BotOptions options)
{
    const string Verb = "invite";
    const string Web = "web";

    public static bool IsMeant(string text) =>
        TypedLine.Parse(text) is { Verb: Verb, Words: [var where] } && where.Equals(Web, StringComparison.OrdinalIgnoreCase);

    public async Task<Reply> InviteAsync(SlackRequest.Typed typed, Words words)
    {
        if (options.PublicUrl is not { } address)
        {
            return new Reply(words["Slack.NoPublicUrl"], IsProblem: true);
        }

        var reply = await desk.ShowAlsoAsync(
            typed.Venue, typed.Who, typed.Trigger, words.Language, WebRooms.Platform,
            async () => (await rooms.OpenAsync(options.Language, CancellationToken.None)).Venue, CancellationToken.None);
        return !reply.IsProblem && reply.Session is { } id && hosts.Peek(id) is { } session
            ? reply with { Text = words.Say("Slack.WebRoom", Link(address, session.State)) }
            : reply;
    }

    // As the session has it, not as it was just made: the same command may have come twice.
    static string Link(Uri address, Session session)
    {
        var room = session.Venues.First(place => place.Platform == WebRooms.Platform);
        return address.ToString().TrimEnd('/') + WebRooms.PathOf(room.Place);
    }
}
