using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Hosting;

/// <summary>The sweep wakes what is due and goes on, whatever it meets.</summary>
public sealed class SweepTest
{
    [Fact]
    public void A_due_row_whose_session_was_never_written_does_no_harm_and_goes_in_time() => World.Play(async world =>
    {
        var orphan = SessionId.New(); // the process died between the row and the commit
        await world.Inner.Due.PutAsync(orphan, world.Time.GetUtcNow(), default);

        await world.PassAsync(TimeSpan.FromMinutes(2));
        Assert.NotNull(await world.DueOfAsync(orphan)); // it may be on its way in another process

        await world.PassAsync(TimeSpan.FromMinutes(15));
        Assert.Null(await world.DueOfAsync(orphan));
        Assert.Equal(0, world.Hosts.LoadedCount);
    });

    [Fact]
    public void A_guess_that_is_just_being_answered_does_no_harm_to_the_sweep() => World.Play(async world =>
    {
        var gate = world.Store.HoldNext(StoreCall.LogRead);
        var guessing = world.AskAsync(SessionId.New(), World.Bo, "vote A");
        await gate.Reached;

        await world.SweepAsync();

        gate.Open();
        await guessing;
    });

    [Fact]
    public void A_session_that_cannot_be_read_does_not_keep_the_others_from_being_woken() => World.Play(async world =>
    {
        var damaged = SessionId.New();
        await world.Inner.Log.AppendAsync(damaged, new StoredCommit(1, Guid.NewGuid(), [], "[{\"k\":\"from-the-future\"}]"u8.ToArray()), default);
        await world.Inner.Due.PutAsync(damaged, world.Time.GetUtcNow() - TimeSpan.FromDays(1), default);
        var id = await world.OpenAsync("vote \"Which?\" A | B for 10m");
        await world.CrashAsync();

        await world.PassAsync(TimeSpan.FromMinutes(12));

        Assert.False((await world.FoldAsync(id)).IsOpen);
        await world.AssertShownAsync(id);
        Assert.Contains(world.Here.Log, line => line.Contains($"{damaged}: its log cannot be read", StringComparison.Ordinal)); // and it is no bug
    });

    [Fact]
    public void A_session_that_could_not_be_loaded_once_is_loaded_by_a_later_sweep() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote \"Which?\" A | B for 10m");
        await world.PassAsync(TimeSpan.FromSeconds(1));
        await world.CrashAsync();
        await world.PassAsync(TimeSpan.FromMinutes(9));
        world.Store.FailNext(StoreCall.LogRead);

        await world.PassAsync(TimeSpan.FromMinutes(4));

        Assert.False((await world.FoldAsync(id)).IsOpen);
    });

    [Fact]
    public void A_sweep_without_a_store_is_tried_again() => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote \"Which?\" A | B for 10m");
        await world.PassAsync(TimeSpan.FromSeconds(1));
        await world.CrashAsync();
        await world.PassAsync(TimeSpan.FromMinutes(9));
        world.Store.IsDown = true;
        await world.PassAsync(TimeSpan.FromMinutes(5));
        world.Store.IsDown = false;

        await world.PassAsync(TimeSpan.FromSeconds(30));

        Assert.False((await world.FoldAsync(id)).IsOpen);
    });

    [Theory]
    [InlineData("slack:T1/C1")]
    [InlineData("web:room")]
    public void What_a_crash_left_unshown_is_shown_after_a_quick_restart(string venue) => World.Play(async world =>
    {
        var id = await world.OpenAsync("vote \"Which?\" A | B", venue: new VenueId(venue));
        await world.PassAsync(TimeSpan.FromSeconds(10));
        await world.AskAsync(id, World.Bo, "vote A");
        await world.PassAsync(TimeSpan.FromSeconds(10));
        var gate = world.Store.HoldNext(StoreCall.DirectoryPut);
        _ = world.AskAsync(id, World.Ann, "close");
        await gate.Reached;
        await world.CrashAsync(); // it is closed in the log, and nowhere else
        Assert.Null(Assert.Single(await world.Inner.Directory.InVenueAsync(new VenueId(venue), 9, default)).ClosedAt);

        await world.SweepAsync(); // at the start: the row is not due yet
        await world.PassAsync(TimeSpan.FromSeconds(45));

        Assert.NotNull(Assert.Single(await world.Inner.Directory.InVenueAsync(new VenueId(venue), 9, default)).ClosedAt);
        Assert.NotEmpty(await world.Inner.Artifacts.ReadAsync(id, default));
        if (venue == World.Channel.Value)
        {
            await world.AssertShownAsync(id);
        }
    });

    [Fact]
    public void Many_sessions_that_were_overdue_over_a_weekend_are_closed_by_the_first_sweeps() => World.Play(async world =>
    {
        var ids = await world.OpenManyAsync(700, n => new VenueId($"web:room-{n}"), "vote \"Which?\" A | B for 10m");

        await world.CrashAsync();
        world.Time.Pass(TimeSpan.FromDays(2));
        await world.SweepAsync();
        await OneThread.QuietAsync();

        foreach (var id in ids)
        {
            Assert.False((await world.FoldAsync(id)).IsOpen);
        }
    });
}
