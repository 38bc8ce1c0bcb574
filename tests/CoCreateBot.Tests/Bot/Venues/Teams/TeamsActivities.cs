using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Teams;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Activities as Teams sends them, with the one thing changed that a test is about.</summary>
static class TeamsActivities
{
    public const string Tenant = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
    public const string Account = "00000000-1111-2222-3333-444444444444";
    public const string User = "29:1xXxFakeUserBase64IdStringForTeamsPlatformAbcDeFgHiJkLmNoPqRsTuVwXyZ012345ABCDEF";
    public const string Bot = "28:11111111-2222-3333-4444-555555555555";
    public const string BotName = "Chat SDK Demo";
    public const string Channel = "19:d441d38c655c47a085215b2726e76927@thread.tacv2";
    public const string Team = "19:8j-Mnacwmq2QFDbzykeQH5v55m6cN1X3QJ5viHvGIIQ1@thread.tacv2";
    public const string Service = $"https://smba.trafficmanager.net/amer/{Tenant}/";

    public static JsonObject Of(string type, string id, string conversation = Channel, string kind = "channel") => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["timestamp"] = "2026-01-02T03:55:18.953Z",
        ["channelId"] = "msteams",
        ["serviceUrl"] = Service,
        ["from"] = new JsonObject { ["id"] = User, ["name"] = "Test User", ["aadObjectId"] = Account },
        ["conversation"] = new JsonObject { ["isGroup"] = true, ["conversationType"] = kind, ["tenantId"] = Tenant, ["id"] = conversation },
        ["recipient"] = new JsonObject { ["id"] = Bot, ["name"] = BotName },
        ["channelData"] = new JsonObject
        {
            ["channel"] = new JsonObject { ["id"] = Channel },
            ["team"] = new JsonObject { ["id"] = Team },
            ["tenant"] = new JsonObject { ["id"] = Tenant },
        },
        ["entities"] = new JsonArray(
            new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "US", ["platform"] = "Web", ["timezone"] = "America/Los_Angeles" }),
        ["locale"] = "en-US",
        ["localTimezone"] = "America/Los_Angeles",
    };

    public static JsonObject Message(string text, string id = "1766459963017", string conversation = Channel, string kind = "channel") =>
        Of("message", id, conversation, kind).With("text", text).With("textFormat", "plain");

    /// <summary>A tap on a card that is a message of its own.</summary>
    public static JsonObject Press(JsonObject data, string replyTo = "1767326111492") =>
        Of("invoke", "f:975cac46-e795-f39b-0c0d-491c14495a9b", $"{Channel};messageid={replyTo}")
            .With("name", "adaptiveCard/action")
            .With("replyToId", replyTo)
            .With("value", new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["data"] = data }, ["trigger"] = "manual" });

    public static JsonObject Invoke(string name, JsonObject value) => Of("invoke", "f:1").With("name", name).With("value", value);

    public static JsonObject With(this JsonObject activity, string field, JsonNode? value)
    {
        activity[field] = value;
        return activity;
    }

    /// <summary>Says what it is that changed.</summary>
    public static JsonObject Change(this JsonObject activity, string? change)
    {
        activity["channelData"]!["eventType"] = change; // ! Of puts it there
        return activity;
    }

    /// <summary>Names somebody in the list of those who are named.</summary>
    public static JsonObject Naming(this JsonObject activity, string id, string name)
    {
        ((JsonArray)activity["entities"]!).Add(new JsonObject // ! Of puts it there
        {
            ["type"] = "mention",
            ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name },
            ["text"] = $"<at>{name}</at>",
        });
        return activity;
    }

    public static TeamsRequest? Read(this JsonObject activity) => TeamsActivityReader.Read(activity.Bytes(), out _);

    public static byte[] Bytes(this JsonObject activity) => Encoding.UTF8.GetBytes(activity.ToJsonString());
}
