using System.Globalization;
using System.Text.RegularExpressions;

namespace CoCreateBot.Sessions;

/// <summary>
/// Moments as people write them: "17:00", "Fri 17:00", "tomorrow", "2026-11-27 9:30", "27.11. 9:30", "27 Nov", in English and German. They mean the
/// clock on the wall of a zone: an hour that a change of clocks leaves out is the one after it, one that comes twice is its first.
/// </summary>
public static partial class LocalTime
{
    /// <summary>Where only a day is said: the end of a working day.</summary>
    static readonly TimeOnly EndOfDay = new(17, 0);

    // What follows a day is looked at before it is read, so that only a clock can bound this.
    const int MatchMs = 2_000; // by the clock on the wall: a machine that stands still for a moment is no bad input

    /// <summary>A year further away is a slip of the pen, and the calendar's ends have no zones.</summary>
    const int YearsMax = 100;

    /// <summary>No IANA name is half as long.</summary>
    const int ZoneNameMax = 64;

    static readonly string[][] Days =
    [
        ["sunday", "sonntag"], ["monday", "montag"], ["tuesday", "dienstag"], ["wednesday", "mittwoch"], ["thursday", "donnerstag"],
        ["friday", "freitag"], ["saturday", "samstag"],
    ];

    /// <summary>How the months begin, in both languages.</summary>
    static readonly string[][] Months =
    [
        ["jan", "jän"], ["feb"], ["mar", "mär"], ["apr"], ["may", "mai"], ["jun"], ["jul"], ["aug"], ["sep"], ["oct", "okt"], ["nov"], ["dec", "dez"],
    ];

    /// <summary>The moment meant; null where it is none, such as 31 February. It may be past: the caller says what that means.</summary>
    public static DateTimeOffset? Read(string text, DateTimeOffset now, TimeZoneInfo zone)
    {
        var match = Pattern.Match(text.Trim().ToLowerInvariant());
        if (!match.Success || text.Length == 0)
        {
            return null;
        }

        var here = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        if (TimeIn(match) is not { } time)
        {
            return null;
        }

        if (match.Groups["day"] is not { Success: true } day)
        {
            var today = At(DateOnly.FromDateTime(here), time, zone);
            return today > now ? today : At(DateOnly.FromDateTime(here).AddDays(1), time, zone);
        }

        return DayOf(day.Value, here, time) is { } date ? At(date, time, zone) : null;
    }

    /// <summary>Is it written as a moment, whenever that may be?</summary>
    public static bool IsMoment(string text) => Read(text, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc) is not null;

    /// <summary>Is it written with a month by its name, also where there is no such day?</summary>
    public static bool NamesMonth(string text) =>
        Pattern.Match(text.Trim().ToLowerInvariant()) is { Success: true } match && InDigits(match.Groups["day"].Value) != match.Groups["day"].Value;

    /// <summary>A time of the day alone, "9:30", "2 pm"; null where it is none.</summary>
    public static TimeOnly? Time(string text) =>
        Pattern.Match(text.Trim().ToLowerInvariant()) is { Success: true } match && !match.Groups["day"].Success && match.Groups["h"].Success
            ? TimeIn(match)
            : null;

    /// <summary>What the clock on the wall says, as an instant.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local))
        {
            var before = zone.GetUtcOffset(local.AddHours(-3));
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(local, before), zone); // the clock has moved on by then
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    /// <summary>The name of a zone that this machine knows, "Europe/Vienna"; null for anything else, whoever sent it.</summary>
    public static string? ZoneIn(string? name) =>
        name is { Length: > 0 and <= ZoneNameMax } && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+')
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _) ? name : null;

    /// <summary>The zone of that name, or UTC where this machine does not know it.</summary>
    public static TimeZoneInfo ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    static TimeOnly? TimeIn(Match match)
    {
        if (match.Groups["h"] is not { Success: true } hour)
        {
            return EndOfDay;
        }

        var h = int.Parse(hour.ValueSpan, CultureInfo.InvariantCulture);
        var m = match.Groups["m"] is { Success: true } minute ? int.Parse(minute.ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["half"].Value is "am" or "pm")
        {
            if (h is < 1 or > 12)
            {
                return null;
            }

            h = (h % 12) + (match.Groups["half"].Value == "pm" ? 12 : 0);
        }

        return h < 24 && m < 60 ? new TimeOnly(h, m) : null;
    }

    static DateOnly? DayOf(string day, DateTime here, TimeOnly time)
    {
        var today = DateOnly.FromDateTime(here);
        if (Array.FindIndex(Days, names => names.Any(name => name.StartsWith(day.TrimEnd('.'), StringComparison.Ordinal))) is var weekday and >= 0)
        {
            var ahead = (weekday - (int)today.DayOfWeek + 7) % 7;
            return today.AddDays(ahead == 0 && TimeOnly.FromDateTime(here) >= time ? 7 : ahead);
        }

        return day switch
        {
            "today" or "heute" => today,
            "tomorrow" or "morgen" => today.AddDays(1),
            _ => DateOf(InDigits(day), today),
        };
    }

    // "27 Nov 2026" is "27.11.2026".
    static string InDigits(string day)
    {
        var parts = day.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var month = parts.Length < 2 ? -1 : Array.FindIndex(Months, names => names.Any(name => parts[1].StartsWith(name, StringComparison.Ordinal)));
        return month < 0 ? day : string.Create(CultureInfo.InvariantCulture, $"{parts[0].TrimEnd('.')}.{month + 1}.{parts.ElementAtOrDefault(2)}");
    }

    // A day without a year is the next one of that name.
    static DateOnly? DateOf(string day, DateOnly today)
    {
        if (DateOnly.TryParseExact(day, ["yyyy-M-d", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return Math.Abs(date.Year - today.Year) <= YearsMax ? date : null;
        }

        // Read with a leap year, so that 29 February is a day; whether it is one this year is seen then.
        return DateOnly.TryParseExact(day.TrimEnd('.') + ".2024", "d.M.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var found)
            ? Enumerable.Range(today.Year, 2)
                .Where(year => found.Day <= DateTime.DaysInMonth(year, found.Month))
                .Select(year => (DateOnly?)new DateOnly(year, found.Month, found.Day))
                .FirstOrDefault(one => one >= today)
            : null;
    }

    [GeneratedRegex(
        @"^((?<day>[0-9]{1,2}\.?\s+(?!uhr)[a-zäöü]{3,9}\.?(\s+[0-9]{4}(?=\s|$))?|"
        + @"[a-zäöü]{2,10}\.?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.([0-9]{4})?)(\s+(at|um)?\s*|$))?"
        + @"((?<h>[0-9]{1,2})([:.](?<m>[0-9]{2}))?\s*(?<half>am|pm|uhr)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchMs)]
    static partial Regex Pattern { get; }
}
