using System.Net.Http.Headers;
using System.Text.Json;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// One call of Slack's Web API at a time: a time limit, a bounded answer, "ok" decides, and every failure is one of the venue's
/// exceptions. It never retries: whoever calls knows what is worth repeating. What opens doors goes to the API's address and nowhere else.
/// </summary>
public sealed class SlackWire(HttpClient http, SlackOptions options, SlackMetrics metrics, TimeProvider time)
{
    public static readonly TimeSpan CallMax = TimeSpan.FromSeconds(10);

    /// <summary>A page of a channel's history with full cards is some 2 MB.</summary>
    public const int AnswerBytesMax = 8 * 1024 * 1024;

    const string ResponseHost = "hooks.slack.com";
    const string UploadHost = "files.slack.com";

    static readonly MediaTypeHeaderValue AnyBytes = new("application/octet-stream");

    readonly Uri api = options.ApiBase;

    public static HttpClient Client(HttpMessageHandler handler) => WireHttp.Client(handler, AnswerBytesMax);

    /// <param name="permit">A token, or the app's own name and secret.</param>
    public async Task<JsonElement> CallAsync(AuthenticationHeaderValue permit, string method, SlackArguments arguments, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api, method)) { Content = arguments.Content() };
        request.Headers.Authorization = permit;
        return await CountAsync(method, () => SendAsync(request, AnswerAsync, stop));
    }

    /// <summary>Posts to the address that came with a command or a button; it is its own permit, so no token goes there.</summary>
    public async Task RespondAsync(string url, ReadOnlyMemory<byte> json, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressIn(url, ResponseHost, "odd_response_url")) { Content = WireJson.Content(json) };
        await CountAsync("response_url", () => SendAsync(request, CheckStatusAsync, stop));
    }

    /// <summary>Posts a file's bytes to the address that Slack named for them; it is its own permit, too.</summary>
    public async Task UploadAsync(string url, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressIn(url, UploadHost, "odd_upload_url"));
        request.Content = new ReadOnlyMemoryContent(bytes);
        request.Content.Headers.ContentType = AnyBytes;
        await CountAsync("upload_url", () => SendAsync(request, CheckStatusAsync, stop));
    }

    Uri AddressIn(string url, string host, string otherwise) => Uri.TryCreate(url, UriKind.Absolute, out var address) && IsOf(address, host)
        ? address
        : throw new VenueRefusedException("Slack.Refused", otherwise);

    bool IsOf(Uri url, string host) => (url is { Scheme: "https", IsDefaultPort: true } && url.Host == host)
        || (url.Scheme == api.Scheme && url.Authority == api.Authority);

    async Task<T> SendAsync<T>(
        HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(CallMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return await read(response, either.Token);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new VenueUnavailableException("timeout", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new VenueUnavailableException((e as HttpRequestException)?.HttpRequestError.ToString() ?? "io", e);
        }
        catch (JsonException e)
        {
            throw new VenueUnavailableException("no_json", e);
        }
    }

    static async Task<JsonElement> AnswerAsync(HttpResponseMessage response, CancellationToken stop)
    {
        await CheckStatusAsync(response, stop);
        using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
        return answer.RootElement.Member("ok").ValueKind == JsonValueKind.True
            ? answer.RootElement.Clone()
            : throw SlackErrors.Of(answer.RootElement.Text("error") ?? "no_error", RetryAfter(response), answer.RootElement.Text("needed"));
    }

    static Task<bool> CheckStatusAsync(HttpResponseMessage response, CancellationToken stop) =>
        response.IsSuccessStatusCode ? Task.FromResult(true) : throw SlackErrors.Of(response.StatusCode, RetryAfter(response));

    static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;

    async Task<T> CountAsync<T>(string method, Func<Task<T>> call)
    {
        var outcome = "failed";
        try
        {
            var answer = await call();
            outcome = "ok";
            return answer;
        }
        catch (Exception e) when (e is VenueThrottledException or VenueRefusedException or MessageGoneException or MessageFixedException)
        {
            outcome = e is VenueThrottledException ? "throttled" : e.Message;
            throw;
        }
        finally
        {
            metrics.Called(method, outcome);
        }
    }
}
