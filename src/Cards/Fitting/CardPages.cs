using System.Collections.Immutable;

namespace CoCreateBot.Cards.Fitting;

/// <summary>A card that is too long for one message, as several.</summary>
static class CardPages
{
    /// <summary>A message of ordinary lines holds about so many: what is far beyond it is not drawn to find that it does not fit.</summary>
    const int LinesLikely = 50;

    /// <summary>
    /// The card as it is where it fits one message; else as many cards as it takes, each of which fits, with all lines in their order. What is
    /// beyond the last of them stays on it, to be cut there.
    /// </summary>
    /// <param name="title">Of the pages from the second on, by their number.</param>
    /// <param name="fits">Does the chat take all of this card in one message?</param>
    public static ImmutableArray<Card> Of(Card card, int max, Func<int, string> title, Func<Card, bool> fits)
    {
        var pages = ImmutableArray.CreateBuilder<Card>();
        var left = CardLines.Of(card);
        while (true)
        {
            var head = pages.Count == 0 ? card : card with { FallbackText = title(pages.Count + 1), Mentions = [] };
            var lead = pages.Count == 0 ? [] : (ReadOnlySpan<Element>)[new TextBlock(head.FallbackText, TextStyle.Subtle)];
            var taken = pages.Count + 1 >= max ? left.Length : MostThatFit(left, head, [.. lead], fits);
            var page = head with { Body = [.. lead, .. CardLines.Join(left[..taken])] };
            if (taken == left.Length)
            {
                pages.Add(pages.Count == 0 ? card : page);
                return pages.ToImmutable();
            }

            pages.Add(page);
            left = left[taken..];
        }
    }

    // One line always fits: its text is cut to a part of what a message takes. As many as there are, where all do.
    static int MostThatFit(ImmutableArray<Element> lines, Card card, ImmutableArray<Element> lead, Func<Card, bool> fits)
    {
        var (most, tooMany) = (1, Math.Min(LinesLikely, lines.Length));
        while (DoFit(tooMany))
        {
            if (tooMany == lines.Length)
            {
                return tooMany;
            }

            (most, tooMany) = (tooMany, Math.Min(tooMany * 2, lines.Length));
        }

        while (tooMany - most > 1)
        {
            var middle = (most + tooMany) / 2;
            (most, tooMany) = DoFit(middle) ? (middle, tooMany) : (most, middle);
        }

        return most > 1 && lines[most - 1] is TextBlock { Style: TextStyle.Heading } ? most - 1 : most; // a heading goes with what it is over

        bool DoFit(int count) => fits(card with { Body = [.. lead, .. CardLines.Join(lines[..count])] });
    }
}
