using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// How Teams' ids stand in ours: "teams:{tenant}/{conversation}" and "teams:{tenant}/{person}". They are opaque, and not always what they look like
/// (Microsoft's local client sends GUIDs that are none): all that is asked of them is a length and that they can be seen.
/// </summary>
public static class TeamsIds
{
    public const string Platform = "teams";

    /// <summary>Longer than any id Teams has (a personal chat's has about 150); also the longest delivery that the host keeps.</summary>
    public const int IdMax = 255;

    /// <summary>A tenant is a GUID; with a conversation it still fits a venue.</summary>
    public const int TenantMax = 64;

    /// <summary>The number of a thread's first message: milliseconds since 1970.</summary>
    public const int RootMax = 20;

    /// <summary>Where an activity came from; Teams' have about 80 characters.</summary>
    public const int ServiceUrlMax = 500;

    const string Prefix = Platform + ":";
    const string RootMark = ";messageid=";
    const string BotPrefix = "28:";

    public static bool IsId([NotNullWhen(true)] string? id) => id is not null && IsId(id.AsSpan());

    public static bool IsId(ReadOnlySpan<char> id) => id.Length is > 0 and <= IdMax && !HasControl(id);

    public static bool IsTenant([NotNullWhen(true)] string? tenant) =>
        tenant is { Length: > 0 and <= TenantMax } && !tenant.Contains('/', StringComparison.Ordinal) && !HasControl(tenant);

    public static bool IsServiceUrl([NotNullWhen(true)] string? url) => url is { Length: > 0 and <= ServiceUrlMax } && !HasControl(url);

    /// <summary>So Teams marks the ids of bots. Microsoft's local client does not.</summary>
    public static bool IsBot(string? id) => id?.StartsWith(BotPrefix, StringComparison.Ordinal) == true;

    /// <summary>A bot's id as it stands in the id of a chat with it; null where it is none.</summary>
    public static string? WithoutMark(string? bot) => IsBot(bot) ? bot![BotPrefix.Length..] : null; // ! it begins so

    static bool HasControl(ReadOnlySpan<char> id)
    {
        foreach (var letter in id)
        {
            if (char.IsControl(letter))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A place: a channel, a group chat or a personal chat. A thread is no place of its own, so its mark is left out.</summary>
    public static VenueId Venue(string tenant, ReadOnlySpan<char> conversation) =>
        new(string.Concat(Prefix, tenant.ToLowerInvariant(), "/", Split(conversation, out _)));

    /// <summary>
    /// The same in every conversation of the tenant, whose guests are its people too. Who has no account there (somebody anonymous in a meeting) is known by
    /// the id that the bot has for them. Null where there is neither.
    /// </summary>
    /// <param name="account">Their Entra object id, in whatever case.</param>
    /// <param name="id">29:…, whose case matters.</param>
    public static string? PersonKey(string? tenant, string? account, string? id) => !IsTenant(tenant) ? null
        : IsId(account) ? string.Concat(Prefix, tenant.ToLowerInvariant(), "/", account.ToLowerInvariant())
        : IsId(id) ? string.Concat(Prefix, tenant.ToLowerInvariant(), "/", id)
        : null;

    public static string Tenant(VenueId venue) => TenantIn(venue).ToString();

    public static string Conversation(VenueId venue) => ConversationIn(venue).ToString();

    public static ReadOnlySpan<char> TenantIn(VenueId venue) => PlaceIn(venue)[..Slash(venue)];

    public static ReadOnlySpan<char> ConversationIn(VenueId venue) => PlaceIn(venue)[(Slash(venue) + 1)..];

    /// <summary>Whom the connector knows by it, the account or the bot's own id for them; null where the key is none of Teams'.</summary>
    public static string? User(string personKey) => SlashIn(personKey) is var at and > 0 ? personKey[(at + 1)..] : null;

    /// <summary>The tenant in a person's key; null where the key is none of Teams'.</summary>
    public static string? Tenant(string personKey) => SlashIn(personKey) is var at and > 0 ? personKey[Prefix.Length..at] : null;

    /// <summary>A conversation's id without its thread.</summary>
    /// <param name="root">The thread's first message; empty where there is none, or none that the connector would take: it wants a number.</param>
    public static ReadOnlySpan<char> Split(ReadOnlySpan<char> conversation, out ReadOnlySpan<char> root)
    {
        root = default;
        var end = conversation.IndexOf(';');
        if (end < 0)
        {
            return conversation;
        }

        var marks = conversation[end..];
        if (marks.StartsWith(RootMark, StringComparison.OrdinalIgnoreCase))
        {
            var number = marks[RootMark.Length..];
            number = number.IndexOf(';') is var next and >= 0 ? number[..next] : number;
            root = number.Length is > 0 and <= RootMax && !number.ContainsAnyExceptInRange('0', '9') && number.ContainsAnyExcept('0') ? number : default;
        }

        return conversation[..end];
    }

    /// <summary>The id by which to answer in a thread.</summary>
    public static string InThread(string conversation, string root) => string.Concat(conversation, RootMark, root);

    /// <summary>A message as we keep it: of a reply, the thread stands before it, so that it can be edited without asking where it is.</summary>
    /// <param name="root">Null outside a thread, and for its first message.</param>
    public static string Message(string? root, string id) => root is null || root == id ? id : string.Concat(root, ";", id);

    /// <summary>What <see cref="Message"/> put together.</summary>
    public static (string? Root, string Id) SplitMessage(string message) =>
        message.IndexOf(';', StringComparison.Ordinal) is var at and > 0 ? (message[..at], message[(at + 1)..]) : (null, message);

    /// <summary>What is the same however often it is sent. A longer one than can be kept becomes a hash.</summary>
    public static string Delivery(ReadOnlySpan<char> conversation, string id) => Kept(string.Concat(Split(conversation, out _), "/", id));

    /// <summary>The same for what became of a message: it comes under that message's id, as often as it changes.</summary>
    public static string Delivery(ReadOnlySpan<char> conversation, string id, string change, string at) =>
        Kept($"{Split(conversation, out _)}/{id}/{change}/{at}");

    static string Kept(string delivery) =>
        delivery.Length <= IdMax ? delivery : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(delivery)));

    static ReadOnlySpan<char> PlaceIn(VenueId venue) => venue.Value.AsSpan(venue.Value.IndexOf(':', StringComparison.Ordinal) + 1);

    static int Slash(VenueId venue) => PlaceIn(venue).IndexOf('/') is var at and > 0
        ? at
        : throw new ArgumentException($"Not a Teams venue: {venue}", nameof(venue));

    static int SlashIn(string personKey) =>
        personKey.StartsWith(Prefix, StringComparison.Ordinal) ? personKey.IndexOf('/', StringComparison.Ordinal) : -1;
}
