using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Slack.Installing;
using CoCreateBot.Bot.Venues.Slack.Manifest;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Doctor;

/// <summary>Asks Slack itself what of the settings works. It asks only what changes nothing, once, and each time for a bounded while.</summary>
/// <param name="store">Null where it cannot be opened, or a server has it open.</param>
sealed class SlackDoctor(BotOptions options, IStore? store, HttpMessageHandler way, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>What Slack signs is refused when it is five minutes off; a clock that is a minute off will be.</summary>
    public static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(1);

    const int AnswerBytesMax = 256 * 1024;
    const string Apps = "On api.slack.com/apps open your app, ";

    readonly HttpClient http = WireHttp.Client(way, AnswerBytesMax, isOwner: false);

    readonly SlackOptions slack = options.Slack;

    public async IAsyncEnumerable<Finding> FindAsync()
    {
        if (slack.IsOff)
        {
            var how = "`manifest slack --socket` prints what to paste at api.slack.com/apps, Create New App, From a manifest; then set Slack:AppToken and "
                + "Slack:BotToken.";
            yield return options.Teams.IsOff ? Finding.Missing($"Slack is not set up. {how}") : Finding.Ok($"Slack is off. To add it: {how}");
            yield break;
        }

        if (!slack.Problems().IsEmpty)
        {
            yield break; // said already; a wrong address must not get a token
        }

        if (slack.IsSigned)
        {
            yield return Signed();
        }

        if (slack.BotToken.Length > 0)
        {
            await foreach (var finding in BotTokenAsync())
            {
                yield return finding;
            }
        }

        if (slack.IsSocket)
        {
            yield return await AppTokenAsync();
        }

        if (slack.HasOAuth)
        {
            await foreach (var finding in InstallationsAsync())
            {
                yield return finding;
            }
        }
    }

    public void Dispose() => http.Dispose();

    Finding Signed() => options.PublicUrl is { } url
        ? Finding.Ok($"Slack:SigningSecret is set. Slack has to reach {url.ToString().TrimEnd('/')}{SlackDoor.Path}; whether the secret is the right one, "
            + "its first request shows.")
        : Finding.Missing("Slack:SigningSecret is set, so Slack comes to this server, but Web:PublicUrl does not say under which address. "
            + "Set it, or use Socket Mode with Slack:AppToken, which needs none.");

    async IAsyncEnumerable<Finding> BotTokenAsync()
    {
        var heard = await AskAsync("auth.test", slack.BotToken);
        if (heard.Trouble is { } trouble)
        {
            yield return Finding.Wrong(heard.IsRefusal
                ? $"Slack:BotToken ({Kind(slack.BotToken)}) is refused: {trouble}. {Apps}OAuth & Permissions: install it to the workspace, and copy the "
                    + "Bot User OAuth Token."
                : Unreachable(trouble));
        }
        else
        {
            yield return Finding.Ok($"Slack:BotToken ({Kind(slack.BotToken)}) works in the workspace {heard.Answer.Text("team_id")}.");
            foreach (var finding in Scopes(heard.Scopes))
            {
                yield return finding;
            }
        }

        if (heard.Date is { } date)
        {
            yield return Clock(date - time.GetUtcNow());
        }
    }

    async IAsyncEnumerable<Finding> InstallationsAsync()
    {
        var address = options.PublicUrl?.ToString().TrimEnd('/') ?? "";
        yield return Finding.Ok($"Slack:ClientId and Slack:ClientSecret are set: workspaces install the app at {address}{InstallEndpoints.Path}. "
            + $"{address}{InstallEndpoints.BackPath} has to be among its redirect URLs.");
        if (store is null)
        {
            yield return Finding.Missing("Who has installed the app cannot be looked at now: the store is not open to this program.");
            yield break;
        }

        var (known, broken) = (0, 0);
        await foreach (var one in new InstalledWorkspaces(options, store, time).ReadAsync(async token => (await AskAsync("auth.test", token)).Trouble))
        {
            known++;
            if (one is { } problem)
            {
                broken++;
                yield return Finding.Wrong($"{problem} Install it again at {address}{InstallEndpoints.Path}.");
            }
        }

        yield return known == 0 ? Finding.Missing($"No workspace has installed the app yet: open {address}{InstallEndpoints.Path}.")
            : broken == 0 ? Finding.Ok($"Installations that were looked at: {known}. All of them work.")
            : Finding.Wrong($"Installations that were looked at: {known}. Broken: {broken}.");
    }

    static IEnumerable<Finding> Scopes(string? header)
    {
        if (header is null)
        {
            yield return Finding.Missing("Slack does not say which permissions the bot has, so they were not checked.");
            yield break;
        }

        var granted = header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var missing = SlackScopes.Bot.Except(granted, StringComparer.Ordinal).ToArray();
        var needed = missing.Except(SlackManifest.OptionalScopes, StringComparer.Ordinal).ToArray();
        if (needed.Length > 0)
        {
            yield return Finding.Wrong($"The bot lacks permissions: {string.Join(", ", needed)}. {Apps}OAuth & Permissions, Scopes: add them, and install the "
                + "app again.");
        }
        else
        {
            yield return Finding.Ok("The bot has all permissions that it needs.");
        }

        foreach (var scope in missing.Except(needed, StringComparer.Ordinal))
        {
            yield return Finding.Missing($"The permission {scope} was not granted; the bot does without.");
        }
    }

    static Finding Clock(TimeSpan skew) => skew.Duration() <= SkewMax
        ? Finding.Ok("This machine's clock agrees with Slack's.")
        : Finding.Wrong(string.Create(
            CultureInfo.InvariantCulture,
            $"This machine's clock is {skew.Duration().TotalSeconds:0} seconds {(skew > TimeSpan.Zero ? "behind" : "ahead of")} Slack's: ")
            + "what Slack signs will be refused. Let it follow a time server.");

    async Task<Finding> AppTokenAsync()
    {
        var heard = await AskAsync(SlackMethods.AppTokenMethod, slack.AppToken);
        return heard.Trouble switch
        {
            null => Finding.Ok($"Slack:AppToken ({Kind(slack.AppToken)}) opens sockets: Socket Mode is on."),
            { } trouble when heard.IsRefusal => Finding.Wrong($"Slack:AppToken ({Kind(slack.AppToken)}) is refused: {trouble}. {Apps}Socket Mode: switch it "
                + "on; and Basic Information, App-Level Tokens: it needs the scope connections:write."),
            var trouble => Finding.Wrong(Unreachable(trouble)),
        };
    }

    string Unreachable(string trouble) =>
        $"Slack at {slack.ApiBase} did not answer ({trouble}). A firewall or a proxy may be in the way, or Slack itself is down: status.slack.com.";

    // So much of a token is no secret.
    static string Kind(string token) => token[..(token.IndexOf('-', StringComparison.Ordinal) + 1)] + "…";

    /// <param name="Trouble">Null where Slack says ok.</param>
    /// <param name="IsRefusal">Slack itself says no; else there was no such answer.</param>
    sealed record Heard(JsonElement Answer, string? Scopes, DateTimeOffset? Date, string? Trouble, bool IsRefusal);

    async Task<Heard> AskAsync(string method, string token)
    {
        using var limit = new CancellationTokenSource(AnswerWithin, time);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(slack.ApiBase, method)) { Content = SlackArguments.Json(_ => { }).Content() };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            return await HearAsync(response, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return Nothing("no answer in time");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Nothing((e as HttpRequestException)?.HttpRequestError.ToString() ?? "io");
        }
    }

    static async Task<Heard> HearAsync(HttpResponseMessage response, CancellationToken stop)
    {
        var scopes = response.Headers.TryGetValues("x-oauth-scopes", out var given) ? string.Join(',', given) : null;
        var date = response.Headers.Date;
        if (!response.IsSuccessStatusCode)
        {
            var trouble = response.StatusCode == HttpStatusCode.TooManyRequests ? "too many requests" : $"status {(int)response.StatusCode}";
            return Nothing(trouble) with { Date = date };
        }

        try
        {
            using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
            var answer = json.RootElement.Clone();
            var isOk = answer.Member("ok").ValueKind == JsonValueKind.True;
            return new Heard(answer, scopes, date, isOk ? null : SlackErrors.Short(answer.Text("error") ?? "no_error"), IsRefusal: !isOk);
        }
        catch (JsonException)
        {
            return Nothing("no JSON") with { Date = date };
        }
    }

    static Heard Nothing(string trouble) => new(default, null, null, trouble, IsRefusal: false);
}
