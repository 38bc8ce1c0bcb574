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
    public static ReadOnlyMemory<byte> View(string text, Words words) => BlockKitRenderer.Notice(words["Slack.DialogTitle"], text, words.Language);

    /// <summary>The answer that puts such a dialog in the place of the one handed in.</summary>
    public static ReadOnlyMemory<byte> Update(string text, Words words) => BlockKitRenderer.Update(View(text, words));
}
