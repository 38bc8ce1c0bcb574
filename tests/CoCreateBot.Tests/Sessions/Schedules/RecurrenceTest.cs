using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using LocalTime = CoCreateBot.Sessions.LocalTime;

namespace CoCreateBot.Tests.Sessions.Schedules;

/// <summary>What comes again comes on its days at its hour by the clock on the wall, once each, whatever the clocks do.</summary>
public sealed class RecurrenceTest
{
    static readonly string[] Zones =
        ["Europe/Berlin", "America/New_York", "Australia/Sydney", "America/Sao_Paulo", "Asia/Kolkata", "Australia/Lord_Howe"];

    static readonly RecurringDays Working = new RecurringDays.Weekly(WeekDays.WorkingDays);
    static readonly RecurringDays Daily = new RecurringDays.Weekly(WeekDays.All);

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28", "02:30", "2026-03-28T01:30Z", "2026-03-29T01:30Z", "2026-03-30T00:30Z")] // 02:30 is left out: 03:30
    [InlineData("Europe/Berlin", "2026-10-24", "02:30", "2026-10-24T00:30Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z")] // twice: the first
    [InlineData("America/New_York", "2026-03-07", "02:30", "2026-03-07T07:30Z", "2026-03-08T07:30Z", "2026-03-09T06:30Z")]
    [InlineData("America/New_York", "2026-10-31", "01:30", "2026-10-31T05:30Z", "2026-11-01T05:30Z", "2026-11-02T06:30Z")]
    [InlineData("Australia/Sydney", "2026-10-03", "02:30", "2026-10-02T16:30Z", "2026-10-03T16:30Z", "2026-10-04T15:30Z")]
    [InlineData("Australia/Sydney", "2026-04-04", "02:30", "2026-04-03T15:30Z", "2026-04-04T15:30Z", "2026-04-05T16:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-03", "02:15", "2026-10-02T15:45Z", "2026-10-03T15:45Z", "2026-10-04T15:15Z")] // by half an hour
    [InlineData("Australia/Lord_Howe", "2026-04-04", "01:45", "2026-04-03T14:45Z", "2026-04-04T14:45Z", "2026-04-05T15:15Z")]
    [InlineData("America/Sao_Paulo", "2026-10-17", "00:30", "2026-10-17T03:30Z", "2026-10-18T03:30Z", "2026-10-19T03:30Z")] // clocks stay as they are
    [InlineData("Asia/Kolkata", "2026-03-28", "09:30", "2026-03-28T04:00Z", "2026-03-29T04:00Z", "2026-03-30T04:00Z")]
    public void A_change_of_clocks_moves_the_instant_and_not_the_hour(string zone, string first, string at, params string[] instants)
    {
        var rule = new Recurrence(Daily, TimeOnly.Parse(at, null), zone);
        var before = new DateTimeOffset(DateOnly.Parse(first, null).AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero).AddHours(9);
        before = rule.DayOf(rule.Next(before)!.Value) < DateOnly.Parse(first, null) ? rule.Next(before)!.Value : before; // ! it comes each day

        Assert.Equal(instants.Select(Instant), From(rule, before).Take(instants.Length));
    }

    [Fact]
    public void Each_comes_on_a_day_of_its_rule_once_a_day_and_at_its_hour_in_every_zone_over_years() => Check(Rules(), (rule, start) =>
    {
        var all = From(rule, start).Take(800).ToList();
        var zone = LocalTime.ZoneOf(rule.Zone);
        Assert.Equal(all.Order().Distinct(), all);
        Assert.Equal(all.Count, all.Select(rule.DayOf).Distinct().Count());
        Assert.All(all, at =>
        {
            Assert.Equal(at, LocalTime.At(rule.DayOf(at), rule.At, zone)); // as everything else here reads a clock
            Assert.True(rule.Days.Has(LocalDate.FromDateOnly(rule.DayOf(at))));
        });
    });

    [Fact]
    public void None_that_its_rule_names_is_left_out() => Check(Rules(), (rule, start) =>
    {
        var all = From(rule, start).Take(100).ToList();
        var days = all.Select(rule.DayOf).ToHashSet();
        for (var day = rule.DayOf(all[0]); day <= rule.DayOf(all[^1]); day = day.AddDays(1))
        {
            Assert.Equal(rule.Days.Has(LocalDate.FromDateOnly(day)), days.Contains(day));
        }
    });

    [Fact]
    public void Asked_from_any_instant_it_says_the_same_next_one() => Check(Rules(), (rule, start) =>
    {
        var (one, two) = (rule.Next(start)!.Value, rule.Next(rule.Next(start)!.Value)!.Value); // ! they have no end
        var between = one + ((two - one) * 0.37);

        Assert.Equal(two, rule.Next(between));
        Assert.Equal(two, rule.Next(two.AddTicks(-1)));
        Assert.NotEqual(two, rule.Next(two));
    });

    [Fact]
    public void A_holiday_takes_out_its_day_and_nothing_else() => Check(Rules(), (rule, start) =>
    {
        var all = From(rule, start).Take(20).ToList();
        var skipped = all.Where((_, i) => i % 3 == 1).Select(rule.DayOf).ToHashSet();

        var left = Unfold(start, after => rule.Next(after, skipped)).Take(10);

        Assert.Equal(all.Where((_, i) => i % 3 != 1).Take(10), left);
    });

    [Fact]
    public void What_is_written_is_read_as_the_same() => Check(Rules(), (rule, start) =>
    {
        var until = rule with { Until = rule.DayOf(start).AddDays(40) };
        Assert.Equal(rule, Recurrence.Of(rule.Written()));
        Assert.Equal(until, Recurrence.Of(until.Written()));
    });

    [Theory] // stored for ever
    [InlineData("weekly:31 09:30 Europe/Berlin", WeekDays.WorkingDays)]
    [InlineData("weekly:21 09:30 Europe/Berlin", WeekDays.Monday | WeekDays.Wednesday | WeekDays.Friday)]
    public void A_rule_is_stored_like_this(string written, WeekDays days) =>
        Assert.Equal(written, new Recurrence(new RecurringDays.Weekly(days), new TimeOnly(9, 30), "Europe/Berlin").Written());

    [Fact]
    public void Monthly_rules_and_their_last_day_are_stored_like_this()
    {
        var at = new TimeOnly(9, 5);
        Assert.Equal("monthly:3 09:05 Etc/UTC", new Recurrence(new RecurringDays.Monthly(3), at, "Etc/UTC").Written());
        Assert.Equal("monthly:5:1 09:05 Etc/UTC 2027-03-01",
            new Recurrence(new RecurringDays.MonthlyWeekday(5, IsoDayOfWeek.Monday), at, "Etc/UTC", new DateOnly(2027, 3, 1)).Written());
    }

    [Fact]
    public void The_last_day_it_may_come_is_the_last_it_comes()
    {
        var rule = new Recurrence(Working, new TimeOnly(9, 30), "Europe/Berlin", new DateOnly(2026, 11, 25));

        Assert.Equal(["2026-11-23", "2026-11-24", "2026-11-25"], From(rule, Instant("2026-11-21T00:00Z")).Select(at => $"{rule.DayOf(at):yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData(31, "01-31 02-28 03-31 04-30 05-31 06-30")]
    [InlineData(30, "01-30 02-28 03-30 04-30 05-30 06-30")]
    [InlineData(29, "01-29 02-28 03-29 04-29 05-29 06-29")]
    [InlineData(28, "01-28 02-28 03-28 04-28 05-28 06-28")]
    public void In_a_shorter_month_it_is_the_last_day(int day, string expected)
    {
        var rule = new Recurrence(new RecurringDays.Monthly(day), new TimeOnly(9, 30), "Etc/UTC");

        Assert.Equal(expected, string.Join(' ', From(rule, Instant("2026-12-31T12:00Z")).Take(6).Select(at => $"{at:MM-dd}")));
        Assert.Equal(day >= 29 ? "29" : "28", $"{rule.Next(Instant("2028-01-31T12:00Z")):dd}"); // a leap year
    }

    [Theory]
    [InlineData(1, "01-04 02-01 03-01")]
    [InlineData(4, "01-25 02-22 03-22")]
    [InlineData(RecurringDays.MonthlyWeekday.Last, "01-25 02-22 03-29")]
    public void The_first_and_the_last_Monday_of_a_month_are_found(int nth, string expected)
    {
        var rule = new Recurrence(new RecurringDays.MonthlyWeekday(nth, IsoDayOfWeek.Monday), new TimeOnly(9, 30), "Etc/UTC");

        Assert.Equal(expected, string.Join(' ', From(rule, Instant("2026-12-31T12:00Z")).Take(3).Select(at => $"{at:MM-dd}")));
    }

    [Fact]
    public void A_day_that_a_zone_left_out_altogether_comes_as_the_one_after_it_and_not_twice()
    {
        var rule = new Recurrence(Daily, new TimeOnly(9, 30), "Pacific/Apia"); // it went without 30 December 2011

        var all = From(rule, new DateTimeOffset(2011, 12, 28, 12, 0, 0, TimeSpan.Zero)).Take(4).ToList();

        Assert.Equal(all.Distinct(), all);
        Assert.Equal(["12-28", "12-29", "12-31", "01-01"], all.Select(at => $"{rule.DayOf(at):MM-dd}"));
    }

    [Theory]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("Etc/UTC", "Etc/UTC")]
    [InlineData("Mars/Base", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_zone_is_known_by_its_name(string? name, string? known) => Assert.Equal(known, Recurrence.ZoneIn(name));

    static void Check(Gen<(Recurrence Rule, DateTimeOffset Start)> rules, Action<Recurrence, DateTimeOffset> law) =>
        Prop.ForAll(rules.ToArbitrary(), one => law(one.Rule, one.Start)).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    static Gen<(Recurrence Rule, DateTimeOffset Start)> Rules()
    {
        var days = Gen.OneOf(
            Gen.Choose(1, 127).Select(days => (RecurringDays)new RecurringDays.Weekly((WeekDays)days)),
            Gen.Choose(1, 31).Select(day => (RecurringDays)new RecurringDays.Monthly(day)),
            Gen.Choose(0, 34).Select(n => (RecurringDays)new RecurringDays.MonthlyWeekday((n % 5) + 1, (IsoDayOfWeek)((n / 5) + 1))));
        return from day in days
               from zone in Gen.Elements(Zones)
               from minute in Gen.Frequency((1, Gen.Choose(0, (24 * 60) - 1)), (1, Gen.Choose(0, 4 * 60))) // clocks change at night
               from hours in Gen.Choose(0, 3 * 366 * 24)
               select (new Recurrence(day, TimeOnly.MinValue.AddMinutes(minute), zone), Instant("2026-01-01T00:00Z").AddHours(hours));
    }

    static IEnumerable<DateTimeOffset> From(Recurrence rule, DateTimeOffset start) => Unfold(start, after => rule.Next(after));

    static IEnumerable<DateTimeOffset> Unfold(DateTimeOffset start, Func<DateTimeOffset, DateTimeOffset?> next)
    {
        for (var at = next(start); at is { } one; at = next(one))
        {
            yield return one;
        }
    }

    static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, null);
}
