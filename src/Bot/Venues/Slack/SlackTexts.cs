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

    public static BlockKitMessage Message(string text, Words words) => Message([new TextBlock(text)], words);

    public static BlockKitMessage Message(ImmutableArray<Element> lines, Words words) =>
        BlockKitRenderer.Message(new Card(Fallback(lines), words.Language, lines));

    /// <summary>The facilitator's buttons, under what there is to say first.</summary>
    public static BlockKitMessage Console(Session session, Words words, ImmutableArray<Element> lead)
    {
        var console = SessionCards.Console(session, words);
        var fallback = lead.IsEmpty ? console.FallbackText : Fallback(lead);
        return BlockKitRenderer.Message(console with { FallbackText = fallback, Body = [.. lead, .. console.Body] });
    }

    /// <summary>A dialog that only says something.</summary>
    public static ReadOnlyMemory<byte> View(string text, Words words) => BlockKitRenderer.Notice(words["Slack.DialogTitle"], text, words.Language);

    /// <summary>The answer that puts such a dialog in the place of the one handed in.</summary>
    public static ReadOnlyMemory<byte> Update(string text, Words words) => BlockKitRenderer.Update(View(text, words));

    // The runs of a line stand close to each other, the lines do not.
    static string Fallback(ImmutableArray<Element> lines) =>
        string.Join(' ', lines.OfType<TextBlock>().Select(line => line.Inlines.Plain()));
}
