using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>Several servers on one store: any takes any click, one speaks for a session, and when it is gone another one does.</summary>
public sealed class SeveralServersTest
{
    [Fact]
    public void What_one_writes_is_seen_at_the_others_within_two_seconds() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync(venue: World.Room);
        var other = await world.JoinAsync();
        using var watch = other.Signals.Look(World.Room);
        await other.Hosts.LookAsync(id, default);
        await world.PassAsync(TimeSpan.FromSeconds(2));
        await NoteAllAsync(watch);

        await world.AskAsync(id, World.Bo, "vote A", at: one);
        await world.PassAsync(TimeSpan.FromSeconds(2));

        Assert.True(watch.NextAsync(default).IsCompleted);
        Assert.Equal(1, other.Hosts.Peek(id)!.State.OpenItem!.State.Contributors);
    });

    [Fact]
    public void Also_a_session_that_it_has_never_heard_of() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var other = await world.JoinAsync();
        using var watch = other.Signals.Look(World.Room);
        await world.PassAsync(TimeSpan.FromSeconds(2));
        await NoteAllAsync(watch);

        await one.Desk.TypeAsync(World.Room, World.Ann, "checkin", "d", "en", "Etc/UTC", default);
        await world.PassAsync(TimeSpan.FromSeconds(2));

        Assert.True(watch.NextAsync(default).IsCompleted);
    });

    [Fact]
    public void One_of_them_posts_and_the_card_follows_what_is_given_to_the_other() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));

        await world.AskAsync(id, World.Bo, "checkin green", at: other);
        await world.PassAsync(TimeSpan.FromSeconds(10));

        await world.AssertShownAsync(id);
        Assert.True(one.Leases!.IsHere(id));
        Assert.False(other.Leases!.IsHere(id));
    });

    [Fact]
    public void What_a_dead_server_owed_is_done_by_another_within_thirty_seconds() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await world.AskAsync(id, World.Bo, "checkin green", at: one);
        one.Kill();
        Assert.False(await world.IsShownAsync(id));

        await world.PassAsync(TimeSpan.FromSeconds(30));

        await world.AssertShownAsync(id);
        Assert.True(other.Leases!.IsHere(id));
    });

    [Fact]
    public void A_server_that_stops_as_it_should_is_followed_at_once() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));

        world.Slack.Next(VenueCall.Update, Misbehaviour.Throttles);
        await world.AskAsync(id, World.Bo, "checkin green", at: one);
        await one.DisposeAsync();
        world.Slack.ForgetWaits();
        Assert.False(await world.IsShownAsync(id));
        await world.PassAsync(TimeSpan.FromSeconds(10));

        Assert.True(other.Leases!.IsHere(id));
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void What_all_left_is_looked_after_by_whoever_comes_next() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await world.AskAsync(id, World.Bo, "checkin green");
        one.Kill();

        var next = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(30));

        Assert.True(next.Leases!.IsHere(id));
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void A_deadline_strikes_once_though_all_have_the_session() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("vote \"Which?\" A | B for 1m");
        var others = new[] { await world.JoinAsync(), await world.JoinAsync() };
        await world.AskAsync(id, World.Bo, "vote A", at: others[0]);
        await world.AskAsync(id, World.Cem, "vote A", at: others[1]);

        await world.PassAsync(TimeSpan.FromMinutes(4));

        var commits = (await world.LogAsync(id)).SelectMany(commit => world.Codec.Read(commit.Events)).ToList();
        Assert.Single(commits.OfType<SessionEvent.ActivityClosed>());
        Assert.Single(world.Slack.InChannel(World.Channel));
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void Who_was_away_for_long_speaks_for_nothing_that_others_took_over() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));

        one.Store.IsDown = true;
        await world.PassAsync(TimeSpan.FromSeconds(35));
        Assert.True(other.Leases!.IsHere(id));
        Assert.False(one.Leases!.IsHere(id));
        one.Store.IsDown = false;
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await world.AskAsync(id, World.Bo, "checkin green", at: one);
        await world.PassAsync(TimeSpan.FromSeconds(10));

        Assert.False(one.Leases.IsHere(id));
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void A_store_that_was_away_for_all_makes_nobody_dead() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));

        (one.Store.IsDown, other.Store.IsDown) = (true, true);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        (one.Store.IsDown, other.Store.IsDown) = (false, false);
        await world.PassAsync(TimeSpan.FromSeconds(10));

        Assert.True(one.Leases!.IsHere(id));
    });

    [Fact]
    public void A_session_that_nobody_needs_is_given_back_and_taken_by_whoever_does() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromMinutes(15));
        Assert.Null(await other.Store.Nodes!.FindAsync(id, default));

        await world.AskAsync(id, World.Bo, "checkin green", at: other);
        await world.PassAsync(TimeSpan.FromSeconds(10));

        Assert.True(other.Leases!.IsHere(id));
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void What_is_written_while_it_is_given_back_is_shown() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        for (var n = 0; n < 60 && one.Leases!.IsHere(id); n++)
        {
            await world.PassAsync(TimeSpan.FromSeconds(30));
        }

        Assert.True((await other.Store.Nodes!.FindAsync(id, default))?.IsEnding);
        await world.AskAsync(id, World.Bo, "checkin green", at: other);
        await world.PassAsync(TimeSpan.FromSeconds(10));

        await world.AssertShownAsync(id);
    });

    [Fact]
    public void A_session_is_deleted_by_who_shows_it_and_never_comes_back() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.AskAsync(id, World.Bo, "checkin green", at: other);
        await world.PassAsync(TimeSpan.FromSeconds(10));
        await world.AskAsync(id, World.Ann, "close", at: other);
        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Ann, new Command.Delete(IsSure: true), at: other));
        await world.PassAsync(TimeSpan.FromMinutes(4));

        Assert.Empty(await world.LogAsync(id));
        Assert.IsNotType<Answer.Done>(await world.AskAsync(id, World.Bo, "checkin red", at: other));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(await world.LogAsync(id));
        Assert.Empty(await world.Inner.Directory.InVenueAsync(World.Channel, 10, default));
        Assert.Null(other.Hosts.Peek(id));
        Assert.Null(one.Hosts.Peek(id));
    });

    static async Task NoteAllAsync(CoCreateBot.Bot.Venues.VenueSignals.Watch watch)
    {
        if (watch.NextAsync(default) is { IsCompleted: true } pulse)
        {
            await pulse;
        }
    }
}
