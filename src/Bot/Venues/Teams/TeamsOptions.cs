using System.Collections.Immutable;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>How the bot is registered with Microsoft. New registrations are one of the first two.</summary>
public enum TeamsAppType
{
    /// <summary>In one directory, with a client secret.</summary>
    SingleTenant,

    /// <summary>An identity of Azure's own, which has no secret; only on a machine in Azure.</summary>
    UserAssignedMSI,

    /// <summary>As bots were registered until July 2025; those run on.</summary>
    MultiTenant,
}

/// <summary>What an operator sets to turn Teams on.</summary>
public sealed record TeamsOptions
{
    public static readonly TeamsOptions Off = new();

    public const string AnyTenant = "*";

    /// <summary>The bot's id: that of its app registration, a GUID.</summary>
    public string AppId { get; init; } = "";

    /// <summary>The app's id in the organisation's catalogue, where an administrator put it there; Teams makes a new one. Empty is the bot's.</summary>
    public string CatalogId { get; init; } = "";

    /// <summary>By which links into the app go: learn.microsoft.com, "Deep link to an application".</summary>
    public string LinkId => CatalogId.Length > 0 ? CatalogId : AppId;

    /// <summary>A client secret of that registration.</summary>
    public string AppPassword { get; init; } = "";

    public TeamsAppType AppType { get; init; }

    /// <summary>The directory in which the bot is registered, a GUID.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Whose people may use the bot: directories' ids, or "*" alone for all. Empty is that of the bot.</summary>
    public ImmutableArray<string> AllowedTenants { get; init; } = [];

    public TeamsCloud Cloud { get; init; } = TeamsCloud.Public;

    /// <summary>Where the list of the connector's keys is; empty is that of the cloud.</summary>
    public string OpenIdMetadata { get; init; } = "";

    /// <summary>Hosts, besides those of the cloud, to which the bot's token may go.</summary>
    public ImmutableArray<string> ServiceHosts { get; init; } = [];

    /// <summary>Takes what comes from this very machine without a token: for Microsoft's local client.</summary>
    public bool AllowAnonymous { get; init; }

    string OddType { get; init; } = "";

    string OddCloud { get; init; } = "";

    string OddAnonymous { get; init; } = "";

    /// <summary>Nothing is set: this installation does without Teams.</summary>
    public bool IsOff => this == Off;

    public Uri Metadata => OpenIdMetadata.Length > 0 ? new Uri(OpenIdMetadata) : Cloud.Metadata;

    public bool Allows(string tenant) => AllowAnonymous || AllowedTenants switch
    {
        [] => tenant.Equals(TenantId, StringComparison.OrdinalIgnoreCase),
        [AnyTenant] => true,
        var some => some.Contains(tenant, StringComparer.OrdinalIgnoreCase),
    };

    public static TeamsOptions From(IConfiguration settings)
    {
        var (type, cloud) = (settings["Teams:AppType"]?.Trim() ?? "", settings["Teams:Cloud"]?.Trim() ?? "");
        var isType = Enum.TryParse<TeamsAppType>(type, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(type[0]);
        return new TeamsOptions
        {
            AppId = settings["Teams:AppId"]?.Trim() ?? "",
            CatalogId = settings["Teams:CatalogId"]?.Trim() ?? "",
            AppPassword = settings["Teams:AppPassword"]?.Trim() ?? "",
            AppType = isType ? known : TeamsAppType.SingleTenant,
            OddType = isType || type.Length == 0 ? "" : type,
            TenantId = settings["Teams:TenantId"]?.Trim() ?? "",
            AllowedTenants = List(settings["Teams:AllowedTenants"]),
            Cloud = TeamsCloud.All.FirstOrDefault(one => one.Name.Equals(cloud, StringComparison.OrdinalIgnoreCase)) ?? TeamsCloud.Public,
            OddCloud = cloud.Length == 0 || TeamsCloud.All.Any(one => one.Name.Equals(cloud, StringComparison.OrdinalIgnoreCase)) ? "" : cloud,
            OpenIdMetadata = settings["Teams:OpenIdMetadata"]?.Trim() ?? "",
            ServiceHosts = List(settings["Teams:ServiceHosts"]),
            AllowAnonymous = bool.TryParse(settings["Teams:AllowAnonymous"], out var isAllowed) && isAllowed,
            OddAnonymous = settings["Teams:AllowAnonymous"] is { Length: > 0 } said && !bool.TryParse(said, out _) ? said : "",
        };
    }

    /// <summary>
    /// What is missing or wrong, each with how to get it right; empty where Teams is off or can start. No secret is ever repeated.
    /// </summary>
    public ImmutableArray<string> Problems() => IsOff ? [] : [.. CheckChoices(), .. AllowAnonymous ? CheckAnonymous() : CheckRegistration()];

    /// <summary>What of the server's own address does not go with it.</summary>
    /// <param name="publicUrl">Where people reach it; null where it is just where it listens.</param>
    /// <param name="forwarded">The setting by which it believes a proxy before it.</param>
    public IEnumerable<string> ProblemsOf(Uri? publicUrl, string? forwarded)
    {
        if (AllowAnonymous && (publicUrl is { IsLoopback: false } || (bool.TryParse(forwarded, out var isBelieved) && isBelieved)))
        {
            yield return "Teams:AllowAnonymous is for Microsoft's local client on this very machine, and this server is reached from outside (Web:PublicUrl, "
                + "ASPNETCORE_FORWARDEDHEADERS_ENABLED): a proxy would make everybody local. Leave out Teams:AllowAnonymous, or the others.";
        }
    }

    /// <summary>What a start says in any case.</summary>
    public ImmutableArray<string> Warnings => !AllowAnonymous ? [] :
    [
        "Teams:AllowAnonymous: whatever comes from this machine is taken for Teams, without a token. Never put a proxy or a tunnel before this server.",
    ];

    IEnumerable<string> CheckChoices()
    {
        if (OddType.Length > 0)
        {
            yield return $"Teams:AppType is \"{OddType}\": it must be one of {string.Join(", ", Enum.GetNames<TeamsAppType>())}, as the bot's registration in "
                + "Azure says under Configuration.";
        }

        if (OddCloud.Length > 0)
        {
            yield return $"Teams:Cloud is \"{OddCloud}\": it must be one of {string.Join(", ", TeamsCloud.All.Select(one => one.Name))}.";
        }

        if (OddAnonymous.Length > 0)
        {
            yield return "Teams:AllowAnonymous must be true or false.";
        }

        if (OpenIdMetadata.Length > 0 && !IsAddress(OpenIdMetadata))
        {
            yield return $"Teams:OpenIdMetadata is not an absolute https address. Leave it out to use {Cloud.Metadata}.";
        }

        foreach (var host in ServiceHosts.Where(host => !IsAddress($"https://{host}/") || host.AsSpan().ContainsAny("/@ ?#")))
        {
            yield return $"Teams:ServiceHosts has \"{host}\": it must be names of hosts, parted by commas. Leave it out for Teams itself.";
        }
    }

    IEnumerable<string> CheckAnonymous()
    {
        if (AppId.Length > 0)
        {
            yield return "Teams:AllowAnonymous and Teams:AppId exclude each other: the first takes what anybody on this machine sends, and is for Microsoft's "
                + "local client only. Leave out one of them.";
        }
    }

    IEnumerable<string> CheckRegistration()
    {
        const string Where = "in the Azure portal open your bot, Configuration";
        if (!Guid.TryParse(AppId, out _))
        {
            yield return AppId.Length == 0
                ? $"Teams:AppId is missing: {Where} → Microsoft App ID."
                : $"Teams:AppId is no id, such as 9f3d52c0-5d3f-4d2c-9a15-3f8e0ce5c001: {Where} → Microsoft App ID.";
        }

        if (CatalogId.Length > 0 && !Guid.TryParse(CatalogId, out _))
        {
            yield return "Teams:CatalogId is no id: it is the App ID of the app in the Teams admin centre, Manage apps. Leave it out to use Teams:AppId.";
        }

        if (AppType == TeamsAppType.UserAssignedMSI)
        {
            if (AppPassword.Length > 0)
            {
                yield return "Teams:AppPassword is set, but a bot of the type UserAssignedMSI has none: leave it out, or set Teams:AppType to SingleTenant.";
            }
        }
        else if (AppPassword.Length == 0)
        {
            yield return $"Teams:AppPassword is missing: {Where} → Manage Password → New client secret, and copy its value.";
        }

        if (AppType != TeamsAppType.MultiTenant && !Guid.TryParse(TenantId, out _))
        {
            yield return $"Teams:TenantId is {(TenantId.Length == 0 ? "missing" : "no id")}: {Where} → App Tenant ID.";
        }

        if (AppType == TeamsAppType.MultiTenant && AllowedTenants.IsEmpty)
        {
            yield return "Teams:AllowedTenants is missing: name the directories whose people may use the bot, parted by commas, or * for all of them.";
        }

        foreach (var tenant in AllowedTenants.Where(tenant => tenant != AnyTenant && !Guid.TryParse(tenant, out _)))
        {
            yield return $"Teams:AllowedTenants has \"{tenant}\": it must be ids of directories, parted by commas, or * alone.";
        }
    }

    // A plain address only on this very machine.
    static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == "https" || url is { Scheme: "http", IsLoopback: true });

    static ImmutableArray<string> List(string? setting) =>
        [.. (setting ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    public bool Equals(TeamsOptions? other) => other is not null
        && (AppId, CatalogId, AppPassword, AppType, TenantId, Cloud, OpenIdMetadata, AllowAnonymous, OddType + OddCloud + OddAnonymous)
            == (other.AppId, other.CatalogId, other.AppPassword, other.AppType, other.TenantId, other.Cloud, other.OpenIdMetadata, other.AllowAnonymous,
                other.OddType + other.OddCloud + other.OddAnonymous)
        && AllowedTenants.SequenceEqual(other.AllowedTenants, StringComparer.Ordinal) && ServiceHosts.SequenceEqual(other.ServiceHosts, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(AppId, AppType, TenantId, Cloud, AllowAnonymous);

    public override string ToString() => $"Teams, {AppType}"; // a record would print its secrets
}
