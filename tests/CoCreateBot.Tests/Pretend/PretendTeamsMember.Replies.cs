using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>What somebody writes without naming the bot, and what becomes of it: made here, and sent when and as often as a test wants it.</summary>
sealed partial class PretendTeamsMember
{
    /// <summary>In a channel.</summary>
    /// <param name="thread">Null: a post of its own.</param>
    public JsonObject Reply(PretendConversation where, string text, string? thread, string? id = null) => Written(where, text, thread, id);

    /// <summary>In a chat: an answer that quotes.</summary>
    public JsonObject Quote(PretendConversation where, string text, string quoted, string? id = null)
    {
        var message = Written(where, $"<quoted messageId=\"{quoted}\"/>{text}", null, id);
        message["entities"] = new JsonArray(
            new JsonObject { ["type"] = "quotedReply", ["quotedReply"] = new JsonObject { ["messageId"] = quoted } });
        return message;
    }

    /// <summary>The same message with other words, where it was.</summary>
    public JsonObject Edit(JsonObject message, string text) => Change(message, "messageUpdate", "editMessage", text);

    public JsonObject Delete(JsonObject message) => Change(message, "messageDelete", "softDeleteMessage", null);

    public JsonObject Undelete(JsonObject message, string text) => Change(message, "messageUpdate", "undeleteMessage", text);

    /// <summary>Sends it, and gives how it was answered.</summary>
    public async Task<HttpStatusCode> TellAsync(JsonObject activity, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/messages", UriKind.Relative))
        {
            Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? keys.Sign());
        using var answer = await bot.SendAsync(request);
        return answer.StatusCode;
    }

    JsonObject Written(PretendConversation where, string text, string? thread, string? id)
    {
        var message = Activity("message", where, id ?? teams.NewId(), thread);
        message["text"] = text;
        message["textFormat"] = "plain";
        teams.NoteWritten((string)message["id"]!); // ! it has one
        return message;
    }

    // Each change has its own time: this one is a second later than the one before.
    JsonObject Change(JsonObject message, string type, string change, string? text)
    {
        teams.Time.Pass(TimeSpan.FromSeconds(1));
        var changed = (JsonObject)message.DeepClone();
        changed["type"] = type;
        changed["timestamp"] = teams.Time.GetUtcNow().ToString("O");
        changed["channelData"]!["eventType"] = change; // ! Activity puts it there
        changed.Remove("entities"); // what it quotes is not told again
        changed.Remove("text");
        if (text is not null)
        {
            changed["text"] = text;
        }

        return changed;
    }
}
