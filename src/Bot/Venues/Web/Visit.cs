using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>One request to a room: which room, who comes, and in which language they read.</summary>
/// <param name="Secret">The visitor's; it says nothing where they are no guest of the room.</param>
/// <param name="Guest">Null where they have not joined.</param>
sealed record Visit(Room Room, Words Words, GuestSecret Secret, Guest? Guest)
{
    /// <summary>The link they came by; null where they came by none, or are in already.</summary>
    public Ticket? Ticket { get; init; }

    public string Code => Room.Venue.Place;

    public string Path => WebRooms.PathOf(Code);

    public Person Person => Secret.As(Guest?.Name) with { Place = Room.Venue };
}

/// <summary>Knows a visitor by their cookie. Nothing here changes anything in the store.</summary>
sealed class Visits(IStore store, WebRooms rooms, Lexicon lexicon, BotOptions options)
{
    const string Cookie = "cc";

    /// <summary>A link that is opened again after a summer still finds the same person.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(180);

    /// <summary>Null where there is no such room.</summary>
    public async Task<Visit?> FindAsync(string code, HttpContext http, CancellationToken stop)
    {
        if (await rooms.FindAsync(code, stop) is not { } room)
        {
            return null;
        }

        var guest = GuestSecret.TryParse(http.Request.Cookies[Cookie], out var secret) ? await GuestAsync(room, secret, stop) : null;
        return new Visit(room, Reader.WordsFor(http, lexicon, room.Language), secret, guest);
    }

    public Task<Guest?> GuestAsync(Room room, GuestSecret secret, CancellationToken stop) =>
        store.Rooms.FindGuestAsync(room.Venue, secret.PersonIn(room.Venue.Place), stop);

    public Words WordsFor(HttpContext http) => lexicon.Find(Framing.Of(http)?.Locale) ?? Reader.WordsFor(http, lexicon, options.Language);

    public void Remember(HttpContext http, string code, GuestSecret secret) => http.Response.Cookies.Append(Cookie, secret.Reveal(), new CookieOptions
    {
        Path = WebRooms.PathOf(code),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = IsSecure(http),
        MaxAge = Remembered,
        IsEssential = true,
    });

    /// <summary>Do people reach us by https, whatever a proxy in between speaks?</summary>
    public bool IsSecure(HttpContext http) => http.Request.IsHttps || options.PublicUrl?.Scheme == Uri.UriSchemeHttps;

    /// <summary>A path of this site as a link to send around.</summary>
    public string LinkTo(string path, HttpContext http) =>
        (options.PublicUrl?.ToString() ?? $"{http.Request.Scheme}://{http.Request.Host}").TrimEnd('/') + path;
}
