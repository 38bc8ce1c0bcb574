using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Rooms;

/// <summary>Makes links that let one person each into a room on the web.</summary>
public sealed class PersonalLinks(IStore store, WebRooms rooms)
{
    public const string Verb = "invite";
    public const string Off = "off";

    /// <summary>One link for whoever gets hold of it.</summary>
    public const string Open = "open";

    /// <summary>A code for one more channel; so does "invite" alone.</summary>
    public const string Channel = "channel";

    /// <summary>Links made by one command: a Slack message shows so many.</summary>
    public const int AtOnceMax = 50;

    /// <summary>Links that one session ever gets.</summary>
    public const int LinksMax = 500;

    public static string PathOf(string code, LinkSecret secret) => $"{WebRooms.PathOf(code)}/i/{secret.Reveal()}";

    public static Parsed<Invitation> Read(TypedLine line) => line switch
    {
        { Words: [var off], Question: null } when off.Equals(Off, StringComparison.OrdinalIgnoreCase) => new Invitation.Back(),
        { Words: [var open], Question: null } when open.Equals(Open, StringComparison.OrdinalIgnoreCase) => new Invitation.ForAll(),
        { IsBare: true } => new Invitation.ForPlace(),
        { Words: [var channel], Question: null } when channel.Equals(Channel, StringComparison.OrdinalIgnoreCase) => new Invitation.ForPlace(),
        { Words: [var digits], Question: null } when digits.All(char.IsAsciiDigit) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= AtOnceMax
                ? new Invitation.ForEach(count)
                : new Refusal("Commands.InviteHowMany", RefusalKind.Wrong, AtOnceMax),
        _ => new Refusal("Commands.InviteHow", RefusalKind.Wrong, AtOnceMax),
    };

    /// <summary>A room for a session that has none on the web yet. Nobody comes in there but by a link.</summary>
    public Task<Room> OpenRoomAsync(string language, CancellationToken stop) => rooms.OpenAsync(language, stop, isByLink: true);

    /// <summary>A room whose address is the open link itself.</summary>
    public async Task<VenueId> OpenForGuestsAsync(string language, CancellationToken stop) => (await rooms.OpenAsync(language, stop)).Venue;

    /// <summary>The session's own room on the web, or null; that of its guests is another.</summary>
    public async Task<Room?> RoomOfAsync(Session session, CancellationToken stop) =>
        session.GroupVenues.FirstOrDefault(place => place.Platform == WebRooms.Platform) is { Value: not null } place
            ? await store.Rooms.FindAsync(place, stop)
            : null;

    /// <summary>The paths of so many new links. Nobody can be told them a second time.</summary>
    public async Task<ImmutableArray<string>> MakeAsync(Room room, SessionId session, int count, CancellationToken stop)
    {
        var code = room.Venue.Place;
        ImmutableArray<LinkSecret> secrets = [.. Enumerable.Range(0, count).Select(_ => LinkSecret.New())];
        await store.Links.PutAsync([.. secrets.Select(secret => new RoomLink(room.Venue, secret.HashIn(code), session))], stop);
        return [.. secrets.Select(secret => PathOf(code, secret))];
    }

    public async Task<bool> HasPlaceForAsync(SessionId session, int count, CancellationToken stop) =>
        await store.Links.CountAsync(session, stop) + count <= LinksMax;

    public Task<int> WithdrawAsync(SessionId session, CancellationToken stop) => store.Links.WithdrawAsync(session, stop);
}

/// <summary>What a typed "invite" asks for.</summary>
public abstract record Invitation
{
    Invitation()
    {
    }

    /// <summary>So many links for one person each.</summary>
    public sealed record ForEach(int Count) : Invitation;

    /// <summary>One link for whoever gets hold of it.</summary>
    public sealed record ForAll : Invitation;

    /// <summary>A code for one more channel.</summary>
    public sealed record ForPlace : Invitation;

    /// <summary>Takes back the links and codes that nobody has used.</summary>
    public sealed record Back : Invitation;
}
