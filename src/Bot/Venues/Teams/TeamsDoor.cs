using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Teams.Tokens;
using Microsoft.Net.Http.Headers;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// The one address that Teams sends everything to. Nothing is looked at but where it claims to come from before its token is found genuine, and nothing of
/// what came is ever logged: 415 no JSON, 413 too long, 400 not understood, 401 not from Teams, 403 not for here, 501 an invoke of a name
/// that nobody here knows (so the documentation wants it), 503 not now, 200 the rest.
/// </summary>
/// <param name="tokens">Null where whatever comes from this very machine is taken without one.</param>
public sealed class TeamsDoor(
    TeamsOptions options, TeamsDispatcher dispatcher, Afterwards afterwards, TeamsMetrics metrics, InboundTokens? tokens = null)
{
    public const string Path = "/api/messages";

    /// <summary>Teams bounds a message by 100 kB of UTF-16.</summary>
    public const int BodyMax = 256 * 1024;

    /// <summary>Addresses of the connector of which it is remembered whether the bot may answer there.</summary>
    public const int ServicesMax = 1_000;

    /// <summary>What proxies and tunnels add, beside the ones that begin alike.</summary>
    static readonly FrozenSet<string> ProxyHeaders = FrozenSet.ToFrozenSet(
        [
            "Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", "CF-Connecting-IP", "CF-Ray", "Fastly-Client-IP",
            "Client-IP",
        ],
        StringComparer.OrdinalIgnoreCase);

    readonly RecentlyUsed<string, bool> services = new(ServicesMax);

    public async Task HandleAsync(HttpContext http)
    {
        if (!IsJson(http.Request))
        {
            await metrics.RejectAsync(http.Response, StatusCodes.Status415UnsupportedMediaType, "no_json", "The body has to be JSON.");
            return;
        }

        var (body, length) = await RentedBody.ReadAsync(http.Request, BodyMax, http.RequestAborted);
        if (body is null)
        {
            await metrics.RejectAsync(http.Response, StatusCodes.Status413PayloadTooLarge, "too_long", "The body is too long.");
            return;
        }

        var request = Read(body, length, out var envelope);
        if (!envelope.IsObject)
        {
            await metrics.RejectAsync(http.Response, StatusCodes.Status400BadRequest, "malformed", "The body is no activity.");
            return;
        }

        if (await WhyNotAsync(http, envelope) is var (status, reason) && status != StatusCodes.Status200OK)
        {
            await metrics.RejectAsync(http.Response, status, reason, "This did not come from Teams, or not for this bot.");
            return;
        }

        if (request is null)
        {
            await metrics.RejectAsync(http.Response, StatusCodes.Status400BadRequest, "not_understood", "The activity was not understood.");
            return;
        }

        await (await dispatcher.AnswerAsync(request, http.RequestAborted)).WriteAsync(http.Response, afterwards);
    }

    // So that a page in a browser on this machine cannot send as Microsoft's local client does: without a question first it can send plain text only.
    static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    // What is read is copied out of the buffer, so that nothing that takes longer holds it.
    static TeamsRequest? Read(byte[] body, int length, out TeamsEnvelope envelope)
    {
        try
        {
            return TeamsActivityReader.Read(body.AsSpan(0, length), out envelope);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body, clearArray: true); // people's words
        }
    }

    async ValueTask<(int Status, string Reason)> WhyNotAsync(HttpContext http, TeamsEnvelope envelope)
    {
        if (tokens is null)
        {
            return IsFromHere(http) ? (StatusCodes.Status200OK, "") : (StatusCodes.Status401Unauthorized, "not_local");
        }

        try
        {
            return await tokens.CheckAsync(http.Request.Headers.Authorization, http.RequestAborted) is not { } vouched ? (401, "no_token")
                : !vouched.IsFor(envelope.ServiceUrl) ? (401, "other_service")
                : !vouched.Channels.Contains(envelope.ChannelId ?? "") ? (403, "not_endorsed")
                : !MayAnswer(envelope.ServiceUrl!) ? (403, "foreign_host") // ! the token is for it
                : envelope.Tenant is not { } tenant || !options.Allows(tenant) ? (403, "foreign_tenant")
                : (200, "");
        }
        catch (VenueUnavailableException)
        {
            return (StatusCodes.Status503ServiceUnavailable, "no_keys");
        }
    }

    // A proxy on this machine would make everybody local; so would a page in a browser on it, whose own name leads here. One that adds nothing and says that
    // this machine was meant cannot be told from Microsoft's local client.
    static bool IsFromHere(HttpContext http) => http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsHere(http.Request.Host.Host)
        && !http.Request.Headers.Keys.Any(IsOfProxy);

    static bool IsOfProxy(string header) => ProxyHeaders.Contains(header)
        || header.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase); // where this server has believed the one before

    static bool IsHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    bool MayAnswer(string serviceUrl)
    {
        if (!services.TryGet(serviceUrl, out var may))
        {
            services.Put(serviceUrl, may = options.Cloud.Allows(serviceUrl, options.ServiceHosts));
        }

        return may;
    }
}
