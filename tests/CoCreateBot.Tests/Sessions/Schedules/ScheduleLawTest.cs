using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Sessions.Schedules;

/// <summary>Whenever somebody looks, and however long nobody did: at most one is opened, none twice, none too late, and none that was to be left out.</summary>
public sealed class ScheduleLawTest
{
    static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly string[] Zones =
        ["Europe/Berlin", "America/New_York", "Australia/Sydney", "America/Sao_Paulo", "Asia/Kolkata", "Australia/Lord_Howe"];

    [Fact]
    public void Whenever_somebody_looks_at_most_one_is_opened_and_none_twice_or_too_late() => Check((schedule, calendar, seed) =>
    {
        var (random, last) = (new Random(seed), (Occurrence?)null);
        for (var now = Start; now < Start.AddDays(60); now += TimeSpan.FromMinutes(Math.Pow(random.NextDouble(), 4) * 6_000)) // mostly soon, at times after days
        {
            var (then, opens) = schedule.Look(now, calendar);
            if (opens is { } one)
            {
                Assert.True(one.At <= now && now - one.Last <= Schedule.LateMax);
                Assert.True(one.Last == one.At || schedule.Rule.IsOwnTime);
                Assert.True(last is null || (one.On > last.Value.On && one.At > last.Value.At));
                Assert.DoesNotContain(schedule.Rule.DayOf(one.On), calendar.Skipped);
                last = one;
            }

            Assert.Equal((then, null), then.Look(now, calendar)); // to look again changes nothing
            Assert.True(then.Due is null || then.Due > now);
            schedule = then;
        }
    });

    [Fact]
    public void Where_somebody_always_looks_each_is_opened_and_none_is_missed() => Check((schedule, calendar, _) =>
    {
        var expected = new List<DateTimeOffset>();
        for (var next = schedule.Next(calendar); next is { } one && one.At < Start.AddDays(60); next = schedule.After(one.On, calendar))
        {
            expected.Add(one.At);
        }

        var opened = new List<DateTimeOffset>();
        for (var now = Start; now < Start.AddDays(60); now += TimeSpan.FromMinutes(17))
        {
            (schedule, var opens) = schedule.Look(now, calendar);
            opened.AddRange(opens is { } one ? [one.At] : []);
            Assert.Null(schedule.Missed);
        }

        Assert.Equal(expected.Where(at => at < Start.AddDays(59)), opened.Where(at => at < Start.AddDays(59)));
    });

    [Fact]
    public void A_pause_lets_nothing_come_before_its_end_and_all_after_it() => Check((schedule, calendar, seed) =>
    {
        var until = Start.AddHours(new Random(seed).Next(1, 500));
        var first = (schedule with { PausedUntil = until }).Next(calendar);

        Assert.True(first is null || first.Value.On >= until); // none where quiet hours move each of them onto a day off
        Assert.Equal(schedule.After(until.AddTicks(-1), calendar), first);
        Assert.Null((schedule with { PausedUntil = Schedule.ForGood }).Next(calendar));
        Assert.Equal(((schedule with { PausedUntil = until }).In(calendar), null), (schedule with { PausedUntil = until }).Look(until.AddTicks(-1), calendar));
    }, mayBeOwn: false);

    [Fact]
    public void Where_each_has_their_own_time_it_opens_at_the_first_and_with_each_it_is_that_time_of_that_day() => Check((schedule, calendar, _) =>
    {
        var rule = schedule.Rule with { IsOwnTime = true };
        var own = schedule with { Rule = rule, Zones = [.. Zones] };
        var before = (Occurrence?)null;
        for (var next = own.Next(calendar); next is { } one && one.On < Start.AddDays(366); (before, next) = (one, own.After(one.On, calendar)))
        {
            var times = new OwnTimes(rule.DayOf(one.On), rule.At, [], []);
            var moments = Zones.Select(zone => (Zone: zone, At: times.MomentIn(zone))).ToList();
            Assert.Equal(moments.Select(moment => moment.At).Append(one.On).Distinct().Order(), own.MomentsOf(one.On).Order());
            Assert.All(moments, moment => AssertOnWall(times, moment.At, LocalTime.ZoneOf(moment.Zone)));
            Assert.True(calendar.Quiet is null ? one.At == own.MomentsOf(one.On)[0] : one.At >= own.MomentsOf(one.On)[0]);
            Assert.True(one.Last >= own.MomentsOf(one.On)[^1] && !(one.On <= before?.On));
        }
    });

    /// <summary>Said once more in the simplest way there is: with clocks that never change, so that a moment is a sum, and minute by minute.</summary>
    [Fact]
    public void Each_day_of_the_rule_comes_unless_quiet_hours_move_it_onto_a_later_day_that_is_none_of_them() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        seed =>
        {
            var (random, first) = (new Random(seed), new DateOnly(2026, 10, 1));
            var (maker, quiet) = (Steady[random.Next(Steady.Length)], Steady[random.Next(Steady.Length)]);
            var people = Steady.Where(_ => random.Next(2) == 0).ToList();
            var (days, at, from, length) = ((WeekDays)random.Next(1, 128), random.Next(1440), random.Next(1440), random.Next(1, 1200));
            var skipped = Enumerable.Range(0, 5).Select(_ => first.AddDays(random.Next(28))).ToHashSet();
            var expected = Enumerable.Range(0, 28).Select(first.AddDays).Where(IsDay)
                .Select(day => (Day: day, At: Awake(people.Append(maker).Min(one => Utc(day, one.Hours)))))
                .Where(one => DayAt(one.At) is var day && (day <= one.Day || IsDay(day)));

            var rule = new Recurrence(new RecurringDays.Weekly(days), TimeOnly.MinValue.AddMinutes(at), maker.Zone, IsOwnTime: true);
            var schedule = new Schedule(new("abcdefghijklmnop"), new("web:room"), "ann", "Ann", "checkin", "en", rule, Start.AddDays(-9))
            {
                Zones = [.. people.Select(one => one.Zone)],
            };
            var calendar = new VenueCalendar(
                [.. skipped], new QuietHours(TimeOnly.MinValue.AddMinutes(from), TimeOnly.MinValue.AddMinutes(from + length), quiet.Zone));
            var comes = new List<(DateOnly Day, DateTime At)>();
            for (var next = schedule.Next(calendar); next is { } one && DayAt(one.On.UtcDateTime) < first.AddDays(28); next = schedule.After(one.On, calendar))
            {
                comes.Add((DayAt(one.On.UtcDateTime), one.At.UtcDateTime));
            }

            Assert.Equal(expected, comes.Where(one => one.Day >= first));

            bool IsDay(DateOnly day) => !skipped.Contains(day) && ((int)days >> (((int)day.DayOfWeek + 6) % 7) & 1) == 1;
            DateTime Utc(DateOnly day, double hours) => day.ToDateTime(default).AddMinutes(at).AddHours(-hours);
            DateOnly DayAt(DateTime moment) => DateOnly.FromDateTime(moment.AddHours(maker.Hours));
            DateTime Awake(DateTime moment)
            {
                while (((int)moment.AddHours(quiet.Hours).TimeOfDay.TotalMinutes - from + 1440) % 1440 < length)
                {
                    moment = moment.AddMinutes(1);
                }

                return moment;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    static readonly (string Zone, double Hours)[] Steady =
        [("Pacific/Honolulu", -10), ("America/Bogota", -5), ("Etc/UTC", 0), ("Asia/Kolkata", 5.5), ("Asia/Tokyo", 9), ("Pacific/Kiritimati", 14)];

    // An hour that a change of clocks leaves out is later by as much.
    static void AssertOnWall(OwnTimes times, DateTimeOffset at, TimeZoneInfo zone)
    {
        var (wall, meant) = (TimeZoneInfo.ConvertTime(at, zone).DateTime, times.Day.ToDateTime(times.At));
        Assert.True(wall == meant || (zone.IsInvalidTime(meant) && wall > meant && wall - meant <= TimeSpan.FromHours(1)), $"{at} {zone.Id}");
    }

    [Fact]
    public void Nothing_comes_in_quiet_hours_whatever_the_clocks_do() => Check((_, calendar, seed) =>
    {
        var (random, quiet) = (new Random(seed), calendar.Quiet ?? new QuietHours(new(18, 0), new(8, 0), Zones[seed % Zones.Length]));
        var zone = LocalTime.ZoneOf(quiet.Zone);
        for (var n = 0; n < 200; n++)
        {
            var at = Start.AddMinutes(random.Next(0, 366 * 24 * 60));
            var moved = quiet.Moved(at);
            var wall = TimeZoneInfo.ConvertTime(moved, zone).DateTime;
            var isClockTurnedBack = zone.IsAmbiguousTime(wall);
            Assert.InRange(moved - at, TimeSpan.Zero, TimeSpan.FromHours(25));
            Assert.True(isClockTurnedBack || !TimeOnly.FromDateTime(wall).IsBetween(quiet.From, quiet.To), $"{at} {quiet}");
            Assert.Equal(moved, quiet.Moved(moved));
        }
    });

    [Fact]
    public void Quiet_hours_are_stored_like_this() // for ever
    {
        var quiet = new QuietHours(new TimeOnly(18, 0), new TimeOnly(8, 15), "Europe/Berlin");
        Assert.Equal("18:00 08:15 Europe/Berlin", quiet.Written());
        Assert.Equal(quiet, QuietHours.Of(quiet.Written()));
    }

    static void Check(Action<Schedule, VenueCalendar, int> law, bool mayBeOwn = true) => Prop.ForAll(
        (from seed in Gen.Choose(0, int.MaxValue - 1)
         from zone in Gen.Elements(Zones)
         from days in Gen.Choose(1, 127)
         from minute in Gen.Choose(0, (24 * 60) - 1)
         from isOwn in Gen.Elements(mayBeOwn, false)
         from hasQuiet in Gen.Elements(true, false)
         from skipped in Gen.Choose(0, 59).ListOf(10)
         select (seed, zone, days, minute, isOwn, hasQuiet, skipped)).ToArbitrary(),
        one =>
        {
            var rule = new Recurrence(new RecurringDays.Weekly((WeekDays)one.days), TimeOnly.MinValue.AddMinutes(one.minute), one.zone, IsOwnTime: one.isOwn);
            var schedule = new Schedule(
                new("abcdefghijklmnop"), new("web:room"), "ann", "Ann", "checkin", "en", rule, Start)
            {
                Zones = one.isOwn ? [.. Zones.Take(1 + (one.seed % Zones.Length))] : [],
            };
            var from = TimeOnly.MinValue.AddMinutes(one.seed % 1440);
            var calendar = new VenueCalendar(
                [.. one.skipped.Select(day => DateOnly.FromDateTime(Start.DateTime).AddDays(day))],
                one.hasQuiet ? new QuietHours(from, from.AddMinutes(1 + (one.seed % 1199)), Zones[one.seed % Zones.Length]) : null);
            law(schedule.In(calendar), calendar, one.seed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
}
