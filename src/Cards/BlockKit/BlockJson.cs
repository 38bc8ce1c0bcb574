using System.Collections.Immutable;
using System.Text.Json;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>The shapes that Block Kit repeats everywhere.</summary>
static class BlockJson
{
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
