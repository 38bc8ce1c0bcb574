using System.Collections.Immutable;
using System.Text.Json;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>How a text looks.</summary>
enum Look
{
    Default,
    Strong,
    Heading,
    Subtle,
    /// <summary>Something is wrong; the words say what.</summary>
    Attention,
    Bar,
}

/// <summary>Texts in which nothing is parsed, and what they stand in.</summary>
static class AdaptiveShapes
{
    /// <summary>Between lines that belong together.</summary>
    public const string Close = "Small";

    /// <summary>Between two that are one line, were it certain that every client breaks it in two where it should.</summary>
    public const string None = "None";

    public static void RichText(this Utf8JsonWriter json, ImmutableArray<Piece> pieces, Look look, string? spacing = null) =>
        json.RichText(spacing, () =>
        {
            foreach (var piece in pieces)
            {
                json.TextRun(piece.Text, piece.IsStrong && look == Look.Default ? Look.Strong : look, piece.IsStrong);
            }
        });

    public static void RichText(this Utf8JsonWriter json, string? spacing, Action runs) => json.Typed("RichTextBlock", () =>
    {
        if (spacing is not null)
        {
            json.WriteString("spacing", spacing);
        }

        json.Array("inlines", runs);
    });

    /// <summary>A text alone stands for a run that looks like nothing.</summary>
    public static void TextRun(this Utf8JsonWriter json, string text, Look look, bool isStrong = false)
    {
        if (look == Look.Default)
        {
            json.WriteStringValue(text);
            return;
        }

        json.Typed("TextRun", () =>
        {
            json.WriteString("text", text);
            json.Shape(look, isStrong);
        });
    }

    public static void Shape(this Utf8JsonWriter json, Look look, bool isStrong = false)
    {
        if (look is Look.Strong or Look.Heading or Look.Attention || (isStrong && look == Look.Subtle))
        {
            json.WriteString("weight", "Bolder");
        }

        if (look is Look.Heading or Look.Subtle)
        {
            json.WriteString("size", look == Look.Heading ? "Large" : "Small");
        }

        if (look is Look.Attention or Look.Bar)
        {
            json.WriteString("color", look == Look.Attention ? "Attention" : "Accent");
        }

        if (look == Look.Subtle)
        {
            json.WriteBoolean("isSubtle", true);
        }
    }

    public static void Indented(this Utf8JsonWriter json, int level, Action items)
    {
        if (level == 0)
        {
            items();
            return;
        }

        json.Typed("ColumnSet", () =>
        {
            json.WriteString("spacing", Close);
            json.Array("columns", () =>
            {
                json.Column($"{Numerals.Number(level * AdaptiveLimits.IndentPixels)}px", () => { });
                json.Column("stretch", items);
            });
        });
    }

    static void Column(this Utf8JsonWriter json, string width, Action items) => json.Typed("Column", () =>
    {
        json.WriteString("width", width);
        json.WriteString("spacing", None);
        json.Array("items", items);
    });
}
