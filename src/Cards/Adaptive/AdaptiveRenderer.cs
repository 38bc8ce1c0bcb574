using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>
/// Cards and forms as Adaptive Cards, for Teams. Whatever people wrote, Teams takes the result and reads no markup in it: texts are cut with "…", what
/// does not fit is counted in a last sentence. Only what our own code must never do throws: a press or choice too long to come back, an input outside
/// a form.
/// </summary>
public static class AdaptiveRenderer
{
    static readonly AdaptiveContext Nowhere = new(CultureInfo.InvariantCulture, TimeZoneInfo.Utc);

    /// <summary>Where times are as long as anywhere: for a size, while the venue is not known.</summary>
    static readonly AdaptiveContext Anywhere = new(
        CultureInfo.GetCultureInfo("pt-BR"), TimeZoneInfo.CreateCustomTimeZone("America/Argentina/Buenos Aires", TimeSpan.Zero, null, null));

    /// <summary>The card as an attachment's content, in UTF-8.</summary>
    public static byte[] Card(Card stored, AdaptiveContext context)
    {
        var (blocks, frame) = Drawn(stored, context);
        if (blocks.IsEmpty)
        {
            blocks.Add([new TextBlock(stored.FallbackText)]);
        }

        return AdaptiveJson.Card(frame, blocks.Fit(AdaptiveJson.Room(frame), stored.Rest));
    }

    /// <summary>The card as it is where it fits one message; else as many cards as it takes, in order, and at most so many.</summary>
    /// <param name="title">Of the pages from the second on, by their number.</param>
    /// <param name="context">The venue's, where it is known; else some room is left for what it may bring.</param>
    public static ImmutableArray<Card> Pages(Card card, int max, Func<int, string> title, AdaptiveContext? context = null) =>
        CardPages.Of(card, max, title, page => Fits(page, context));

    /// <summary>The card of a dialog, as task/fetch and task/submit are answered with. What is handed in comes back with the press of its button.</summary>
    public static byte[] Dialog(Form stored, AdaptiveContext context)
    {
        var texts = new AdaptiveTexts(stored.Lang);
        var form = Removed.In(stored, texts.Removed);
        var blocks = new AdaptiveList(texts, context, isDialog: true).AddForm(form);
        var frame = AdaptiveJson.Frame(form, texts, context);
        return AdaptiveJson.Card(frame, blocks.Fit(AdaptiveJson.Room(frame)));
    }

    /// <summary>A card that only says something.</summary>
    /// <param name="title">Stands over it; empty where a dialog's own title says it.</param>
    public static byte[] Notice(string title, string text, string lang)
    {
        ReadOnlySpan<Element> heading = title.Length == 0 ? [] : [new TextBlock(title, TextStyle.Heading)];
        return Card(new Card(text, lang, [.. heading, new TextBlock(text)]), Nowhere);
    }

    static bool Fits(Card card, AdaptiveContext? context)
    {
        var (blocks, frame) = Drawn(card, context ?? Anywhere);
        var room = AdaptiveJson.Room(frame);
        var spare = AdaptiveLimits.PageSpareBytes + (Math.Min(card.Mentions.Length, AdaptiveLimits.MentionsMax) * AdaptiveLimits.NameSpareBytes);
        return blocks.FitsWhole(context is null ? room with { Size = room.Size - spare } : room);
    }

    static (BlockDraft Blocks, byte[] Frame) Drawn(Card stored, AdaptiveContext context)
    {
        var texts = new AdaptiveTexts(stored.Lang);
        var card = Removed.In(stored, texts.Removed);
        var mentions = AdaptiveMention.Of(card.Mentions, context.Names, texts);
        var blocks = new AdaptiveList(texts, context, isDialog: false).AddMentions(mentions).Add(card.Body);
        return (blocks, AdaptiveJson.Frame(card, texts, mentions, context.Refresh));
    }
}
