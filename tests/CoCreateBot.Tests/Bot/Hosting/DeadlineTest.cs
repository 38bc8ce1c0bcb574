using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>What is due happens, whoever is awake.</summary>
public sealed class DeadlineTest
{
    const string TenMinutes = "vote \"Which?\" A | B for 10m";

    static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
    static readonly TimeSpan AMoment = TimeSpan.FromSeconds(1);

    [Fact]
    public void It_closes_by_itself_at_the_deadline_and_its_grace() => World.Play(async world =>
    {
        var id = await world.OpenAsync(TenMinutes);
        var closesAt = (await world.FoldAsync(id)).OpenItem!.ClosesAt!.Value;
        Assert.Equal(Lasts + Limits.HandInGrace, closesAt - world.Time.GetUtcNow());

        await world.PassAsync(Lasts + Limits.HandInGrace - AMoment);
        Assert.True((await world.FoldAsync(id)).IsOpen);
        await world.PassAsync(AMoment);

        var closed = await world.FoldAsync(id);
        Assert.False(closed.IsOpen);
        Assert.Equal(closesAt, closed.ClosedAt);
    });

    [Fact]
    public void The_longest_wait_there_can_be_is_none_for_the_timer() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote \"Which?\" A | B for 31d");
        var closesAt = (await world.FoldAsync(id)).OpenItem!.ClosesAt!.Value;

        await world.PassAsync(closesAt - world.Time.GetUtcNow() - AMoment);
        Assert.True((await world.FoldAsync(id)).IsOpen);
        await world.PassAsync(AMoment);

        Assert.False((await world.FoldAsync(id)).IsOpen);
    });

    [Fact]
    public void It_closes_where_the_process_was_down_over_it_and_at_the_instant_at_which_it_was_due() => World.Play(async world =>
    {
        var id = await world.OpenAsync(TenMinutes);
        var closesAt = (await world.FoldAsync(id)).OpenItem!.ClosesAt!.Value;
        await world.PassAsync(AMoment);
        world.Here.Kill();
        world.Time.Pass(TimeSpan.FromDays(3));
        world.Start();

        await world.SweepAsync();

        Assert.Equal(closesAt, (await world.FoldAsync(id)).ClosedAt);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void It_closes_where_the_process_was_killed_in_the_very_moment_of_the_start() => World.Play(async world =>
    {
        var id = await world.OpenAsync(TenMinutes); // nothing has been shown, nothing settled
        world.Here.Kill();
        world.Time.Pass(TimeSpan.FromMinutes(30));
        world.Start();

        await world.PassAsync(TimeSpan.FromMinutes(1));

        Assert.False((await world.FoldAsync(id)).IsOpen);
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void It_closes_though_it_was_put_away_from_memory() => World.Play(async world =>
    {
        var id = await world.OpenAsync("checkin for 2h");
        await world.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(0, world.Hosts.LoadedCount);

        await world.PassAsync(TimeSpan.FromMinutes(91));

        Assert.False((await world.FoldAsync(id)).IsOpen);
    });

    [Fact]
    public void To_extend_moves_it() => World.Play(async world =>
    {
        var id = await world.OpenAsync(TenMinutes);
        await world.PassAsync(TimeSpan.FromMinutes(9));
        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Ann, "extend 10m"));

        await world.PassAsync(TimeSpan.FromMinutes(11));
        Assert.True((await world.FoldAsync(id)).IsOpen);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.False((await world.FoldAsync(id)).IsOpen);
    });

    [Fact]
    public void To_pause_stops_the_clock_and_the_pause_ends_by_itself() => World.Play(async world =>
    {
        var id = await world.OpenAsync(TenMinutes);
        await world.PassAsync(TimeSpan.FromMinutes(9));
        Assert.IsType<Answer.Done>(await world.AskAsync(id, World.Ann, "pause 1h"));
        await world.PassAsync(TimeSpan.FromMinutes(59));
        Assert.True((await world.FoldAsync(id)).IsPaused);
        await world.PassAsync(TimeSpan.FromMinutes(1));
        Assert.False((await world.FoldAsync(id)).IsPaused);

        await world.PassAsync(TimeSpan.FromMinutes(2) - AMoment);
        Assert.True((await world.FoldAsync(id)).IsOpen);
        await world.PassAsync(AMoment);
        Assert.False((await world.FoldAsync(id)).IsOpen);
    });

    [Fact]
    public void A_paused_session_without_end_waits_for_ever() => World.Play(async world =>
    {
        var id = await world.OpenAsync(TenMinutes);
        await world.AskAsync(id, World.Ann, "pause");
        await world.PassAsync(TimeSpan.FromHours(3));

        Assert.True((await world.FoldAsync(id)).IsOpen);
        Assert.Null(await world.DueOfAsync(id));
    });

    [Fact]
    public void What_comes_too_late_finds_it_closed_even_before_the_clock_has_struck() => World.Play(async world =>
    {
        var id = await world.OpenAsync(TenMinutes);
        var gate = world.Store.HoldNext(Storage.StoreCall.LogAppend);
        var first = world.AskAsync(id, World.Bo, "vote A");
        await gate.Reached;
        world.Time.Pass(Lasts + Limits.HandInGrace);
        var late = world.AskAsync(id, World.Cem, "vote B");
        gate.Open();

        Assert.IsType<Answer.Done>(await first);
        Assert.Equal(Refusals.Closed, Assert.IsType<Answer.Refused>(await late).Refusal);
        Assert.Equal(1, (await world.FoldAsync(id)).Current!.State.Contributors);
    });

    [Fact]
    public void A_store_that_is_down_at_the_deadline_is_asked_again() => World.Play(async world =>
    {
        var id = await world.OpenAsync(TenMinutes);
        await world.PassAsync(Lasts);
        world.Store.IsDown = true;
        await world.PassAsync(TimeSpan.FromMinutes(5));
        world.Store.IsDown = false;

        await world.PassAsync(TimeSpan.FromSeconds(6));

        Assert.False((await world.FoldAsync(id)).IsOpen);
    });

    [Fact]
    public void Two_nodes_that_strike_at_once_close_once() => World.Play(async world =>
    {
        var id = await world.OpenAsync(TenMinutes, venue: World.Room);
        var other = world.Start();
        await other.Hosts.LookAsync(id, default);

        await world.PassAsync(TimeSpan.FromHours(1));

        Assert.Single(
            (await world.LogAsync(id)).SelectMany(commit => world.Codec.Read(commit.Events)), happened => happened is SessionEvent.ActivityClosed);
        Assert.Null(await world.DueOfAsync(id));
    });

    [Fact]
    public void Once_all_is_done_nothing_is_due() => World.Play(async world =>
    {
        var id = await world.OpenAsync(TenMinutes);
        await world.PassAsync(TimeSpan.FromHours(1));

        Assert.Null(await world.DueOfAsync(id));
        Assert.False(await world.HasKeyAsync(id, 1));
        await OneThread.QuietAsync();
    });
}
