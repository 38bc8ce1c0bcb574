using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Storage;

/// <summary>Schedules, and the days and hours in which a venue wants nothing of them.</summary>
public abstract partial class StoreContract
{
    static readonly Recurrence Working = new(new RecurringDays.Weekly(WeekDays.WorkingDays), new TimeOnly(9, 30), "Europe/Vienna", new DateOnly(2027, 3, 1));

    [Fact]
    public async Task A_schedule_comes_back_as_it_was_with_a_number_and_creating_it_twice_is_once()
    {
        var schedule = NewSchedule() with { PausedUntil = Schedule.ForGood, Missed = Noon.AddTicks(1), Passed = Noon.AddTicks(2), Due = Noon.AddTicks(3) };

        var kept = await Store.Schedules.CreateAsync(schedule, default);
        var again = await Store.Schedules.CreateAsync(schedule with { Line = "vote", MakerName = null }, default);

        Assert.Equal(schedule with { Number = 1 }, kept);
        Assert.Equal(kept, again);
        Assert.Equal([kept!], await Store.Schedules.InVenueAsync(Here, default)); // ! seen above
        Assert.Empty(await Store.Schedules.InVenueAsync(There, default));
    }

    [Fact]
    public async Task Schedules_of_a_venue_have_numbers_of_their_own_and_a_bound()
    {
        for (var n = 1; n <= Schedule.InVenueMax; n++)
        {
            Assert.Equal(n, (await Store.Schedules.CreateAsync(NewSchedule(), default))?.Number);
        }

        var all = await Store.Schedules.InVenueAsync(Here, default);
        Assert.Null(await Store.Schedules.CreateAsync(NewSchedule(), default));
        Assert.Equal(1, (await Store.Schedules.CreateAsync(NewSchedule() with { Venue = There }, default))?.Number);
        Assert.Equal(all[3], await Store.Schedules.CreateAsync(all[3], default)); // it is there already

        await Store.Schedules.RemoveAsync(Here, all[0].Id, default);
        await Store.Schedules.RemoveAsync(Here, all[0].Id, default);
        Assert.Equal(Schedule.InVenueMax + 1, (await Store.Schedules.CreateAsync(NewSchedule(), default))?.Number);
    }

    [Fact]
    public async Task A_change_is_made_to_what_was_read_and_to_nothing_newer()
    {
        var kept = (await Store.Schedules.CreateAsync(NewSchedule(), default))!; // ! there is room
        var paused = kept with { PausedUntil = Noon.AddDays(3), Due = null, Passed = Noon, Missed = Noon };

        Assert.True(await Store.Schedules.ReplaceAsync(paused, default));
        Assert.False(await Store.Schedules.ReplaceAsync(kept with { Passed = Noon.AddDays(1) }, default));
        Assert.Equal([paused with { Version = 1 }], await Store.Schedules.InVenueAsync(Here, default));

        await Store.Schedules.RemoveAsync(Here, kept.Id, default);
        Assert.False(await Store.Schedules.ReplaceAsync(paused with { Version = 1 }, default));
        Assert.Empty(await Store.Schedules.InVenueAsync(Here, default));
    }

    [Fact]
    public async Task What_is_due_is_found_the_longest_overdue_first_and_what_rests_is_not()
    {
        foreach (var hours in new int?[] { 2, null, 1, 3 })
        {
            await Store.Schedules.CreateAsync(NewSchedule() with { Due = hours is { } h ? Noon.AddHours(h) : null }, default);
        }

        Assert.Equal([3, 1], (await Store.Schedules.DueAsync(Noon.AddHours(2), 10, default)).Select(schedule => schedule.Number));
        Assert.Equal([3], (await Store.Schedules.DueAsync(Noon.AddHours(2), 1, default)).Select(schedule => schedule.Number));
        Assert.Empty(await Store.Schedules.DueAsync(Noon.AddHours(1).AddTicks(-1), 10, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Schedules.DueAsync(Noon, 0, default));
    }

    [Fact]
    public async Task A_venue_has_a_calendar_and_no_change_of_it_is_lost_to_another()
    {
        Assert.Equal(VenueCalendar.Empty, await Store.Schedules.CalendarAsync(Here, default));
        var quiet = new QuietHours(new TimeOnly(18, 0), new TimeOnly(8, 15), "Europe/Vienna");
        Assert.True(await Store.Schedules.PutCalendarAsync(Here, new VenueCalendar([new DateOnly(2026, 12, 25)], quiet), default));
        Assert.False(await Store.Schedules.PutCalendarAsync(Here, VenueCalendar.Empty, default)); // it did not know of the one before
        var first = await Store.Schedules.CalendarAsync(Here, default);
        Assert.True(await Store.Schedules.PutCalendarAsync(Here, first with { Skipped = first.Skipped.Add(new DateOnly(2027, 1, 6)) }, default));

        var kept = await Store.Schedules.CalendarAsync(Here, default);
        Assert.Equal(["2026-12-25", "2027-01-06"], kept.Skipped.Select(day => $"{day:yyyy-MM-dd}"));
        Assert.Equal(quiet, kept.Quiet);

        Assert.True(await Store.Schedules.PutCalendarAsync(Here, kept with { Quiet = null }, default));
        Assert.Null((await Store.Schedules.CalendarAsync(Here, default)).Quiet);
        Assert.Empty((await Store.Schedules.CalendarAsync(There, default)).Skipped);
    }

    static Schedule NewSchedule() =>
        new(new ScheduleId(SessionId.New().Value), Here, "slack:T1/ann", "Ann 👋", "checkin \"Wie läuft's?\"", "de", Working, Noon);
}
