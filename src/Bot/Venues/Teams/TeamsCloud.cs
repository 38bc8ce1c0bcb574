using System.Collections.Immutable;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// Microsoft's clouds are apart from each other: each has its own keys, its own login and its own hosts (learn.microsoft.com, Bot Connector authentication).
/// </summary>
/// <param name="Metadata">Where the list of the connector's keys is.</param>
/// <param name="Scope">For which the bot asks a token.</param>
/// <param name="Login">Where it asks for it.</param>
/// <param name="Hosts">To which it may send that token; a leading '.' stands for whatever is before it.</param>
public sealed record TeamsCloud(string Name, Uri Metadata, string Scope, Uri Login, ImmutableArray<string> Hosts)
{
    public static readonly TeamsCloud Public = new(
        "public",
        new("https://login.botframework.com/v1/.well-known/openidconfiguration"),
        "https://api.botframework.com/.default",
        new("https://login.microsoftonline.com/"),
        ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", ".botframework.com"]);

    public static readonly TeamsCloud Government = new(
        "gov",
        new("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
        "https://api.botframework.us/.default",
        new("https://login.microsoftonline.us/"),
        ["smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us", ".botframework.azure.us"])
    {
        Client = new("https://gov.teams.microsoft.us/"),
        Frames = ["https://teams.microsoft.us", "https://*.teams.microsoft.us", "https://*.cloud.microsoft", "https://*.office365.us"],
    };

    public static readonly TeamsCloud China = new(
        "china",
        new("https://login.botframework.azure.cn/v1/.well-known/openidconfiguration"),
        "https://api.botframework.azure.cn/.default",
        new("https://login.partner.microsoftonline.cn/"),
        [".botframework.azure.cn"])
    {
        Client = new("https://teams.microsoftonline.cn/"),
        Frames = ["https://teams.microsoftonline.cn", "https://*.teams.microsoftonline.cn"],
    };

    public static readonly ImmutableArray<TeamsCloud> All = [Public, Government, China];

    /// <summary>Where Teams itself is opened, also by links.</summary>
    public Uri Client { get; private init; } = new("https://teams.microsoft.com/");

    /// <summary>Sites in whose frames the app's pages stand (learn.microsoft.com, "tab requirements", and the list in Microsoft's own script).</summary>
    public ImmutableArray<string> Frames { get; private init; } =
    [
        "https://teams.microsoft.com", "https://*.teams.microsoft.com", "https://*.cloud.microsoft", "https://*.microsoft365.com", "https://*.office.com",
        "https://outlook.office365.com",
    ];

    /// <summary>May the bot's token go there?</summary>
    /// <param name="more">Hosts that an operator has allowed besides.</param>
    public bool Allows(string? serviceUrl, ImmutableArray<string> more) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && url is { UserInfo: "", Query: "", Fragment: "" }
        && ((url is { Scheme: "https", IsDefaultPort: true } && Hosts.Any(host => IsOf(url.Host, host)))
            || (url is { Scheme: "https" } or { Scheme: "http", IsLoopback: true } && more.Contains(url.Authority, StringComparer.OrdinalIgnoreCase)));

    static bool IsOf(string host, string known) => known is ['.', ..] ? host.EndsWith(known, StringComparison.OrdinalIgnoreCase)
        : host.Equals(known, StringComparison.OrdinalIgnoreCase);

    public bool Equals(TeamsCloud? other) => Name == other?.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
