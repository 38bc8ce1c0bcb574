using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Storage.Tables;

namespace CoCreateBot.Tests.Storage;

/// <summary>What every store does that several servers share, as <see cref="INodes"/> says it.</summary>
public abstract class SharedStoreContract : IAsyncLifetime
{
    static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    readonly SessionId session = SessionId.New();
    IStore one = null!; // opened before each test
    IStore other = null!;

    INodes Nodes => one.Nodes!; // shared

    INodes Others => other.Nodes!;

    protected abstract Task<IStore> OpenAsync(string node);

    public async ValueTask InitializeAsync() => (one, other) = (await OpenAsync("one"), await OpenAsync("other"));

    public virtual async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await other.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_server_sees_the_last_word_of_each()
    {
        await Nodes.BeatAsync(1, "", default);
        await Others.BeatAsync(1, "0\n1\ts\tweb:room", default);
        await Nodes.BeatAsync(2, "news", default);

        StoredNode[] all = [new("one", 2, "news"), new("other", 1, "0\n1\ts\tweb:room")];
        Assert.Equal(all, await Nodes.ReadAsync(default));
        Assert.Equal(all, await Others.ReadAsync(default));

        await Others.RemoveAsync("one", default);
        await Others.RemoveAsync("one", default);
        Assert.Equal(all[1..], await Nodes.ReadAsync(default));
    }

    [Fact]
    public async Task News_have_a_bound()
    {
        var most = new string('n', INodes.NewsMax);
        await Nodes.BeatAsync(1, most, default);

        Assert.Equal(most, Assert.Single(await Others.ReadAsync(default)).News);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Nodes.BeatAsync(2, most + "n", default));
    }

    [Fact]
    public async Task A_lease_is_taken_by_one_and_swapped_only_by_who_knows_it()
    {
        var (mine, theirs) = (new SessionLease(session, "one", Guid.NewGuid()), new SessionLease(session, "other", Guid.NewGuid()));

        Assert.Null(await Others.FindAsync(session, default));
        Assert.True(await Nodes.SwapAsync(null, mine, default));
        Assert.False(await Others.SwapAsync(null, theirs, default));
        Assert.Equal(mine, await Others.FindAsync(session, default));
        Assert.True(await Others.SwapAsync(mine, theirs, default));
        Assert.False(await Nodes.SwapAsync(mine, mine with { IsEnding = true }, default));
        Assert.False(await Nodes.RemoveAsync(mine, default));
        Assert.Equal([theirs], await Nodes.LeasesAsync(10, default));

        Assert.True(await Others.SwapAsync(theirs, theirs with { IsEnding = true }, default));
        Assert.Equal(theirs with { IsEnding = true }, await Nodes.FindAsync(session, default));
        Assert.True(await Others.RemoveAsync(theirs with { IsEnding = true }, default));
        Assert.False(await Others.RemoveAsync(theirs with { IsEnding = true }, default));
        Assert.Empty(await Nodes.LeasesAsync(10, default));
    }

    [Fact]
    public async Task Of_many_who_take_a_lease_one_has_it()
    {
        var rivals = Enumerable.Range(0, 8).Select(n => (Store: n % 2 == 0 ? Nodes : Others, Lease: new SessionLease(session, $"n{n}", Guid.NewGuid()))).ToList();

        var won = await Task.WhenAll(rivals.Select(rival => rival.Store.SwapAsync(null, rival.Lease, default)));

        Assert.Single(won, taken => taken);
        Assert.Equal(rivals[won.IndexOf(true)].Lease, await Nodes.FindAsync(session, default));
    }

    [Fact]
    public async Task A_server_moves_and_removes_its_own_time_and_no_others()
    {
        await one.Due.PutAsync(session, Noon, default);
        await other.Due.PutAsync(session, Noon.AddHours(1), default);
        Assert.Equal([new(session, Noon)], await other.Due.UpToAsync(DateTimeOffset.MaxValue, 10, default));

        await one.Due.PutAsync(session, Noon.AddHours(2), default);
        Assert.Equal([new(session, Noon.AddHours(1))], await one.Due.UpToAsync(DateTimeOffset.MaxValue, 10, default));
        await other.Due.RemoveAsync(session, default);
        Assert.Equal([new(session, Noon.AddHours(2))], await other.Due.UpToAsync(DateTimeOffset.MaxValue, 10, default));
    }

    [Fact]
    public async Task What_a_server_left_is_forgotten_by_another()
    {
        await one.Due.PutAsync(session, Noon, default);
        await other.Due.PutAsync(session, Noon.AddHours(1), default);

        await other.Due.ForgetAsync(session, Noon.AddMinutes(1), default);

        Assert.Equal([new(session, Noon.AddHours(1))], await one.Due.UpToAsync(DateTimeOffset.MaxValue, 10, default));
        await one.Due.PutAsync(session, Noon, default);
        Assert.Equal([new(session, Noon)], await other.Due.UpToAsync(DateTimeOffset.MaxValue, 10, default));
    }

    [Fact]
    public async Task A_slot_that_another_server_wrote_is_not_overwritten()
    {
        var intent = new PostedSlot(session, new("slack:T1/C1"), "root", Guid.NewGuid(), null, "", null);
        await one.Posts.SwapAsync(null, intent, default);
        await other.Posts.ReadAsync(session, default);
        Assert.True(await other.Posts.SwapAsync(intent, intent with { MessageId = "2" }, default));

        Assert.False(await one.Posts.SwapAsync(intent, intent with { MessageId = "1" }, default));
        Assert.Equal("2", Assert.Single(await one.Posts.ReadAsync(session, default)).MessageId);
    }

    [Fact]
    public async Task With_a_session_go_the_times_of_all_servers()
    {
        await one.Due.PutAsync(session, Noon, default);
        await other.Due.PutAsync(session, Noon.AddHours(1), default);

        await other.DeleteAsync(session, default);

        Assert.Empty(await one.Due.UpToAsync(DateTimeOffset.MaxValue, 10, default));
    }
}

public sealed class SharedMemoryTest : SharedStoreContract
{
    readonly MemoryStore store = new();

    protected override Task<IStore> OpenAsync(string node) => Task.FromResult(store.SharedBy(node));
}

public class SharedTablesTest : SharedStoreContract
{
    readonly StrictTables tables = new();

    protected virtual string Connection => StrictTables.ConnectionString;

    protected override async Task<IStore> OpenAsync(string node) =>
        await TableStore.OpenAsync(new() { Connection = Connection, Client = tables.Options, Node = node });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        tables.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class SharedUnsortedTest : SharedTablesTest
{
    protected override string Connection => StrictTables.Cosmos;
}

public sealed class SharedAzuriteTest(Azurite azurite) : SharedStoreContract
{
    readonly string prefix = $"t{Guid.NewGuid():n}";

    protected override async Task<IStore> OpenAsync(string node) => await TableStore.OpenAsync(new()
    {
        Connection = await azurite.ConnectionStringAsync(),
        Prefix = prefix,
        Client = Azurite.Patient,
        Node = node,
    });
}
