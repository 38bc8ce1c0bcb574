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

    public static string Of(Card card, TimeZoneInfo zone)
    {
        var text = new StringBuilder();
        Write(card.Body, new Place(text, zone));
        return text.ToString().TrimEnd('\n') + "\n";
    }

    readonly record struct Place(StringBuilder Text, TimeZoneInfo Zone)
    {
        public Outline Outline { get; } = new();
    }

    /// <summary>The first heading is the text's own. What follows in strong letters is under it, the other headings under that.</summary>
    sealed class Outline
    {
        int headings;

        public string Mark(TextBlock text) => text.Style == TextStyle.Heading ? (headings++ == 0 ? "# " : "### ")
            : !text.Inlines.All(IsStrong) ? ""
            : headings > 1 ? "#### " : "## ";
    }

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
                var mark = at.Outline.Mark(text);
                at.Text.Append(mark).Append(Line(text.Inlines, at, isHeading: mark.Length > 0)).Append("\n\n");
                break;
            case FactSet facts:
                List(facts.Facts.Select(fact => ($"{Escaped(fact.Title)}: {Line(fact.Value, at)}", fact.Level)), at);
                break;
            case HorizontalBarChart chart:
                at.Text.Append(Escaped(chart.Title)).Append("\n\n");
                List(chart.Bars.Select(bar => ($"{Line(bar.Label, at)}: {Escaped(bar.Figure)}", 0)), at);
                break;
            case ProgressBar progress:
                at.Text.Append(Escaped(progress.Label)).Append("\n\n");
                break;
            case Badge badge:
                at.Text.Append(Escaped(badge.Text)).Append("\n\n");
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

    static void List(IEnumerable<(string Text, int Level)> lines, Place at)
    {
        foreach (var (line, level) in lines)
        {
            at.Text.Append(' ', 2 * level).Append("- ").Append(line).Append('\n');
        }

        at.Text.Append('\n');
    }

    // What is strong in several runs is strong once; spaces at its ends stand outside, or the stars would be read as stars.
    static string Line(ImmutableArray<Run> runs, Place at, bool isHeading = false)
    {
        var line = new StringBuilder();
        for (var i = 0; i < runs.Length;)
        {
            var start = i;
            var length = runs.Skip(i).TakeWhile(run => IsStrong(run) == IsStrong(runs[i])).Count();
            var text = string.Concat(runs.Skip(i).Take(length).Select((run, ahead) => Text(run, at, isFirst: start + ahead == 0)));
            line.Append(IsStrong(runs[i]) && !isHeading ? Strong(text) : text);
            i += length;
        }

        return line.ToString();
    }

    static bool IsStrong(Run run) => run is TextRun { Strong: true } or WordsRun { Strong: true };

    static string Strong(string text)
    {
        var inner = text.Trim();
        var start = text.IndexOf(inner, StringComparison.Ordinal);
        return inner.Length == 0 ? text : $"{text[..start]}**{inner}**{text[(start + inner.Length)..]}";
    }

    static string Text(Run run, Place at, bool isFirst) => run switch
    {
        TextRun text => Escaped(text.Text, isFirst),
        WordsRun words => Escaped(words.Text, isFirst),
        ChannelRun channel => Escaped(channel.Text, isFirst),
        MomentRun moment => TimeZoneInfo.ConvertTime(moment.At, at.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + $" ({at.Zone.Id})",
        _ => throw new UnreachableException(),
    };

    // Our own sentences hold points, hyphens and brackets that mean nothing in the middle of a line: those are left readable.
    static string Escaped(string text, bool isFirst = true)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var (i, c) in text.Index())
        {
            var isMeant = c is '.' or '!' or '(' or ')' or '-' or '+' or '{' or '}'
                ? isFirst && (i == 0 || IsListNumber(text, i))
                : Special.Contains(c, StringComparison.Ordinal);
            escaped.Append(isMeant ? "\\" : "").Append(c);
        }

        return escaped.ToString();
    }

    // "1. " at the start of a line is a list.
    static bool IsListNumber(string text, int i) => text[..i].All(char.IsAsciiDigit);
}
