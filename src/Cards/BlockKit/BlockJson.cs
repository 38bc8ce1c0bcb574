using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>The shapes that Block Kit repeats everywhere.</summary>
static class BlockJson
{
    // Slack reads the answer as JSON, never as a page; letters of all scripts stay as short as they are.
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Render(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            write(json);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>An object that says what it is.</summary>
    public static void Typed(this Utf8JsonWriter json, string type, Action properties)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        properties();
        json.WriteEndObject();
    }

    public static void Array(this Utf8JsonWriter json, string name, Action items)
    {
        json.WriteStartArray(name);
        items();
        json.WriteEndArray();
    }

    public static void Blocks(this Utf8JsonWriter json, IEnumerable<Block> blocks)
    {
        json.WriteStartArray();
        foreach (var block in blocks)
        {
            json.WriteRawValue(block.Json, skipInputValidation: true); // written by this very class
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// In plain_text Slack parses no mentions and no markup, and with emoji false no emoji codes. Not escaped, because nobody says
    /// for certain that it is unescaped there; words that look like an escape may then show as the character they mean.
    /// </summary>
    public static void PlainTextObject(this Utf8JsonWriter json, string text) => json.Typed("plain_text", () =>
    {
        json.WriteString("text", text);
        json.WriteBoolean("emoji", false);
    });

    public static void PlainTextObject(this Utf8JsonWriter json, string name, string text)
    {
        json.WritePropertyName(name);
        json.PlainTextObject(text);
    }

    public static void RichSection(this Utf8JsonWriter json, ImmutableArray<Piece> pieces) => json.Typed("rich_text_section", () =>
        json.Array("elements", () =>
        {
            foreach (var piece in pieces)
            {
                json.RichPiece(piece);
            }
        }));

    public static void RichList(this Utf8JsonWriter json, IEnumerable<ImmutableArray<Piece>> items) => json.Typed("rich_text_list", () =>
    {
        json.WriteString("style", "bullet");
        json.Array("elements", () =>
        {
            foreach (var item in items)
            {
                json.RichSection(item);
            }
        });
    });

    static void RichPiece(this Utf8JsonWriter json, Piece piece) => json.Typed(piece.At is null ? "text" : "date", () =>
    {
        if (piece.At is { } at)
        {
            json.WriteNumber("timestamp", at.ToUnixTimeSeconds());
            json.WriteString("format", SlackDate.Format);
            json.WriteString("fallback", piece.Text);
        }
        else
        {
            json.WriteString("text", piece.Text);
        }

        if (piece.IsStrong)
        {
            json.WriteStartObject("style");
            json.WriteBoolean("bold", true);
            json.WriteEndObject();
        }
    });
}
