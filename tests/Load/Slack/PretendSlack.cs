using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CoCreateBot.Load.Slack;

/// <summary>As much of Slack's Web API as the server calls. It takes everything, keeps the newest of each message and counts.</summary>
sealed class PretendSlack : IAsyncDisposable
{
    public const string SigningSecret = "load-signing-secret";

    static readonly TimeSpan PostedWithin = TimeSpan.FromSeconds(20);

    readonly WebApplication app;
    readonly ConcurrentDictionary<string, TaskCompletionSource<PostedMessage>> cards = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> views = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, PostedMessage> messages = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<string> whispers = [];
    readonly ConcurrentQueue<(long At, string Channel, string Json)> edits = [];
    long clock = 1_700_000_000_000_000;
    long posts;
    long updates;

    PretendSlack(WebApplication app) => this.app = app;

    /// <summary>By which a server takes it for Slack.</summary>
    public (string Name, string Value)[] Settings =>
        [("Slack__SigningSecret", SigningSecret), ("Slack__BotToken", "xoxb-load"), ("Slack__ApiUrl", app.Urls.First() + "/api/")];

    /// <summary>On the same address as the API, or the server would not answer there.</summary>
    public string ResponseUrl => app.Urls.First() + "/actions/T06LOAD0001/7354012648931/kf3Xq0bZ8sVt1LrYwE5nJd2G";

    public long Posts => Interlocked.Read(ref posts);

    public long Updates => Interlocked.Read(ref updates);

    /// <summary>Each edit of a card, the oldest first, with the moment at which it came.</summary>
    public IEnumerable<(long At, string Json)> EditsOf(string channel) =>
        edits.Where(edit => edit.Channel == channel).Select(edit => (edit.At, edit.Json));

    /// <summary>Sentences that were told to one person alone: mostly why something was refused.</summary>
    public IReadOnlyCollection<string> Whispers => whispers;

    public static async Task<PretendSlack> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]); // its watcher would wake at each write of the measured server
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var slack = new PretendSlack(builder.Build());
        slack.app.MapPost("/api/{method}", slack.CallAsync);
        slack.app.MapPost("/actions/{*rest}", slack.RespondAsync);
        await slack.app.StartAsync();
        return slack;
    }

    /// <summary>The first message that was posted in a channel.</summary>
    public Task<PostedMessage> CardAsync(string channel) => Card(channel).Task.WaitAsync(PostedWithin, TimeProvider.System);

    /// <summary>The dialog that was opened for a trigger.</summary>
    public Task<JsonElement> ViewAsync(string trigger) => View(trigger).Task.WaitAsync(PostedWithin, TimeProvider.System);

    /// <summary>What the messages of a channel show now.</summary>
    public IEnumerable<PostedMessage> In(string channel) => messages.Values.Where(message => message.Channel == channel);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    TaskCompletionSource<PostedMessage> Card(string channel) =>
        cards.GetOrAdd(channel, _ => new TaskCompletionSource<PostedMessage>(TaskCreationOptions.RunContinuationsAsynchronously));

    TaskCompletionSource<JsonElement> View(string trigger) =>
        views.GetOrAdd(trigger, _ => new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously));

    async Task CallAsync(HttpContext http)
    {
        var method = http.Request.RouteValues["method"] as string;
        http.Response.ContentType = "application/json; charset=utf-8";
        if (method is "conversations.history" or "conversations.replies")
        {
            await http.Response.WriteAsync(History((await http.Request.ReadFormAsync())["channel"].ToString()));
            return;
        }

        using var json = await JsonDocument.ParseAsync(http.Request.Body);
        var call = json.RootElement;
        await http.Response.WriteAsync(method switch
        {
            "chat.postMessage" => Post(call.Clone()),
            "chat.update" => Update(call.Clone()),
            "views.open" => Open(call.Clone()),
            "auth.test" => """{"ok":true,"team_id":"T0000000001","enterprise_id":"E0000000001","is_enterprise_install":true,"user_id":"U06LOADBOT1","bot_id":"B06LOADBOT1"}""",
            _ => """{"ok":true}""",
        });
    }

    async Task RespondAsync(HttpContext http)
    {
        using var json = await JsonDocument.ParseAsync(http.Request.Body);
        whispers.Enqueue(json.RootElement.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "");
    }

    string Post(JsonElement call)
    {
        Interlocked.Increment(ref posts);
        var at = Interlocked.Increment(ref clock);
        var ts = string.Create(CultureInfo.InvariantCulture, $"{at / 1_000_000}.{at % 1_000_000:D6}");
        var message = new PostedMessage(Text(call, "channel"), ts, call);
        messages[ts] = message;
        Card(message.Channel).TrySetResult(message);
        return $$"""{"ok":true,"channel":"{{message.Channel}}","ts":"{{ts}}"}""";
    }

    string Update(JsonElement call)
    {
        Interlocked.Increment(ref updates);
        var message = new PostedMessage(Text(call, "channel"), Text(call, "ts"), call);
        messages[message.Ts] = message;
        edits.Enqueue((Stopwatch.GetTimestamp(), message.Channel, message.Blocks.GetRawText()));
        return $$"""{"ok":true,"channel":"{{message.Channel}}","ts":"{{message.Ts}}"}""";
    }

    string Open(JsonElement call)
    {
        View(Text(call, "trigger_id")).TrySetResult(call.GetProperty("view"));
        return """{"ok":true,"view":{"id":"V000000001"}}""";
    }

    string History(string channel) => $$"""{"ok":true,"messages":[{{string.Join(',', In(channel).Select(Entry))}}]}""";

    static string Entry(PostedMessage message) =>
        $$"""{"ts":"{{message.Ts}}","bot_id":"B06LOADBOT1","user":"U06LOADBOT1","metadata":{{message.Metadata}}}""";

    static string Text(JsonElement call, string name) => call.GetProperty(name).GetString() ?? "";
}

/// <param name="Call">What the server sent when it posted or last edited it.</param>
sealed record PostedMessage(string Channel, string Ts, JsonElement Call)
{
    public JsonElement Blocks => Call.GetProperty("blocks");

    public string Text => Call.GetProperty("text").GetString() ?? "";

    public string Metadata => Call.TryGetProperty("metadata", out var sent) ? sent.GetRawText() : "{}";
}
