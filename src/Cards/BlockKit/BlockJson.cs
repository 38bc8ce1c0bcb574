using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
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

        return Unescaped(bytes.WrittenSpan);
    }

    /// <summary>
    /// The writer escapes emoji and invisible characters as \u1F3D, up to twelve characters for one. Slack counts characters, so they are sent
    /// as what they are; those of ASCII stay escaped, as JSON wants it.
    /// </summary>
    static byte[] Unescaped(ReadOnlySpan<byte> json)
    {
        var plain = new ArrayBufferWriter<byte>(json.Length);
        while (json.IndexOf((byte)'\\') is var at and >= 0)
        {
            plain.Write(json[..at]);
            var taken = WriteUnescaped(json[at..], plain);
            json = json[(at + taken)..];
        }

        plain.Write(json);
        return plain.WrittenSpan.ToArray();
    }

    /// <summary>Gives how many bytes the escape has.</summary>
    static int WriteUnescaped(ReadOnlySpan<byte> escape, ArrayBufferWriter<byte> plain)
    {
        const int Length = 6;
        if (escape[1] != 'u')
        {
            plain.Write(escape[..2]);
            return 2;
        }

        var first = Unit(escape);
        if (first <= '\u007F')
        {
            plain.Write(escape[..Length]);
            return Length;
        }

        var length = char.IsHighSurrogate(first) ? 2 * Length : Length; // never a lone one: texts are cleaned before
        ReadOnlySpan<char> units = length == Length ? [first] : [first, Unit(escape[Length..])];
        Span<byte> utf8 = stackalloc byte[4];
        plain.Write(utf8[..Encoding.UTF8.GetBytes(units, utf8)]);
        return length;
    }

    static char Unit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

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

    public static void RichList(this Utf8JsonWriter json, IEnumerable<ImmutableArray<Piece>> items, int level) => json.Typed("rich_text_list", () =>
    {
        json.WriteString("style", "bullet");
        if (level > 0)
        {
            json.WriteNumber("indent", level);
        }

        json.Array("elements", () =>
        {
            foreach (var item in items)
            {
                json.RichSection(item);
            }
        });
    });

    static void RichPiece(this Utf8JsonWriter json, Piece piece) => json.Typed(TypeOf(piece), () =>
    {
        if (piece.Channel is { } channel)
        {
            json.WriteString("channel_id", channel);
        }
        else if (piece.At is { } at)
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

    static string TypeOf(Piece piece) => piece switch
    {
        { Channel: not null } => "channel",
        { At: not null } => "date",
        _ => "text",
    };
}
