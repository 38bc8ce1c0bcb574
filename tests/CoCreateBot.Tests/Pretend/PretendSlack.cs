using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>
/// A strict Slack in the test's own process: it knows its channels, refuses what Slack refuses (tokens, limits of blocks, used
/// triggers, fast senders), counts what is posted, and behaves badly when told to. What a client did wrong stands in
/// <see cref="PretendPlatform.Faults"/>.
/// </summary>
sealed partial class PretendSlack(ManualTime time) : PretendPlatform(time)
{
    public const string Team = "T0PRETEND";
    public const string BotUser = "U0BOT";
    public const string Bot = "B0BOT";
    public const string Token = "xoxb-pretend-1";
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string Api = "https://slack.com/api/";

    readonly List<string> heard = [];
    readonly Dictionary<string, PretendChannel> channels = [];
    int number;

    /// <summary>What single people were told through a response_url or in a channel, oldest first.</summary>
    public List<PretendWhisper> Whispers { get; } = [];

    /// <summary>By channel, message and name.</summary>
    public HashSet<(string? Channel, string? Ts, string? Name)> Reactions { get; } = [];

    public Dictionary<string, PretendView> Views { get; } = [];

    /// <summary>Each member's own language, by user id: "de-DE". Who is not here has none that Slack would tell.</summary>
    public Dictionary<string, string> Locales { get; } = [];

    /// <summary>Every text that came in a call or an answer, whoever sees it.</summary>
    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (gate) // a call may still be under way when its process has ended
            {
                return [.. heard];
            }
        }
    }

    /// <summary>All that left the bot: the body of every call, and every answer to a request of Slack's.</summary>
    public List<PretendLeft> Left { get; } = [];

    public PretendChannel Channel(string id, bool hasBot = true, bool isPrivate = false, string team = Team)
    {
        lock (gate)
        {
            return channels[id] = new PretendChannel(id, isPrivate) { HasBot = hasBot, Team = team };
        }
    }

    public PretendChannel ChannelOf(string id)
    {
        lock (gate)
        {
            return channels[id];
        }
    }

    /// <summary>The same workspace once more, as it is now, at the same moment: another story may go on from here.</summary>
    public PretendSlack Copy()
    {
        lock (gate)
        {
            var copy = new PretendSlack(new ManualTime(Time.GetUtcNow())) { number = number };
            foreach (var channel in channels.Values)
            {
                var same = copy.Channel(channel.Id, channel.HasBot, channel.IsPrivate);
                channel.Messages.ForEach(
                    message => same.Keep(new PretendMessage(message.Channel, message.Ts, message.Thread, (JsonObject)message.Content.DeepClone())));
            }

            return copy;
        }
    }

    /// <summary>The bot's answer to a request that this member's client made.</summary>
    public void Answered(string user, string answer)
    {
        lock (gate)
        {
            Left.Add(new PretendLeft("answer", answer, user));
        }
    }

    /// <summary>Dialogs that are open, each with whoever opened it.</summary>
    public IReadOnlyList<(PretendView View, string User)> OpenViews
    {
        get
        {
            lock (gate)
            {
                return [.. Views.Values.Where(view => view.IsOpen).Select(view => (view, owners.GetValueOrDefault(view.Id, "")))];
            }
        }
    }

    public string NewTrigger(string user = "")
    {
        lock (gate)
        {
            var trigger = $"trigger.{user}.{triggers.Keys.Count(one => one.StartsWith($"trigger.{user}.", StringComparison.Ordinal)) + 1}";
            triggers[trigger] = Time.GetUtcNow();
            owners[trigger] = user;
            return trigger;
        }
    }

    public string NewResponseUrl(string channel, string user, JsonNode? original)
    {
        lock (gate)
        {
            var url = $"https://hooks.slack.com/actions/{Team}/{Number("")}/secret";
            responseUrls[url] = new ResponseUrl(channel, user, Time.GetUtcNow(), original);
            return url;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var method = request.RequestUri!.Host switch
        {
            "hooks.slack.com" => "response_url",
            UploadHost => UploadMethod,
            _ => request.RequestUri.AbsolutePath.Replace("/api/", ""),
        };
        HttpResponseMessage? answer = null;
        PretendTrouble? trouble;
        lock (gate)
        {
            trouble = Note(method);
            Hear(method == UploadMethod ? "" : body); // a file is no text that the bot says
            if (trouble is null or { IsAfterWork: true })
            {
                Left.Add(new PretendLeft(method, body, ReaderOf(method, request, body)));
                answer = Json(Do(method, request, body));
            }

            Change();
        }

        return trouble is null ? answer! : await trouble.AnswerAsync(cancellationToken);
    }

    /// <summary>Notes the texts of a call or an answer; a form has none that people read.</summary>
    public void Hear(string body)
    {
        if (body.StartsWith('{'))
        {
            lock (gate)
            {
                heard.AddRange(TextsIn(JsonNode.Parse(body)));
            }
        }
    }

    public static IEnumerable<string> TextsIn(JsonNode? json) => json switch
    {
        JsonObject members => members.SelectMany(member => TextsIn(member.Value)),
        JsonArray items => items.SelectMany(TextsIn),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    // Whoever alone gets to see it; null is everybody, and whatever Slack itself alone learns counts as that.
    string? ReaderOf(string method, HttpRequestMessage request, string body) => method switch
    {
        "response_url" => responseUrls.GetValueOrDefault(request.RequestUri!.AbsoluteUri)?.User, // ! a request that was sent has an address
        "chat.postEphemeral" => (string?)JsonNode.Parse(body)!["user"],
        "chat.postMessage" when (string?)JsonNode.Parse(body)!["channel"] is ['U', ..] user => user,
        "files.completeUploadExternal" => DirectUser((string?)JsonNode.Parse(body)!["channel_id"]),
        "views.publish" => (string?)JsonNode.Parse(body)!["user_id"],
        "views.open" => owners.GetValueOrDefault((string?)JsonNode.Parse(body)!["trigger_id"] ?? ""),
        "views.update" => owners.GetValueOrDefault((string?)JsonNode.Parse(body)!["view_id"] ?? ""),
        "users.info" => System.Web.HttpUtility.ParseQueryString(body)["user"], // asked before somebody is told something, in their language
        _ => null,
    };

    JsonObject Do(string method, HttpRequestMessage request, string body)
    {
        if (method == "response_url")
        {
            return Respond(request, body);
        }

        if (method == UploadMethod)
        {
            return TakeBytes(request);
        }

        if (method == "oauth.v2.access")
        {
            return Exchange(request, body);
        }

        return Unknown(request, method) is { } error ? error
            : IsTooFast(method) is { } wait ? Throttled(wait)
            : Call(method, request.Content?.Headers.ContentType?.MediaType, body);
    }

    static HttpResponseMessage Json(JsonObject answer)
    {
        var response = new HttpResponseMessage();
        if (answer["$status"] is { } status)
        {
            response.StatusCode = (System.Net.HttpStatusCode)(int)status;
            answer.Remove("$status");
        }

        if (answer["$retry"] is { } seconds)
        {
            response.StatusCode = System.Net.HttpStatusCode.TooManyRequests;
            response.Headers.Add("Retry-After", seconds.ToString());
            answer.Remove("$retry");
        }

        response.Content = new StringContent(answer.ToJsonString(), Encoding.UTF8, "application/json");
        return response;
    }

    static JsonObject Ok() => new() { ["ok"] = true };

    static JsonObject Error(string code) => new() { ["ok"] = false, ["error"] = code };

    string Number(string prefix) => $"{prefix}{++number}";
}

sealed class PretendChannel(string id, bool isPrivate)
{
    ImmutableList<PretendMessage> messages = [];

    public string Id => id;

    public bool IsPrivate => isPrivate;

    public bool HasBot { get; set; }

    public bool IsArchived { get; set; }

    /// <summary>People who are not in it.</summary>
    public HashSet<string> Outsiders { get; } = [];

    public string Team { get; init; } = PretendSlack.Team;

    /// <summary>Oldest first, with the threads' replies, as they stand at this moment: a test may look while the bot sends.</summary>
    public List<PretendMessage> Messages => [.. Volatile.Read(ref messages)];

    /// <summary>Called by one at a time.</summary>
    public void Keep(PretendMessage message) => Volatile.Write(ref messages, messages.Add(message));

    /// <summary>Called by one at a time. Replies in its thread stay.</summary>
    public void Remove(PretendMessage message) => Volatile.Write(ref messages, messages.Remove(message));

    /// <summary>All of them are deleted.</summary>
    public void Empty() => Volatile.Write(ref messages, []);

    public PretendMessage Root => Messages.Single(message => message.Thread is null);

    public PretendMessage Reply => Messages.Single(message => message.Thread is not null);
}

sealed class PretendMessage(string channel, string ts, string? thread, JsonObject content)
{
    public string Channel => channel;

    public string Ts => ts;

    public string? Thread => thread;

    /// <summary>text, blocks, metadata.</summary>
    public JsonObject Content { get; set; } = content;

    public int Updates { get; set; }

    /// <summary>Seen by one person alone.</summary>
    public bool IsEphemeral { get; init; }

    /// <summary>Everything that can be read on it.</summary>
    public string Shown => Content.ToJsonString(PretendJson.Readable);

    /// <summary>In one of its texts, whatever letters JSON would escape.</summary>
    public bool Says(string text) => PretendSlack.TextsIn(Content).Any(said => said.Contains(text, StringComparison.Ordinal));

    public bool Shows(string text) => Shown.Contains(text, StringComparison.Ordinal);
}

/// <param name="User">Who alone it is for; null is everybody.</param>
sealed record PretendLeft(string Method, string Body, string? User);

sealed record PretendWhisper(string User, PretendMessage Message, bool Replaces);

sealed class PretendView(string id, JsonObject content)
{
    public string Id => id;

    public JsonObject Content { get; set; } = content;

    public string Hash { get; set; } = "hash.1";

    public bool IsOpen { get; set; } = true;

    public Dictionary<string, string> Errors { get; set; } = [];

    /// <summary>On top of which it was put.</summary>
    public PretendView? Under { get; init; }

    public string Shown => Content.ToJsonString(PretendJson.Readable);

    public bool Shows(string text) => Shown.Contains(text, StringComparison.Ordinal);
}

static class PretendJson
{
    public static readonly System.Text.Json.JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
