using System.Globalization;
using System.Text;

namespace CoCreateBot.Cards.Fitting;

/// <summary>What must be done to any text before a chat gets it, whoever wrote it.</summary>
static class PlainText
{
    /// <summary>Stands where nothing else does, because an empty text is refused or draws nothing.</summary>
    public const string Nothing = "–";

    public const char Ellipsis = '…';

    const char FirstStrongIsolate = '\u2068';
    const char PopDirectionalIsolate = '\u2069';

    /// <summary>A text of 1 to <paramref name="max"/> characters, on one line or several.</summary>
    public static string Fit(string text, int max)
    {
        var clean = Clean(text);
        return IsBlank(clean) ? Nothing : Cut(clean, max);
    }

    /// <summary>As <see cref="Fit"/>, for titles and labels.</summary>
    public static string FitLine(string text, int max) => Fit(OneLine(text), max);

    public static string OneLine(string text) => Clean(text).Replace('\n', ' ');

    /// <summary>No control characters but line breaks, and no half of a surrogate pair, which would be no valid JSON.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029'))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes()) // a lone surrogate is enumerated as U+FFFD
        {
            if (rune.Value == '\n' || !Rune.IsControl(rune))
            {
                clean.Append(rune);
            }
            else if (rune.Value == '\t')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString();
    }

    /// <summary>Nothing to see: spaces and characters without a shape.</summary>
    public static bool IsBlank(string text) =>
        text.EnumerateRunes().All(r => Rune.IsWhiteSpace(r) || Rune.GetUnicodeCategory(r) == UnicodeCategory.Format);

    /// <summary>Ends with "…" where something is left out, and never inside what a reader sees as one character.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var end = 0;
        while (StringInfo.GetNextTextElementLength(text, end) is var next && end + next < max)
        {
            end += next;
        }

        if (end == 0) // one letter under a tower of accents
        {
            end = char.IsLowSurrogate(text[max - 1]) ? max - 2 : max - 1;
        }

        return string.Concat(text.AsSpan(0, Math.Max(end, 0)), [Ellipsis]);
    }

    /// <summary>
    /// Keeps the direction of a person's words from reordering ours. Line by line, because an isolate ends with its paragraph; without the
    /// words' own embeddings, overrides and isolates, because they could end ours.
    /// </summary>
    public static string Isolate(string words)
    {
        var tame = string.Concat(words.Where(c => c is not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069')));
        return string.Join('\n', tame.Split('\n').Select(
            line => line.Length == 0 ? line : $"{FirstStrongIsolate}{line}{PopDirectionalIsolate}"));
    }

    /// <summary>
    /// Letters from Hebrew to Arabic Extended-A, their presentation forms, the right-to-left blocks beyond; marks and overrides
    /// too.
    /// </summary>
    public static bool HasRightToLeft(string text) => text.EnumerateRunes().Any(r => r.Value is
        (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE)
        or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF)
        or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));
}
