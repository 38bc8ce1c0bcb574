using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>How servers see each other come, go, fall silent and come back, and what each is told of it.</summary>
public sealed class NeighboursTest
{
    [Fact]
    public void Who_was_taken_for_dead_and_comes_back_looks_at_everything() => Street.Play(async street =>
    {
        var (one, other) = (await street.JoinAsync(), await street.JoinAsync());
        await street.PassAsync(5);
        other.Store.IsDown = true;
        await street.PassAsync(30);
        Assert.Equal(1, one.Neighbours.Count); // so nothing was told to it
        other.Told.Clear();

        other.Store.IsDown = false;
        await street.PassAsync(5);

        Assert.Equal(2, one.Neighbours.Count);
        Assert.Contains(Watcher.All, other.Told);
    });

    [Fact]
    public void Who_is_seen_without_a_break_is_told_of_nothing_new() => Street.Play(async street =>
    {
        var (one, other) = (await street.JoinAsync(), await street.JoinAsync());
        await street.PassAsync(5);
        one.Told.Clear();
        other.Told.Clear();

        await street.PassAsync(120);

        Assert.Empty(one.Told);
        Assert.Empty(other.Told);
    });

    [Theory]
    [InlineData(StoreCall.NodesRead, 5, 12)] // its row is written all the while
    [InlineData(StoreCall.NodesBeat, 0, 10.5)] // the one that hangs began 7.5 s ago
    public void Who_could_not_look_or_write_for_a_while_holds_nothing_for_certain_once_it_can(StoreCall hangs, double from, double during) => Street.Play(
        async street =>
        {
            var one = await street.JoinAsync();
            await street.PassAsync(from);
            var gate = one.Store.HoldNext(hangs);
            await street.PassAsync(during);
            Assert.False(one.Neighbours.IsValid);

            gate.Open();
            await street.PassAsync(20);

            Assert.True(one.Neighbours.IsValid);
            AssertBackOnce(one);
        });

    [Fact]
    public void A_store_that_was_away_is_come_back_from_once() => Street.Play(async street =>
    {
        var one = await street.JoinAsync();
        await street.PassAsync(5);
        one.Store.IsDown = true;
        await street.PassAsync(15);
        Assert.Empty(one.Told);

        one.Store.IsDown = false;
        await street.PassAsync(20);

        Assert.True(one.Neighbours.IsValid);
        AssertBackOnce(one);
    });

    [Theory]
    [InlineData(StoreCall.NodesBeat)]
    [InlineData(StoreCall.NodesRead)]
    public void Who_begins_with_a_failure_counts_a_little_later(StoreCall first) => Street.Play(async street =>
    {
        var one = await street.JoinAsync(store => store.FailNext(first));
        Assert.False(one.Neighbours.IsValid);

        await street.PassAsync(4);

        Assert.True(one.Neighbours.IsValid);
        Assert.Empty(one.Told); // it was not away: it had not come yet
    });

    [Fact]
    public void Who_stops_as_it_should_is_missed_at_once() => Street.Play(async street =>
    {
        var (one, other) = (await street.JoinAsync(), await street.JoinAsync());
        await street.PassAsync(5);
        one.Told.Clear();

        await other.Neighbours.DisposeAsync();
        await street.PassAsync(2);

        Assert.Equal(1, one.Neighbours.Count);
        Assert.Equal([Watcher.All, Watcher.Death], one.Told);
    });

    [Fact]
    public void Who_falls_silent_is_missed_and_its_row_goes() => Street.Play(async street =>
    {
        var (one, other) = (await street.JoinAsync(), await street.JoinAsync());
        await street.PassAsync(5);
        one.Told.Clear();
        other.Store.IsDown = true;

        await street.PassAsync(20);
        Assert.Empty(one.Told);
        await street.PassAsync(8);
        Assert.Equal([Watcher.All, Watcher.Death], one.Told);
        await street.PassAsync(120);

        Assert.Equal("n1", Assert.Single(await street.Nodes.ReadAsync(default)).Name);
        Assert.Equal([Watcher.All, Watcher.Death], one.Told); // it died once
    });

    [Fact]
    public void A_row_that_is_just_written_does_not_outlive_its_server() => Street.Play(async street =>
    {
        var one = await street.JoinAsync();
        var gate = new Gate();
        one.Store.Otherwise = async (call, work) =>
        {
            if (call == StoreCall.NodesBeat)
            {
                await gate.PassAsync();
                await street.Store.SharedBy("n1").Nodes!.BeatAsync(7, "0", CancellationToken.None); // ! shared; it is on its way, whoever stops
            }
            else
            {
                await work();
            }
        };
        one.News.Add(SessionId.New(), [], arePosts: false);
        await street.PassAsync(1);
        Assert.True(gate.Reached.IsCompleted);

        var ending = one.Neighbours.DisposeAsync().AsTask();
        await OneThread.QuietAsync();
        gate.Open();
        await ending;
        await OneThread.QuietAsync();

        Assert.Empty(await street.Nodes.ReadAsync(default));
    });

    [Fact]
    public void A_write_that_hangs_keeps_no_server_from_stopping() => Street.Play(async street =>
    {
        var one = await street.JoinAsync();
        one.Store.HoldNext(StoreCall.NodesBeat);
        one.News.Add(SessionId.New(), [], arePosts: false);
        await street.PassAsync(1);

        var ending = one.Neighbours.DisposeAsync().AsTask();
        await street.PassAsync(4);

        Assert.True(ending.IsCompletedSuccessfully);
    });

    [Fact]
    public void What_comes_while_the_row_is_written_is_written_right_after_it() => Street.Play(async street =>
    {
        var (one, other) = (await street.JoinAsync(), await street.JoinAsync());
        await street.PassAsync(3); // the next by itself is three seconds away
        var (early, late) = (SessionId.New(), SessionId.New());
        var gate = one.Store.HoldNext(StoreCall.NodesBeat);
        one.News.Add(early, [], arePosts: false);
        await street.PassAsync(0.3);
        Assert.True(gate.Reached.IsCompleted);
        one.News.Add(late, [], arePosts: false);

        gate.Open();
        await street.PassAsync(1.3);

        Assert.Contains(early.Value, other.Told);
        Assert.Contains(late.Value, other.Told);
    });

    // And by the time it counts it holds nothing.
    static void AssertBackOnce(Watcher one)
    {
        Assert.Contains(Watcher.Away, one.Told);
        Assert.Equal(Watcher.Back, one.Told.Single(what => what != Watcher.Away));
        Assert.Equal(Watcher.Back, one.Told[^1]);
    }
}
