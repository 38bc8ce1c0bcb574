using System.Text;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Somebody of another workspace, in a channel that is shared with it.</summary>
sealed partial class PretendSlackMember
{
    /// <summary>Under a button in a shared channel Slack names the workspace that has the app, as was seen; else the one where the member is at home.</summary>
    public bool NamesHost { get; init; }

    /// <summary>What happens to a whole organisation is of none of its workspaces.</summary>
    public bool NamesNoTeam { get; init; }

    /// <summary>The workspace whose channel it was before it was shared: where it is set, events from there name that one, whoever writes.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// Around what happens in a shared channel stands one of the workspaces that share it. Whose app is told is said by the authorization alone, and of one
    /// that a whole organisation has installed that names no workspace.
    /// </summary>
    public Task<HttpResponseMessage> SendEventAsync(JsonObject told, string eventId)
    {
        var place = told["channel"] is JsonObject described ? described["id"] : told["channel"]; // of some events the id alone
        var home = slack.TeamOf((string?)place ?? "") ?? team;
        var named = Source ?? (NamesHost ? home : team);
        var body = new JsonObject
        {
            ["token"] = "x",
            ["team_id"] = NamesNoTeam ? null : named,
            ["enterprise_id"] = named == home ? Organisation : null,
            ["context_team_id"] = NamesNoTeam ? null : home,
            ["api_app_id"] = "A1",
            ["event"] = told,
            ["type"] = "event_callback",
            ["event_id"] = eventId,
            ["event_time"] = 1,
            ["authorizations"] = new JsonArray(new JsonObject
            {
                ["enterprise_id"] = Organisation,
                ["team_id"] = NamesNoTeam || Organisation is not null ? null : home,
                ["user_id"] = PretendSlack.BotUser,
                ["is_bot"] = true,
                ["is_enterprise_install"] = Organisation is not null,
            }),
            ["is_ext_shared_channel"] = named != home,
        };
        return SendAsync(Signed(Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json"));
    }

    static JsonNode With(JsonObject content, string team)
    {
        var told = content.DeepClone();
        told["team"] = team;
        return told;
    }
}
