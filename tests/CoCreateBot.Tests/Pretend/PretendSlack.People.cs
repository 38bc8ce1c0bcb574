using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>What Slack tells of people.</summary>
sealed partial class PretendSlack
{
    /// <summary>All that is told of somebody, by user id, instead of what is told of everybody else; null of whom nothing is told.</summary>
    public Dictionary<string, JsonObject?> Profiles { get; } = [];

    JsonObject UserInfo(JsonObject arguments)
    {
        var id = (string?)arguments["user"] ?? "";
        if (Profiles.TryGetValue(id, out var told))
        {
            return told is null ? Error("user_not_visible") : new JsonObject { ["ok"] = true, ["user"] = told.DeepClone() };
        }

        var user = new JsonObject { ["id"] = id, ["tz"] = "Europe/Vienna", ["name"] = id.ToLowerInvariant() };
        if ((string?)arguments["include_locale"] == "true" && Locales.TryGetValue(id, out var locale))
        {
            user["locale"] = locale;
        }

        return new JsonObject { ["ok"] = true, ["user"] = user };
    }
}
