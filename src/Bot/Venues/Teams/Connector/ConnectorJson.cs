
namespace CoCreateBot.Bot.Venues.Teams.Connector;

/// <summary>What the bot writes to the connector.</summary>
static class ConnectorJson
{
    /// <summary>The type of a card, wherever one goes to Teams.</summary>
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    /// <summary>A message that is a card and nothing else: with a text beside it Microsoft's local client gives no id back.</summary>
    /// <param name="card">As it was rendered.</param>
    /// <param name="summary">What a notification says.</param>
    /// <param name="recipient">Whose eyes only it is for: "29:…"; null for all, and in an edit.</param>
    /// <param name="alerts">Rings a bell.</param>
    public static ReadOnlyMemory<byte> Message(
        ReadOnlyMemory<byte> card, string summary, string? recipient = null, bool alerts = false) => WireJson.Object(json =>
    {
        json.WriteString("type", "message");
        json.WriteString("summary", summary);
        if (recipient is not null)
        {
            json.WriteStartObject("recipient");
            json.WriteString("id", recipient);
            json.WriteEndObject();
        }

        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("contentType", AdaptiveCard);
        json.Raw("content", card);
        json.WriteEndObject();
        json.WriteEndArray();
        if (alerts)
        {
            json.WriteStartObject("channelData");
            json.WriteStartObject("notification");
            json.WriteBoolean("alert", true);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    });
}
