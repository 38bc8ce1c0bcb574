using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace CoCreateBot.Load.Teams;

/// <summary>
/// As much of Teams as the server calls: where its keys are published, where the bot gets its own token (as a machine in Azure does, without a secret), and
/// the connector, which keeps the newest of each card, counts, and refuses what is beyond Teams' limits.
/// </summary>
sealed class PretendTeams : IAsyncDisposable
{
    const string OwnToken = "load-token";
    const string OwnSecret = "load-identity";
    const string Json = "application/json; charset=utf-8";

    readonly WebApplication app;
    readonly ConcurrentDictionary<string, PretendConversation> conversations = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, ConnectorLimits> tenants = new(StringComparer.Ordinal);
    long clock = 1_767_326_091_220;

    PretendTeams(WebApplication app) => this.app = app;

    public TeamsKeys Keys { get; } = new();

    /// <summary>By which a server takes it for Teams.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("Teams__AppId", TeamsKeys.Bot),
        ("Teams__AppType", "UserAssignedMSI"),
        ("Teams__TenantId", TeamsPlace.Number(0).Tenant),
        ("Teams__AllowedTenants", "*"),
        ("Teams__OpenIdMetadata", $"{Site}/v1/.well-known/openidconfiguration"),
        ("Teams__ServiceHosts", new Uri(Site).Authority),
        ("IDENTITY_ENDPOINT", $"{Site}/token"),
        ("IDENTITY_HEADER", OwnSecret),
    ];

    string Site => app.Urls.First();

    public static async Task<PretendTeams> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]); // its watcher would wake at each write of the measured server
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var teams = new PretendTeams(builder.Build());
        teams.app.MapGet("/v1/.well-known/openidconfiguration", () => Results.Text(teams.Keys.Metadata(teams.Site), Json));
        teams.app.MapGet("/v1/.well-known/keys", () => Results.Text(teams.Keys.Published(), Json));
        teams.app.MapGet("/token", Token);
        teams.app.Map("/amer/{tenant}/v3/conversations/{id}/{**rest}", teams.CallAsync);
        await teams.app.StartAsync();
        return teams;
    }

    /// <summary>Where what is said in a tenant is answered.</summary>
    public string ServiceUrl(TeamsPlace place) => $"{Site}/amer/{place.Tenant}/";

    public PretendConversation In(TeamsPlace place) => conversations.GetOrAdd(place.Conversation, _ => new PretendConversation());

    /// <summary>Calls for which there was no room, anywhere.</summary>
    public int TooSoon => conversations.Values.Sum(one => one.TooSoon) + tenants.Values.Sum(one => one.Refused);

    public long Posts => conversations.Values.Sum(one => one.Posts);

    public long Edits => conversations.Values.Sum(one => (long)one.Edits.Count);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Keys.Dispose();
    }

    static IResult Token(HttpContext http) => http.Request.Headers["X-IDENTITY-HEADER"] == OwnSecret
        ? Results.Text($$"""{"access_token":"{{OwnToken}}","expires_on":"{{InAnHour()}}","resource":"https://api.botframework.com","token_type":"Bearer"}""", Json)
        : Results.StatusCode(StatusCodes.Status403Forbidden);

    static string InAnHour() => TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    async Task CallAsync(HttpContext http, string tenant, string id, string rest)
    {
        var conversation = conversations.GetValueOrDefault(id.Split(';')[0]);
        if (http.Request.Headers.Authorization != $"Bearer {OwnToken}" || conversation is null)
        {
            http.Response.StatusCode = conversation is null ? StatusCodes.Status404NotFound : StatusCodes.Status401Unauthorized;
            return;
        }

        var isReading = HttpMethods.IsGet(http.Request.Method);
        var now = Stopwatch.GetElapsedTime(0);
        if ((conversation.Take(isReading) ?? TakeIn(tenant)) is { } wait)
        {
            http.Response.StatusCode = (int)HttpStatusCode.TooManyRequests;
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return;
        }

        http.Response.ContentType = Json;
        await http.Response.WriteAsync(isReading ? "{}" : $$"""{"id":"{{await DoAsync(http.Request, conversation, rest)}}"}""");
    }

    TimeSpan? TakeIn(string tenant)
    {
        var limits = tenants.GetOrAdd(tenant, _ => ConnectorLimits.OfTenant);
        lock (limits)
        {
            return limits.Take(Stopwatch.GetElapsedTime(0));
        }
    }

    // A new message, or another content for one.
    async Task<string> DoAsync(HttpRequest request, PretendConversation conversation, string rest)
    {
        using var json = await JsonDocument.ParseAsync(request.Body);
        var activity = json.RootElement.Clone();
        if (HttpMethods.IsPut(request.Method))
        {
            var known = rest.Split('/')[^1];
            conversation.Edit(known, activity);
            return known;
        }

        var id = Interlocked.Increment(ref clock).ToString(CultureInfo.InvariantCulture);
        conversation.Post(id, activity, isTargeted: request.Query.ContainsKey("isTargetedActivity"));
        return id;
    }
}

/// <summary>A channel of a team.</summary>
readonly record struct TeamsPlace(string Tenant, string Team, string Conversation)
{
    /// <summary>Each in a tenant of its own: one of Teams' limits is the tenant's.</summary>
    public static TeamsPlace Number(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"0b9b7c1e-30ce-4b44-a7f0-{number:D12}"),
        string.Create(CultureInfo.InvariantCulture, $"19:8j-Mnacwmq2QFDbzykeQH5v55m6cN1X3QJ5viH{number:D6}1@thread.tacv2"),
        string.Create(CultureInfo.InvariantCulture, $"19:d441d38c655c47a085215b27{number:D8}@thread.tacv2"));
}
