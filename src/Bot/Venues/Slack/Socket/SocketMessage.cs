using System.Text.Json;

namespace CoCreateBot.Bot.Venues.Slack.Socket;

/// <summary>What stands around a payload that comes through a socket.</summary>
/// <param name="Envelope">By which it is acknowledged; null where it is about the connection itself.</param>
/// <param name="TakesPayload">The acknowledgement may carry an answer.</param>
/// <param name="Reason">Why the connection ends.</param>
/// <param name="Payload">Where it lies in the message.</param>
readonly record struct SocketMessage(string Type, string? Envelope, bool TakesPayload, string? Reason, Range Payload)
{
    /// <summary>Null for what is cut off, odd or malformed.</summary>
    public static SocketMessage? Read(ReadOnlySpan<byte> text) => WireJson.Read<SocketMessage?>(text, Read);

    static SocketMessage? Read(ref Utf8JsonReader json)
    {
        string? type = null, envelope = null, reason = null;
        var takesPayload = false;
        var payload = default(Range);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type"u8)) type = Text(ref json);
            else if (json.ValueTextEquals("envelope_id"u8)) envelope = Text(ref json);
            else if (json.ValueTextEquals("reason"u8)) reason = Text(ref json);
            else if (json.ValueTextEquals("accepts_response_payload"u8)) takesPayload = json.Read() && json.TokenType == JsonTokenType.True;
            else if (json.ValueTextEquals("payload"u8)) payload = Span(ref json);
            else json.Skip();

            json.Skip(); // a value that has another type than expected
        }

        var isWhole = !json.Read(); // what stands behind the object throws
        return isWhole && type is not null && envelope is null or { Length: <= SlackRequest.TriggerMax }
            ? new SocketMessage(type, envelope, takesPayload, reason, payload)
            : null;
    }

    static string? Text(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.String ? json.GetString() : null;

    static Range Span(ref Utf8JsonReader json)
    {
        json.Read();
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return start..(int)json.BytesConsumed;
    }
}
