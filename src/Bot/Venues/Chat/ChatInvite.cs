using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>
/// The session of this place in a room on the web, for people who have no account here: "invite web" gives one link for all, "invite 6" six links
/// for one person each.
/// "invite channel" needs no room: it gives a code for one more place.
/// </summary>
public sealed class ChatInvite(CommandDesk desk, WebRooms rooms, PersonalLinks links, IStore store, SessionHosts hosts, BotOptions options)
{
    const string Web = "web";

    /// <summary>Links in one block, which holds 3,000 characters in Slack.</summary>
    const int LinksPerBlock = 10;

    public static bool IsMeant(string text) => TypedLine.Parse(text).Verb == PersonalLinks.Verb;

    public async Task<Reply> InviteAsync(TypedInvite typed, Words words)
    {
        var asked = PersonalLinks.Read(TypedLine.Parse(typed.Text)).Value;
        if (asked is Invitation.ForPlace or Invitation.Back)
        {
            return await TypeAsync(typed, words); // no address is in it
        }

        if (options.PublicUrl is not { } address)
        {
            return new Reply(words["Chat.NoPublicUrl"], IsProblem: true);
        }

        if (TypedLine.Parse(typed.Text).Words is [var where] && where.Equals(Web, StringComparison.OrdinalIgnoreCase))
        {
            return await InviteAllAsync(typed, words, address);
        }

        return Listed(await TypeAsync(typed, words), address, words);
    }

    Task<Reply> TypeAsync(TypedInvite typed, Words words) => desk.TypeAsync(
        typed.Venue, typed.Who, typed.Text, typed.Delivery, words.Language, typed.Zone, CancellationToken.None, shared: options.Language);

    async Task<Reply> InviteAllAsync(TypedInvite typed, Words words, Uri address)
    {
        var reply = await desk.ShowAlsoAsync(
            typed.Venue, typed.Who, typed.Delivery, words.Language, WebRooms.Platform,
            async () => (await rooms.OpenAsync(options.Language, CancellationToken.None)).Venue, CancellationToken.None);
        if (reply.IsProblem || reply.Session is not { } id || hosts.Peek(id) is not { State: var session })
        {
            return reply;
        }

        // As the session has it, not as it was just made: the same command may have come twice.
        var room = session.GroupVenues.First(place => place.Platform == WebRooms.Platform);
        if (await links.RoomOfAsync(session, CancellationToken.None) is { IsByLink: true })
        {
            if (session.IsAudienceFrozen)
            {
                return new Reply(words.Say(Refusals.AudienceFrozen), id, IsProblem: true);
            }

            await store.Rooms.OpenToAllAsync(room, CancellationToken.None);
        }

        return reply with { Text = words.Say("Chat.WebRoom", LinkTo(WebRooms.PathOf(room.Place), address)) };
    }

    static Reply Listed(Reply reply, Uri address, Words words) => reply.Paths.IsEmpty
        ? reply
        : reply with
        {
            Card = new Card(reply.Text, words.Language,
            [
                .. reply.Paths.Chunk(LinksPerBlock).Select(some => new TextBlock(string.Join('\n', some.Select(path => LinkTo(path, address))))),
            ]),
        };

    static string LinkTo(string path, Uri address) => address.ToString().TrimEnd('/') + path;
}

/// <param name="Zone">IANA name of theirs.</param>
public readonly record struct TypedInvite(VenueId Venue, Person Who, string Text, string Delivery, string Zone);
