using CoCreateBot.Bot.Nodes;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>What servers that are no more have looked after is taken over by those that are, all of it, however many and however slow the store is.</summary>
public sealed class TakingOverTest
{
    [Fact]
    public void However_slow_it_is_nothing_of_it_is_left() => World.PlayShared(async world =>
    {
        const int Count = 200;
        var gone = world.Inner.SharedBy("gone").Nodes!; // ! it is shared
        await gone.BeatAsync(1, "0", default); // and never again
        for (var n = 0; n < Count; n++)
        {
            await gone.SwapAsync(null, new SessionLease(SessionId.New(), "gone", Guid.NewGuid()), default);
        }

        world.Store.Otherwise = async (call, work) =>
        {
            if (call == StoreCall.LeasesSwap)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), world.Time);
            }

            await work();
        };
        var one = await world.JoinAsync();
        for (var seconds = 0; seconds < 120; seconds++)
        {
            await world.PassAsync(TimeSpan.FromSeconds(1));
            Assert.True(one.Leases!.IsInTouch); // it goes on to look meanwhile
        }

        Assert.Equal(Count, one.Leases!.HeldCount);
        Assert.All(await gone.LeasesAsync(Count, default), lease => Assert.Equal("n1", lease.Node));
    });

    [Fact]
    public void Also_by_who_could_not_write_its_own_row_at_first() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await LeaveUndoneAsync(world, one, id);
        var failing = 1;
        world.Store.Otherwise = (call, work) => call == StoreCall.NodesBeat && failing-- > 0
            ? throw new StoreUnavailableException(StoreTrouble.Unreachable, "As the test has asked.")
            : work();

        var next = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(15));

        Assert.True(next.Leases!.IsHere(id));
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void Also_where_the_store_fails_in_the_middle_of_it() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await LeaveUndoneAsync(world, one, id);
        var failing = 3;
        world.Store.Otherwise = (call, work) => call == StoreCall.LeasesSwap && failing-- > 0
            ? throw new StoreUnavailableException(StoreTrouble.Unreachable, "As the test has asked.")
            : work();

        await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(15));

        await world.AssertShownAsync(id);
    });

    [Fact]
    public void Who_is_gone_is_found_out_once_and_not_for_each_session() => Street.Play(async street =>
    {
        await street.LeaveBehindAsync(100);
        var one = await street.JoinAsync();
        await street.PassAsync(1);
        var before = one.Count(StoreCall.NodesRead);

        await one.Leases.TakeOverAsync(default);

        Assert.Equal(100, one.Leases.HeldCount);
        Assert.InRange(one.Count(StoreCall.NodesRead) - before, 1, 3);
    });

    [Fact]
    public void Nothing_is_taken_from_who_lives_heard_of_or_not() => Street.Play(async street =>
    {
        var one = await street.JoinAsync();
        await street.PassAsync(1);
        var other = await street.JoinAsync(); // since the last look
        await other.Leases.TakeAsync(SessionId.New(), default);

        await one.Leases.TakeOverAsync(default);

        Assert.Equal((0, 1), (one.Leases.HeldCount, other.Leases.HeldCount));
        Assert.Equal("n2", Assert.Single(await street.Nodes.LeasesAsync(10, default)).Node);
    });

    [Fact]
    public void A_server_that_stops_goes_on_with_nothing_of_it() => Street.Play(async street =>
    {
        await street.LeaveBehindAsync(100);
        var one = await street.JoinAsync();
        await street.PassAsync(1);
        var gate = one.Store.HoldNext(StoreCall.LeasesSwap);
        var taking = one.Leases.TakeOverAsync(default);
        await OneThread.QuietAsync();
        Assert.True(gate.Reached.IsCompleted);

        one.Leases.Close();
        one.Needed.Clear();
        gate.Open();
        await taking;
        await one.Leases.SweepAsync(_ => false, default);

        Assert.InRange((await street.Nodes.LeasesAsync(100, default)).Count(lease => lease.Node == "n1"), 1, 20);
        Assert.Empty(one.Needed);
    });

    [Fact]
    public void The_last_look_is_later_than_the_last_write_by_a_lease_that_was_seen() => Assert.True(
        SessionLeases.EndingFor > (2 * SessionLeases.SeenFor) + TimeSpan.FromSeconds(2)); // seen, made ready, and two tries of the store

    static async Task LeaveUndoneAsync(World world, Node one, SessionId id)
    {
        world.Slack.Next(VenueCall.Update, Misbehaviour.Throttles);
        await world.AskAsync(id, World.Bo, "checkin green", at: one);
        await one.DisposeAsync();
        world.Slack.ForgetWaits();
        Assert.False(await world.IsShownAsync(id));
    }
}
