using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>A check-in of every weekday in a web room: over a change of clocks, a holiday, a pause, and two days in which no server ran.</summary>
public sealed class FourWeeksTest
{
    /// <summary>A Monday, 08:00 in Vienna; the clocks change on the 25th.</summary>
    static readonly DateTimeOffset Monday = new(2026, 10, 5, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_opens_on_just_the_days_on_which_it_should_and_at_half_past_nine_on_the_wall()
    {
        var store = new MemoryStore();
        string room;
        await using (var house = await WebHouse.OpenAsync(store, new ManualTime(Monday)))
        {
            var ann = await house.HostAsync();
            room = ann.Room;
            await ann.TypeAsync("checkin 1-5 \"How do you arrive?\" every weekday at 09:30");
            Assert.StartsWith("Every weekday at 09:30 (Europe/Vienna). First: Mon 5 Oct 2026 09:30.", ann.Notice, StringComparison.Ordinal);
            await ann.TypeAsync("schedule pause 1 until 2026-10-14");
            await ann.TypeAsync("schedule resume 1");
            await UntilAsync(house, Monday.AddDays(6));
            await ann.TypeAsync("schedule pause 1 until 2026-10-14");
            await ann.TypeAsync("schedule skip 2026-10-26");
            Assert.False(ann.IsProblem, ann.Notice);
            await UntilAsync(house, new(2026, 10, 20, 10, 0, 0, TimeSpan.Zero));
        }

        await using (var house = await WebHouse.OpenAsync(store, new ManualTime(new(2026, 10, 22, 10, 0, 0, TimeSpan.Zero))))
        {
            await UntilAsync(house, new(2026, 11, 1, 10, 0, 0, TimeSpan.Zero));
            var opened = await OpenedAsync(house, room);

            Assert.Equal(
                [
                    "10-05 09:30", "10-06 09:30", "10-07 09:30", "10-08 09:30", "10-09 09:30", "10-14 09:30", "10-15 09:30", "10-16 09:30", "10-19 09:30",
                    "10-20 09:30", "10-23 09:30", "10-27 09:30", "10-28 09:30", "10-29 09:30", "10-30 09:30",
                ],
                opened.Select(session => $"{TimeZoneInfo.ConvertTime(session.OpenedAt, LocalTime.ZoneOf("Europe/Vienna")):MM-dd HH:mm}"));
            Assert.Single(opened.Select(session => session.Series).Distinct());
            Assert.All(opened, session => Assert.InRange(session.Agenda[0].Deadline!.Value - session.OpenedAt, TimeSpan.FromHours(22), TimeSpan.FromHours(24)));
        }
    }

    [Fact]
    public async Task Who_made_it_steers_it_on_the_web_whose_secret_no_store_knows_and_nobody_else_does()
    {
        await using var house = await WebHouse.OpenAsync(time: new ManualTime(Monday));
        var ann = await house.HostAsync();
        var bo = await house.GuestAsync(ann);
        await ann.TypeAsync("checkin \"How do you arrive?\" every weekday at 09:30");
        await UntilAsync(house, Monday.AddMinutes(90));

        await bo.SeeAsync(bo.Room);
        await bo.PressAsync(bo.Button("answer", "green"));
        Assert.DoesNotContain(bo.Presses, press => press.Verb == SessionCards.CloseVerb);
        await ann.SeeAsync(ann.Room);
        Assert.Contains("What comes again here", ann.Text, StringComparison.Ordinal);
        await ann.PressAsync(ann.Button("answer", "red"));
        await ann.PressAsync(ann.Button(SessionCards.CloseVerb));

        var session = Assert.Single(await OpenedAsync(house, ann.Room));
        Assert.False(session.IsOpen);
        Assert.Equal(2, session.Agenda[0].State.Contributors);
        Assert.Equal(["Ann", "Bo"], session.People.Values.Select(person => person.Name).Order()); // she is one person, and not two
        var row = Assert.Single(await house.Store.Schedules.InVenueAsync(new VenueId("web:" + ann.Room[3..]), default));
        Assert.DoesNotContain(ann.Cookies.GetAllCookies()["cc"]!.Value, row.Maker, StringComparison.Ordinal); // ! she has one

        await ann.TypeAsync("forget me yes");
        Assert.Empty(await house.Store.Schedules.InVenueAsync(row.Venue, default));
        Assert.DoesNotContain((await OpenedAsync(house, ann.Room))[0].People.Values, person => person.Name == "Ann");
    }

    [Fact]
    public async Task Its_board_shows_how_it_went_from_one_time_to_the_next()
    {
        await using var house = await WebHouse.OpenAsync(time: new ManualTime(Monday));
        var ann = await house.HostAsync();
        Visitor[] five = [ann, .. await Task.WhenAll(Enumerable.Range(1, 4).Select(n => house.GuestAsync(ann, $"Guest {n}")))];
        await ann.TypeAsync("checkin 1-5 \"How do you arrive?\" every weekday at 09:30");
        foreach (var day in Enumerable.Range(0, 3))
        {
            await UntilAsync(house, Monday.AddDays(day).AddMinutes(90));
            foreach (var one in five.Take(day == 1 ? 4 : 5))
            {
                await one.TypeAsync($"checkin {3 + (day / 2)}");
                Assert.False(one.IsProblem, one.Notice);
            }
        }

        await UntilAsync(house, Monday.AddDays(3).AddMinutes(90));
        await ClosedAsync(house, ann.Room, 3);
        await ann.SeeAsync(ann.Room);
        await ann.SeeAsync(ann.Minutes + "/board");

        Assert.Contains("From one time to the next", ann.Text, StringComparison.Ordinal);
        Assert.Contains("Average of the last 2: 3.5", ann.Text, StringComparison.Ordinal);
        Assert.Contains("3.0 from 5 answers", ann.Text, StringComparison.Ordinal);
        Assert.Contains("too few answers", ann.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "weekday", "09:30", "Every weekday at 09:30 (Europe/Vienna).")]
    [InlineData("de", "first monday", "9:30", "Jeden ersten Montag im Monat um 09:30 (Europe/Vienna).")]
    public async Task It_is_planned_by_a_form_too(string language, string days, string time, string said)
    {
        await using var house = await WebHouse.OpenAsync(time: new ManualTime(Monday));
        var ann = await house.HostAsync(language: language);
        await ann.StartAsync("schedule", ("what", "checkin 1-5"), ("question", "Is it “fine”?"), ("days", days), ("time", time));

        Assert.StartsWith(said, ann.Notice, StringComparison.Ordinal);
        Assert.Contains("checkin 1-5 \"Is it 'fine'?\"", ann.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkin", "", "weekday", "")]
    [InlineData("checkin", "", "weekday", "noon")]
    [InlineData("ask", "", "weekday", "09:30")]
    public async Task What_the_form_leaves_open_is_told(string what, string question, string days, string time)
    {
        await using var house = await WebHouse.OpenAsync(time: new ManualTime(Monday));
        var ann = await house.HostAsync();
        await ann.StartAsync("schedule", ("what", what), ("question", question), ("days", days), ("time", time));

        Assert.Equal((422, true), (ann.Status, ann.IsProblem));
        Assert.DoesNotContain("What comes again here", ann.Text, StringComparison.Ordinal);
    }

    // In half hours, as the bell strikes; what the server's own sweep has not done yet is waited for.
    static async Task UntilAsync(WebHouse house, DateTimeOffset end)
    {
        var desk = house.Services.GetRequiredService<CommandDesk>();
        while (house.Time.GetUtcNow() < end)
        {
            house.Time.Pass(TimeSpan.FromMinutes(30));
            await desk.OpenDueAsync(CancellationToken.None);
        }
    }

    // Their time has rung, and they close beside the test.
    static async Task ClosedAsync(WebHouse house, string room, int count)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while ((await OpenedAsync(house, room)).Count(session => !session.IsOpen) < count)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < PretendPlatform.Patience, $"{count} of them are closed.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    static async Task<ImmutableArray<Session>> OpenedAsync(WebHouse house, string room)
    {
        var hosts = house.Services.GetRequiredService<SessionHosts>();
        var all = ImmutableArray.CreateBuilder<Session>();
        foreach (var entry in await house.Store.Directory.InVenueAsync(new VenueId("web:" + room[3..]), 100, default))
        {
            all.Add((await hosts.LookAsync(entry.Session, default))!.State); // ! it is listed
        }

        return [.. all.OrderBy(session => session.OpenedAt)];
    }
}
