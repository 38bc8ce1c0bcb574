using System.Buffers;
using System.Text.Json;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>A card as Slack takes it, for chat.postMessage, chat.update and answers to a response_url.</summary>
/// <param name="Text">The fallback sentence: what notifications show and screen readers read. Already escaped.</param>
/// <param name="Blocks">A JSON array in UTF-8.</param>
public sealed record BlockKitMessage(string Text, ReadOnlyMemory<byte> Blocks)
{
    /// <summary>The same with a button below that is about no session, so that it carries no press.</summary>
    public BlockKitMessage With(string title, string value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, Press.EncodedMax, nameof(value));
        var row = CardJson.Render(json => json.Typed("actions", () => json.Array("elements", () => json.Typed("button", () =>
        {
            json.WriteString("action_id", "own");
            json.PlainTextObject("text", PlainText.FitLine(title, BlockKitLimits.ButtonTextMax));
            json.WriteString("value", value);
            json.WriteString("style", "primary");
        }))));
        var blocks = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(blocks))
        {
            json.WriteStartArray();
            json.WriteRawValue(Blocks.Span[1..^1], skipInputValidation: true); // the inside of our own array
            json.WriteRawValue(row, skipInputValidation: true);
            json.WriteEndArray();
        }

        return this with { Blocks = blocks.WrittenMemory };
    }
}
