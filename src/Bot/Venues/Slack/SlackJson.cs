using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>The shapes that our calls and answers share.</summary>
static class SlackJson
{
    // Slack reads it as JSON, never as a page; letters of all scripts stay as short as they are.
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly MediaTypeHeaderValue Type = new("application/json", "utf-8");

    /// <summary>An object.</summary>
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> properties)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    public static HttpContent Content(ReadOnlyMemory<byte> json)
    {
        var content = new ReadOnlyMemoryContent(json);
        content.Headers.ContentType = Type;
        return content;
    }

    public static void Message(this Utf8JsonWriter json, BlockKitMessage message)
    {
        json.WriteString("text", message.Text);
        json.Raw("blocks", message.Blocks);
    }

    /// <summary>Or Slack would search what people wrote for names, channels and addresses.</summary>
    public static void Unparsed(this Utf8JsonWriter json)
    {
        json.WriteString("parse", "none");
        json.WriteBoolean("link_names", false);
    }

    public static void Raw(this Utf8JsonWriter json, string name, ReadOnlyMemory<byte> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.Span, skipInputValidation: true); // written by our own renderer
    }

    /// <summary>A member that is text; null where there is none or it is something else.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];
}
