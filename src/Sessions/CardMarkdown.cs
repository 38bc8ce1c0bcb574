using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>A card as a text that people read as it is, and that programs read as Markdown. What people wrote is never read as markup.</summary>
static class CardMarkdown
{
    const string Special = @"\`*_{}[]<>()#+-.!|~&";

    public static string Of(Card card, TimeZoneInfo zone, CultureInfo culture)
    {
        var text = new StringBuilder();
        Write(card.Body, new Place(text, zone, culture));
        return text.ToString().TrimEnd('\n') + "\n";
    }

    readonly record struct Place(StringBuilder Text, TimeZoneInfo Zone, CultureInfo Culture);

    static void Write(ImmutableArray<Element> elements, Place at)
    {
        foreach (var element in elements)
        {
            Write(element, at);
        }
    }

    static void Write(Element element, Place at)
    {
        switch (element)
        {
            case TextBlock text:
                at.Text.Append(Mark(text)).Append(Line(text.Inlines, at, isHeading: Mark(text).Length > 0)).Append("\n\n");
                break;
            case FactSet facts:
                List(facts.Facts.Select(fact => $"{Escaped(fact.Title)}: {Line(fact.Value, at)}"), at);
                break;
            case HorizontalBarChart chart:
                at.Text.Append(Escaped(chart.Title)).Append("\n\n");
                List(chart.Bars.Select(bar => $"{Line(bar.Label, at)}: {Escaped(bar.Figure)}"), at);
                break;
            case Container container:
                Write(container.Items, at);
                break;
            case ActionSet or Image or Input:
                break; // nothing to press on paper
            default:
                throw new UnreachableException();
        }
    }

    // A line of its own in strong letters is a heading.
    static string Mark(TextBlock text) => text.Style == TextStyle.Heading ? "# "
        : text.Inlines.All(run => run is TextRun { Strong: true } or WordsRun { Strong: true }) ? "## " : "";

    static void List(IEnumerable<string> lines, Place at)
    {
        foreach (var line in lines)
        {
            at.Text.Append("- ").Append(line).Append('\n');
        }

        at.Text.Append('\n');
    }

    static string Line(ImmutableArray<Run> runs, Place at, bool isHeading = false) => string.Concat(runs.Select(run => run switch
    {
        TextRun { Strong: true } text when !isHeading => $"**{Escaped(text.Text)}**",
        WordsRun { Strong: true } words when !isHeading => $"**{Escaped(words.Text)}**",
        TextRun text => Escaped(text.Text),
        WordsRun words => Escaped(words.Text),
        MomentRun moment => TimeZoneInfo.ConvertTime(moment.At, at.Zone).ToString("g", at.Culture) + $" ({at.Zone.Id})",
        _ => throw new UnreachableException(),
    }));

    // Our own sentences hold points, hyphens and brackets that mean nothing in the middle of a line: those are left readable.
    static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var (i, c) in text.Index())
        {
            var isMeant = c is '.' or '!' or '(' or ')' or '-' or '+' or '{' or '}'
                ? i == 0 || IsListNumber(text, i)
                : Special.Contains(c, StringComparison.Ordinal);
            escaped.Append(isMeant ? "\\" : "").Append(c);
        }

        return escaped.ToString();
    }

    // "1. " at the start of a line is a list.
    static bool IsListNumber(string text, int i) => text[..i].All(char.IsAsciiDigit);
}
