using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Reconciling;

/// <summary>What the channel shows becomes what the state draws, with one post and few edits, whatever fails.</summary>
public sealed class ReconcilerTest
{
    static readonly TimeSpan AWhile = TimeSpan.FromMinutes(3);

    [Fact]
    public void A_session_is_one_post_in_the_channel_and_its_minutes_one_in_the_thread() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.PassAsync(AWhile);
        await world.AskAsync(id, World.Bo, "vote A");
        await world.PassAsync(AWhile);
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(AWhile);

        await world.AssertShownAsync(id);
        Assert.Equal(2, world.Slack.Count(VenueCall.Post));
        Assert.Equal(world.Slack.InChannel(World.Channel)[0].Id, world.Slack.InThread(World.Channel)[0].Thread);
    });

    [Fact]
    public void When_nothing_changes_nothing_is_called() => World.Play(async world =>
    {
        await world.OpenAsync("checkin for 4h"); // who is silent is reminded only later
        await world.PassAsync(AWhile);
        var before = world.Slack.Calls.Length;

        await world.PassAsync(TimeSpan.FromMinutes(100));
        world.Start();
        await world.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(before, world.Slack.Calls.Length);
    });

    [Theory]
    [InlineData(VenueCall.Post, Misbehaviour.IsUnavailable)]
    [InlineData(VenueCall.Post, Misbehaviour.LosesTheAnswer)]
    [InlineData(VenueCall.Post, Misbehaviour.Throttles)]
    [InlineData(VenueCall.Post, Misbehaviour.TimesOut)]
    [InlineData(VenueCall.Update, Misbehaviour.IsUnavailable)]
    [InlineData(VenueCall.Update, Misbehaviour.LosesTheAnswer)]
    [InlineData(VenueCall.Update, Misbehaviour.Throttles)]
    [InlineData(VenueCall.Update, Misbehaviour.TimesOut)]
    [InlineData(VenueCall.Update, Misbehaviour.HasLostTheMessage)]
    public void One_bad_moment_of_the_platform_leaves_no_trace(VenueCall call, Misbehaviour what) => World.Play(async world =>
    {
        world.Slack.Next(call, what);
        var id = await world.OpenAsync();
        await world.PassAsync(AWhile);
        await world.AskAsync(id, World.Bo, "vote A");
        await world.PassAsync(AWhile);
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(AWhile);

        await world.AssertShownAsync(id);
    });

    [Theory]
    [InlineData(StoreCall.PostsPut, 0)]
    [InlineData(StoreCall.PostsPut, 1)]
    [InlineData(StoreCall.PostsPut, 2)]
    [InlineData(StoreCall.PostsPut, 3)]
    public void One_bad_moment_of_the_store_leaves_no_trace(StoreCall call, int after) => World.Play(async world =>
    {
        var puts = 0;
        world.Store.Otherwise = (what, work) => what == call && puts++ == after ? throw new StoreUnavailableException(StoreTrouble.Unreachable, "As the test has asked.") : work();
        var id = await world.OpenAsync();
        await world.PassAsync(AWhile);
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(AWhile);

        await world.AssertShownAsync(id);
        Assert.Equal(2, world.Slack.Count(VenueCall.Post));
    });

    [Fact]
    public void A_crash_between_intent_and_post_posts_once() => World.Play(async world =>
    {
        world.Slack.Before = (_, _) => new TaskCompletionSource().Task; // never gets out
        var id = await world.OpenAsync();
        await OneThread.QuietAsync();
        Assert.Null(Assert.Single(await world.Inner.Posts.ReadAsync(id, default)).MessageId);
        await world.CrashAsync();
        world.Slack.Before = (_, _) => Task.CompletedTask;
        await world.PassAsync(AWhile);

        await world.AssertShownAsync(id);
    });

    [Fact]
    public void A_crash_between_post_and_its_id_finds_the_message_by_its_key() => World.Play(async world =>
    {
        var id = await CrashAfterPostAsync(world);

        await world.AssertShownAsync(id);
        Assert.Equal(1, world.Slack.Count(VenueCall.Post));
        Assert.Equal(1, world.Slack.Count(VenueCall.Find));
    });

    [Fact]
    public void Where_a_platform_cannot_look_for_it_it_is_posted_again() => World.Play(async world =>
    {
        world.Slack.CanFind = false;
        await CrashAfterPostAsync(world);

        Assert.Equal(2, world.Slack.InChannel(World.Channel).Length);
    });

    static async Task<SessionId> CrashAfterPostAsync(World world)
    {
        var puts = 0;
        world.Store.Otherwise = (what, work) => what == StoreCall.PostsPut && puts++ == 1 ? new TaskCompletionSource().Task : work();
        var id = await world.OpenAsync();
        await OneThread.QuietAsync();
        Assert.Single(world.Slack.InChannel(World.Channel));
        await world.CrashAsync();
        await world.PassAsync(AWhile);
        return id;
    }

    [Fact]
    public void Five_hundred_changes_in_a_minute_are_at_most_30_edits_and_the_last_shows_all() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        await OneThread.QuietAsync();
        for (var n = 0; n < 500; n++)
        {
            await world.AskAsync(id, World.Bo, n % 2 == 0 ? "checkin green" : "checkin red");
            await world.PassAsync(TimeSpan.FromMilliseconds(120));
        }

        var edits = world.Slack.Count(VenueCall.Update);
        Assert.InRange(edits, 10, 30);
        await world.PassAsync(TimeSpan.FromSeconds(3));
        await world.AssertShownAsync(id);
        Assert.InRange(world.Slack.Count(VenueCall.Update), edits, edits + 1);
    });

    [Fact]
    public void While_one_session_never_rests_forty_nine_others_are_shown_in_turn() => World.Play(async world =>
    {
        var ids = new List<SessionId>();
        for (var n = 0; n < 50; n++)
        {
            ids.Add(await world.OpenAsync("checkin", venue: new VenueId($"slack:T1/C{n}")));
            await world.PassAsync(TimeSpan.FromSeconds(2));
        }

        var busy = ids[0];
        world.Slack.Before = async (call, venue) =>
        {
            if (call == VenueCall.Update && venue.Place == "T1/C0")
            {
                await world.AskAsync(busy, World.Bo, $"checkin {(world.NewDelivery().Length % 2 == 0 ? "green" : "red")}"); // news in the midst of its own edit
            }
        };
        await world.AskAsync(busy, World.Cem, "checkin green");
        foreach (var id in ids)
        {
            await world.AskAsync(id, World.Ann, "checkin yellow");
        }

        await world.PassAsync(TimeSpan.FromSeconds(3 * 60));

        var edited = world.Slack.Calls.Where(called => called.Call == VenueCall.Update).GroupBy(called => called.Venue).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(50, edited.Count);
        Assert.InRange(edited.Values.Max(), 1, 3);
    });

    [Fact]
    public void A_close_overtakes_the_tallies_that_wait() => World.Play(async world =>
    {
        var ids = new List<SessionId>();
        for (var n = 0; n < 30; n++)
        {
            ids.Add(await world.OpenAsync("checkin", venue: new VenueId($"slack:T1/C{n}")));
            await world.PassAsync(TimeSpan.FromSeconds(2));
        }

        foreach (var id in ids)
        {
            await world.AskAsync(id, World.Bo, "checkin yellow");
        }

        await world.PassAsync(TimeSpan.FromSeconds(3));
        var last = ids[^1];
        await world.AskAsync(last, World.Ann, "close");
        await world.PassAsync(TimeSpan.FromSeconds(3));

        var card = Assert.Single(world.Slack.InChannel(new VenueId("slack:T1/C29")));
        Assert.Equal(1, card.Edits);
        Assert.Contains(world.Slack.InChannel(new VenueId("slack:T1/C28")), one => one.Edits == 0);
    });

    [Fact]
    public void A_minutes_post_does_not_wait_for_the_edit_of_the_root_card() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.PassAsync(AWhile);
        world.Slack.Next(VenueCall.Update, Misbehaviour.Throttles);
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Single(world.Slack.InThread(World.Channel));
        await world.PassAsync(PretendVenue.RetryAfter);
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void A_channel_that_refuses_is_told_and_tried_again_at_the_next_change() => World.Play(async world =>
    {
        world.Slack.Mood = _ => Misbehaviour.Refuses;
        var id = await world.OpenAsync();
        var session = world.Hosts.Peek(id)!; // just opened

        Assert.Equal("Slack.NotInChannel", await world.Here.Reconciler.FirstDeliveryAsync(session, default));
        await world.PassAsync(AWhile);
        var calls = world.Slack.Calls.Length;
        Assert.Equal("Slack.NotInChannel", Assert.Single(await world.Inner.Posts.ReadAsync(id, default)).Failure);
        await world.PassAsync(AWhile);
        Assert.Equal(calls, world.Slack.Calls.Length);

        world.Slack.Mood = _ => Misbehaviour.None;
        await world.AskAsync(id, World.Bo, "vote A");
        await world.PassAsync(AWhile);
        await world.AssertShownAsync(id);
        Assert.Null(Assert.Single(await world.Inner.Posts.ReadAsync(id, default)).Failure);
    });

    [Fact]
    public void What_was_refused_while_it_was_open_and_is_closed_now_is_not_posted_any_more() => World.Play(async world =>
    {
        world.Slack.Mood = _ => Misbehaviour.Refuses;
        var id = await world.OpenAsync();
        await world.PassAsync(AWhile);
        await world.AskAsync(id, World.Ann, "close");
        world.Slack.Mood = _ => Misbehaviour.None;
        var calls = world.Slack.Calls.Length;
        await world.PassAsync(AWhile);
        Assert.Equal(calls, world.Slack.Calls.Length);
        Assert.Null(await world.DueOfAsync(id));
    });

    [Fact]
    public void What_was_refused_is_posted_when_its_close_is_undone() => World.Play(async world =>
    {
        world.Slack.Mood = _ => Misbehaviour.Refuses;
        var id = await world.OpenAsync();
        await world.PassAsync(AWhile);
        await world.AskAsync(id, World.Ann, "close");
        world.Slack.Mood = _ => Misbehaviour.None;
        await world.AskAsync(id, World.Ann, "undo");
        await world.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Single(world.Slack.InChannel(World.Channel));
    });

    [Fact]
    public void A_refusal_after_the_first_delivery_is_told_once_for_each_cause_and_slot_and_is_over_when_all_is_shown() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.PassAsync(AWhile);
        world.Slack.Mood = _ => Misbehaviour.Refuses;
        await world.AskAsync(id, World.Bo, "vote A");
        await world.PassAsync(AWhile);
        await world.AskAsync(id, World.Bo, "vote B");
        await world.PassAsync(AWhile);

        var told = Assert.Single(world.Slack.Told);
        Assert.Equal((id, "Slack.NotInChannel", false), (told.Session.Id, told.ReasonKey, told.IsFirst));
        await world.CrashAsync();
        await world.AskAsync(id, World.Cem, "vote B");
        await world.PassAsync(AWhile);
        Assert.Single(world.Slack.Told);

        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, world.Slack.Told.Length); // the minutes
        world.Slack.Mood = _ => Misbehaviour.None;
        await world.AskAsync(id, World.Ann, "undo");
        await world.PassAsync(AWhile);
        await world.AssertShownAsync(id);
        Assert.All(await world.Inner.Posts.ReadAsync(id, default), slot => Assert.Null(slot.Failure));
    });

    [Fact]
    public void A_first_delivery_that_is_refused_is_told_as_one() => World.Play(async world =>
    {
        world.Slack.Mood = _ => Misbehaviour.Refuses;
        await world.OpenAsync();
        await world.PassAsync(AWhile);

        Assert.True(Assert.Single(world.Slack.Told).IsFirst);
    });

    [Fact]
    public void An_edit_that_is_refused_does_not_keep_the_minutes_from_the_thread() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.PassAsync(AWhile);
        world.Slack.Mood = call => call == VenueCall.Update ? Misbehaviour.Refuses : Misbehaviour.None;
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(AWhile);

        Assert.Single(world.Slack.InThread(World.Channel));
    });

    [Fact]
    public void The_first_delivery_is_known_after_a_restart_too() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.PassAsync(AWhile);
        await world.CrashAsync();
        await world.StateAsync(id);

        Assert.Null(await world.Here.Reconciler.FirstDeliveryAsync(world.Hosts.Peek(id)!, default));
        Assert.Equal(1, world.Slack.Count(VenueCall.Post));
    });

    [Fact]
    public void A_platform_that_is_down_is_not_hammered_and_is_caught_up_with() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin");
        await world.PassAsync(AWhile);
        world.Slack.Mood = _ => Misbehaviour.IsUnavailable;
        var before = world.Slack.Calls.Length;
        for (var n = 0; n < 600; n++)
        {
            await world.AskAsync(id, World.Bo, n % 2 == 0 ? "checkin green" : "checkin red");
            await world.PassAsync(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(world.Slack.Calls.Length - before, Lane.FailuresMax, Lane.FailuresMax + 10); // one try a minute
        world.Slack.Mood = _ => Misbehaviour.None;
        await world.PassAsync(AWhile);
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void An_undo_after_the_close_edits_both_messages_and_the_next_close_again() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(TimeSpan.FromSeconds(30));
        Assert.IsNotType<CoCreateBot.Bot.Hosting.Answer.Refused>(await world.AskAsync(id, World.Ann, "undo"));
        await world.PassAsync(TimeSpan.FromSeconds(30));
        await world.AssertShownAsync(id);
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(AWhile);

        await world.AssertShownAsync(id);
        Assert.Equal(2, world.Slack.Count(VenueCall.Post));
    });

    [Fact]
    public void A_root_card_that_somebody_deleted_is_posted_anew_when_the_minutes_find_no_thread() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        await world.PassAsync(AWhile);
        world.Slack.Delete(world.Slack.InChannel(World.Channel)[0]);
        await world.AskAsync(id, World.Ann, "close");
        await world.PassAsync(AWhile);

        await world.AssertShownAsync(id);
    });

    [Fact]
    public void Another_workspace_does_not_wait_for_one_that_hangs() => World.Play(async world =>
    {
        world.Slack.Before = (_, venue) => venue == World.Channel ? new TaskCompletionSource().Task : Task.CompletedTask;
        await world.OpenAsync();
        var other = new VenueId("slack:T2/C1");
        var id = await world.OpenAsync(venue: other);
        await OneThread.QuietAsync();

        Assert.Single(world.Slack.InChannel(other));
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void More_sessions_than_a_lane_remembers_are_shown_all_the_same() => World.Play(async world =>
    {
        const int Count = Lane.KnownMax + 50;
        var ids = await world.OpenManyAsync(Count, n => new VenueId($"slack:T1/C{n}"));

        await world.PassAsync(TimeSpan.FromSeconds(Count));
        Assert.Equal(Count, world.Slack.Count(VenueCall.Post));
        await world.AskAsync(ids[0], World.Bo, "checkin green");
        await world.PassAsync(AWhile);
        await world.AssertShownAsync(ids[0]);
    });
}
