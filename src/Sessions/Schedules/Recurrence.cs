using System.Globalization;
using NodaTime;

namespace CoCreateBot.Sessions;

/// <summary>
/// When something comes again: by the clock on the wall of a zone, on days that a rule names. An hour that a change of clocks leaves out is as much later as
/// the clock jumps; one that comes twice is its first.
/// </summary>
/// <param name="Zone">IANA name, known to <see cref="ZoneIn"/>.</param>
/// <param name="Until">The last day on which it may come.</param>
/// <param name="IsOwnTime">It comes to each person by their own clock; <paramref name="Zone"/> is that of who made it and says which day it is.</param>
public sealed record Recurrence(RecurringDays Days, TimeOnly At, string Zone, DateOnly? Until = null, bool IsOwnTime = false)
{
    /// <summary>So far ahead one is looked for: monthly ones with a holiday each time are found within it, and no search is without an end.</summary>
    const int DaysAhead = 6 * 366;

    const string TimeFormat = "HH:mm";
    const string DayFormat = "yyyy-MM-dd";
    const string OwnTime = "own";

    /// <summary>The name of a zone that is known to all clocks here, in whatever case it was typed; null for anything else.</summary>
    public static string? ZoneIn(string? name) =>
        LocalTime.ZoneIn(DateTimeZoneProviders.Tzdb.Ids.FirstOrDefault(id => id.Equals(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The first time later than this one; null where there is none any more.</summary>
    /// <param name="skipped">Days on which it does not come.</param>
    public DateTimeOffset? Next(DateTimeOffset after, IReadOnlySet<DateOnly>? skipped = null)
    {
        var zone = DateTimeZoneProviders.Tzdb[Zone];
        var from = Instant.FromDateTimeOffset(after).InZone(zone).Date.PlusDays(-1); // what a gap puts off may come on the day after its own
        for (var n = 0; n < DaysAhead; n++)
        {
            var day = from.PlusDays(n);
            if (Until is { } until && day > LocalDate.FromDateOnly(until))
            {
                return null;
            }

            if (Days.Has(day) && skipped?.Contains(day.ToDateOnly()) != true && On(day, At, zone) is var at && at > after)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>The day of the wall's calendar to which an instant belongs here.</summary>
    public DateOnly DayOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[Zone]).Date.ToDateOnly();

    /// <summary>May what was put off come on this day: one of its days of the week, where it has such, and no holiday?</summary>
    public bool MayComeOn(DateOnly day, IReadOnlySet<DateOnly> skipped) =>
        !skipped.Contains(day) && (Days is not RecurringDays.Weekly || Days.Has(LocalDate.FromDateOnly(day)));

    /// <summary>When it is that time of that day in a zone.</summary>
    public static DateTimeOffset MomentOf(DateOnly day, TimeOnly time, string zone) => On(LocalDate.FromDateOnly(day), time, DateTimeZoneProviders.Tzdb[zone]);

    static DateTimeOffset On(LocalDate day, TimeOnly time, DateTimeZone zone) =>
        zone.AtLeniently(day + NodaTime.LocalTime.FromTimeOnly(time)).ToInstant().ToDateTimeOffset();

    /// <summary>As it is stored, for ever.</summary>
    public string Written() => string.Join(' ',
    [
        Days.Written(), At.ToString(TimeFormat, CultureInfo.InvariantCulture), Zone,
        .. Until is { } until ? (ReadOnlySpan<string>)[until.ToString(DayFormat, CultureInfo.InvariantCulture)] : [],
        .. IsOwnTime ? (ReadOnlySpan<string>)[OwnTime] : [],
    ]);

    public static Recurrence Of(string written)
    {
        var parts = written.Split(' ');
        var isOwnTime = parts[^1] == OwnTime;
        return new Recurrence(
            RecurringDays.Of(parts[0]),
            TimeOnly.ParseExact(parts[1], TimeFormat, CultureInfo.InvariantCulture),
            parts[2],
            parts.Length > (isOwnTime ? 4 : 3) ? DateOnly.ParseExact(parts[3], DayFormat, CultureInfo.InvariantCulture) : null,
            isOwnTime);
    }
}

/// <summary>On which days something comes again.</summary>
public abstract record RecurringDays
{
    RecurringDays()
    {
    }

    public abstract bool Has(LocalDate day);

    /// <summary>As it is stored, for ever.</summary>
    public abstract string Written();

    public static RecurringDays Of(string written) => written.Split(':') switch
    {
        ["weekly", var days] => new Weekly((WeekDays)Number(days)),
        ["monthly", var day] => new Monthly(Number(day)),
        ["monthly", var nth, var day] => new MonthlyWeekday(Number(nth), (IsoDayOfWeek)Number(day)),
        _ => throw new FormatException($"“{written}” is no rule."),
    };

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public sealed record Weekly(WeekDays Days) : RecurringDays
    {
        public override bool Has(LocalDate day) => Days.HasFlag(Day(day.DayOfWeek));

        public override string Written() => string.Create(CultureInfo.InvariantCulture, $"weekly:{(int)Days}");

        public static WeekDays Day(IsoDayOfWeek day) => (WeekDays)(1 << ((int)day - 1));
    }

    /// <summary>In a shorter month it is its last day.</summary>
    public sealed record Monthly(int Day) : RecurringDays
    {
        public const int DayMax = 31;

        /// <summary>From here on there are months that do not have it.</summary>
        public const int InEveryMonth = 28;

        public override bool Has(LocalDate day) => day.Day == Math.Min(Day, CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month));

        public override string Written() => string.Create(CultureInfo.InvariantCulture, $"monthly:{Day}");
    }

    /// <param name="Nth">1 to 4, or <see cref="Last"/>.</param>
    public sealed record MonthlyWeekday(int Nth, IsoDayOfWeek Day) : RecurringDays
    {
        public const int Last = 5;

        const int DaysInWeek = 7;

        public override bool Has(LocalDate day) => day.DayOfWeek == Day
            && (Nth == Last ? day.PlusDays(DaysInWeek).Month != day.Month : ((day.Day - 1) / DaysInWeek) + 1 == Nth);

        public override string Written() => string.Create(CultureInfo.InvariantCulture, $"monthly:{Nth}:{(int)Day}");
    }
}

/// <summary>Stored for ever, by number.</summary>
[Flags]
public enum WeekDays
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
    WorkingDays = Monday | Tuesday | Wednesday | Thursday | Friday,
    All = WorkingDays | Saturday | Sunday,
}
