using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Slack;

/// <summary>
/// What Slack would send, field by field, around the cards and dialogs that the server itself made. Who it comes from and the delivery's id are holes
/// of the template: "user" and "trigger".
/// </summary>
sealed class SlackBodies(string responseUrl)
{
    // Two numbers and 32 hexadecimal digits; only the last of these differ here.
    const string TriggerHead = "7354012648931.6091287354.4f0c6b1d9a27e385c0d1";

    static readonly string User = "U0" + Template.HoleNamed("user_9");
    static readonly string Name = "person-" + Template.HoleNamed("user_9");
    static readonly string Trigger = TriggerHead + Template.HoleNamed("trigger_12");
    static readonly string Sender = $$"""{"id":"{{User}}","username":"{{Name}}","name":"{{Name}}","team_id":"TEAM"}""";

    public static string TriggerOf(long trigger) => string.Create(CultureInfo.InvariantCulture, $"{TriggerHead}{trigger:D12}");

    public string Command(Channel channel, string text, long user, long trigger)
    {
        KeyValuePair<string, string>[] fields =
        [
            new("token", "gIkuvaNzQIHg97ATvDxqgjtO"),
            new("team_id", channel.Team),
            new("team_domain", "example-workspace"),
            new("channel_id", channel.Id),
            new("channel_name", "team-retrospective"),
            new("user_id", string.Create(CultureInfo.InvariantCulture, $"U0{user:D9}")),
            new("user_name", string.Create(CultureInfo.InvariantCulture, $"person-{user:D9}")),
            new("command", "/cocreate"),
            new("text", text),
            new("api_app_id", "A06LOAD0001"),
            new("is_enterprise_install", "false"),
            new("response_url", responseUrl),
            new("trigger_id", TriggerOf(trigger)),
        ];
        return string.Join('&', fields.Select(field => $"{field.Key}={WebUtility.UrlEncode(field.Value)}"));
    }

    /// <summary>A press of a button of a posted card, which Slack sends along whole, with the metadata it was posted with and, as most are, edited.</summary>
    public string Tap(Channel channel, PostedMessage card, Button button) => Form($$"""
        {"type":"block_actions","user":{{Sender.Replace("TEAM", channel.Team, StringComparison.Ordinal)}},"api_app_id":"A06LOAD0001",
        "token":"gIkuvaNzQIHg97ATvDxqgjtO",
        "container":{"type":"message","message_ts":"{{card.Ts}}","channel_id":"{{channel.Id}}","is_ephemeral":false},"trigger_id":"{{Trigger}}",
        "team":{"id":"{{channel.Team}}","domain":"example-workspace"},"enterprise":null,"is_enterprise_install":false,
        "channel":{"id":"{{channel.Id}}","name":"team-retrospective"},
        "message":{"user":"U06LOADBOT1","type":"message","ts":"{{card.Ts}}","bot_id":"B06LOADBOT1","app_id":"A06LOAD0001","text":{{Quoted(card.Text)}},
        "team":"{{channel.Team}}","edited":{"user":"B06LOADBOT1","ts":"{{card.Ts.Split('.')[0]}}.000000"},"metadata":{{card.Metadata}},
        "blocks":{{WithIds(card.Blocks)}}},"state":{"values":{} },"response_url":"{{responseUrl}}",
        "actions":[{"action_id":"{{button.ActionId}}","block_id":"b0002","text":{"type":"plain_text","text":{{Quoted(button.Text)}},"emoji":false},
        "value":"{{button.Value}}","type":"button","action_ts":"{{card.Ts}}"}]}
        """);

    /// <summary>A dialog handed in. Every input holds what <paramref name="given"/> says for its block.</summary>
    public string HandIn(Channel channel, JsonElement view, Func<string, string> given) => Form($$"""
        {"type":"view_submission","team":{"id":"{{channel.Team}}","domain":"example-workspace"},"user":{{Sender.Replace("TEAM", channel.Team, StringComparison.Ordinal)}},
        "api_app_id":"A06LOAD0001","token":"gIkuvaNzQIHg97ATvDxqgjtO","trigger_id":"{{Trigger}}",
        "view":{"id":"V06LOAD0001","team_id":"{{channel.Team}}","type":"modal","blocks":{{WithIds(view.GetProperty("blocks"))}},
        "private_metadata":{{view.GetProperty("private_metadata").GetRawText()}},"callback_id":"form",
        "state":{"values":{ {{Values(view, given)}} } },"hash":"1700000000.Load","title":{{view.GetProperty("title").GetRawText()}},
        "clear_on_close":false,"notify_on_close":false,"close":null,"submit":{{view.GetProperty("submit").GetRawText()}},"previous_view_id":null,
        "root_view_id":"V06LOAD0001","app_id":"A06LOAD0001","external_id":"","app_installed_team_id":"{{channel.Team}}","bot_id":"B06LOADBOT1"},
        "response_urls":[],"is_enterprise_install":false,"enterprise":null}
        """);

    // Slack escapes slashes, and sends everything in one line.
    static string Form(string json) =>
        "payload=" + WebUtility.UrlEncode(json.Replace(Environment.NewLine, "", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal));

    static string Values(JsonElement view, Func<string, string> given) => string.Join(',', view.GetProperty("blocks").EnumerateArray()
        .Where(block => block.GetProperty("type").ValueEquals("input"))
        .Select(block => Value(block.GetProperty("block_id").GetString()!, block.GetProperty("element"), given))); // not null: it is a string

    static string Value(string block, JsonElement element, Func<string, string> given)
    {
        var type = element.GetProperty("type").GetString();
        var action = element.GetProperty("action_id").GetRawText();
        var text = Quoted(given(block));
        var value = type is "plain_text_input" or "number_input"
            ? $"\"value\":{text}"
            : "\"selected_option\":{\"text\":{\"type\":\"plain_text\",\"text\":\"1 dot\",\"emoji\":false},\"value\":" + text + "}";
        return $"{Quoted(block)}:{{{action}:{{\"type\":\"{type}\",{value}}}}}";
    }

    // Slack gives an id to every block that came without one, and to every text what it takes for said where it is not.
    static string WithIds(JsonElement blocks)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var (number, block) in blocks.EnumerateArray().Index())
            {
                json.WriteStartObject();
                if (!block.TryGetProperty("block_id", out _))
                {
                    json.WriteString("block_id", string.Create(CultureInfo.InvariantCulture, $"b{number:D4}"));
                }

                foreach (var property in block.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    Echo(json, property.Value);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    static void Echo(Utf8JsonWriter json, JsonElement sent)
    {
        if (sent.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            sent.EnumerateArray().ToList().ForEach(one => Echo(json, one));
            json.WriteEndArray();
        }
        else if (sent.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            foreach (var property in sent.EnumerateObject())
            {
                json.WritePropertyName(property.Name);
                Echo(json, property.Value);
            }

            if (Implied(sent) is var (name, value) && !sent.TryGetProperty(name, out _))
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value);
            }

            json.WriteEndObject();
        }
        else
        {
            sent.WriteTo(json);
        }
    }

    static (string Name, string Value)? Implied(JsonElement sent) => sent.TryGetProperty("type", out var type) ? type.GetString() switch
    {
        "mrkdwn" => ("verbatim", "false"),
        "plain_text" => ("emoji", "true"),
        "rich_text_list" => ("border", "0"),
        _ => null,
    } : null;

    static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}

readonly record struct Channel(string Team, string Id)
{
    /// <summary>Each in a workspace of its own: Slack's limits are the workspace's, and one of them is a message a second.</summary>
    public static Channel Number(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"T0{number:D9}"), string.Create(CultureInfo.InvariantCulture, $"C0{number:D9}"));
}

readonly record struct Button(string ActionId, string Text, string Value)
{
    public static IEnumerable<Button> Of(JsonElement blocks) => blocks.EnumerateArray()
        .Where(block => block.GetProperty("type").ValueEquals("actions"))
        .SelectMany(block => block.GetProperty("elements").EnumerateArray())
        .Where(element => element.TryGetProperty("value", out _))
        .Select(element => new Button(
            element.GetProperty("action_id").GetString() ?? "",
            element.GetProperty("text").GetProperty("text").GetString() ?? "",
            element.GetProperty("value").GetString() ?? ""));
}
