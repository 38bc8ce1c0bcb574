using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace CoCreateBot.Sessions;

/// <summary>The days of a rule as people name them, in English and German.</summary>
static class RecurringWords
{
    const RegexOptions Steady = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    const string Month = "(month|monat)";

    static readonly Regex DayOfMonth = new(
        $@"^({Month} (on |am )?(the |dem )?(?<n>[0-9]{{1,2}})(st|nd|rd|th|\.)?|"
        + $@"(?<n>[0-9]{{1,2}})(st|nd|rd|th|\.) (of|in|im|des) (the |each )?{Month}s?)$", Steady);

    static readonly Regex NthDay = new(
        $@"^({Month} (on |am )?(the |dem )?)?(?<nth>[a-z]+|[1-4](st|nd|rd|th|\.)) (?<day>[a-z]+)( (of|in|im|des) (the |each )?{Month}s?)?$", Steady);

    static readonly Regex InWeek = new("^(week|woche) (on |am )(?<days>.+)$", Steady);

    static readonly ImmutableArray<ImmutableArray<string>> Ordinals =
    [
        ["first", "1st", "1.", "ersten", "erste", "erster", "erstem"],
        ["second", "2nd", "2.", "zweiten", "zweite", "zweiter", "zweitem"],
        ["third", "3rd", "3.", "dritten", "dritte", "dritter", "drittem"],
        ["fourth", "4th", "4.", "vierten", "vierte", "vierter", "viertem"],
        ["last", "letzten", "letzte", "letzter", "letztem"],
    ];

    static readonly ImmutableArray<ImmutableArray<string>> DayNames =
    [
        ["monday", "montag"], ["tuesday", "dienstag"], ["wednesday", "mittwoch"], ["thursday", "donnerstag"], ["friday", "freitag"],
        ["saturday", "samstag", "sonnabend"], ["sunday", "sonntag"],
    ];

    /// <summary>Two letters tell them apart in both languages.</summary>
    const int DayNameMin = 2;

    static readonly ImmutableArray<string> Working = ["weekday", "weekdays", "workday", "workdays", "werktag", "arbeitstag", "wochentag"];

    static readonly ImmutableArray<string> Units =
    [
        "day", "tag", "week", "woche", "month", "monat", "minute", "minutes", "minuten", "hour", "hours", "stunde", "stunden", "second", "seconds", "sekunde",
        "sekunden", "few", "paar", "other", "year", "jahr",
    ];

    /// <summary>"daily at 9", "täglich um 9" and "jeden Morgen um 9" as the words they stand for. Behind a bar stand options, whatever they say.</summary>
    public static ImmutableArray<TypedPart> Spelled(ImmutableArray<TypedPart> parts)
    {
        var bar = parts.IndexOf(new TypedPart("|", IsQuoted: false));
        return [.. parts.SelectMany((part, n) => bar >= 0 && n > bar ? [part] : Spelled(part, n, parts))];
    }

    static ImmutableArray<TypedPart> Spelled(TypedPart part, int n, ImmutableArray<TypedPart> parts)
    {
        if (part.IsQuoted || n + 1 >= parts.Length || parts[n + 1] is not { IsQuoted: false, Text: "at" or "um" })
        {
            return [part];
        }

        return part.Text.ToLowerInvariant() switch
        {
            "daily" or "täglich" => [part with { Text = "every" }, part with { Text = "day" }],
            "weekdays" or "werktags" when n == 0 || parts[n - 1].IsQuoted || !IsEvery(parts[n - 1].Text) =>
                [part with { Text = "every" }, part with { Text = "weekday" }],
            "morning" or "morgen" or "evening" or "abend" when n > 0 && IsEvery(parts[n - 1].Text) => [part with { Text = "day" }],
            _ => [part],
        };
    }

    public static bool IsEvery(string word) => word.ToLowerInvariant() is "every" or "jeden" or "jede" or "jedes" or "jeder";

    /// <summary>May a rule go on with this word behind "every"?</summary>
    public static bool IsUnit(string word) => word.ToLowerInvariant().TrimEnd(',') is var one
        && (Units.Contains(one, StringComparer.Ordinal) || Working.Contains(one, StringComparer.Ordinal)
            || Nth(one) is not null || DayNamed(one) is not null || char.IsAsciiDigit(one.FirstOrDefault()));

    /// <summary>Null where no days are meant, or none that there are.</summary>
    public static RecurringDays? Days(string text)
    {
        var days = text.Trim().ToLowerInvariant();
        if (DayOfMonth.Match(days) is { Success: true } month)
        {
            return Number(month) is >= 1 and <= RecurringDays.Monthly.DayMax and var day ? new RecurringDays.Monthly(day) : null;
        }

        if (NthDay.Match(days) is { Success: true } one && Nth(one.Groups["nth"].Value) is { } nth && DayNamed(one.Groups["day"].Value) is { } weekday)
        {
            return new RecurringDays.MonthlyWeekday(nth, weekday);
        }

        return days is "day" or "tag" ? new RecurringDays.Weekly(WeekDays.All)
            : Working.Contains(days, StringComparer.Ordinal) ? new RecurringDays.Weekly(WeekDays.WorkingDays)
            : Listed(InWeek.Match(days) is { Success: true } week ? week.Groups["days"].Value : days);
    }

    /// <summary>"The 32nd": written as a day of the month, which none is.</summary>
    public static bool IsDayOfNoMonth(string text) =>
        DayOfMonth.Match(text.Trim().ToLowerInvariant()) is { Success: true } month && Number(month) is < 1 or > RecurringDays.Monthly.DayMax;

    static int Number(Match month) => int.Parse(month.Groups["n"].ValueSpan, CultureInfo.InvariantCulture);

    static RecurringDays.Weekly? Listed(string text)
    {
        var names = text.Split([' ', ',', '/', '+', '&'], StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("and" or "und" or "on"));
        var days = WeekDays.None;
        foreach (var name in names)
        {
            if (DayNamed(name) is not { } day)
            {
                return null;
            }

            days |= RecurringDays.Weekly.Day(day);
        }

        return days == WeekDays.None ? null : new RecurringDays.Weekly(days);
    }

    static int? Nth(string word) =>
        Ordinals.ToList().FindIndex(names => names.Contains(word, StringComparer.Ordinal)) is >= 0 and var i ? i + 1 : null;

    // "mon", "Mo.", "mondays".
    static IsoDayOfWeek? DayNamed(string word)
    {
        var name = word.TrimEnd('.');
        var found = name.Length < DayNameMin ? -1 : IndexOf(name) is >= 0 and var i ? i : name.EndsWith('s') ? IndexOf(name[..^1]) : -1;
        return found < 0 ? null : (IsoDayOfWeek)(found + 1);

        static int IndexOf(string name) => DayNames.ToList().FindIndex(names => names.Any(one => one.StartsWith(name, StringComparison.Ordinal)));
    }
}
