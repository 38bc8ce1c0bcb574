using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Our entries in Teams' own menus, and what is done with dialogs.</summary>
sealed partial class PretendTeamsMember
{
    /// <summary>Chooses an entry beside the box where one writes, or, where there is a message, in its menu; gives the dialog.</summary>
    public async Task<JsonNode> ChooseAsync(PretendConversation where, string command, JsonObject? message = null, string? id = null)
    {
        var value = Chosen(command, message);
        return await SendAsync(Invoke(where, "composeExtension/fetchTask", value, id)) ?? throw new InvalidOperationException("A dialog or a sentence is wanted.");
    }

    /// <summary>Hands in the dialog of such an entry; null where it closes.</summary>
    public Task<JsonNode?> SubmitAsync(
        PretendConversation where, string command, JsonNode dialog, string? id = null, JsonObject? message = null, params (string Label, string Value)[] fields)
    {
        var value = Chosen(command, message);
        value["data"] = FilledIn(dialog, fields);
        return SendAsync(Invoke(where, "composeExtension/submitAction", value, id));
    }

    /// <summary>Hands in whatever they like.</summary>
    public Task<JsonNode?> ForgeAsync(PretendConversation where, string call, JsonObject data) =>
        SendAsync(Invoke(where, call, new JsonObject { ["commandId"] = "start", ["commandContext"] = "compose", ["data"] = data }, null));

    /// <summary>A message as Teams has it in its menu.</summary>
    public static JsonObject Message(string html, bool isByBot = false) => new()
    {
        ["id"] = "1611060744833",
        ["replyToId"] = null,
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = html },
        ["from"] = new JsonObject
        {
            ["user"] = isByBot ? null : new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = "b130c271", ["displayName"] = "Cem" },
            ["application"] = !isByBot ? null : new JsonObject { ["applicationIdentityType"] = "bot", ["id"] = "b8c1c68c", ["displayName"] = "A bot" },
        },
    };

    /// <summary>What stands in a dialog's input.</summary>
    public static string? ValueOf(JsonNode? dialog, string label) =>
        Inputs(dialog).First(input => ((string?)input["label"])?.Contains(label, StringComparison.Ordinal) == true)["value"]?.ToString();

    static IEnumerable<JsonObject> Inputs(JsonNode? json) =>
        Typed(json).Where(one => ((string?)one["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true);

    static JsonObject Chosen(string command, JsonObject? message)
    {
        var value = new JsonObject
        {
            ["commandId"] = command,
            ["commandContext"] = message is null ? "compose" : "message",
            ["requestId"] = "5336640edc7748b28ce2df43f5b45963",
            ["context"] = new JsonObject { ["theme"] = "default" },
        };
        if (message is not null)
        {
            value["messagePayload"] = message.DeepClone();
        }

        return value;
    }

    static JsonObject FilledIn(JsonNode dialog, (string Label, string Value)[] fields)
    {
        var form = dialog["task"]!["value"]!["card"]!["content"]!; // ! it is a dialog
        var data = (JsonObject)form["actions"]![0]!["data"]!.DeepClone();
        foreach (var input in Inputs(form))
        {
            var given = fields.Where(field => ((string?)input["label"])?.Contains(field.Label, StringComparison.Ordinal) == true).ToList();
            data[(string)input["id"]!] = given is not [var one, ..] ? input["value"]?.ToString() ?? ""
                : input["choices"]?.AsArray().FirstOrDefault(choice => ((string?)choice?["title"])?.Contains(one.Value, StringComparison.Ordinal) == true) is { } chosen
                    ? (string)chosen["value"]!
                    : one.Value;
        }

        return data;
    }

    // It stands on no card of ours.
    JsonObject Invoke(PretendConversation where, string call, JsonObject value, string? id)
    {
        var invoke = Activity("invoke", where, id ?? $"f:{teams.NewId()}", null);
        invoke["conversation"]!["id"] = where.Id; // ! each has one
        invoke["name"] = call;
        invoke["value"] = value;
        return invoke;
    }
}
