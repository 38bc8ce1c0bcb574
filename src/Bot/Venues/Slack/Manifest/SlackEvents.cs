using System.Collections.Immutable;

namespace CoCreateBot.Bot.Venues.Slack.Manifest;

/// <summary>What Slack tells us of by itself. What is not here is passed over, so that the manifest asks for neither more nor less than is acted on.</summary>
static class SlackEvents
{
    public const string Mention = "app_mention";
    public const string Home = "app_home_opened";
    public const string Uninstalled = "app_uninstalled";
    public const string Revoked = "tokens_revoked";
    public const string AccessGranted = "team_access_granted";
    public const string AccessRevoked = "team_access_revoked";

    /// <summary>One type for all places; each kind of place is asked for by itself.</summary>
    public const string Message = "message";

    /// <summary>As the manifest names them, each with the scope that it needs; empty where it needs none.</summary>
    public static readonly ImmutableArray<(string Name, string Scope)> All =
    [
        (Home, ""),
        (Mention, "app_mentions:read"),
        (Uninstalled, ""),
        ("message.channels", "channels:history"),
        ("message.groups", "groups:history"),
        ("message.im", "im:history"),
        ("message.mpim", "mpim:history"),
        (AccessGranted, ""),
        (AccessRevoked, ""),
        (Revoked, ""),
    ];

    static readonly ImmutableHashSet<string> Types = [.. All.Select(one => TypeOf(one.Name))];

    public static bool IsAskedFor(string? type) => type is not null && Types.Contains(type);

    /// <summary>The type that stands in the event itself.</summary>
    public static string TypeOf(string name) => name.Split('.')[0];
}
