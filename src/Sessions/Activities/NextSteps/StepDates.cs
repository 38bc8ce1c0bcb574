using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CoCreateBot.Sessions;

/// <summary>Days as people write them, in English and German. A day without its year is the next one of that name.</summary>
static class StepDates
{
    public const int YearsMax = 2;

    // 2026-12-31; 31.12. and 31.12.2026; 31 December, 31. Dezember 2026; December 31, 2026. No text makes this slow.
    static readonly Regex Pattern = new(
        @"^((?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})|(?<d>[0-9]{1,2})\.\s?(?<m>[0-9]{1,2})\.?\s?(?<y>[0-9]{4}|[0-9]{2})?"
        + @"|(?<d>[0-9]{1,2})(\.|st|nd|rd|th)?\s?(of\s)?(?<month>\p{L}{3,10})\.?(,?\s(?<y>[0-9]{4}))?"
        + @"|(?<month>\p{L}{3,10})\.?\s(?<d>[0-9]{1,2})(st|nd|rd|th)?(,?\s(?<y>[0-9]{4}))?)\z",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>29 February is not in each year, and left out in one that ends a century.</summary>
    const int YearsToLeapDay = 8;

    static readonly ImmutableArray<ImmutableArray<string>> Months =
    [
        ["january", "januar", "jänner"], ["february", "februar", "feber"], ["march", "märz", "maerz"], ["april"], ["may", "mai"], ["june", "juni"],
        ["july", "juli"], ["august"], ["september"], ["october", "oktober"], ["november"], ["december", "dezember"],
    ];

    static readonly ImmutableArray<ImmutableArray<string>> Weekdays =
    [
        ["sunday", "sonntag"], ["monday", "montag"], ["tuesday", "dienstag"], ["wednesday", "mittwoch"], ["thursday", "donnerstag"],
        ["friday", "freitag"], ["saturday", "samstag", "sonnabend"],
    ];

    public static DateOnly? Read(string text, DateOnly today, out Refusal? refusal)
    {
        var meant = Meant(text.Trim().ToLowerInvariant(), today, out refusal);
        refusal ??= meant switch
        {
            { } date when date < today => new Refusal("NextSteps.Past", RefusalKind.Wrong, date),
            { } date when date > today.AddYears(YearsMax) => new Refusal("NextSteps.TooFar", RefusalKind.Wrong, YearsMax),
            _ => null,
        };
        return refusal is null ? meant : null;
    }

    static DateOnly? Meant(string text, DateOnly today, out Refusal? refusal)
    {
        refusal = null;
        if (Named(text, today) is { } named)
        {
            return named;
        }

        var match = Pattern.Match(text);
        var month = match.Groups["month"] is { Success: true } name ? Place(Months, name.Value, 3) + 1 : Number(match, "m");
        if (!match.Success || month is null or < 1)
        {
            refusal = new Refusal("NextSteps.BadDate", RefusalKind.Wrong, Shown(text));
            return null;
        }

        const int TwoDigits = 2;
        var century = match.Groups["y"].Length == TwoDigits ? 2000 : 0;
        var date = Of(century + Number(match, "y"), month.Value, Number(match, "d") ?? 0, today);
        refusal = date is null ? new Refusal("NextSteps.NoSuchDate", RefusalKind.Wrong, Shown(text)) : null;
        return date;
    }

    static DateOnly? Named(string text, DateOnly today)
    {
        if (Place(Weekdays, text.TrimEnd('.'), 2) is var weekday and >= 0)
        {
            var ahead = (weekday - (int)today.DayOfWeek + 7) % 7;
            return today.AddDays(ahead == 0 ? 7 : ahead); // "Friday", said on a Friday, is the next
        }

        return text switch
        {
            "today" or "heute" => today,
            "tomorrow" or "morgen" => today.AddDays(1),
            "übermorgen" => today.AddDays(2),
            _ => null,
        };
    }

    static int Place(ImmutableArray<ImmutableArray<string>> names, string text, int least) => text.Length < least
        ? -1
        : names.IndexOf(names.FirstOrDefault(same => same.Any(name => name.StartsWith(text, StringComparison.Ordinal))));

    static DateOnly? Of(int? year, int month, int day, DateOnly today)
    {
        var years = year is { } said ? [said] : Enumerable.Range(today.Year, YearsToLeapDay + 1);
        return years.Where(one => one is >= 1 and <= 9999 && month <= 12 && day >= 1 && day <= DateTime.DaysInMonth(one, month))
            .Select(one => (DateOnly?)new DateOnly(one, month, day))
            .FirstOrDefault(date => year is not null || date >= today);
    }

    static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } digits ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : null;

    static string Shown(string text)
    {
        const int ShownMax = 40;
        return text.Length > ShownMax ? text[..ShownMax] : text;
    }
}
