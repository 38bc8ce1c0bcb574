using System.Text.Json;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>What the renderer made, read back as any JSON parser reads it.</summary>
static class Rendered
{
    public static JsonElement Message(Card card)
    {
        var message = BlockKitRenderer.Message(card);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("text", message.Text);
            json.WritePropertyName("blocks");
            json.WriteRawValue(message.Blocks.Span);
            json.WriteEndObject();
        }

        return Json(stream.ToArray());
    }

    public static JsonElement Modal(Form form) => Json(BlockKitRenderer.Modal(form, "metadata", "form"));

    public static JsonElement Json(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return document.RootElement.Clone();
    }
}
