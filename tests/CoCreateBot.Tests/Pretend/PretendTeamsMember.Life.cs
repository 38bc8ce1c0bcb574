using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>What Teams tells when the app is added somewhere or taken away: made here, and sent in whatever order and as often as a test wants it.</summary>
sealed partial class PretendTeamsMember
{
    /// <summary>add, remove, add-upgrade. Of a team it comes from its first channel, and names the one that was chosen.</summary>
    public JsonObject Installs(PretendConversation where, string action = "add")
    {
        var told = Event("installationUpdate", where);
        told["action"] = action;
        return told;
    }

    /// <summary>The bot is a member now; it comes beside the installation, before or after it.</summary>
    public JsonObject AddsBot(PretendConversation where) => Members(where, "membersAdded", where.Team is null ? null : "teamMemberAdded");

    /// <summary>To a private or a shared channel.</summary>
    public JsonObject AddsBotToChannel(PretendConversation where) => Members(where, "membersAdded", "channelMemberAdded");

    public JsonObject TakesBotFromChannel(PretendConversation where) => Members(where, "membersRemoved", "channelMemberRemoved");

    public JsonObject OfChannel(PretendConversation where, string change)
    {
        var told = Event("conversationUpdate", where);
        told["channelData"]!["eventType"] = change; // ! Activity puts it there
        return told;
    }

    JsonObject Members(PretendConversation where, string list, string? change)
    {
        var told = Event("conversationUpdate", where);
        told[list] = new JsonArray(new JsonObject { ["id"] = BotId });
        if (change is not null)
        {
            told["channelData"]!["eventType"] = change; // ! Activity puts it there
        }

        return told;
    }

    JsonObject Event(string type, PretendConversation where)
    {
        var told = Activity(type, where, $"f:{teams.NewId()}", null);
        told["conversation"]!["id"] = where.Team ?? where.Id; // ! Activity puts these there
        told["from"]!.AsObject().Remove("name");
        told["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = where.Id } };
        return told;
    }
}
