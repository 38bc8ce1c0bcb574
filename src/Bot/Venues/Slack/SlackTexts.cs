using System.Collections.Immutable;
using System.Resources;
using CoCreateBot.Cards;
using CoCreateBot.Cards.BlockKit;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Our own sentences as Slack shows them to one person.</summary>
public static class SlackTexts
{
    /// <summary>Slack takes five messages through one response_url, and one of them may be that it takes longer.</summary>
    public const int ReadPagesMax = 5;

    public static readonly ResourceManager Book = new("Slack", typeof(SlackTexts).Assembly);

    /// <summary>A text longer than a block, such as all of help, stands in several.</summary>
    public static BlockKitMessage Message(string text, Words words) => Message([.. Parts(text).Select(part => new TextBlock(part))], words);

    public static BlockKitMessage Message(ImmutableArray<Element> lines, Words words) =>
        BlockKitRenderer.Message(new Card(Fallback(lines), words.Language, lines));

    /// <summary>What there is to read, in as many messages as it takes.</summary>
    /// <param name="lead">The sentence over it.</param>
    public static ImmutableArray<BlockKitMessage> Pages(string lead, Card card, Words words)
    {
        var whole = card with { Body = [new TextBlock(lead), .. card.Body.SelectMany(Parts)] };
        return [.. BlockKitRenderer.Pages(whole, ReadPagesMax, page => words.Say("Session.Part", page)).Select(BlockKitRenderer.Message)];
    }

    static IEnumerable<Element> Parts(Element element) => element is TextBlock { Inlines: [TextRun { Text: { Length: > BlockKitLimits.TextMax } text }] }
        ? Parts(text).Select(part => new TextBlock(part))
        : [element];

    // At the ends of lines, or of what is not cut in two, where a line is longer than a block.
    static IEnumerable<string> Parts(string text)
    {
        while (text.Length > BlockKitLimits.TextMax)
        {
            var end = text.LastIndexOf('\n', BlockKitLimits.TextMax - 1);
            var length = end > 0 ? end : char.IsHighSurrogate(text[BlockKitLimits.TextMax - 1]) ? BlockKitLimits.TextMax - 1 : BlockKitLimits.TextMax;
            yield return text[..length];
            text = text[length..].TrimStart('\n');
        }

        if (text.Length > 0)
        {
            yield return text;
        }
    }

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
