using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>What old clients do.</summary>
sealed partial class PretendTeamsMember
{
    /// <summary>Presses a button in such a one: what it holds comes as a message.</summary>
    public Task<JsonNode?> SubmitAsync(PretendConversation where, PretendActivity card, JsonObject data)
    {
        var message = Activity("message", where, teams.NewId(), where.Kind == "channel" ? card.Thread ?? card.Id : null);
        message["replyToId"] = card.Id;
        message["value"] = data;
        return SendAsync(message);
    }
}
