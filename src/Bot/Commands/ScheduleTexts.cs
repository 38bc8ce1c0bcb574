using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>Schedules in words.</summary>
static class ScheduleTexts
{
    public static string Planned(Schedule schedule, VenueCalendar calendar, Words words)
    {
        var first = schedule.Next(calendar);
        var isShort = schedule.Rule.Days is RecurringDays.Monthly { Day: > RecurringDays.Monthly.InEveryMonth };
        var text = words.Say("Commands.SchedulePlanned", Rule(schedule.Rule, words), Moment(first?.At, schedule.Rule, words), schedule.Number);
        return string.Join(' ',
        [
            text,
            .. schedule.Rule.IsOwnTime
                ? (ReadOnlySpan<string>)[words[schedule.Venue.Platform == WebRooms.Platform ? "Commands.ScheduleOwnRoom" : "Commands.ScheduleOwn"]] : [],
            .. isShort ? (ReadOnlySpan<string>)[words["Commands.ScheduleShort"]] : [],
            .. first is { } one && one.At != one.On ? (ReadOnlySpan<string>)[words["Commands.ScheduleMoved"]] : [],
        ]);
    }

    public static string Changed(Schedule schedule, VenueCalendar calendar, Words words) => schedule.PausedUntil == Schedule.ForGood
        ? words.Say("Commands.ScheduleRests", schedule.Number)
        : words.Say("Commands.ScheduleGoesOn", schedule.Number, Moment(schedule.Next(calendar)?.At, schedule.Rule, words));

    /// <param name="unseen">Why the venue did not show what a schedule opened last, where it did not.</param>
    public static string List(
        ImmutableArray<Schedule> schedules, VenueCalendar calendar, ImmutableDictionary<ScheduleId, string> unseen, Words words)
    {
        ImmutableArray<string> lines =
        [
            .. schedules.Select(schedule => unseen.TryGetValue(schedule.Id, out var reason)
                ? $"{Line(schedule, calendar, words)}; {words.Say("Commands.ScheduleUnseen", Undelivered.Sentence(reason, words))}"
                : Line(schedule, calendar, words)),
            .. calendar.Skipped.IsEmpty ? (ReadOnlySpan<string>)[]
                : [words.Say("Commands.ScheduleSkips", string.Join(", ", calendar.Skipped.Select(day => Day(day, words))))],
            .. calendar.Quiet is { } quiet ? (ReadOnlySpan<string>)[words.Say("Commands.ScheduleQuietOn", Time(quiet.From), Time(quiet.To), quiet.Zone)] : [],
        ];
        return lines.IsEmpty ? words["Commands.ScheduleNone"] : string.Join('\n', lines);
    }

    public static string Line(Schedule schedule, VenueCalendar calendar, Words words) => string.Join("; ",
    [
        words.Say("Commands.ScheduleItem", schedule.Number, Rule(schedule.Rule, words), schedule.Line),
        .. schedule.MakerName is { } name ? (ReadOnlySpan<string>)[words.Say("Commands.ScheduleBy", name)] : [],
        schedule.PausedUntil == Schedule.ForGood
            ? words["Commands.SchedulePaused"]
            : words.Say("Commands.ScheduleNext", Moment(schedule.Next(calendar)?.At, schedule.Rule, words)),
        .. schedule.Missed is { } missed ? (ReadOnlySpan<string>)[words.Say("Commands.ScheduleMissed", Moment(missed, schedule.Rule, words))] : [],
    ]);

    public static string Day(DateOnly day, Words words) => day.ToString("ddd d MMM yyyy", words.Culture);

    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    static string Moment(DateTimeOffset? at, Recurrence rule, Words words) => at is { } moment
        ? TimeZoneInfo.ConvertTime(moment, LocalTime.ZoneOf(rule.Zone)).ToString("ddd d MMM yyyy HH:mm", words.Culture)
        : words["Commands.ScheduleNever"];

    static string Rule(Recurrence rule, Words words)
    {
        var names = words.Culture.DateTimeFormat;
        var (time, zone) = (Time(rule.At), rule.IsOwnTime ? words["Commands.ScheduleOwnZone"] : rule.Zone);
        var text = rule.Days switch
        {
            RecurringDays.Weekly { Days: WeekDays.All } => words.Say("Commands.ScheduleRule-daily", time, zone),
            RecurringDays.Weekly { Days: WeekDays.WorkingDays } => words.Say("Commands.ScheduleRule-working", time, zone),
            RecurringDays.Weekly weekly => words.Say("Commands.ScheduleRule-days", time, zone, string.Join(", ", Names(weekly.Days, names))),
            RecurringDays.Monthly monthly => words.Say("Commands.ScheduleRule-month", time, zone, monthly.Day),
            RecurringDays.MonthlyWeekday nth => words.Say(
                string.Create(CultureInfo.InvariantCulture, $"Commands.ScheduleRule-{nth.Nth}"), time, zone, names.GetDayName((DayOfWeek)((int)nth.Day % 7))),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return rule.Until is { } until ? words.Say("Commands.ScheduleUntil", text, Day(until, words)) : text;
    }

    // Monday first.
    static IEnumerable<string> Names(WeekDays days, DateTimeFormatInfo names) => Enumerable.Range(0, 7)
        .Where(i => days.HasFlag((WeekDays)(1 << i)))
        .Select(i => names.GetAbbreviatedDayName((DayOfWeek)((i + 1) % 7)));
}
