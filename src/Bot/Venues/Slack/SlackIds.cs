using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>How Slack's ids stand in ours.</summary>
static class SlackIds
{
    public const string Platform = "slack";

    static readonly SearchValues<char> InIds = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static bool IsId([NotNullWhen(true)] string? id) =>
        id is { Length: > 0 and <= SlackRequest.IdMax } && !id.AsSpan().ContainsAnyExcept(InIds);

    public static bool IsTrigger([NotNullWhen(true)] string? trigger) => trigger is { Length: > 0 and <= SlackRequest.TriggerMax };

    public static string? Url(string? url) => url is { Length: > 0 and <= SlackRequest.UrlMax } ? url : null;

    /// <summary>
    /// The same for a command and for a button. Where the whole organisation installed the bot, the organisation stands for the
    /// workspace: a user's id is the same in all of its workspaces, and which of them Slack names differs.
    /// </summary>
    public static string? PersonKey(string? workspace, string? user) =>
        IsId(workspace) && IsId(user) ? $"{Platform}:{workspace}/{user}" : null;

    /// <summary>The user's id in a person's key; null where the key is none of Slack's.</summary>
    public static string? User(string personKey) =>
        personKey.StartsWith(Platform + ":", StringComparison.Ordinal) && personKey.IndexOf('/', StringComparison.Ordinal) is var at and > 0
            ? personKey[(at + 1)..]
            : null;

    /// <summary>The workspace in a person's key, or the organisation that stands for it.</summary>
    public static string? Workspace(string personKey) =>
        personKey.IndexOf('/', StringComparison.Ordinal) is var at && at > Platform.Length ? personKey[(Platform.Length + 1)..at] : null;

    /// <summary>Does the id mean a whole organisation of workspaces?</summary>
    public static bool IsOrganisation(string? workspace) => workspace is ['E', ..];

    /// <summary>Is the channel one person's conversation with the bot?</summary>
    public static bool IsDirect(ReadOnlySpan<char> channel) => channel is ['D', ..];

    /// <summary>A name fit to be kept; null where there is none.</summary>
    public static string? Name(string? name) => PersonalText.Name(name);

    /// <summary>A channel as people of another workspace would call it; null where Slack tells neither its name nor that of its workspace.</summary>
    public static string? PlaceName(string? channel, string? domain) => (Name(channel), Name(domain)) switch
    {
        (null or "privategroup" or "directmessage", var workspace) => workspace, // so Slack calls what has no name for others
        ({ } name, null) => Name($"#{name}"),
        ({ } name, { } workspace) => Name($"#{name} ({workspace})"),
    };

    public static VenueId Venue(string team, string channel) => new($"{Platform}:{team}/{channel}");

    public static string Team(VenueId venue) => TeamIn(venue).ToString();

    public static string Channel(VenueId venue) => ChannelIn(venue).ToString();

    public static ReadOnlySpan<char> TeamIn(VenueId venue) => PlaceIn(venue)[..Slash(venue)];

    public static ReadOnlySpan<char> ChannelIn(VenueId venue) => PlaceIn(venue)[(Slash(venue) + 1)..];

    static ReadOnlySpan<char> PlaceIn(VenueId venue) => venue.Value.AsSpan(venue.Value.IndexOf(':', StringComparison.Ordinal) + 1);

    static int Slash(VenueId venue) => PlaceIn(venue).IndexOf('/') is var at and > 0
        ? at
        : throw new ArgumentException($"Not a Slack venue: {venue}", nameof(venue));
}
