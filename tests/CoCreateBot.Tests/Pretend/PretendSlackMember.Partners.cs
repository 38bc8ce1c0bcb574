using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>Somebody of another workspace, in a channel that is shared with it.</summary>
sealed partial class PretendSlackMember
{
    /// <summary>Under a button in a shared channel Slack names the workspace that has the app, as was seen; else the one where the member is at home.</summary>
    public bool NamesHost { get; init; }

    /// <summary>What happens to a whole organisation is of none of its workspaces.</summary>
    public bool NamesNoTeam { get; init; }

    static JsonNode With(JsonObject content, string team)
    {
        var told = content.DeepClone();
        told["team"] = team;
        return told;
    }
}
