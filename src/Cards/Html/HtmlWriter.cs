using System.Text;

namespace CoCreateBot.Cards.Html;

/// <summary>Writes HTML that is well-formed XML too. Whatever comes in as text or as an attribute's value stays text.</summary>
sealed class HtmlWriter
{
    /// <summary>Stands for what HTML cannot carry: control characters, halves of surrogate pairs, non-characters.</summary>
    const char Unreadable = '\uFFFD';

    readonly StringBuilder html = new();

    public override string ToString() => html.ToString();

    /// <summary>Attributes without a value are left out.</summary>
    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        html.Append('>');
        return this;
    }

    /// <summary>An element that has no content.</summary>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        html.Append(" />");
        return this;
    }

    public HtmlWriter Close(string tag)
    {
        html.Append("</").Append(tag).Append('>');
        return this;
    }

    public HtmlWriter Text(string text)
    {
        Escape(text.ReplaceLineEndings("\n"), isAttribute: false); // HTML has no way to write a carriage return
        return this;
    }

    /// <summary>Text that keeps its line breaks.</summary>
    public HtmlWriter Lines(string text)
    {
        var isFirst = true;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!isFirst)
            {
                Void("br");
            }

            Escape(line, isAttribute: false);
            isFirst = false;
        }

        return this;
    }

    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Text(text).Close(tag);

    void Start(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        html.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                html.Append(' ').Append(name).Append("=\"");
                Escape(value.ReplaceLineEndings("\n"), isAttribute: true);
                html.Append('"');
            }
        }
    }

    void Escape(ReadOnlySpan<char> text, bool isAttribute)
    {
        foreach (var rune in text.EnumerateRunes()) // half a surrogate pair arrives as U+FFFD
        {
            _ = rune.Value switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                '\t' or '\n' when isAttribute => html.Append(rune.Value == '\t' ? "&#9;" : "&#10;"),
                '\t' or '\n' => html.Append((char)rune.Value),
                _ when IsReadable(rune) => Append(rune),
                _ => html.Append(Unreadable),
            };
        }
    }

    static bool IsReadable(Rune rune) =>
        !Rune.IsControl(rune) && (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is < 0xFDD0 or > 0xFDEF;

    StringBuilder Append(Rune rune)
    {
        Span<char> utf16 = stackalloc char[2];
        return html.Append(utf16[..rune.EncodeToUtf16(utf16)]);
    }
}
