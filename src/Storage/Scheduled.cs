using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage;

static class Scheduled
{
    extension(Schedule kept)
    {
        /// <summary>With what changes of a schedule; its line, rule and maker stay.</summary>
        public Schedule Changed(Schedule by) => kept with
        {
            Version = kept.Version + 1,
            Passed = by.Passed,
            PausedUntil = by.PausedUntil,
            Missed = by.Missed,
            Due = by.Due,
        };
    }
}

/// <summary>Days in a row's text.</summary>
static class CalendarText
{
    const string DayFormat = "yyyy-MM-dd";

    public static string Of(ImmutableSortedSet<DateOnly> days) => string.Join(' ', days.Select(day => day.ToString(DayFormat, CultureInfo.InvariantCulture)));

    public static ImmutableSortedSet<DateOnly> Of(string days) =>
        [.. days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => DateOnly.ParseExact(day, DayFormat, CultureInfo.InvariantCulture))];
}
