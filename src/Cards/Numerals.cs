using System.Globalization;

namespace CoCreateBot.Cards;

/// <summary>Numbers as programs write them: digits, no separators, the same in each language.</summary>
public static class Numerals
{
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Digits alone, or behind a '#' as people write them; null for anything else.</summary>
    public static int? NumberIn(string text) =>
        int.TryParse(text.AsSpan(text.StartsWith('#') ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
