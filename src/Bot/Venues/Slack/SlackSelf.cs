using System.Text.Json;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Who the token is, by Slack's ids.</summary>
/// <param name="Enterprise">Null where the workspace is in no organisation.</param>
/// <param name="IsOrg">The whole organisation has installed the bot.</param>
public sealed record SlackSelf(string? Team, string? User, string? Bot, string? Enterprise, bool IsOrg)
{
    public static SlackSelf Of(JsonElement answer) => new(
        answer.Text("team_id"), answer.Text("user_id"), answer.Text("bot_id"), answer.Text("enterprise_id"),
        answer.Member("is_enterprise_install").ValueKind == JsonValueKind.True);

    /// <summary>Which of an organisation's workspaces it serves, Slack itself knows.</summary>
    public bool Serves(string workspace) => workspace == Team || IsOrg;
}
