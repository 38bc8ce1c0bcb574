namespace CoCreateBot.Sessions;

/// <summary>The hours in which people who are asked over days can be expected to look: nine to five by the clock of their place, Monday to Friday.</summary>
public static class WorkingTime
{
    /// <summary>One working day.</summary>
    public static readonly TimeSpan Day = End - Start;

    static TimeOnly Start => new(9, 0);

    static TimeOnly End => new(17, 0);

    /// <summary>The instant at which so much working time has passed. Nothing passes at night and at weekends.</summary>
    public static DateTimeOffset After(DateTimeOffset from, TimeSpan time, TimeZoneInfo zone)
    {
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime); ; day = day.AddDays(1))
        {
            var (start, end) = (LocalTime.At(day, Start, zone), LocalTime.At(day, End, zone));
            var begin = from > start ? from : start;
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || begin >= end)
            {
                continue;
            }

            if (begin + time <= end)
            {
                return begin + time;
            }

            time -= end - begin;
        }
    }

    /// <summary>So much working time lies between the two; none where the second is not later.</summary>
    public static TimeSpan Between(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var time = TimeSpan.Zero;
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime); LocalTime.At(day, Start, zone) < to; day = day.AddDays(1))
        {
            var (start, end) = (LocalTime.At(day, Start, zone), LocalTime.At(day, End, zone));
            var (begin, stop) = (from > start ? from : start, to < end ? to : end);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && begin < stop)
            {
                time += stop - begin;
            }
        }

        return time;
    }
}
