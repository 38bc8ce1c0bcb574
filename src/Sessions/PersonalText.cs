using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace CoCreateBot.Sessions;

/// <summary>
/// What a person wrote, made fit to be kept: never changed in its words, but without what nobody can see. Markup is left as it is; the
/// renderers show it as the characters it is made of.
/// </summary>
public static class PersonalText
{
    /// <summary>On one line: line breaks and tabs become single spaces.</summary>
    public static string Line(string? text) =>
        IsPlainLine(text) ? text : string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// A text as the log has it. People give none that is empty: such a one was removed, and the log has no longer room for any mark, as what is
    /// removed must not take more bytes than what it was.
    /// </summary>
    public static string Kept(string text) => text.Length == 0 ? CoCreateBot.Cards.Removed.Mark : text;

    /// <summary>A person's name as a platform tells it, fit to be kept; null where there is none.</summary>
    public static string? Name(string? name) => Line(name) switch
    {
        "" => null,
        { Length: <= Limits.NameMax } line => line,
        var line => Line(line[..Limits.NameMax]), // which also drops half a character at its end
    };

    /// <summary>One line that must say something and fit.</summary>
    public static Parsed<string> Required(string? text, int max) => Line(text) switch
    {
        { Length: 0 } => Refusals.Empty,
        var line when line.Length > max => Refusals.TooLong(line, max),
        var line => line,
    };

    /// <summary>One line that may be empty.</summary>
    public static Parsed<string> Optional(string? text, int max) =>
        Line(text) is var line && line.Length > max ? Refusals.TooLong(line, max) : line;

    // Most names and answers are plain letters and stay as they are; to find that out is all that is done with them at each tap.
    static bool IsPlainLine([NotNullWhen(true)] string? text) => text is [not ' ', ..] and [.., not ' ']
        && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
        && !text.Contains("  ", StringComparison.Ordinal);

    static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var kept = new StringBuilder(text.Length);
        var says = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSeen(rune))
            {
                kept.Append(Rune.IsControl(rune) ? new Rune(' ') : rune);
                says |= Says(rune);
            }
        }

        return says ? kept.ToString().Normalize(NormalizationForm.FormC) : "";
    }

    // A text of nothing but these would look empty and be none.
    static bool Says(Rune rune) => !Rune.IsWhiteSpace(rune) && !IsJoiner(rune) && !IsDirectionMark(rune) && !IsTag(rune)
        && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.NonSpacingMark // variation selectors among them
        && rune.Value is not (0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0); // blanks that count as letters or signs

    // Kept: white space of any kind (it separates words), joiners (emoji, Persian and Indic writing need them), and marks of direction (they keep a
    // full stop or a plus sign on its side where Hebrew and English stand in one line, and turn nothing). Dropped: other controls, what has no width,
    // embeddings, overrides and isolates (they turn the direction of what follows, and can make a text read as another), half characters.
    static bool IsSeen(Rune rune) => rune.Value switch
    {
        0xFFFD => false, // also what EnumerateRunes gives for half a surrogate pair
        '\t' or '\n' or '\v' or '\f' or '\r' or 0x85 => true,
        _ when IsJoiner(rune) || IsDirectionMark(rune) => true,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned) || IsTag(rune),
    };

    static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    static bool IsDirectionMark(Rune rune) => rune.Value is 0x200E or 0x200F or 0x061C;

    // The flags of England, Scotland and Wales are spelled with these.
    static bool IsTag(Rune rune) => rune.Value is >= 0xE0020 and <= 0xE007F;
}
