using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Sessions;

/// <summary>When nothing that is scheduled comes in a venue.</summary>
/// <param name="Skipped">Days on which nothing comes: holidays.</param>
/// <param name="Quiet">What would come in these hours comes at their end.</param>
public sealed record VenueCalendar(ImmutableSortedSet<DateOnly> Skipped, QuietHours? Quiet)
{
    public const int SkippedMax = 60;

    /// <summary>Goes up by one with each change, so that none is lost to another made at the same time.</summary>
    public long Version { get; init; }

    public static readonly VenueCalendar Empty = new([], null);
}

/// <summary>From one time of the day to another, also over midnight, by the clock on the wall of a zone.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To, string Zone)
{
    /// <summary>Longer ones would be all day.</summary>
    public static readonly TimeSpan LengthMax = TimeSpan.FromHours(20);

    const string Format = "HH:mm";

    /// <summary>Null where they have no length, or too much of it.</summary>
    public static QuietHours? Between(TimeOnly from, TimeOnly to, string zone) =>
        from != to && to - from <= LengthMax ? new QuietHours(from, to, zone) : null;

    /// <summary>The same instant, or the end of the quiet hours in which it lies.</summary>
    public DateTimeOffset Moved(DateTimeOffset at)
    {
        var zone = LocalTime.ZoneOf(Zone);
        var here = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var (day, time) = (DateOnly.FromDateTime(here), TimeOnly.FromDateTime(here));
        if (!time.IsBetween(From, To))
        {
            return at;
        }

        var end = LocalTime.At(To <= time ? day.AddDays(1) : day, To, zone).ToUniversalTime();
        return end > at ? end : at; // an hour that comes twice ends with its first
    }

    /// <summary>As it is stored, for ever.</summary>
    public string Written() => string.Create(CultureInfo.InvariantCulture, $"{From.ToString(Format, null)} {To.ToString(Format, null)} {Zone}");

    public static QuietHours Of(string written)
    {
        var parts = written.Split(' ', 3);
        return new QuietHours(Time(parts[0]), Time(parts[1]), parts[2]);

        static TimeOnly Time(string text) => TimeOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);
    }
}
