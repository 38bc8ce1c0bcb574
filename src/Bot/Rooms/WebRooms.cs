using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Rooms;

/// <summary>The rooms on the web: a room is a venue, and its code is all one has to know to come in.</summary>
public sealed class WebRooms(IStore store, BotOptions options, TimeProvider time)
{
    /// <summary>How a <see cref="VenueId"/> of the web begins; stored for ever.</summary>
    public const string Platform = "web";

    /// <summary>Where the key that the first room's code comes from is kept, beside the sessions' keys; stored for ever.</summary>
    static readonly SessionId FirstRoomKey = new("first-room-key");

    public static string PathOf(string code) => $"/r/{code}";

    public static bool IsCode(string text) => SessionId.IsId(text);

    /// <summary>The room that is there from the first start on. Its code stays the same and cannot be guessed.</summary>
    public async Task<Room> FirstAsync(CancellationToken stop)
    {
        var kept = await store.Keys.KeepAsync(FirstRoomKey, 0, RandomNumberGenerator.GetBytes(32), stop);
        var key = kept.Key ?? throw new System.Diagnostics.UnreachableException("The key of the first room is never destroyed.");
        return await OpenAsync(SessionId.From(HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes("room 1"))).Value, options.Language, stop);
    }

    public Task<Room> OpenAsync(string language, CancellationToken stop, bool isByLink = false) =>
        OpenAsync(SessionId.New().Value, language, stop, isByLink);

    /// <summary>Null where there is no such room.</summary>
    public async Task<Room?> FindAsync(string code, CancellationToken stop) => IsCode(code) ? await store.Rooms.FindAsync(VenueOf(code), stop) : null;

    /// <summary>The code in what somebody typed or pasted: the code alone, or a room's link; null where there is none.</summary>
    public static string? CodeIn(string text)
    {
        var from = text.LastIndexOf("/r/", StringComparison.Ordinal);
        var code = (from < 0 ? text : text[(from + 3)..]).Trim().ToLowerInvariant();
        code = code.Length > SessionId.Length && code[SessionId.Length] is '/' or '?' or '#' ? code[..SessionId.Length] : code;
        return IsCode(code) ? code : null;
    }

    async Task<Room> OpenAsync(string code, string language, CancellationToken stop, bool isByLink = false)
    {
        var room = new Room(VenueOf(code), language, options.Zone, time.GetUtcNow(), isByLink);
        await store.Rooms.CreateAsync(room, stop);
        return room;
    }

    static VenueId VenueOf(string code) => new($"{Platform}:{code}");
}
