using System.Globalization;
using CoCreateBot.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Sessions;

/// <summary>Nine to five, Monday to Friday, by the clock of a place.</summary>
public sealed class WorkingTimeTest
{
    [Theory]
    [InlineData("2026-03-02T13:00", 4, "2026-03-02T17:00")] // a Monday
    [InlineData("2026-03-02T13:01", 4, "2026-03-03T09:01")]
    [InlineData("2026-03-02T06:00", 4, "2026-03-02T13:00")]
    [InlineData("2026-03-02T20:00", 4, "2026-03-03T13:00")]
    [InlineData("2026-03-06T15:00", 4, "2026-03-09T11:00")] // over a weekend
    [InlineData("2026-03-07T12:00", 8, "2026-03-09T17:00")]
    [InlineData("2026-03-27T15:00", 4, "2026-03-30T11:00")] // the clocks go forward on the Sunday between
    [InlineData("2026-10-23T15:00", 8, "2026-10-26T15:00")] // and back
    public void It_passes_by_day_alone(string from, int hours, string until) =>
        Assert.Equal(In(until), WorkingTime.After(In(from), TimeSpan.FromHours(hours), Vienna));

    [Fact]
    public void More_of_it_never_ends_sooner_and_what_passes_is_working_time() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(int Minutes, byte First, byte Then, byte Zone)>(), given =>
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[given.Zone % Zones.Length]);
            var from = In("2026-03-02T13:00").AddMinutes(given.Minutes % 1_000_000);
            var first = WorkingTime.After(from, TimeSpan.FromMinutes(given.First), zone);
            var both = WorkingTime.After(from, TimeSpan.FromMinutes(given.First + given.Then), zone);
            var local = TimeZoneInfo.ConvertTime(both, zone);
            return from <= first && first <= both && local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                && local.TimeOfDay >= TimeSpan.FromHours(9) && local.TimeOfDay <= TimeSpan.FromHours(17)
                && (given.Then == 0 || WorkingTime.After(first, TimeSpan.FromMinutes(given.Then), zone) == both);
        }));

    static readonly string[] Zones = ["Europe/Vienna", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia"];

    static readonly TimeZoneInfo Vienna = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna");

    static DateTimeOffset In(string local)
    {
        var at = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(at, Vienna.GetUtcOffset(at));
    }
}
