using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>Who joined and is silent hears of it once, at four fifths of the time; nobody else does, and nobody twice.</summary>
public sealed class ReminderTest
{
    static readonly Person Guest = new("a secret from a cookie", "Guest");

    [Fact]
    public void At_four_fifths_who_joined_and_is_silent_is_told_once() => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        await world.AskAsync(id, World.Bo, "vote A");
        await world.PassAsync(TimeSpan.FromMinutes(95));
        Assert.Empty(Told(world));
        var edits = world.Slack.Count(VenueCall.Update);

        await world.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal([World.Ann.Key, World.Cem.Key], Told(world));
        Assert.Equal(edits, world.Slack.Count(VenueCall.Update)); // the card says what it said
        await world.AskAsync(id, World.Bo, "vote B");
        await world.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(2, Told(world).Count);
    });

    [Fact]
    public void Who_joins_after_its_moment_is_not_told_at_once() => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        await world.PassAsync(TimeSpan.FromMinutes(97));
        await world.AskAsync(id, new Person("slack:T1/dee", "Dee"), "join");
        await world.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal([World.Ann.Key, World.Bo.Key, World.Cem.Key], Told(world));
    });

    [Fact]
    public void What_lasts_less_than_an_hour_has_no_reminder() => World.Play(async world =>
    {
        await OpenAsync(world, "59m");
        await world.PassAsync(TimeSpan.FromHours(1));

        Assert.Empty(Told(world));
    });

    [Fact]
    public void Where_its_moment_was_slept_through_it_is_told_late_and_not_after_the_close() => World.Play(async world =>
    {
        await OpenAsync(world);
        world.Here.Kill();
        world.Time.Pass(TimeSpan.FromMinutes(110));
        world.Start();
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(3, Told(world).Count);

        var late = await OpenAsync(world);
        world.Here.Kill();
        world.Time.Pass(TimeSpan.FromMinutes(130));
        world.Start();
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.False((await world.FoldAsync(late)).IsOpen);
        Assert.Equal(3, Told(world).Count);
    });

    [Fact]
    public void Who_joined_on_the_web_is_told_nothing_and_is_not_in_the_table() => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        await world.AskAsync(id, Guest, "join");
        await world.PassAsync(TimeSpan.FromMinutes(100));

        Assert.Equal([World.Ann.Key, World.Bo.Key, World.Cem.Key], await world.Inner.Members.ReadAsync(id, default));
        Assert.Equal(3, Told(world).Count);
    });

    [Fact]
    public void What_was_not_drawn_yet_when_the_process_ended_the_next_one_says() => World.Play(async world =>
    {
        await OpenAsync(world);
        await world.PassAsync(TimeSpan.FromMinutes(95));
        var never = new TaskCompletionSource<Words?>();
        world.Slack.WordsOf = _ => new(never.Task);
        await world.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Empty(Told(world));

        world.Slack.WordsOf = _ => new((Words?)null);
        await world.CrashAsync();
        await world.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal([World.Ann.Key, World.Bo.Key, World.Cem.Key], Told(world));
    });

    [Fact]
    public void Whom_a_bug_kept_from_being_told_in_their_language_is_told_when_it_is_over() => World.Play(async world =>
    {
        await OpenAsync(world);
        await world.PassAsync(TimeSpan.FromMinutes(95));
        var isFirst = true;
        world.Slack.WordsOf = _ => !isFirst || (isFirst = false) ? new((Words?)null) : throw new InvalidOperationException("A bug, as the test has asked.");
        world.BugsExpected = 1;
        await world.PassAsync(TimeSpan.FromMinutes(15));

        Assert.Equal([World.Ann.Key, World.Bo.Key, World.Cem.Key], Told(world));
    });

    [Fact]
    public void Who_is_asked_to_wait_tells_the_others_later() => World.Play(async world =>
    {
        await OpenAsync(world);
        await world.PassAsync(TimeSpan.FromMinutes(95));
        world.Slack.Next(VenueCall.Tell, Misbehaviour.Throttles);
        await world.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal([World.Ann.Key, World.Bo.Key, World.Cem.Key], Told(world));
    });

    [Theory]
    [InlineData(Misbehaviour.Refuses, 2)]
    [InlineData(Misbehaviour.IsUnavailable, 2)]
    [InlineData(Misbehaviour.LosesTheAnswer, 3)]
    public void What_may_have_been_said_is_not_said_again_and_logged_without_a_person(Misbehaviour what, int told) => World.Play(async world =>
    {
        await OpenAsync(world);
        await world.PassAsync(TimeSpan.FromMinutes(95));
        world.Slack.Next(VenueCall.Tell, what);
        await world.PassAsync(TimeSpan.FromMinutes(10));
        await world.CrashAsync();
        await world.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(told, Told(world).Count);
        Assert.Contains(world.Nodes[0].Log, line => line.Contains("could not be told", StringComparison.Ordinal));
        Assert.DoesNotContain(world.Nodes[0].Log, line => line.Contains("slack:T1/", StringComparison.Ordinal));
    });

    [Fact]
    public void Two_hundred_are_told_within_the_platforms_limit() => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        for (var n = 0; n < 200; n++)
        {
            await world.AskAsync(id, new Person($"slack:T1/U{n}", null), "join");
        }

        await world.PassAsync(TimeSpan.FromMinutes(115));
        var calls = world.Slack.Calls.Where(call => call.Call == VenueCall.Tell).Select(call => call.At).ToList();
        Assert.Equal(204, calls.Count); // at half-time one to the facilitator, as nobody had voted
        Assert.All(calls, from => Assert.InRange(calls.Count(at => at >= from && at < from + TimeSpan.FromMinutes(1)), 1, 71));
    });

    [Fact]
    public void Nothing_that_is_kept_of_a_secret_votes_reminder_names_who_was_silent() => World.Play(async world =>
    {
        var id = await OpenAsync(world);
        await world.PassAsync(TimeSpan.FromMinutes(100));

        var session = world.Hosts.Peek(id)!; // ! it is open
        var slots = (await world.Inner.Posts.ReadAsync(id, default)).Select(post => post.Slot).Where(slot => slot.StartsWith("remind-", StringComparison.Ordinal));
        Assert.Equal(4, slots.Count());
        Assert.DoesNotContain(slots, slot => slot.EndsWith(session.AliasOf(World.Bo, 0).Value, StringComparison.Ordinal));
        var facilitator = slots.Single(slot => slot.Contains(Reminder.HalfTime, StringComparison.Ordinal)); // everybody knows whose that is
        Assert.False(facilitator.EndsWith(session.AliasOf(World.Ann, 1).Value, StringComparison.Ordinal));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void At_whichever_write_it_is_killed_nobody_is_told_twice_and_at_most_one_is_missed(bool isWriteDone)
    {
        var wasKilled = true;
        var at = 0;
        var missed = 0;
        for (; wasKilled; at++)
        {
            World.Play(async world =>
            {
                (wasKilled, var told) = await KilledAtAsync(world, at, isWriteDone);
                Assert.Equal(told.Distinct(), told);
                missed += 3 - told.Count;
                Assert.InRange(told.Count, isWriteDone ? 2 : 3, 3);
            });
        }

        Assert.InRange(at, 10, 100); // else the story is not what it was
        Assert.Equal(isWriteDone ? 3 : 0, missed); // killed between an intent and its call: once for each person
    }

    static async Task<(bool WasKilled, List<string> Told)> KilledAtAsync(World world, int at, bool isWriteDone)
    {
        var id = await OpenAsync(world);
        var writes = 0;
        var node = world.Here;
        node.Store.Otherwise = async (call, work) =>
        {
            var isLast = call is StoreCall.LogAppend or StoreCall.DuePut or StoreCall.DueRemove or StoreCall.PostsPut && writes++ == at;
            if (!isLast || isWriteDone)
            {
                await work();
            }

            if (isLast)
            {
                node.Kill();
                throw new StoreUnavailableException(StoreTrouble.Unreachable, "Killed.");
            }
        };
        for (var n = 0; n < 25; n++)
        {
            await world.PassAsync(TimeSpan.FromMinutes(5));
            if (world.Here.IsKilled)
            {
                world.Start();
            }
        }

        return (node.IsKilled, Told(world));
    }

    static List<string> Told(World world) =>
        [.. world.Slack.Private.Where(told => told.Card.FallbackText.StartsWith("You have not answered", StringComparison.Ordinal)).Select(told => told.Person)
            .Order(StringComparer.Ordinal)];

    static async Task<SessionId> OpenAsync(World world, string lasts = "2h")
    {
        var id = await world.OpenAsync($"vote \"Which?\" A | B for {lasts}");
        await world.AskAsync(id, World.Bo, "join");
        await world.AskAsync(id, World.Cem, "join");
        return id;
    }
}
