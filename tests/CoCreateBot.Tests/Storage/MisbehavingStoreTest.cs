using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;

namespace CoCreateBot.Tests.Storage;

/// <summary>How a writer comes through a store's bad days, told on the log.</summary>
public sealed class MisbehavingStoreTest : IAsyncDisposable
{
    readonly MisbehavingStore bad = new(new MemoryStore());
    readonly SessionId session = SessionId.New();
    readonly StoredCommit mine = new(1, Guid.NewGuid(), [], new byte[] { 1 });

    ISessionLog Log => bad.Log;

    public ValueTask DisposeAsync() => bad.DisposeAsync();

    [Fact]
    public async Task After_a_lost_answer_the_writer_finds_its_own_commit_under_the_taken_number()
    {
        bad.LoseNextAnswer(StoreCall.LogAppend);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Log.AppendAsync(session, mine, default));

        Assert.Equal(Append.NumberTaken, await Log.AppendAsync(session, mine, default));
        Assert.Equal(mine.Id, Assert.Single(await Log.ReadAsync(session, 0, 10, default)).Id);
    }

    [Fact]
    public async Task After_a_failure_that_did_nothing_the_writer_writes_again()
    {
        bad.FailNext(StoreCall.LogAppend, StoreTrouble.Full);

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => Log.AppendAsync(session, mine, default));

        Assert.Equal(StoreTrouble.Full, failure.Trouble);
        Assert.Equal(Append.Written, await Log.AppendAsync(session, mine, default));
    }

    [Fact]
    public async Task A_rival_who_is_faster_has_the_number_and_another_id()
    {
        var rival = mine with { Id = Guid.NewGuid() };
        bad.LetARivalBeFaster(rival);

        Assert.Equal(Append.NumberTaken, await Log.AppendAsync(session, mine, default));

        Assert.Equal(rival.Id, Assert.Single(await Log.ReadAsync(session, 0, 10, default)).Id);
    }

    [Fact]
    public async Task Work_that_is_held_is_not_done_until_the_gate_opens()
    {
        var gate = bad.HoldNext(StoreCall.LogAppend);

        var appending = Log.AppendAsync(session, mine, default);
        await gate.Reached;
        Assert.Empty(await Log.ReadAsync(session, 0, 10, default));

        gate.Open();
        Assert.Equal(Append.Written, await appending);
    }

    [Fact]
    public async Task Work_whose_answer_is_held_is_done_already()
    {
        var gate = bad.HoldNextAnswer(StoreCall.LogAppend);

        var appending = Log.AppendAsync(session, mine, default);
        await gate.Reached;
        Assert.Single(await Log.ReadAsync(session, 0, 10, default));
        Assert.False(appending.IsCompleted);

        gate.Open();
        Assert.Equal(Append.Written, await appending);
    }

    [Fact]
    public async Task A_store_that_is_down_fails_whatever_is_asked_and_comes_back()
    {
        bad.IsDown = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => bad.CheckAsync(default));

        bad.IsDown = false;
        await bad.CheckAsync(default);

        Assert.Equal([StoreCall.Check, StoreCall.Check], bad.Calls);
    }
}
