using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace CoCreateBot.Bot.Venues;

/// <summary>What the bot writes to the chats' services, and how their answers are read: what has another type than expected counts as not there.</summary>
static class WireJson
{
    // They read it as JSON, never as a page; letters of all scripts stay as short as they are.
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

    /// <summary>Reads on from the opening brace. Takes no closure: what it needs it reads itself.</summary>
    public delegate T? Reading<T>(ref Utf8JsonReader json);

    /// <summary>What stands in an object; nothing where it is cut off, odd or malformed, never an exception.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> text, Reading<T> read)
    {
        if (!Utf8.IsValid(text))
        {
            return default;
        }

        try
        {
            var json = new Utf8JsonReader(text);
            return json.Read() && json.TokenType == JsonTokenType.StartObject ? read(ref json) : default;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return default; // the second is half a surrogate pair as \u escape, found only when it is read
        }
    }

    public static HttpContent Content(ReadOnlyMemory<byte> json)
    {
        var content = new ReadOnlyMemoryContent(json);
        content.Headers.ContentType = Type;
        return content;
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
