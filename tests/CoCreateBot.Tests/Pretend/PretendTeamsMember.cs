using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Somebody in Teams: writes, presses what they see, fills in dialogs. All of it comes to the bot as Teams sends it, signed.</summary>
sealed partial class PretendTeamsMember(PretendTeams teams, PretendTeamsKeys keys, HttpClient bot, string name)
{
    const string BotName = "CoCreate";
    const int TellingsMax = 5;

    /// <summary>As the bot knows them.</summary>
    public string Id => $"29:{name.ToLowerInvariant()}";

    public string Name => name;

    public string Locale { get; init; } = "en-US";

    /// <summary>Writes to the bot where all can read it.</summary>
    public Task<JsonNode?> MentionAsync(PretendConversation where, string text, string? thread = null, string? id = null) =>
        SendAsync(Mentions(where, text, thread, id));

    /// <summary>The same, not sent yet.</summary>
    public JsonObject Mentions(PretendConversation where, string text, string? thread = null, string? id = null)
    {
        var message = Activity("message", where, id ?? teams.NewId(), thread);
        message["text"] = $"<at>{BotName}</at> {text}";
        message["textFormat"] = "plain";
        message["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "mention",
            ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = BotName },
            ["text"] = $"<at>{BotName}</at>",
        });
        return message;
    }

    /// <summary>Writes to the bot alone.</summary>
    public Task<JsonNode?> WriteAsync(PretendConversation chat, string text)
    {
        var message = Activity("message", chat, teams.NewId(), null);
        message["text"] = text;
        message["textFormat"] = "plain";
        return SendAsync(message);
    }

    /// <summary>Presses a button of a card, and gives what stands in its place then.</summary>
    public async Task<JsonNode> PressAsync(PretendConversation where, PretendActivity card, string title, string? id = null) =>
        await SendAsync(Presses(where, card, title, id)) ?? throw new InvalidOperationException("A press is answered by a card or a sentence.");

    /// <summary>The press alone, not sent yet.</summary>
    public JsonObject Presses(PretendConversation where, PretendActivity card, string title, string? id = null)
    {
        var action = Action(card.Card, title, "Action.Execute");
        return Invoke(where, card, "adaptiveCard/action", new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = (string?)action["verb"], ["data"] = action["data"]?.DeepClone() },
            ["trigger"] = "manual",
        }, id);
    }

    /// <summary>Presses a button that opens a dialog, and gives that.</summary>
    public async Task<JsonNode> OpenAsync(PretendConversation where, PretendActivity card, string title)
    {
        var action = Action(card.Card, title, "Action.Submit");
        Assert.Equal("task/fetch", (string?)action["data"]?["msteams"]?["type"]);
        var data = (JsonObject)action["data"]!.DeepClone(); // ! see the line before
        data.Remove("msteams");
        data["type"] = "task/fetch";
        return await SendAsync(Invoke(where, card, "task/fetch", new JsonObject { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "dark" } }))
            ?? throw new InvalidOperationException("A dialog or a sentence is wanted.");
    }

    /// <summary>Fills in a dialog, by the labels of its inputs, and hands it in; null where it closes.</summary>
    public Task<JsonNode?> HandInAsync(PretendConversation where, PretendActivity card, JsonNode dialog, params (string Label, string Value)[] fields) =>
        SendAsync(Invoke(where, card, "task/submit", new JsonObject { ["data"] = FilledIn(dialog, fields) }));

    /// <summary>Sends an activity as it is, and gives the answer's JSON. A message that is not taken now is told again.</summary>
    public async Task<JsonNode?> SendAsync(JsonObject activity, string? token = null)
    {
        var (status, body) = await TrySendAsync(activity, token);
        for (var told = 1; status == HttpStatusCode.ServiceUnavailable && (string?)activity["type"] == "message" && told < TellingsMax; told++)
        {
            (status, body) = await TrySendAsync(activity, token);
        }

        Assert.True((int)status is >= 200 and < 300, $"{(int)status} {body}");
        var json = body.Length == 0 ? null : JsonNode.Parse(body);
        teams.Judge((string?)activity["name"], json);
        return json;
    }

    async Task<(HttpStatusCode Status, string Body)> TrySendAsync(JsonObject activity, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/messages", UriKind.Relative))
        {
            Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? keys.Sign());
        var asked = teams.Ask((string?)activity["name"]);
        using var answer = await bot.SendAsync(request);
        teams.NoteAnswer(asked);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static IEnumerable<JsonObject> Typed(JsonNode? json) => json switch
    {
        JsonObject one => (one["type"] is JsonValue ? [one] : Enumerable.Empty<JsonObject>()).Concat(one.SelectMany(member => Typed(member.Value))),
        JsonArray items => items.SelectMany(Typed),
        _ => [],
    };

    static string BotId => $"28:{PretendTeamsKeys.Bot}";

    static JsonObject Action(JsonObject card, string title, string type) =>
        Typed(card).FirstOrDefault(one => (string?)one["type"] == type && ((string?)one["title"])?.Contains(title, StringComparison.Ordinal) == true)
        ?? throw new InvalidOperationException($"There is no {type} “{title}” on {card.ToJsonString()}");

    JsonObject Invoke(PretendConversation where, PretendActivity card, string call, JsonObject value, string? id = null)
    {
        var invoke = Activity("invoke", where, id ?? $"f:{teams.NewId()}", where.Kind == "channel" ? card.Thread ?? card.Id : null);
        invoke["name"] = call;
        invoke["replyToId"] = card.Id;
        invoke["value"] = value;
        return invoke;
    }

    JsonObject Activity(string type, PretendConversation where, string id, string? thread) => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["timestamp"] = teams.Time.GetUtcNow().ToString("O"),
        ["channelId"] = "msteams",
        ["serviceUrl"] = PretendTeamsKeys.ServiceUrl,
        ["from"] = From(),
        ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = BotName },
        ["conversation"] = new JsonObject
        {
            ["id"] = where.Kind != "channel" ? where.Id : $"{where.Id};messageid={thread ?? id}",
            ["conversationType"] = where.Kind,
            ["isGroup"] = where.Kind != "personal",
            ["tenantId"] = where.Tenant,
        },
        ["channelData"] = where.Team is null
            ? new JsonObject { ["tenant"] = new JsonObject { ["id"] = where.Tenant } }
            : new JsonObject
            {
                ["tenant"] = new JsonObject { ["id"] = where.Tenant },
                ["team"] = new JsonObject { ["id"] = where.Team },
                ["channel"] = new JsonObject { ["id"] = where.Id },
            },
        ["locale"] = Locale,
        ["localTimezone"] = "Europe/Vienna",
    };
}
