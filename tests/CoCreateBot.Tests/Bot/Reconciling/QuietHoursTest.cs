using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>In somebody's quiet hours nothing is said to them in private: it comes at their end, by the clock on their wall.</summary>
public sealed class QuietHoursTest
{
    const string Vienna = "Europe/Vienna";

    static readonly PersonSettings Night = new(null, new QuietHours(new(22, 0), new(7, 0), Vienna));

    // Four fifths of twenty hours: at three in the night in which the clocks change, or do not.
    [Theory]
    [InlineData("2026-03-27T11:00Z", "2026-03-28T06:00Z")]
    [InlineData("2026-03-28T11:00Z", "2026-03-29T05:00Z")]
    [InlineData("2026-10-24T11:00Z", "2026-10-25T06:00Z")]
    public void A_reminder_waits_for_the_end_of_the_night_also_where_the_clocks_change(string start, string told) => World.Play(
        async world =>
        {
            await world.Inner.People.PutAsync(World.Bo.Key, Night, default);
            await OpenAsync(world, "20h");
            await world.PassAsync(TimeSpan.FromHours(19.5));

            Assert.Equal(At(start) + TimeSpan.FromHours(16), When(world, World.Ann));
            Assert.InRange(When(world, World.Bo), At(told), At(told) + TimeSpan.FromMinutes(1));
        },
        start: At(start));

    [Fact]
    public void It_comes_also_where_the_process_was_killed_in_the_night() => World.Play(
        async world =>
        {
            await world.Inner.People.PutAsync(World.Bo.Key, Night, default);
            await OpenAsync(world, "15h");
            await world.PassAsync(TimeSpan.FromHours(13));
            await world.CrashAsync();
            await world.PassAsync(TimeSpan.FromHours(1.9));

            Assert.InRange(When(world, World.Bo), At("2026-03-03T06:00Z"), At("2026-03-03T06:01Z"));
        },
        start: At("2026-03-02T16:00Z"));

    [Fact]
    public void What_is_settled_by_the_end_of_the_night_is_not_said_any_more() => World.Play(
        async world =>
        {
            await world.Inner.People.PutAsync(World.Bo.Key, Night, default);
            var id = await OpenAsync(world, "15h");
            await world.PassAsync(TimeSpan.FromHours(13));
            await world.AskAsync(id, World.Bo, "vote A");
            await world.PassAsync(TimeSpan.FromHours(1.9));

            Assert.DoesNotContain(world.Slack.Private, one => one.Person == World.Bo.Key);
        },
        start: At("2026-03-02T16:00Z"));

    [Fact]
    public void Who_is_asked_to_do_something_is_asked_when_they_are_awake_and_others_at_once() => World.Play(
        async world =>
        {
            await world.Inner.People.PutAsync(World.Bo.Key, Night, default);
            var id = await world.OpenAsync("steps for 20d");
            await world.AskAsync(id, World.Bo, "join");
            await world.AskAsync(id, World.Cem, "join");
            await world.AskAsync(id, World.Ann, "steps \"Call the city\" by Bo");
            await world.AskAsync(id, World.Ann, "steps \"Find a room\" by Cem");
            await world.PassAsync(TimeSpan.FromMinutes(5));
            Assert.Equal([World.Cem.Key], world.Slack.Private.Select(one => one.Person));
            await world.PassAsync(TimeSpan.FromHours(10));

            Assert.Equal([World.Cem.Key, World.Bo.Key], world.Slack.Private.Select(one => one.Person));
            Assert.InRange(When(world, World.Bo), At("2026-03-03T06:00Z"), At("2026-03-03T06:01Z"));
        },
        start: At("2026-03-02T22:00Z"));

    [Fact]
    public void While_one_sleeps_who_is_to_be_told_is_not_looked_for_with_each_tap_of_the_others() => World.Play(
        async world =>
        {
            await world.Inner.People.PutAsync(World.Bo.Key, Night, default);
            var id = await OpenAsync(world, "15h");
            await world.PassAsync(TimeSpan.FromHours(13));
            var looks = 0;
            world.Here.Store.Otherwise = (what, work) =>
            {
                looks += what == StoreCall.MembersRead ? 1 : 0;
                return work();
            };
            for (var n = 0; n < 20; n++)
            {
                await world.AskAsync(id, World.Cem, n % 2 == 0 ? "vote A" : "vote B");
                await world.PassAsync(TimeSpan.FromSeconds(3));
            }

            Assert.InRange(looks, 1, 2);
            await world.AssertShownAsync(id);
            await world.PassAsync(TimeSpan.FromHours(1.8));

            Assert.InRange(When(world, World.Bo), At("2026-03-03T06:00Z"), At("2026-03-03T06:01Z"));
        },
        start: At("2026-03-02T16:00Z"));

    [Fact]
    public void While_one_sleeps_their_session_goes_before_no_other() => World.Play(
        async world =>
        {
            var elsewhere = new VenueId("slack:T1/C2");
            await world.Inner.People.PutAsync(World.Bo.Key, Night, default);
            var id = await world.OpenAsync("checkin for 15h");
            await world.AskAsync(id, World.Bo, "join");
            var other = await world.OpenAsync("checkin for 15h", venue: elsewhere);
            await world.PassAsync(TimeSpan.FromHours(13));
            var before = world.Slack.Calls.Length;
            for (var n = 0; n < 300; n++)
            {
                var who = new Person($"slack:T1/one{n}", null);
                await world.AskAsync(id, who, "checkin green");
                await world.AskAsync(other, who, "checkin green");
                await world.PassAsync(TimeSpan.FromMilliseconds(200));
            }

            var edits = world.Slack.Calls[before..].Where(call => call.Call == VenueCall.Update).CountBy(call => call.Venue).ToDictionary();
            Assert.InRange(edits.GetValueOrDefault(elsewhere), edits[World.Channel] / 2, int.MaxValue);
        },
        start: At("2026-03-02T16:00Z"));

    [Fact]
    public void Who_wants_no_quiet_hours_any_more_is_told_within_a_minute() => World.Play(
        async world =>
        {
            await world.Inner.People.PutAsync(World.Bo.Key, Night, default);
            await OpenAsync(world, "15h");
            await world.PassAsync(TimeSpan.FromHours(13));
            await world.Inner.People.RemoveAsync(World.Bo.Key, default);
            await world.PassAsync(TimeSpan.FromMinutes(2));

            Assert.InRange(When(world, World.Bo), At("2026-03-03T05:00Z"), At("2026-03-03T05:01Z"));
        },
        start: At("2026-03-02T16:00Z"));

    static async Task<SessionId> OpenAsync(World world, string lasts)
    {
        var id = await world.OpenAsync($"vote \"Which first?\" Paint | Garden | Bus stop for {lasts}");
        foreach (var who in (Person[])[World.Bo, World.Cem])
        {
            await world.AskAsync(id, who, "join");
        }

        return id;
    }

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    static DateTimeOffset When(World world, Person who) =>
        Assert.Single(world.Slack.PrivateAt, one => one.Person == who.Key && !one.Card.FallbackText.StartsWith("Answers at half-time", StringComparison.Ordinal)).At;
}
