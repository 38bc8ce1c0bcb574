using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>Memory holds what is in use, and nothing is lost by that.</summary>
public sealed class PuttingAwayTest
{
    static readonly TimeSpan Idle = TimeSpan.FromMinutes(11);

    [Theory]
    [InlineData("slack:T1/C1")]
    [InlineData("web:room")]
    public void An_idle_session_is_put_away_and_comes_back_equal(string venue) => World.Play(async world =>
    {
        var id = await world.OpenAsync(venue: new VenueId(venue));
        await world.AskAsync(id, World.Bo, "vote A");
        var before = await world.StateAsync(id);

        await world.PassAsync(Idle);

        Assert.Equal(0, world.Hosts.LoadedCount);
        Assert.Equivalent(before, await world.StateAsync(id));
        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Cem, "vote B"));
        Assert.Equal(2, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
    });

    [Fact]
    public void A_session_that_is_not_shown_yet_stays() => World.Play(async world =>
    {
        world.Slack.Mood = _ => Misbehaviour.IsUnavailable;
        await world.OpenAsync();

        await world.PassAsync(Idle);

        Assert.Equal(1, world.Hosts.LoadedCount);
        world.Slack.Mood = _ => Misbehaviour.None;
        await world.PassAsync(Idle + TimeSpan.FromMinutes(2));
        Assert.Equal(0, world.Hosts.LoadedCount);
        Assert.Single(world.Slack.InChannel(World.Channel));
    });

    [Fact]
    public void A_session_that_was_only_looked_at_after_a_restart_is_put_away_too() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin for 30s");
        await world.PassAsync(TimeSpan.FromMinutes(5));
        await world.CrashAsync();
        await world.StateAsync(id); // as the desk does for each line typed in its channel

        await world.PassAsync(Idle);

        Assert.Equal(0, world.Hosts.LoadedCount);
    });

    [Fact]
    public void A_guessed_id_stays_neither_in_memory_nor_in_the_store() => World.Play(async world =>
    {
        var guess = SessionId.New();

        Assert.IsType<Answer.Refused>(await world.AskAsync(guess, World.Bo, "vote A"));
        Assert.Null(await world.Hosts.LookAsync(guess, default));
        await OneThread.QuietAsync();

        Assert.Equal(0, world.Hosts.LoadedCount);
        Assert.Empty(await world.Inner.Keys.ReadAsync(guess, default));
        Assert.Empty(await world.Inner.Log.ReadAsync(guess, 0, 9, default));
    });

    [Fact]
    public void More_than_the_bound_are_put_away_even_if_they_are_young() => World.Play(async world =>
    {
        await world.OpenManyAsync(SessionHosts.LoadedMax + 3, n => new VenueId($"web:room-{n}"));

        Assert.Equal(SessionHosts.LoadedMax + 3, world.Hosts.LoadedCount);
        world.Hosts.PutAwayIdle();
        await OneThread.QuietAsync();

        Assert.Equal(SessionHosts.LoadedMax, world.Hosts.LoadedCount);
    });

    [Fact]
    public void Between_two_sweeps_no_more_are_loaded_than_the_bound_and_its_margin() => World.Play(async world =>
    {
        var first = await world.OpenAsync(venue: World.Room);
        await world.AskAsync(first, World.Bo, "vote A");
        var before = await world.StateAsync(first);
        world.Time.Pass(TimeSpan.FromSeconds(1));
        var most = 0;
        for (var n = 0; n < SessionHosts.LoadedMax + (3 * SessionHosts.LoadedMargin); n++)
        {
            await world.OpenManyAsync(1, _ => new VenueId($"web:room-{n}"));
            most = Math.Max(most, world.Hosts.LoadedCount);
        }

        Assert.InRange(most, SessionHosts.LoadedMax, SessionHosts.LoadedMax + SessionHosts.LoadedMargin);
        Assert.Null(world.Hosts.Peek(first)); // the one idle longest was put away
        Assert.Equivalent(before, await world.StateAsync(first));
    });

    [Fact]
    public void What_waits_in_a_box_that_is_put_away_is_answered_and_nobody_sees_an_older_state_meanwhile() => World.Play(async world =>
    {
        var id = await world.OpenAsync(venue: World.Room);
        var gate = world.Store.HoldNext(StoreCall.LogAppend);
        var asking = world.AskAsync(id, World.Bo, "vote A");
        await gate.Reached;
        world.Time.Pass(Idle);
        world.Hosts.PutAwayIdle();
        var later = world.AskAsync(id, World.Cem, "vote B");
        await OneThread.QuietAsync();

        gate.Open();

        Assert.IsType<Answer.Done>(await asking);
        Assert.IsType<Answer.Done>(await later);
        Assert.Equal(2, (await world.StateAsync(id)).OpenItem!.State.Contributors);
        Assert.Equal(1, world.Hosts.LoadedCount);
    });

    [Fact]
    public void A_stop_answers_what_waits() => World.Play(async world =>
    {
        var id = await world.OpenAsync();
        var gate = world.Store.HoldNext(StoreCall.LogAppend);
        var first = world.AskAsync(id, World.Bo, "vote A");
        await gate.Reached;
        var waiting = world.AskAsync(id, World.Cem, "vote B");

        var stopping = world.Here.DisposeAsync().AsTask();
        await OneThread.QuietAsync();
        Assert.False(stopping.IsCompleted);
        gate.Open();
        await stopping;

        Assert.IsType<Answer.Done>(await first);
        Assert.IsType<Answer.Done>(await waiting);
        Assert.Equal(2, (await world.FoldAsync(id)).OpenItem!.State.Contributors);
        Assert.IsType<Answer.Unavailable>(await world.AskAsync(id, World.Ann, "vote A"));
    });
}
