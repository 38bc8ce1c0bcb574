using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>
/// Text for Adaptive Cards. A TextBlock is read as Markdown, and to escape a mark is no way out: the clients for phones show the backslash (seen in
/// microsoft/AdaptiveCards issue 5590, MicrosoftDocs/msteams-docs issue 5793). So a TextBlock is given only what holds no mark at all; all else is a
/// RichTextBlock, in which nothing is parsed ("Markdown is not supported": Microsoft's schema explorer, TextRun).
/// </summary>
static class AdaptiveText
{
    const char WordJoiner = '\u2060'; // has no width and is no space: what it stands in looks the same and means nothing to a parser

    static readonly SearchValues<char> Marks = SearchValues.Create("*_~`[]<>&\\|{}\n\r");

    static readonly SearchValues<string> Parsed = SearchValues.Create(["<at", "</at", "{{"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs as pieces that any text of a card may hold.</summary>
    public static ImmutableArray<Piece> Pieces(IEnumerable<Run> runs, AdaptiveTexts texts, AdaptiveContext context, int max) =>
        Piece.Of(runs, run => Of(run, texts, context), max);

    /// <summary>A text that stands alone. Somebody's name or words may be in it, so it keeps its direction to itself as those do.</summary>
    public static string Fit(string text, int max) => PlainText.Fit(Tame(Piece.Words(text, isRightToLeft: false)), max);

    /// <summary>As <see cref="Fit"/>, for titles and labels.</summary>
    public static string FitLine(string text, int max) => PlainText.FitLine(Tame(Piece.Words(text, isRightToLeft: false)), max);

    static Piece Of(Run run, AdaptiveTexts texts, AdaptiveContext context) => run switch
    {
        TextRun text => new Piece(Tame(PlainText.Clean(text.Text)), text.Strong),
        WordsRun words => new Piece(Tame(Piece.Words(words.Text, texts.IsRightToLeft)), words.Strong),
        ChannelRun channel => new Piece(Tame(Piece.Words(channel.Text, texts.IsRightToLeft))),
        MomentRun moment => new Piece(Moment(moment, context), At: moment.At),
        _ => throw new UnreachableException(),
    };

    /// <summary>"Fri, Dec 5, 2025 5:00 PM (Europe/Berlin)": nothing is left to guess, whoever reads it and whenever.</summary>
    static string Moment(MomentRun moment, AdaptiveContext context)
    {
        var local = TimeZoneInfo.ConvertTime(moment.At, context.Zone);
        var formats = context.Culture.DateTimeFormat;
        var day = formats.LongDatePattern.Replace("dddd", "ddd", StringComparison.Ordinal).Replace("MMMM", "MMM", StringComparison.Ordinal);
        var zone = context.Zone.Id.Replace('_', ' ');
        return $"{local.ToString(day, context.Culture)} {local.ToString(formats.ShortTimePattern, context.Culture)} ({zone})";
    }

    /// <summary>
    /// No mention and no date: Teams puts the first in place in any text of a card, and clients read the second, {{DATE(...)}}, where they read nothing else.
    /// </summary>
    public static string Tame(string text)
    {
        if (text.AsSpan().IndexOfAny(Parsed) < 0)
        {
            return text;
        }

        var tame = new StringBuilder(text.Length + 1);
        for (var at = 0; at < text.Length; at++)
        {
            tame.Append(text[at]);
            if ((text[at] == '<' && IsTag(text.AsSpan(at + 1))) || (text[at] == '{' && at + 1 < text.Length && text[at + 1] == '{'))
            {
                tame.Append(WordJoiner);
            }
        }

        return tame.ToString();
    }

    static bool IsTag(ReadOnlySpan<char> text) =>
        text.StartsWith("at", StringComparison.OrdinalIgnoreCase) || text.StartsWith("/at", StringComparison.OrdinalIgnoreCase);

    /// <summary>Says the same whether it is read as Markdown or not: no mark, no start of a list, no address that becomes a link.</summary>
    public static bool IsPlain(string line)
    {
        if (line.AsSpan().ContainsAny(Marks) || line.Contains("://", StringComparison.Ordinal) || IsLikeAddress(line))
        {
            return false;
        }

        var start = line.AsSpan().TrimStart();
        return start.Length == line.Length && start is [not ('#' or '-' or '+'), ..] && !IsNumbered(start);
    }

    /// <summary>Letters on both sides of a dot ("example.org"), or a '@': some clients make a link of it.</summary>
    static bool IsLikeAddress(string line)
    {
        for (var at = 1; at < line.Length - 1; at++)
        {
            if (line[at] == '@' || (line[at] == '.' && char.IsLetterOrDigit(line[at - 1]) && char.IsLetter(line[at + 1])))
            {
                return true;
            }
        }

        return false;
    }

    static bool IsNumbered(ReadOnlySpan<char> line)
    {
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && line[digits] is '.' or ')';
    }

    /// <summary>A name as it may stand in a mention, where no mark and no bracket can be told from the mention's own; empty where nothing is left.</summary>
    public static string Name(string name)
    {
        var bare = string.Concat(PlainText.OneLine(name).Where(c => !Marks.Contains(c)));
        return PlainText.IsBlank(bare) ? "" : PlainText.Cut(bare.Trim(), AdaptiveLimits.NameMax);
    }

    /// <summary>An id as Teams gives them, and nothing that would break what it stands in.</summary>
    public static bool IsId(string id) =>
        id.Length is > 0 and <= AdaptiveLimits.UserIdMax && id.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '-' or '_' or '.' or '@' or '+' or '=');
}
