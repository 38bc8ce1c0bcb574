using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CoCreateBot.Cards.Fitting;

/// <summary>How cards are written as JSON, whatever chat they are for.</summary>
static class CardJson
{
    // A chat reads it as JSON, never as a page; letters of all scripts stay as short as they are.
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
    /// The writer escapes emoji and invisible characters as \u1F3D, up to twelve characters for one. Chats count characters or bytes, so they
    /// are sent as what they are; those of ASCII stay escaped, as JSON wants it.
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
}
