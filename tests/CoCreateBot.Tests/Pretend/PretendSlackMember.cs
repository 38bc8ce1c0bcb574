using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Tests.Cards.BlockKit;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Someone in a pretended Slack with their client: types commands, presses buttons by title, fills dialogs by label.</summary>
sealed partial class PretendSlackMember(PretendSlack slack, HttpClient bot, string id, string name, string team = PretendSlack.Team)
{
    /// <summary>Between two things that a person does, so that no budget is what a story is about.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public string Id => id;

    /// <summary>The organisation that has installed the bot for its workspaces; null where each has its own.</summary>
    public string? Organisation { get; init; }

    /// <summary>Types a slash command and gives the private answer.</summary>
    public async Task<PretendMessage> TypeAsync(string channel, string text)
    {
        slack.Time.Pass(Pause);
        var response = await SendCommandAsync(channel, text, slack.NewTrigger(id));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal("ephemeral", (string?)answer["response_type"]);
        return new PretendMessage(channel, "e.1", null, answer) { IsEphemeral = true };
    }

    public Task<HttpResponseMessage> SendCommandAsync(string channel, string text, string trigger)
    {
        var typed = text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;"); // as Slack escapes
        Dictionary<string, string> fields = new()
        {
            ["token"] = "x",
            ["team_id"] = team,
            ["team_domain"] = "pretend",
            ["channel_id"] = channel,
            ["channel_name"] = "general",
            ["user_id"] = id,
            ["user_name"] = name,
            ["command"] = "/cocreate",
            ["text"] = typed,
            ["api_app_id"] = "A1",
            ["is_enterprise_install"] = Organisation is null ? "false" : "true",
            ["enterprise_id"] = Organisation ?? "",
            ["response_url"] = slack.NewResponseUrl(channel, id, null),
            ["trigger_id"] = trigger,
        };
        return SendAsync(fields);
    }

    /// <summary>Presses a button, found by how its title begins, on a message as it stands now; only an empty 200 will do.</summary>
    public async Task PressAsync(PretendMessage message, string title)
    {
        slack.Time.Pass(Pause);
        var response = await SendPressAsync(message, title, slack.NewTrigger(id));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> SendPressAsync(PretendMessage message, string title, string trigger) =>
        SendPressAsync(message, Button(message, title), trigger);

    public Task<HttpResponseMessage> SendPressAsync(PretendMessage message, JsonNode button, string trigger)
    {
        var home = slack.TeamOf(message) ?? team;
        slack.Bind(trigger, home);
        var payload = new JsonObject
        {
            ["type"] = "block_actions",
            ["user"] = User(),
            ["api_app_id"] = "A1",
            ["token"] = "x",
            ["container"] = new JsonObject
            {
                ["type"] = "message",
                ["message_ts"] = message.Ts,
                ["channel_id"] = message.Channel,
                ["is_ephemeral"] = message.IsEphemeral,
            },
            ["trigger_id"] = trigger,
            ["team"] = Organisation is null ? new JsonObject { ["id"] = NamesHost ? home : team, ["domain"] = "pretend" } : null,
            ["enterprise"] = Organisation is null ? null : new JsonObject { ["id"] = Organisation },
            ["is_enterprise_install"] = Organisation is not null,
            ["channel"] = new JsonObject { ["id"] = message.Channel, ["name"] = "general" },
            ["message"] = message.IsEphemeral ? null : slack.TeamOf(message) is { } of ? With(message.Content, of) : message.Content.DeepClone(),
            ["response_url"] = slack.NewResponseUrl(message.Channel, id, message.Content),
            ["actions"] = new JsonArray(new JsonObject
            {
                ["action_id"] = button["action_id"]?.DeepClone(),
                ["block_id"] = "b",
                ["text"] = button["text"]?.DeepClone(),
                ["value"] = button["value"]?.DeepClone(),
                ["type"] = "button",
                ["action_ts"] = "1.1",
            }),
        };
        return SendPayloadAsync(payload);
    }

    /// <summary>Chooses one of our actions in the menu of a message, and gives the private answer; only an empty 200 will do.</summary>
    public async Task<PretendMessage> ChooseAsync(string channel, string action, JsonObject message, string? trigger = null)
    {
        slack.Time.Pass(Pause);
        var told = slack.Whispers.Count;
        var response = await SendChoiceAsync(channel, action, message, trigger ?? slack.NewTrigger(id));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        await slack.UntilAsync(() => slack.Whispers.Count > told, "an answer in private");
        return slack.Whispers[^1].Message;
    }

    public Task<HttpResponseMessage> SendChoiceAsync(string channel, string action, JsonObject message, string trigger) => SendPayloadAsync(new JsonObject
    {
        ["type"] = "message_action",
        ["token"] = "x",
        ["action_ts"] = "1.1",
        ["team"] = new JsonObject { ["id"] = team, ["domain"] = "pretend" },
        ["user"] = User(),
        ["channel"] = new JsonObject { ["id"] = channel, ["name"] = "general" },
        ["is_enterprise_install"] = false,
        ["enterprise"] = null,
        ["callback_id"] = action,
        ["trigger_id"] = trigger,
        ["message_ts"] = "1.1",
        ["message"] = message,
        ["response_url"] = slack.NewResponseUrl(channel, id, null),
    });

    /// <summary>Slack's word of a reply in a thread, or of what became of it.</summary>
    public Task<HttpResponseMessage> SendReplyAsync(PretendMessage root, string ts, string? text, string eventId, string? before = null)
    {
        var message = new JsonObject { ["type"] = "message", ["user"] = id, ["ts"] = ts, ["thread_ts"] = root.Ts, ["text"] = text ?? before };
        var told = (text, before) switch
        {
            (not null, null) => (JsonObject)message.DeepClone(),
            (null, _) => new JsonObject { ["type"] = "message", ["subtype"] = "message_deleted", ["deleted_ts"] = ts, ["previous_message"] = message },
            _ => Changed(message, before),
        };
        told["channel"] = root.Channel;
        return SendEventAsync(told, eventId);
    }

    JsonObject Changed(JsonObject message, string before)
    {
        var old = (JsonObject)message.DeepClone();
        old["text"] = before;
        message["edited"] = new JsonObject { ["user"] = id, ["ts"] = "1.1" };
        return new JsonObject { ["type"] = "message", ["subtype"] = "message_changed", ["message"] = message, ["previous_message"] = old };
    }

    /// <summary>Presses a button that opens a dialog, and gives the dialog.</summary>
    public async Task<PretendView> OpenAsync(PretendMessage message, string title)
    {
        var before = slack.Views.Count;
        await PressAsync(message, title);
        await slack.UntilAsync(() => slack.Views.Count > before, "a dialog opens");
        return slack.Views.Values.Last();
    }

    /// <summary>Fills in inputs, by their labels, and hands in; what is not named stays as the dialog showed it.</summary>
    public async Task SubmitAsync(PretendView view, params (string Label, string Value)[] given)
    {
        slack.Time.Pass(Pause);
        var answer = await SendSubmitAsync(view, slack.NewTrigger(id), given);
        Apply(view, answer);
    }

    /// <summary>The same, and gives what came back; null where it was nothing, which closes the dialog.</summary>
    public async Task<JsonObject?> SendSubmitAsync(PretendView view, string trigger, params (string Label, string Value)[] given)
    {
        Assert.True(view.IsOpen, "The dialog is closed.");
        Assert.True(view.Content["submit"] is not null, "The dialog has nothing to hand in.");
        var sent = view.Content.DeepClone();
        sent["id"] = view.Id;
        sent["hash"] = view.Hash;
        sent["app_installed_team_id"] = slack.AppTeamOf(view, id);
        sent["state"] = new JsonObject { ["values"] = PretendSlackForm.Filled(view.Content, given) };
        var payload = new JsonObject
        {
            ["type"] = "view_submission",
            ["team"] = Organisation is null ? new JsonObject { ["id"] = team, ["domain"] = "pretend" } : null,
            ["enterprise"] = Organisation is null ? null : new JsonObject { ["id"] = Organisation },
            ["is_enterprise_install"] = Organisation is not null,
            ["user"] = User(),
            ["api_app_id"] = "A1",
            ["token"] = "x",
            ["trigger_id"] = trigger,
            ["view"] = sent,
            ["response_urls"] = new JsonArray(),
        };
        var response = await SendPayloadAsync(payload);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync();
        return body.Length == 0 ? null : JsonNode.Parse(body)!.AsObject();
    }

    void Apply(PretendView view, JsonObject? answer)
    {
        view.Errors = [];
        switch ((string?)answer?["response_action"])
        {
            case null:
                view.IsOpen = false;
                break;
            case "errors":
                view.Errors = answer!["errors"]!.AsObject().ToDictionary(error => error.Key, error => (string)error.Value!);
                var inputs = view.Content["blocks"]!.AsArray().Where(block => (string?)block!["type"] == "input").ToList();
                Assert.All(view.Errors.Keys, input => Assert.Contains(inputs, block => (string?)block!["block_id"] == input));
                break;
            case "push":
                slack.Push(view, (JsonObject)answer!["view"]!.DeepClone());
                break;
            case "clear":
                for (var one = view; one is not null; one = one.Under)
                {
                    one.IsOpen = false;
                }

                break;
            case "update":
                view.Content = (JsonObject)answer!["view"]!.DeepClone();
                Assert.Empty(BlockKitLint.View(Rendered.Json(Encoding.UTF8.GetBytes(view.Content.ToJsonString()))));
                break;
            default:
                Assert.Fail($"No answer that Slack knows: {answer}");
                break;
        }
    }

    public Task<HttpResponseMessage> SendPayloadAsync(JsonObject payload) =>
        SendAsync(new Dictionary<string, string> { ["payload"] = payload.ToJsonString() });

    public static JsonNode Button(PretendMessage message, string title) =>
        message.Content["blocks"]!.AsArray()
            .Where(block => (string?)block!["type"] == "actions")
            .SelectMany(block => block!["elements"]!.AsArray())
            .SingleOrDefault(element => ((string?)element!["text"]?["text"])?.StartsWith(title, StringComparison.Ordinal) == true)
        ?? throw new InvalidOperationException($"No button “{title}” on {message.Shown}");

    Task<HttpResponseMessage> SendAsync(Dictionary<string, string> fields)
    {
        var body = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{field.Key}={WebUtility.UrlEncode(field.Value)}")));
        return SendAsync(Signed(body, "application/x-www-form-urlencoded"));
    }

    /// <summary>
    /// Slack has its answer when the announced length is there, whatever the bot still does after it. Left to itself the test
    /// server's client would wait for the end of that.
    /// </summary>
    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var response = await bot.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.Content.Headers.ContentLength is { } length)
        {
            var body = new byte[length];
            await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(body);
            response.Content = new ByteArrayContent(body);
            slack.Hear(Encoding.UTF8.GetString(body));
            slack.Answered(id, $"{(int)response.StatusCode}\n{response.Headers}{response.Content.Headers}\n{Encoding.UTF8.GetString(body)}");
        }

        return response;
    }

    public HttpRequestMessage Signed(byte[] body, string contentType)
    {
        var timestamp = slack.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, "/slack/events") { Content = new ByteArrayContent(body) };
        request.Content.Headers.Add("Content-Type", contentType);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", PretendSlackSigner.Sign(PretendSlack.Secret, timestamp, body));
        return request;
    }

    JsonObject User() => new() { ["id"] = id, ["username"] = name, ["name"] = name, ["team_id"] = team };
}
