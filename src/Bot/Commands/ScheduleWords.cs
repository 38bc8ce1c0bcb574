using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>What is asked of a venue's schedules, as it is typed.</summary>
static class ScheduleWords
{
    public const string Verb = "schedule";

    /// <summary>Words that steer and take no text of their own, so that "every day at 9" behind one can only mean a schedule.</summary>
    static readonly ImmutableArray<string> Plain =
    [
        SessionCards.NextVerb, SessionCards.CloseVerb, SessionCards.PauseVerb, SessionCards.ResumeVerb, SessionCards.UndoVerb, SessionCards.JoinVerb,
        SessionCards.ExtendVerb, ReadingWords.Minutes, ReadingWords.Export, PersonalLinksVerb, "reopen", "cancel", "delete", "lock", "unlock", "help",
    ];

    const string PersonalLinksVerb = Rooms.PersonalLinks.Verb;

    public static bool IsNoText(string verb) => Plain.Contains(verb, StringComparer.Ordinal);

    public static Refusal NotScheduled(string verb) => new("Commands.ScheduleNot", RefusalKind.Wrong, verb);

    static Refusal How => new("Commands.ScheduleHowTo", RefusalKind.Wrong);

    public static Parsed<ScheduleAsked> Read(TypedLine line, DateTimeOffset now, string zone)
    {
        var words = line.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            [] or ["list" or "liste"] => new ScheduleAsked.List(),
            ["stop" or "stopp", var n] when Number(n) is { } number => new ScheduleAsked.Stop(number),
            ["pause", var n] when Number(n) is { } number => new ScheduleAsked.Pause(number, null),
            ["pause", var n, "until" or "bis", .. var day] when Number(n) is { } number => Coming(day, now, zone) is var read && read.Refusal is { } refusal
                ? refusal
                : new ScheduleAsked.Pause(number, read.Value!.Value), // ! what is not read is refused
            ["resume", var n] when Number(n) is { } number => new ScheduleAsked.Resume(number),
            ["skip", _, ..] => Skip(words[1..], isOn: true, now, zone),
            ["unskip", _, ..] => Skip(words[1..], isOn: false, now, zone),
            ["quiet", "off" or "aus"] => new ScheduleAsked.Quiet(null),
            ["quiet", _, ..] => Quiet(string.Concat(words[1..]), zone),
            _ => How,
        };
    }

    static int? Number(string text) => Cards.Numerals.NumberIn(text.TrimStart('#')) is > 0 and var number ? number : null;

    static Parsed<ScheduleAsked> Skip(string[] day, bool isOn, DateTimeOffset now, string zone) =>
        Coming(day, now, zone) is var read && read.Refusal is { } refusal
        ? refusal
        : new ScheduleAsked.Skip(read.Value!.Value, isOn); // ! what is not read is refused

    static (DateOnly? Value, Refusal? Refusal) Coming(string[] words, DateTimeOffset now, string zone)
    {
        var text = string.Join(' ', words);
        return ScheduledLine.Day(text, now, zone) switch
        {
            null => (null, new Refusal("Session.BadMoment", RefusalKind.Wrong, text)),
            { } day when day < DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, LocalTime.ZoneOf(zone)).DateTime) =>
                (null, new Refusal("Commands.SchedulePastDay", RefusalKind.Wrong, text)),
            var day => (day, null),
        };
    }

    static Parsed<ScheduleAsked> Quiet(string text, string zone) =>
        text.Split('-', '–') is [var from, var to] && LocalTime.Time(from) is { } begin && LocalTime.Time(to) is { } end
        && QuietHours.Between(begin, end, zone) is { } hours
            ? new ScheduleAsked.Quiet(hours)
            : new Refusal("Commands.ScheduleQuietHow", RefusalKind.Wrong, (int)QuietHours.LengthMax.TotalHours);

    /// <summary>The calendar with a day more or less; what has passed long ago leaves it.</summary>
    public static Parsed<VenueCalendar> Skipping(VenueCalendar calendar, ScheduleAsked.Skip skip, DateTimeOffset now)
    {
        var yesterday = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        var days = skip.IsOn ? calendar.Skipped.Add(skip.Day) : calendar.Skipped.Remove(skip.Day);
        days = days.Except(days.Where(day => day < yesterday));
        return days.Count > VenueCalendar.SkippedMax
            ? new Refusal("Commands.ScheduleTooManyDays", RefusalKind.NotNow, VenueCalendar.SkippedMax)
            : calendar with { Skipped = days };
    }
}

abstract record ScheduleAsked
{
    public sealed record List : ScheduleAsked;

    public sealed record Stop(int Number) : ScheduleAsked;

    /// <param name="Until">The day on which it comes again; null: until somebody resumes it.</param>
    public sealed record Pause(int Number, DateOnly? Until) : ScheduleAsked
    {
        public DateTimeOffset In(Recurrence rule) => Until is { } day
            ? LocalTime.At(day, TimeOnly.MinValue, LocalTime.ZoneOf(rule.Zone)).ToUniversalTime()
            : Schedule.ForGood;
    }

    public sealed record Resume(int Number) : ScheduleAsked;

    public sealed record Skip(DateOnly Day, bool IsOn) : ScheduleAsked;

    /// <param name="Hours">Null: none.</param>
    public sealed record Quiet(QuietHours? Hours) : ScheduleAsked;
}
