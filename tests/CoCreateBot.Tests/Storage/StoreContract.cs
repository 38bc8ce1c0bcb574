using System.Collections.Immutable;
using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>What every store does, as the contracts in Stores.cs say it. A store's own test class says how it is opened.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    readonly SessionId session = SessionId.New();

    protected IStore Store { get; private set; } = null!; // opened before each test

    protected abstract Task<IStore> OpenAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_readiness_check_passes_again_and_again()
    {
        await Store.CheckAsync(default);
        await Store.CheckAsync(default);
    }

    [Fact]
    public async Task Disposing_twice_is_once()
    {
        await Store.DisposeAsync();
        await Store.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_has_its_turn_does_nothing()
    {
        var stopped = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Log.AppendAsync(session, Commit(1), stopped));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Due.PutAsync(session, Noon, stopped));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Keys.DestroyAsync(session, 1, stopped));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Log.ReadAsync(session, 0, 1, stopped));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.CheckAsync(stopped));

        Assert.Empty(await Store.Log.ReadAsync(session, 0, 10, default));
        Assert.Empty(await Store.Due.UpToAsync(DateTimeOffset.MaxValue, 10, default));
        Assert.Empty(await Store.Keys.ReadAsync(session, default));
    }

    protected static StoredCommit Commit(long number, string events = "[]") =>
        new(number, Guid.NewGuid(), [Guid.NewGuid()], Encoding.UTF8.GetBytes(events));

    protected static ImmutableArray<StoredCommit> Commits(int count) => [.. Enumerable.Range(1, count).Select(n => Commit(n))];

    /// <summary>Commits are equal where their bytes are; the record compares only where the bytes lie.</summary>
    protected static void AssertSame(IEnumerable<StoredCommit> expected, IEnumerable<StoredCommit> actual) =>
        Assert.Equal(expected.Select(Written), actual.Select(Written));

    static string Written(StoredCommit commit) =>
        $"{commit.Number} {commit.Id} {string.Join(',', commit.Marks)} {Convert.ToHexString(commit.Events.Span)}";
}
