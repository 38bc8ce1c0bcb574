using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CoCreateBot.Bot.Venues.Teams.Tokens;

namespace CoCreateBot.Bot.Venues.Teams.Connector;

/// <summary>
/// One call of the Bot Connector at a time: a time limit, a bounded answer, and every failure is one of the venue's exceptions, or that two
/// calls met. It never repeats what may have been done. The bot's token goes to hosts of its cloud, and to no other.
/// </summary>
/// <param name="token">Null where the bot is known to nobody: Microsoft's local client wants none.</param>
public sealed partial class ConnectorWire(
    HttpClient http, TeamsOptions options, TeamsMetrics metrics, TimeProvider time, ILogger<ConnectorWire> log, OutboundToken? token = null)
{
    public static readonly TimeSpan CallMax = TimeSpan.FromSeconds(10);

    /// <summary>A page of members is some 100 kB.</summary>
    public const int AnswerBytesMax = 1024 * 1024;

    public static HttpClient Client(HttpMessageHandler handler) => WireHttp.Client(handler, AnswerBytesMax);

    /// <param name="what">Its name, for figures.</param>
    /// <param name="path">Behind the service's address, its parts escaped.</param>
    /// <returns>The answer; undefined where there is none.</returns>
    public async Task<JsonElement> CallAsync(
        string what, HttpMethod method, string serviceUrl, string path, ReadOnlyMemory<byte>? body, CancellationToken stop)
    {
        if (!options.Cloud.Allows(serviceUrl, options.ServiceHosts) && !(token is null && IsLocal(serviceUrl)))
        {
            throw new VenueRefusedException("Teams.WrongCloud", "foreign_host");
        }

        var outcome = "failed";
        try
        {
            var answer = await SendAsync(method, new Uri($"{serviceUrl.TrimEnd('/')}/{path}"), body, stop);
            outcome = "ok";
            return answer;
        }
        catch (Exception e) when (e is VenueThrottledException or CallsCollidedException or VenueRefusedException or MessageGoneException)
        {
            outcome = e is VenueThrottledException or CallsCollidedException ? "throttled" : e.Message;
            throw;
        }
        finally
        {
            metrics.Called(what, outcome);
        }
    }

    static bool IsLocal(string serviceUrl) => Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && url is { IsLoopback: true, Scheme: "http" };

    async Task<JsonElement> SendAsync(HttpMethod method, Uri address, ReadOnlyMemory<byte>? body, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(CallMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            var permit = token is null ? null : await token.GetAsync(either.Token);
            using var response = await SendAsync(method, address, body, permit, either.Token);
            if (response.StatusCode != HttpStatusCode.Unauthorized || permit is null)
            {
                return await ReadAsync(response, either.Token);
            }

            // Nothing was done, and another token may be taken.
            token!.Forget(permit); // ! there is a permit
            using var again = await SendAsync(method, address, body, await token.GetAsync(either.Token), either.Token);
            return await ReadAsync(again, either.Token);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new VenueUnavailableException("timeout", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new VenueUnavailableException((e as HttpRequestException)?.HttpRequestError.ToString() ?? "io", e);
        }
    }

    async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, ReadOnlyMemory<byte>? body, string? permit, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = permit is null ? null : new AuthenticationHeaderValue("Bearer", permit);
        request.Content = body is { } json ? WireJson.Content(json) : null;
        return await http.SendAsync(request, stop);
    }

    async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        var answer = await JsonAsync(response, stop);
        if (response.IsSuccessStatusCode)
        {
            return answer;
        }

        var failure = ConnectorErrors.Of(response.StatusCode, answer.Member("error").Text("code"), response.Headers.RetryAfter?.Delta);
        LogFailed(log, (int)response.StatusCode, failure.Message, TraceOf(response));
        throw failure;
    }

    // What deletes and edits answer with is nothing of interest.
    static async Task<JsonElement> JsonAsync(HttpResponseMessage response, CancellationToken stop)
    {
        try
        {
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
            return answer.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    // Microsoft's support asks for it.
    static string TraceOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("MS-CV", out var values) && values.FirstOrDefault() is { Length: < 100 } trace
        && trace.All(c => c is > ' ' and < (char)127) ? trace : "none";

    [LoggerMessage(LogLevel.Warning, "Teams refused a call: {Status} {Code} (MS-CV {Trace})")]
    static partial void LogFailed(ILogger log, int status, string code, string trace);
}
