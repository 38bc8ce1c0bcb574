using CoCreateBot.Bot.Commands;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>What is scheduled opens by itself, once each time, and is seen, paused, skipped and ended by whoever is in the venue.</summary>
public sealed class SchedulingTest
{
    const string Typed = "checkin \"How do you arrive?\" every weekday at 09:30";

    /// <summary>A Thursday, 09:00 in Vienna.</summary>
    static readonly DateTimeOffset Start = new(2026, 10, 22, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Who_types_it_is_told_in_private_when_it_comes_and_how_to_end_it() => Play(async world =>
    {
        var reply = await world.SayAsync(World.Ann, Typed);

        Assert.Equal("Every weekday at 09:30 (Europe/Vienna). First: Thu 22 Oct 2026 09:30. /cocreate schedule stop 1 ends it.", reply.Text);
        Assert.False(reply.IsProblem);
        Assert.Empty(await world.OpenedAsync());
    });

    [Fact]
    public void It_opens_at_its_time_in_the_name_of_who_made_it_and_lasts_until_the_next() => Play(async world =>
    {
        await SayAsync(world, Typed);
        await world.PassAsync(TimeSpan.FromMinutes(29));
        Assert.Empty(await world.OpenedAsync());
        await world.PassAsync(TimeSpan.FromMinutes(2));

        var session = Assert.Single(await world.OpenedAsync());
        Assert.Equal("How do you arrive?", session.Agenda[0].Prompt);
        Assert.NotNull(session.Series);
        Assert.Equal("Ann", session.People[session.Facilitator].Name);
        Assert.InRange((session.Agenda[0].Deadline - session.OpenedAt)!.Value.TotalHours, 23.9, 24); // ! it has one
        Assert.False((await world.SayAsync(World.Ann, "close")).IsProblem); // she steers it
        await world.PassAsync(TimeSpan.FromMinutes(1));
        await world.AssertShownAsync(session.Id);
    });

    [Fact]
    public void The_same_line_delivered_twice_plans_once() => Play(async world =>
    {
        var one = await world.SayAsync(World.Ann, Typed, delivery: "d");
        var two = await world.SayAsync(World.Ann, Typed, delivery: "d");

        Assert.Equal(one.Text, two.Text);
        Assert.Single(await world.Inner.Schedules.InVenueAsync(World.Channel, default));
    });

    [Fact]
    public void After_two_days_of_standstill_only_what_is_not_late_is_opened_and_the_list_says_what_was_missed() => Play(async world =>
    {
        await SayAsync(world, Typed);
        world.Time.Pass(TimeSpan.FromDays(4.5)); // Monday, 20:00: nobody swept meanwhile
        await world.SweepAsync();

        Assert.Empty(await world.OpenedAsync());
        Assert.Contains("missed: Mon 26 Oct 2026 09:30", (await world.SayAsync(World.Bo, "schedule")).Text);

        world.Time.Pass(TimeSpan.FromDays(1.6)); // Wednesday, 10:24: of two that were missed the last is not late
        await world.SweepAsync();
        await world.SweepAsync();
        Assert.Equal(new DateOnly(2026, 10, 28), DateOnly.FromDateTime(Assert.Single(await world.OpenedAsync()).OpenedAt.DateTime));
        Assert.Contains("missed: Tue 27 Oct 2026 09:30", (await world.SayAsync(World.Bo, "schedule")).Text);

        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(2, (await world.OpenedAsync()).Length);
        Assert.DoesNotContain("missed", (await world.SayAsync(World.Bo, "schedule")).Text);
    });

    [Fact]
    public void Where_the_last_one_could_not_be_shown_the_list_says_so_until_one_is() => Play(async world =>
    {
        await SayAsync(world, Typed);
        world.Slack.Mood = call => call == VenueCall.Post ? Misbehaviour.Refuses : Misbehaviour.None;
        await world.PassAsync(TimeSpan.FromHours(1));

        Assert.Contains("the last one could not be shown: I am not in this channel", await SayAsync(world, "schedule"));
        Assert.Contains("ließ sich nicht zeigen: Ich bin nicht in diesem Kanal", (await world.SayAsync(World.Ann, "schedule", language: "de")).Text);
        world.Slack.Mood = _ => Misbehaviour.None;
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.DoesNotContain("could not be shown", await SayAsync(world, "schedule"));
    });

    [Theory]
    [InlineData(119, 1)]
    [InlineData(121, 0)]
    public void What_is_two_hours_late_is_still_opened_and_later_it_is_not(int minutes, int opened) => Play(async world =>
    {
        await SayAsync(world, Typed);
        world.Time.Pass(TimeSpan.FromMinutes(30 + minutes));
        await world.SweepAsync();

        Assert.Equal(opened, (await world.OpenedAsync()).Length);
    });

    [Fact]
    public void A_pause_rests_until_its_day_and_resuming_makes_up_for_nothing() => Play(async world =>
    {
        await SayAsync(world, Typed);
        Assert.Contains("Mon 26 Oct 2026 09:30", await SayAsync(world, "schedule pause 1 until 2026-10-26"));
        await world.PassAsync(TimeSpan.FromDays(2));
        Assert.Empty(await world.OpenedAsync());

        Assert.Contains("rests", await SayAsync(world, "schedule pause 1"));
        world.Time.Pass(TimeSpan.FromDays(4));
        await world.SweepAsync();
        Assert.Empty(await world.OpenedAsync());

        Assert.Contains("Wed 28 Oct 2026 09:30", await SayAsync(world, "schedule resume 1"));
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Single(await world.OpenedAsync());
        Assert.DoesNotContain("missed", await SayAsync(world, "schedule"));
    });

    [Fact]
    public void On_a_day_that_is_skipped_nothing_comes_and_one_that_is_taken_back_is_a_day_like_any_other() => Play(async world =>
    {
        await SayAsync(world, Typed);
        Assert.Contains("Thu 22 Oct 2026", await SayAsync(world, "schedule skip 22 Oct"));
        await SayAsync(world, "schedule skip 2026-10-23");
        Assert.Contains("next: Mon 26 Oct 2026 09:30", await SayAsync(world, "schedule"));
        await SayAsync(world, "schedule unskip 2026-10-23");
        await world.PassAsync(TimeSpan.FromDays(1.5));

        Assert.Equal(23, Assert.Single(await world.OpenedAsync()).OpenedAt.Day);
    });

    [Fact]
    public void What_falls_into_quiet_hours_comes_at_their_end() => Play(async world =>
    {
        await SayAsync(world, Typed);
        await SayAsync(world, "schedule quiet 18:00-10:15");
        Assert.Contains("next: Thu 22 Oct 2026 10:15", await SayAsync(world, "schedule"));
        await world.PassAsync(TimeSpan.FromMinutes(74));
        Assert.Empty(await world.OpenedAsync());
        await world.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Single(await world.OpenedAsync());

        await SayAsync(world, "schedule quiet off");
        Assert.Contains("next: Fri 23 Oct 2026 09:30", await SayAsync(world, "schedule"));
        await SayAsync(world, "schedule quiet 08:00-04:00"); // as long as can be
        Assert.Contains("Quiet hours move it", await SayAsync(world, "schedule quiet 18:00-10:15", Typed));
        Assert.Contains("Quiet from 18:00 to 10:15 (Europe/Vienna)", await SayAsync(world, "schedule"));
    });

    [Fact]
    public void What_is_ended_comes_no_more_and_its_number_does_not_pass_to_another() => Play(async world =>
    {
        await SayAsync(world, "ask \"What is new?\" every friday at 9:30", Typed);
        await SayAsync(world, "schedule stop 2", "checkin \"Later?\" every monday at 9:30");
        Assert.Equal("Commands.ScheduleUnknown", (await world.SayAsync(World.Bo, "schedule stop 2")).Key);
        Assert.Contains("\n3. Every Mon at 09:30", (await world.SayAsync(World.Bo, "schedule")).Text, StringComparison.Ordinal);
        await world.PassAsync(TimeSpan.FromDays(1.5));

        Assert.Equal("open-prompt", Assert.Single(await world.OpenedAsync()).Agenda[0].Activity.Kind);
    });

    [Fact]
    public void What_quiet_hours_would_move_onto_a_day_off_is_let_go() => Play(async world =>
    {
        await SayAsync(world, "schedule quiet 21:00-07:00", "schedule skip 2026-10-27", "checkin \"How?\" every weekday at 22:00");
        await world.PassAsync(TimeSpan.FromDays(9));

        Assert.All(await world.OpenedAsync(), session =>
        {
            var here = TimeZoneInfo.ConvertTime(session.OpenedAt, LocalTime.ZoneOf("Europe/Vienna"));
            Assert.False(here.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || here.Date == new DateTime(2026, 10, 27), $"{here}");
        });
        Assert.NotEmpty(await world.OpenedAsync());
        Assert.Equal("Commands.ScheduleAllQuiet", (await world.SayAsync(World.Ann, "checkin every friday at 22:00")).Key);
    });

    [Fact]
    public void Two_days_off_that_are_named_at_one_moment_are_both_kept() => Play(async world =>
    {
        var gate = world.Here.Store.HoldNext(StoreCall.SchedulesPut);
        var first = world.SayAsync(World.Ann, "schedule skip 2026-12-24");
        await SayAsync(world, "schedule skip 2026-12-25");
        gate.Open();

        Assert.False((await first).IsProblem);
        var days = (await world.Inner.Schedules.CalendarAsync(World.Channel, default)).Skipped;
        Assert.Equal([new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 25)], days);
    });

    [Fact]
    public void To_resume_what_rests_not_takes_nothing_away() => Play(async world =>
    {
        await SayAsync(world, Typed);
        var row = Assert.Single(await world.Inner.Schedules.InVenueAsync(World.Channel, default));
        await SayAsync(world, "schedule resume 1");
        Assert.Equal(row.Passed, Assert.Single(await world.Inner.Schedules.InVenueAsync(World.Channel, default)).Passed);
    });

    [Fact]
    public void Behind_its_last_time_it_is_gone() => Play(async world =>
    {
        await SayAsync(world, "checkin \"How?\" every day at 9:30 until 2026-10-24");
        await world.PassAsync(TimeSpan.FromDays(4));

        Assert.NotEmpty(await world.OpenedAsync());
        Assert.Empty(await world.Inner.Schedules.InVenueAsync(World.Channel, default));
    });

    [Fact]
    public void A_last_time_that_could_not_open_is_not_tried_again_and_the_list_says_that_it_was_missed() => Play(async world =>
    {
        await SayAsync(world, "checkin \"How?\" every day at 9:30 until 2026-10-22");
        await world.OpenManyAsync(CommandDesk.OpenMax, _ => World.Channel, "checkin for 2d");
        await world.PassAsync(TimeSpan.FromHours(1));

        Assert.Contains("missed: Thu 22 Oct 2026 09:30", await SayAsync(world, "schedule"));
        Assert.Null(Assert.Single(await world.Inner.Schedules.InVenueAsync(World.Channel, default)).Due);
    });

    [Theory]
    [InlineData("checkin täglich um 9:30", "Every day at 09:30")]
    [InlineData("checkin \"How?\" daily at 9:30", "Every day at 09:30")]
    [InlineData("checkin werktags um 9:30", "Every weekday at 09:30")]
    [InlineData("checkin jeden Morgen um 9", "Every day at 09:00")]
    public void It_is_said_in_other_words_too(string line, string read) => Play(async world =>
        Assert.StartsWith(read, (await world.SayAsync(World.Ann, line)).Text, StringComparison.Ordinal));

    [Fact]
    public void Days_without_a_time_are_no_answer_but_a_question() => Play(async world =>
    {
        var id = await world.OpenAsync("checkin free \"Say something?\" for 2h");
        Assert.Equal("Session.ScheduleWhen", (await world.SayAsync(World.Bo, "checkin every weekday")).Key);
        Assert.Equal(0, (await world.StateAsync(id)).Agenda[0].State.Contributors);
        Assert.False((await world.SayAsync(World.Bo, "checkin every day is a good day")).IsProblem);
        Assert.Equal(1, (await world.StateAsync(id)).Agenda[0].State.Contributors);
    });

    [Theory]
    [InlineData("schedule skip 3")]
    [InlineData("schedule skip 17:00")]
    [InlineData("checkin every weekday at 09:30 until 17:00")]
    public void A_time_of_the_day_is_no_day(string line) => Play(async world =>
        Assert.Equal("Session.BadMoment", (await world.SayAsync(World.Ann, line)).Key));

    [Fact]
    public void A_whole_session_can_come_again_too() => Play(async world =>
    {
        await SayAsync(world, "session \"What did we learn?\" check-in every friday at 9:30");
        await world.PassAsync(TimeSpan.FromDays(1.5));

        Assert.Equal("What did we learn?", Assert.Single(await world.OpenedAsync()).Charter?.Purpose);
    });

    [Fact]
    public void A_venue_has_room_for_so_many() => Play(async world =>
    {
        for (var n = 0; n < Schedule.InVenueMax; n++)
        {
            await SayAsync(world, Typed);
        }

        Assert.Equal("Commands.TooManySchedules", (await world.SayAsync(World.Ann, Typed)).Key);
        Assert.False((await world.SayAsync(World.Ann, Typed, World.Room)).IsProblem);
    });

    [Fact]
    public void A_calendar_has_room_for_so_many_days_and_forgets_those_that_have_passed() => Play(async world =>
    {
        for (var n = 1; n <= VenueCalendar.SkippedMax; n++)
        {
            await SayAsync(world, $"schedule skip {Start.AddDays(n):yyyy-MM-dd}");
        }

        Assert.Equal("Commands.ScheduleTooManyDays", (await world.SayAsync(World.Ann, "schedule skip 2027-02-01")).Key);
        world.Time.Pass(TimeSpan.FromDays(10));
        await SayAsync(world, "schedule skip 2027-02-01");
    });

    [Fact]
    public void Who_is_forgotten_plans_nothing_any_more() => Play(async world =>
    {
        await SayAsync(world, Typed);
        Assert.False((await world.SayAsync(World.Bo, Typed)).IsProblem);
        await SayAsync(world, "forget me yes");

        Assert.Equal("Bo", Assert.Single(await world.Inner.Schedules.InVenueAsync(World.Channel, default)).MakerName);
    });

    [Theory]
    [InlineData("next every day at 9:00", "Commands.ScheduleNot")]
    [InlineData("close every weekday at 17:00", "Commands.ScheduleNot")]
    [InlineData("cluster every weekday at 17:00", "Session.NothingToWorkOn")]
    [InlineData("checkin dance every weekday at 9:00", "CheckIn.UnknownFormat")]
    [InlineData("session every weekday at 9:00", "Session.PurposeMissing")]
    [InlineData("checkin \"?\" every minute", "Session.ScheduleTooOften")]
    [InlineData("schedule dance", "Commands.ScheduleHowTo")]
    [InlineData("schedule stop", "Commands.ScheduleHowTo")]
    [InlineData("schedule stop 0", "Commands.ScheduleHowTo")]
    [InlineData("schedule stop 99999999999999999999", "Commands.ScheduleHowTo")]
    [InlineData("schedule stop 1", "Commands.ScheduleUnknown")]
    [InlineData("schedule pause 7", "Commands.ScheduleUnknown")]
    [InlineData("schedule pause 1 until 2026-10-01", "Commands.SchedulePastDay")]
    [InlineData("schedule pause 1 until 2026-02-30", "Session.BadMoment")]
    [InlineData("schedule skip 2026-02-30", "Session.BadMoment")]
    [InlineData("schedule skip 2026-10-01", "Commands.SchedulePastDay")]
    [InlineData("schedule skip never", "Session.BadMoment")]
    [InlineData("schedule quiet 18:00", "Commands.ScheduleQuietHow")]
    [InlineData("schedule quiet 18:00-18:00", "Commands.ScheduleQuietHow")]
    [InlineData("schedule quiet 08:00-04:01", "Commands.ScheduleQuietHow")]
    [InlineData("schedule quiet 25:00-07:00", "Commands.ScheduleQuietHow")]
    public void What_cannot_be_is_told_and_nothing_is_kept(string typed, string why) => Play(async world =>
    {
        var reply = await world.SayAsync(World.Ann, typed);

        Assert.Equal((true, why), (reply.IsProblem, reply.Key));
        Assert.Empty(await world.Inner.Schedules.InVenueAsync(World.Channel, default));
        Assert.Equal(VenueCalendar.Empty, await world.Inner.Schedules.CalendarAsync(World.Channel, default));
    });

    [Fact]
    public void What_others_type_as_a_text_stays_a_text() => Play(async world =>
    {
        await world.OpenAsync("ask \"What would help?\"");
        Assert.Equal("Commands.Counted", (await world.SayAsync(World.Bo, "ask We should meet every day at 9:30")).Key);
        Assert.Equal("Commands.Counted", (await world.SayAsync(World.Bo, "ask daily at 9")).Key);
        Assert.True((await world.SayAsync(World.Ann, "vote \"Stand-up?\" never | short daily at 9")).Started);
        Assert.Empty(await world.Inner.Schedules.InVenueAsync(World.Channel, default));
    });

    [Theory]
    [InlineData(StoreCall.SchedulesRead)]
    [InlineData(StoreCall.SchedulesPut)]
    [InlineData(StoreCall.LogAppend)]
    [InlineData(StoreCall.DuePut)]
    [InlineData(StoreCall.DirectoryPut)]
    [InlineData(StoreCall.DirectoryRead)]
    [InlineData(StoreCall.KeysKeep)]
    public void Where_the_store_fails_between_two_steps_nothing_is_doubled_and_nothing_lost(StoreCall call) => Play(async world =>
    {
        foreach (var isLost in new[] { false, true })
        {
            await SayAsync(world, isLost ? "ask \"What is new?\" every day at 10:30" : "checkin \"How?\" every day at 9:30");
            for (var n = 0; n < 3; n++)
            {
                Action<StoreCall> fault = isLost ? world.Store.LoseNextAnswer : one => world.Store.FailNext(one);
                fault(call);
            }

            await world.PassAsync(TimeSpan.FromHours(1));
        }

        Assert.Equal(["check-in", "open-prompt"], (await world.OpenedAsync()).Select(session => session.Agenda[0].Activity.Kind).Order());
        await world.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(4, (await world.OpenedAsync()).Length);
    });

    [Theory]
    [InlineData(StoreCall.LogAppend)]
    [InlineData(StoreCall.SchedulesPut)]
    [InlineData(StoreCall.DirectoryPut)]
    public void A_crash_between_two_steps_doubles_nothing_and_neither_does_a_second_node(StoreCall call) => Play(async world =>
    {
        await SayAsync(world, Typed);
        world.Time.Pass(TimeSpan.FromMinutes(31));
        var gate = world.Store.HoldNextAnswer(call);
        var sweeping = world.Here.Schedules.SweepAsync(CancellationToken.None);
        await gate.Reached;
        await world.CrashAsync();
        world.Start();
        await world.SweepAsync();
        gate.Open();
        await sweeping;
        await world.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Single(await world.OpenedAsync());
        await world.AssertShownAsync((await world.OpenedAsync())[0].Id);
    });

    static void Play(Func<World, Task> story) => World.Play(story, start: Start);

    static async Task<string> SayAsync(World world, params string[] lines)
    {
        var text = "";
        foreach (var line in lines)
        {
            var reply = await world.SayAsync(World.Ann, line);
            Assert.False(reply.IsProblem, reply.Text);
            text = reply.Text;
        }

        return text;
    }
}
