using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>The name of a schedule, as good as chance: by it the sessions that it opened are known as one series.</summary>
[JsonConverter(typeof(ScheduleIdJson))]
public readonly record struct ScheduleId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Something that a venue starts again and again.</summary>
/// <param name="Maker">
/// Who planned it and steers what it opens: the platform's key of a person in a chat; of a guest of the web a key that stands for them in this series alone.
/// </param>
/// <param name="Line">What would be typed to start it.</param>
/// <param name="Language">Of the cards, two letters.</param>
/// <param name="Since">When it was planned.</param>
public sealed record Schedule(
    ScheduleId Id, VenueId Venue, string Maker, string? MakerName, string Line, string Language, Recurrence Rule, DateTimeOffset Since)
{
    /// <summary>What is found so much too late, after a standstill, say, is let go: "how do you arrive?" is nothing to ask in the afternoon.</summary>
    public static readonly TimeSpan LateMax = TimeSpan.FromHours(2);

    /// <summary>Of one venue.</summary>
    public const int InVenueMax = 20;

    /// <summary>So many in a row may be let go before it is one that never comes.</summary>
    const int LetGoMax = 366;

    /// <summary>Until somebody resumes it.</summary>
    public static readonly DateTimeOffset ForGood = DateTimeOffset.MaxValue;

    /// <summary>From the first place on earth where a day begins to the last.</summary>
    static readonly TimeSpan ZonesApart = TimeSpan.FromHours(26);

    /// <summary>Where each has their own time, so often it is looked who takes part.</summary>
    static readonly TimeSpan LooksAgain = TimeSpan.FromHours(1);

    /// <summary>Further back nobody asks what was missed.</summary>
    static readonly TimeSpan LooksBack = TimeSpan.FromDays(400);

    /// <summary>By it people call it; no two of a venue have the same.</summary>
    public int Number { get; init; }

    /// <summary>Goes up by one with each change, so that none is lost to another made at the same time.</summary>
    public long Version { get; init; }

    /// <summary>What was due up to here was opened or let go.</summary>
    public DateTimeOffset Passed { get; init; } = Since;

    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>The last one that was let go; null as soon as one was opened again.</summary>
    public DateTimeOffset? Missed { get; init; }

    /// <summary>Of those who take part, where each has their own time: asked for whenever somebody looks, and never stored with it.</summary>
    public ImmutableArray<string> Zones { get; init; } = [];

    /// <summary>When somebody must look; null where nothing is to come.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The next that is to come, as things stand.</summary>
    public Occurrence? Next(VenueCalendar calendar) => PausedUntil == ForGood ? null
        : After(PausedUntil is { } until && until.AddTicks(-1) is var pause && pause > Passed ? pause : Passed, calendar);

    /// <summary>
    /// The one behind an instant, whatever has passed. What quiet hours would move onto a later day, which is one off, is let go. Where each has their own
    /// time the first may come on the day before its own, by the clock of who made it: that is no move.
    /// </summary>
    public Occurrence? After(DateTimeOffset instant, VenueCalendar calendar)
    {
        var from = instant;
        for (var tries = 0; tries < LetGoMax && Rule.Next(from, calendar.Skipped) is { } on; tries++)
        {
            var moments = MomentsOf(on);
            var at = calendar.Quiet?.Moved(moments[0]) ?? moments[0];
            if (Rule.DayOf(at) <= Rule.DayOf(on) || Rule.MayComeOn(Rule.DayOf(at), calendar.Skipped))
            {
                return new Occurrence(on, at, Later(at, moments[^1]));
            }

            from = on;
        }

        return null;
    }

    /// <summary>When it is its time with those who take part: once for all, or in the zone of each.</summary>
    public ImmutableSortedSet<DateTimeOffset> MomentsOf(DateTimeOffset on) =>
        Rule.IsOwnTime ? [on, .. Zones.Select(zone => Recurrence.MomentOf(Rule.DayOf(on), Rule.At, zone))] : [on];

    /// <summary>The same with its due time as things stand. Where each has their own time it is the earliest that there can be anywhere.</summary>
    public Schedule In(VenueCalendar calendar) =>
        Next(calendar) is { } next ? this with { Due = Rule.IsOwnTime ? next.On - ZonesApart : next.At } : this with { Due = null };

    // Somebody of a zone further east may take part meanwhile.
    Schedule Waiting(DateTimeOffset now, VenueCalendar calendar)
    {
        var then = In(calendar);
        return Rule.IsOwnTime && Next(calendar) is { } next && Later(next.On - ZonesApart, now + LooksAgain) is var again
            ? then with { Due = next.At < again ? next.At : again }
            : then;
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>
    /// What the clock makes of it: of all that was due only the last is opened, and that only where it is not too late. There is never a burst.
    /// </summary>
    public (Schedule Then, Occurrence? Opens) Look(DateTimeOffset now, VenueCalendar calendar)
    {
        var (last, before) = ((Occurrence?)null, (Occurrence?)null);
        var from = Passed < now - LooksBack ? this with { Passed = now - LooksBack } : this;
        for (var next = from.Next(calendar); next is { } due && due.At <= now; next = After(due.On, calendar))
        {
            (last, before) = (due, last);
        }

        if (last is not { } latest)
        {
            return (Waiting(now, calendar), null);
        }

        var isLate = now - latest.Last > LateMax;
        var then = this with { Passed = latest.On, PausedUntil = null, Missed = isLate ? latest.At : before?.At };
        return (then.Waiting(now, calendar), isLate ? null : latest);
    }
}

/// <param name="On">When its rule says; by this it is known.</param>
/// <param name="At">When it comes: at the end of quiet hours, where it would fall into them.</param>
/// <param name="Last">When it is its time in the last of the zones of those who take part.</param>
public readonly record struct Occurrence(DateTimeOffset On, DateTimeOffset At, DateTimeOffset Last);

sealed class ScheduleIdJson : JsonConverter<ScheduleId>
{
    public override ScheduleId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, ScheduleId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
