using System.Globalization;
using System.Text.Json;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load.Teams;

/// <summary>
/// What Teams would send, field by field, around the cards that the server itself made. Who it comes from and its id are holes of the template: "user" and
/// "delivery".
/// </summary>
static class TeamsBodies
{
    const string BotName = "CoCreate";

    static readonly string User = Template.HoleNamed("user_9");
    static readonly string Delivery = Template.HoleNamed("delivery_12");

    /// <summary>The headers that come with it.</summary>
    public static string Headers(TeamsPlace place, string token) =>
        $"Authorization: Bearer {token}\r\nUser-Agent: Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)\r\nAccept: */*\r\n"
        + $"Content-Type: application/json; charset=utf-8\r\nMS-CV: Kq0bZ8sVt1LrYwE5nJd2Gw.1.1.1.3178250342.1.2\r\nx-ms-conversation-id: {place.Conversation}\r\n"
        + $"x-ms-tenant-id: {place.Tenant}\r\n";

    /// <summary>Somebody writes to the bot where all can read it.</summary>
    public static string Mention(TeamsPlace place, string serviceUrl, string text, long user, long delivery)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"1{delivery:D12}");
        return $$"""
            {"text":"<at>{{BotName}}</at> {{text}}","textFormat":"plain","attachments":[{"contentType":"text/html","content":"<p>{{text}}</p>"}],
            "type":"message",{{Common(place, serviceUrl, id, id)}},
            "entities":[{"mentioned":{"id":"28:{{TeamsKeys.Bot}}","name":"{{BotName}}"},"text":"<at>{{BotName}}</at>","type":"mention"},{{Client}}],
            "channelData":{"teamsChannelId":"{{place.Conversation}}","teamsTeamId":"{{place.Team}}",{{Where(place)}}},{{Language}}}
            """.Replace(User, user.ToString("D9", CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>A press of a card's button that is answered by the fresh card.</summary>
    /// <param name="action">Of the card: an Action.Execute.</param>
    public static string Tap(TeamsPlace place, string serviceUrl, TeamsCard card, JsonElement action) => $$"""
        {"name":"adaptiveCard/action","type":"invoke",{{Common(place, serviceUrl, $"f:975cac46-e795-f39b-0c0d-{Delivery}", card.Id)}},
        "channelData":{{{Where(place)}},"source":{"name":"message"},"legacy":{"replyToId":"1:1aEb_t8xYcdQWHv96vLan89Vq2bzTp3wih6Cu23Gxk_I"} },
        "replyToId":"{{card.Id}}","entities":[{{Client}}],
        "value":{"action":{"type":"Action.Execute","title":"{{JsonEncodedText.Encode(action.GetProperty("title").GetString() ?? "")}}",
        "verb":{{action.GetProperty("verb").GetRawText()}},"data":{{action.GetProperty("data").GetRawText()}}},"trigger":"manual"},{{Language}}}
        """.ReplaceLineEndings("");

    const string Client = """{"locale":"en-US","country":"US","platform":"Web","timezone":"America/Los_Angeles","type":"clientInfo"}""";

    const string Language = """
        "locale":"en-US","localTimezone":"America/Los_Angeles"
        """;

    static string Common(TeamsPlace place, string serviceUrl, string id, string root) => $$"""
        "timestamp":"2026-01-02T03:55:18.953Z","localTimestamp":"2026-01-01T19:55:18.953-08:00","id":"{{id}}","channelId":"msteams",
        "serviceUrl":"{{serviceUrl}}","from":{"id":"29:1xXxFakeUserBase64IdStringForTeamsPlatformAbcDeFgHiJkLmNoPqRsTuVwXyZ01234{{User}}",
        "name":"Person {{User}}","aadObjectId":"00000000-1111-2222-3333-000{{User}}"},
        "conversation":{"isGroup":true,"conversationType":"channel","tenantId":"{{place.Tenant}}",
        "id":"{{place.Conversation}};messageid={{root}}","name":"Retrospective"},"recipient":{"id":"28:{{TeamsKeys.Bot}}","name":"{{BotName}}"}
        """;

    static string Where(TeamsPlace place) => $$"""
        "channel":{"id":"{{place.Conversation}}"},"team":{"id":"{{place.Team}}"},"tenant":{"id":"{{place.Tenant}}"}
        """;
}
