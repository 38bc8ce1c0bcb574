using CoCreateBot.Bot.Hosting;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>A server that was away for a while and lives misses nothing, and nobody misses anything by it.</summary>
public sealed class AwayAndBackTest
{
    [Fact]
    public void It_sees_what_was_written_while_it_was_taken_for_dead() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync(venue: World.Room);
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await other.Hosts.LookAsync(id, default); // for those who look at it there

        other.Store.IsDown = true;
        await world.PassAsync(TimeSpan.FromSeconds(30));
        await world.AskAsync(id, World.Bo, "vote A", at: one);
        other.Store.IsDown = false;
        await world.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(1, other.Hosts.Peek(id)!.State.OpenItem!.State.Contributors); // ! it is open
    });

    [Fact]
    public void What_waited_in_the_line_while_it_could_not_look_is_shown() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        await world.PassAsync(TimeSpan.FromSeconds(5));
        var gate = one.Store.HoldNext(StoreCall.NodesRead);
        await world.PassAsync(TimeSpan.FromSeconds(5));
        world.Slack.Next(VenueCall.Update, Misbehaviour.Throttles); // so that it comes to its turn when this server speaks for nothing
        await world.AskAsync(id, World.Bo, "checkin green");
        await world.PassAsync(TimeSpan.FromSeconds(10));
        Assert.False(await world.IsShownAsync(id));

        gate.Open();
        await world.PassAsync(TimeSpan.FromSeconds(10));

        await world.AssertShownAsync(id);
    });

    [Fact]
    public void A_lease_that_it_took_and_did_not_use_is_looked_after() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        await world.PassAsync(TimeSpan.FromMinutes(15));
        var other = await world.JoinAsync();
        Assert.Null(await other.Store.Nodes!.FindAsync(id, default)); // ! it is shared
        other.Store.Otherwise = (call, work) =>
        {
            other.Store.IsDown |= call == StoreCall.LogAppend;
            return other.Store.IsDown ? throw new StoreUnavailableException(StoreTrouble.Unreachable, "It goes just here.") : work();
        };
        Assert.IsNotType<Answer.Done>(await world.AskAsync(id, World.Bo, "checkin green", at: other));
        Assert.True(other.Leases!.IsHere(id));

        await world.PassAsync(TimeSpan.FromSeconds(12));
        other.Store.Otherwise = (_, work) => work();
        other.Store.IsDown = false;
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await world.AskAsync(id, World.Cem, "checkin red", at: one);
        await world.PassAsync(TimeSpan.FromSeconds(40));

        await world.AssertShownAsync(id);
    });

    // As where a machine stood still, its clock with it.
    [Fact]
    public void Who_never_knew_that_it_was_away_learns_it_by_what_others_wrote_down() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));
        var nodes = world.Inner.SharedBy("").Nodes!; // ! it is shared
        var lease = (await nodes.FindAsync(id, default))!; // ! it was taken
        await nodes.SwapAsync(lease, lease with { IsEnding = true }, default);
        await world.AskAsync(id, World.Bo, "checkin green", at: other);
        await world.PassAsync(TimeSpan.FromSeconds(10));
        await world.AskAsync(id, World.Cem, "checkin red", at: one);
        await world.PassAsync(TimeSpan.FromSeconds(40));

        Assert.True(other.Leases!.IsHere(id));
        Assert.False(one.Leases!.IsHere(id));
        await world.AssertShownAsync(id);
    });
}
