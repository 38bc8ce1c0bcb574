using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Commands;

/// <summary>"For each in their zone": it opens where it is that time first, and each of the others is told in private when it is with them.</summary>
public sealed class OwnTimeTest
{
    const string Typed = "checkin \"How do you arrive?\" every weekday at 09:30 for each in their zone";

    /// <summary>A Thursday, 09:00 in Vienna; the clocks change there on the 25th, and in New York a week later.</summary>
    static readonly DateTimeOffset Start = new(2026, 10, 22, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_comes_by_the_clock_of_who_made_it_and_tells_nobody_in_private() => Play(async world =>
    {
        var reply = await world.SayAsync(World.Ann, Typed);
        Assert.StartsWith("Every weekday at 09:30 (each in their own zone). First: Thu 22 Oct 2026 09:30.", reply.Text, StringComparison.Ordinal);
        await world.PassAsync(TimeSpan.FromHours(15));

        var session = Assert.Single(await world.OpenedAsync());
        Assert.Equal(At(22, 7, 30), session.OpenedAt, TimeSpan.FromMinutes(1));
        Assert.Empty(world.Slack.PrivateAt);
    });

    [Fact]
    public void The_next_opens_where_it_is_half_past_nine_first_and_each_other_hears_of_it_at_theirs() => Play(async world =>
    {
        await FirstAsync(world, World.Bo, World.Cem);
        await world.PassAsync(At(23, 22, 0) - world.Time.GetUtcNow());

        var opened = await world.OpenedAsync();
        Assert.Equal(2, opened.Length);
        Assert.False(opened[0].IsOpen);
        Assert.True(opened[0].ClosedAt <= opened[1].OpenedAt); // it was to be open for longer when nobody of Tokyo was known
        Assert.Equal(At(23, 0, 30), opened[1].OpenedAt, TimeSpan.FromMinutes(1)); // 09:30 in Tokyo
        AssertTold(world, (World.Ann, At(23, 7, 30)), (World.Bo, At(23, 13, 30))); // Vienna, New York
        Assert.StartsWith("Your 9:30 AM has come: How do you arrive? It is open until", Texts(world)[0].Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.InRange(opened[1].Agenda[0].Deadline!.Value - At(23, 13, 30), TimeSpan.FromHours(23), TimeSpan.FromHours(25)); // ! it has one
    });

    [Fact]
    public void Who_has_answered_is_not_told_and_neither_is_who_joined_none_of_the_last() => Play(async world =>
    {
        await FirstAsync(world, World.Bo, World.Cem);
        await world.PassAsync(At(23, 6, 0) - world.Time.GetUtcNow());
        Assert.False((await world.SayAsync(World.Ann, "checkin yellow")).IsProblem);
        await world.PassAsync(At(23, 12, 0) - world.Time.GetUtcNow());
        Assert.False((await world.SayAsync(World.Bo, "checkin red")).IsProblem);
        await world.PassAsync(At(23, 22, 0) - world.Time.GetUtcNow());

        Assert.Empty(world.Slack.PrivateAt);
    });

    [Fact]
    public void After_a_standstill_what_is_long_past_is_let_go_and_nothing_comes_in_a_burst() => Play(async world =>
    {
        await FirstAsync(world, World.Bo, World.Cem);
        await world.PassAsync(At(23, 1, 0) - world.Time.GetUtcNow());
        world.Here.Kill();
        world.Time.Pass(TimeSpan.FromHours(11)); // 12:00: half past nine is long past in Vienna, and not yet in New York
        world.Start();
        await world.PassAsync(TimeSpan.FromHours(6));
        AssertTold(world, (World.Bo, At(23, 13, 30)));

        world.Here.Kill();
        world.Time.Pass(TimeSpan.FromDays(3.2)); // Monday, 22:48
        world.Start();
        await world.PassAsync(TimeSpan.FromHours(1));
        Assert.Single(world.Slack.PrivateAt);
    });

    [Fact]
    public void What_was_extended_stays_open_when_the_next_comes_sooner_than_was_foreseen() => Play(async world =>
    {
        await FirstAsync(world, World.Bo, World.Cem);
        Assert.False((await world.SayAsync(World.Ann, "extend 12h")).IsProblem);
        await world.PassAsync(At(23, 6, 0) - world.Time.GetUtcNow());

        Assert.Equal([true, true], (await world.OpenedAsync()).Select(session => session.IsOpen));
    });

    [Fact]
    public void The_preview_shows_whom_it_will_tell_and_when() => Play(async world =>
    {
        await FirstAsync(world, World.Bo, World.Cem);
        await world.PassAsync(At(23, 6, 0) - world.Time.GetUtcNow());

        var lines = (await world.SayAsync(World.Ann, "preview")).Card!.Body.OfType<TextBlock>().Select(line => line.Inlines.Plain()).ToList(); // ! it has one
        Assert.Equal(2, lines.Count(line => line.Contains("in private, to those who took part before", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains("have given nothing", StringComparison.Ordinal));
    });

    [Fact]
    public void In_a_room_of_the_web_it_opens_by_the_clock_of_who_made_it_and_the_reply_says_so() => Play(async world =>
    {
        var ann = new Person("web:a secret from a cookie", "Ann");
        Assert.Contains("it opens by your clock", (await world.SayAsync(ann, Typed, World.Room)).Text, StringComparison.Ordinal);
        await world.PassAsync(TimeSpan.FromHours(25));

        Assert.Equal(2, (await world.Inner.Directory.InVenueAsync(World.Room, 10, default)).Length);
        Assert.Empty(world.Slack.PrivateAt);
    });

    [Fact]
    public void A_crash_tells_nobody_twice() => Play(async world =>
    {
        await FirstAsync(world, World.Bo, World.Cem);
        await world.PassAsync(At(23, 7, 40) - world.Time.GetUtcNow());
        await world.CrashAsync();
        await world.PassAsync(At(23, 22, 0) - world.Time.GetUtcNow());

        Assert.Equal(2, (await world.OpenedAsync()).Length);
        AssertTold(world, (World.Ann, At(23, 7, 30)), (World.Bo, At(23, 13, 30)));
    });

    [Theory]
    [InlineData(StoreCall.MembersRead)]
    [InlineData(StoreCall.DirectoryRead)]
    [InlineData(StoreCall.LogAppend)]
    [InlineData(StoreCall.PostsPut)]
    public void Where_the_store_fails_nobody_is_told_twice_or_before_their_time(StoreCall call) => Play(async world =>
    {
        await FirstAsync(world, World.Bo, World.Cem);
        foreach (var at in new[] { At(23, 0, 29), At(23, 7, 29), At(23, 13, 29) })
        {
            await world.PassAsync(at - world.Time.GetUtcNow());
            world.Store.FailNext(call);
            world.Store.FailNext(call);
            await world.PassAsync(TimeSpan.FromMinutes(20));
        }

        await world.PassAsync(TimeSpan.FromHours(3));
        Assert.Equal(2, (await world.OpenedAsync()).Length);
        Assert.Equal([World.Ann.Key, World.Bo.Key], world.Slack.PrivateAt.Select(told => told.Person));
        Assert.All(world.Slack.PrivateAt, told => AssertIsTheirTime(world, told.Person, told.At, TimeSpan.FromMinutes(15)));
    });

    [Fact]
    public void In_six_zones_with_their_changes_of_clocks_nobody_is_told_before_half_past_nine_or_twice_a_day() => Play(async world =>
    {
        string[] zones = ["Asia/Tokyo", "Australia/Sydney", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Pacific/Honolulu"];
        var people = zones.Select((zone, n) => new Person($"slack:T1/p{n}", $"P{n}")).ToArray();
        zones.Zip(people).ToList().ForEach(one => world.Slack.Zones[one.Second.Key] = one.First);
        await FirstAsync(world, people);
        var random = new Random(7);
        while (world.Time.GetUtcNow() < At(31, 0, 0).AddDays(4))
        {
            await world.PassAsync(TimeSpan.FromHours(random.Next(3, 9)));
            await world.SayAsync(people[random.Next(people.Length)], "checkin yellow");
        }

        Assert.InRange((await world.OpenedAsync()).Length, 9, 10); // of ten weekdays
        Assert.InRange(world.Slack.PrivateAt.Length, 15, 60);
        Assert.All(world.Slack.PrivateAt, told => AssertIsTheirTime(world, told.Person, told.At, TimeSpan.FromMinutes(1)));
        Assert.All(world.Slack.PrivateAt.GroupBy(told => (told.Person, Wall(world, told.Person, told.At).Date)), day => Assert.Single(day));
    });

    [Fact]
    public void Who_is_forgotten_is_told_no_more_and_their_zone_is_gone() => Play(async world =>
    {
        var first = await FirstAsync(world, World.Bo, World.Cem);
        Assert.Contains(World.Cem.Key, (await world.Inner.Members.ZonesAsync(first, default)).Select(one => one.Person));
        Assert.False((await world.SayAsync(World.Cem, "forget me yes")).IsProblem);
        await world.PassAsync(At(23, 6, 0) - world.Time.GetUtcNow());

        Assert.Single(await world.OpenedAsync()); // nobody of Tokyo takes part
        Assert.DoesNotContain(World.Cem.Key, (await world.Inner.Members.ZonesAsync(first, default)).Select(one => one.Person));
    });

    [Fact]
    public void No_log_no_slot_and_no_process_log_names_a_zone_of_anybody_but_the_venue() => Play(async world =>
    {
        var first = await FirstAsync(world, World.Bo, World.Cem);
        await world.PassAsync(At(23, 22, 0) - world.Time.GetUtcNow());
        foreach (var session in await world.OpenedAsync())
        {
            var log = string.Concat((await world.LogAsync(session.Id)).Select(commit => System.Text.Encoding.UTF8.GetString(commit.Events.Span)));
            Assert.DoesNotContain("Tokyo", log, StringComparison.Ordinal);
            Assert.DoesNotContain("New_York", log, StringComparison.Ordinal);
            var slots = (await world.Inner.Posts.ReadAsync(session.Id, default)).Select(post => post.Slot);
            Assert.All(slots.Where(slot => slot.Contains("-own", StringComparison.Ordinal)), slot => Assert.StartsWith("remind-1-own-", slot, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(world.Nodes.SelectMany(node => node.Log), line => line.Contains("Tokyo", StringComparison.Ordinal));
    });

    [Fact]
    public void Where_all_are_asked_at_the_same_moment_nobodys_zone_is_kept() => Play(async world =>
    {
        var id = await world.OpenAsync("checkin \"How?\"");
        Assert.False((await world.SayAsync(World.Bo, "checkin green")).IsProblem);

        Assert.Equal([World.Ann.Key, World.Bo.Key], await world.Inner.Members.ReadAsync(id, default));
        Assert.Empty(await world.Inner.Members.ZonesAsync(id, default));
    });

    static void Play(Func<World, Task> story) => World.Play(
        world =>
        {
            (world.Slack.Zones[World.Bo.Key], world.Slack.Zones[World.Cem.Key]) = ("America/New_York", "Asia/Tokyo");
            return story(world);
        },
        start: Start);

    static void AssertIsTheirTime(World world, string person, DateTimeOffset at, TimeSpan late) =>
        Assert.InRange(Wall(world, person, at).TimeOfDay, new TimeSpan(9, 30, 0), new TimeSpan(9, 30, 0) + late);

    static DateTimeOffset Wall(World world, string person, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, LocalTime.ZoneOf(world.Slack.Zones.GetValueOrDefault(person, "Europe/Vienna")));

    static DateTimeOffset At(int day, int hour, int minute) => new(2026, 10, day, hour, minute, 0, TimeSpan.Zero);

    static async Task<SessionId> FirstAsync(World world, params Person[] people)
    {
        Assert.False((await world.SayAsync(World.Ann, Typed)).IsProblem);
        await world.PassAsync(TimeSpan.FromHours(1));
        foreach (var one in people)
        {
            var said = await world.SayAsync(one, "checkin green");
            Assert.False(said.IsProblem, said.Text);
        }

        return Assert.Single(await world.OpenedAsync()).Id;
    }

    static void AssertTold(World world, params (Person Who, DateTimeOffset At)[] expected)
    {
        Assert.Equal(expected.Select(one => one.Who.Key), world.Slack.PrivateAt.Select(told => told.Person));
        Assert.All(expected.Zip(world.Slack.PrivateAt), pair => Assert.InRange(pair.Second.At - pair.First.At, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    static ImmutableArray<string> Texts(World world) => [.. world.Slack.PrivateAt.Select(told => told.Card.FallbackText)];
}
