using System.Collections.Immutable;
using System.Resources;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Our own sentences as Slack shows them to one person.</summary>
public static class SlackTexts
{
    public static readonly ResourceManager Book = new("Slack", typeof(SlackTexts).Assembly);

    public static BlockKitMessage Message(string text, Words words) =>
        BlockKitRenderer.Message(new Card(text, words.Language, [new TextBlock(text)]));

    /// <summary>The facilitator's buttons, under what there is to say first.</summary>
    public static BlockKitMessage Console(Session session, Words words, string? lead)
    {
        var console = SessionCards.Console(session, words);
        ImmutableArray<Element> head = lead is null ? [] : [new TextBlock(lead)];
        return BlockKitRenderer.Message(console with { FallbackText = lead ?? console.FallbackText, Body = [.. head, .. console.Body] });
    }

    /// <summary>A dialog that only says something.</summary>
    public static ReadOnlyMemory<byte> View(string text, Words words) => SlackJson.Object(json =>
    {
        json.WriteString("type", "modal");
        json.WriteStartObject("title");
        json.PlainText(words["Slack.DialogTitle"]);
        json.WriteEndObject();
        json.WriteStartObject("close");
        json.PlainText(words["Slack.Close"]);
        json.WriteEndObject();
        json.Raw("blocks", Message(text, words).Blocks);
    });

    /// <summary>The answer that puts such a dialog in the place of the one handed in.</summary>
    public static ReadOnlyMemory<byte> Update(string text, Words words) => SlackJson.Object(json =>
    {
        json.WriteString("response_action", "update");
        json.Raw("view", View(text, words));
    });

    /// <summary>The answer that keeps the dialog open, with all that was typed, and says beside one input what is wrong.</summary>
    public static ReadOnlyMemory<byte> Error(string block, string text) => SlackJson.Object(json =>
    {
        json.WriteString("response_action", "errors");
        json.WriteStartObject("errors");
        json.WriteString(block, text);
        json.WriteEndObject();
    });

    static void PlainText(this System.Text.Json.Utf8JsonWriter json, string text)
    {
        json.WriteString("type", "plain_text");
        json.WriteString("text", text);
        json.WriteBoolean("emoji", false);
    }
}
