using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>What a server was told of another one's writing is read sooner or later, whatever comes in between, and nobody is shown less for new.</summary>
public sealed class HearingTest
{
    [Fact]
    public void What_could_not_be_read_when_it_was_heard_of_is_read_a_little_later() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));
        one.Store.FailNext(StoreCall.LogRead);

        await world.AskAsync(id, World.Bo, "checkin green", at: other);
        await world.PassAsync(TimeSpan.FromSeconds(12));

        Assert.Equal(1, Seen(one, id));
        await world.AssertShownAsync(id);
    });

    [Fact]
    public void While_the_log_is_away_it_is_asked_for_again_and_again_but_not_all_the_time() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));
        var asked = 0;
        one.Store.Otherwise = (call, work) => call != StoreCall.LogRead ? work()
            : throw new StoreUnavailableException(StoreTrouble.Unreachable, $"The {++asked}th time.");

        await world.AskAsync(id, World.Bo, "checkin green", at: other);
        await world.PassAsync(TimeSpan.FromSeconds(25));
        Assert.InRange(asked, 2, 10);
        Assert.Equal(0, Seen(one, id));

        one.Store.Otherwise = (_, work) => work();
        await world.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(1, Seen(one, id));
    });

    [Fact]
    public void What_is_told_while_something_else_is_read_is_read_after_it() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var viewer = await world.JoinAsync();
        await viewer.Hosts.LookAsync(id, default);
        await world.PassAsync(TimeSpan.FromSeconds(5));
        var gate = viewer.Store.HoldNextAnswer(StoreCall.LogRead);
        await world.AskAsync(id, World.Bo, "checkin green", at: one);
        await world.PassAsync(TimeSpan.FromSeconds(2));
        Assert.True(gate.Reached.IsCompleted);

        await world.AskAsync(id, World.Cem, "checkin red", at: one);
        await world.PassAsync(TimeSpan.FromSeconds(2));
        gate.Open();
        await world.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(2, Seen(viewer, id));
    });

    [Fact]
    public void Who_wants_it_fresh_is_shown_nothing_old_where_the_log_would_not() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await world.AskAsync(id, World.Bo, "checkin green", at: other);

        one.Store.FailNext(StoreCall.LogRead, StoreTrouble.Full);
        var trouble = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await one.Hosts.LookFreshAsync(id, default));

        Assert.Equal(StoreTrouble.Full, trouble.Trouble);
        Assert.Equal(1, Contributors(await one.Hosts.LookFreshAsync(id, default)));
    });

    [Fact]
    public void What_was_deleted_by_others_is_no_trouble_to_who_wants_it_fresh() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));
        await world.Inner.DeleteAsync(id, default);

        Assert.Null(await one.Hosts.LookFreshAsync(id, default));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_waits_where_the_session_turns_out_to_be_gone_does_not_bring_it_back(bool isReading) => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin for 8m");
        await world.PassAsync(TimeSpan.FromSeconds(10));
        await world.Inner.DeleteAsync(id, default); // by another one, that is no more
        var gate = one.Store.HoldNext(StoreCall.LogRead);
        one.Hosts.Hear(id, arePosts: false);
        await (isReading ? gate.Reached : Task.CompletedTask);

        var asked = world.AskAsync(id, World.Bo, "checkin green");
        gate.Open();

        Assert.IsType<Answer.Unavailable>(await asked);
        await world.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Empty(await world.LogAsync(id));
        Assert.Empty(await world.Inner.Directory.InVenueAsync(World.Channel, 10, default));
        Assert.Empty(await world.Inner.Posts.ReadAsync(id, default));
        Assert.Empty(await world.Inner.SharedBy("").Due.UpToAsync(DateTimeOffset.MaxValue, 10, default));
        Assert.Null(one.Hosts.Peek(id));
    });

    [Fact]
    public void What_a_later_version_wrote_is_said_to_be_unreadable_and_left_to_others() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var readable = await world.OpenAsync("checkin", venue: World.Room);
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));
        var number = (await world.LogAsync(id))[^1].Number;
        await world.Inner.Log.AppendAsync(id, new StoredCommit(number + 1, Guid.NewGuid(), [], "[{\"from-tomorrow\":{}}]"u8.ToArray()), default);

        one.Hosts.HearAll();
        await world.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Null(await one.Hosts.LookFreshIfReadableAsync(id, default));
        Assert.NotNull(await one.Hosts.LookFreshIfReadableAsync(readable, default));
        Assert.False(one.Leases!.IsHere(id));
        Assert.False(await other.Leases!.IsElsewhereAsync(id, default));
        Assert.InRange(one.Log.Count(line => line.Contains("its log cannot be read", StringComparison.Ordinal)), 1, 4); // not again and again
    });

    [Fact]
    public void What_was_read_while_nobody_was_in_touch_is_shown_when_they_are_again() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        var other = await world.JoinAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));
        var gate = one.Store.HoldNext(StoreCall.NodesRead);
        await world.PassAsync(TimeSpan.FromSeconds(12));
        Assert.False(one.Leases!.IsHere(id));
        await world.AskAsync(id, World.Bo, "checkin green", at: other);

        Assert.IsType<Answer.Refused>(await world.AskAsync(id, World.Cem, "vote A", at: one)); // for that it reads
        Assert.Equal(1, Seen(one, id));
        gate.Open();
        await world.PassAsync(TimeSpan.FromSeconds(10));

        await world.AssertShownAsync(id);
    });

    [Fact]
    public void Who_is_to_look_after_what_is_just_being_put_away_looks_after_it() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        await world.PassAsync(TimeSpan.FromMinutes(9));
        for (var seconds = 0; seconds < 90; seconds++)
        {
            await world.PassAsync(TimeSpan.FromSeconds(1)); // so short that nobody sweeps
        }

        Assert.True(one.Hosts.IsLoaded(id));
        one.Hosts.PutAwayIdle();
        await one.Hosts.LookAfterAsync(id);
        await world.PassAsync(TimeSpan.FromSeconds(5));

        Assert.True(one.Hosts.IsLoaded(id));
        Assert.True(one.Leases!.IsHere(id));
    });

    [Fact]
    public void What_is_written_at_last_while_it_is_put_away_is_shown() => World.PlayShared(async world =>
    {
        var one = await world.JoinAsync();
        var id = await world.OpenAsync("checkin");
        await world.PassAsync(TimeSpan.FromSeconds(5));
        var gate = one.Store.HoldNext(StoreCall.LogAppend);
        var asked = world.AskAsync(id, World.Bo, "checkin green");
        await world.PassAsync(TimeSpan.FromMinutes(11));

        gate.Open();
        Assert.IsType<Answer.Done>(await asked);
        await world.PassAsync(TimeSpan.FromMinutes(1));

        await world.AssertShownAsync(id);
    });

    static int Seen(Node node, SessionId id) => Contributors(node.Hosts.Peek(id));

    static int Contributors(LoadedSession? session) => session!.State.OpenItem!.State.Contributors; // ! it is open
}
