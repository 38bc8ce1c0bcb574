using System.Security.Cryptography;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CoCreateBot.Tests.Storage;

/// <summary>Reads the bytes of all files of the store: what is destroyed is in none of them.</summary>
public sealed class SqliteKeyRingTest : IDisposable
{
    const int PartLength = 8;

    readonly TestFolder folder = new();
    readonly SessionId session = SessionId.New();
    readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    string File => folder.File("cocreate.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task No_part_of_a_destroyed_key_is_left_in_any_file_while_others_read_and_write()
    {
        const int Count = 600; // several pages, so that pages were split while they were written
        await using var store = await OpenAsync();
        var keys = Enumerable.Range(0, Count).ToDictionary(_ => SessionId.New(), _ => RandomNumberGenerator.GetBytes(32));
        await Task.WhenAll(keys.Select(one => store.Keys.KeepAsync(one.Key, 1, one.Value, default)));
        var destroyed = keys.Where((_, n) => n % 3 != 0).ToArray();
        using var stop = new CancellationTokenSource();
        var others = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadAndWriteAsync(store, stop.Token))).ToArray();

        await Task.WhenAll(destroyed.Select(one => store.Keys.DestroyAsync(one.Key, 1, default)));
        var bytes = folder.AllBytes();

        await stop.CancelAsync();
        await Task.WhenAll(others);
        Assert.All(destroyed, one => AssertGone(one.Value, bytes));
        Assert.All(keys.Except(destroyed), one => Assert.True(bytes.AsSpan().IndexOf(one.Value) >= 0, "A key that was kept is not found."));
    }

    [Fact]
    public async Task A_key_destroyed_right_after_it_was_made_is_gone()
    {
        await using var store = await OpenAsync();
        await store.Keys.KeepAsync(session, 1, key, default);

        await store.Keys.DestroyAsync(session, 1, default);

        AssertGone(key, folder.AllBytes());
    }

    [Fact]
    public async Task A_key_that_was_offered_to_a_destroyed_scope_is_in_no_file()
    {
        await using var store = await OpenAsync();
        await store.Keys.DestroyAsync(session, 1, default);

        await store.Keys.KeepAsync(session, 1, key, default);

        AssertGone(key, folder.AllBytes());
    }

    [Fact]
    public async Task While_somebody_reads_an_old_state_the_destruction_waits_and_other_writes_do_not()
    {
        await using var store = await OpenAsync();
        await store.Keys.KeepAsync(session, 1, key, default);
        Task destroying;
        using (ReadOn())
        {
            destroying = store.Keys.DestroyAsync(session, 1, default);
            await store.Due.PutAsync(session, DateTimeOffset.UnixEpoch, default);
            Assert.False(destroying.IsCompleted, "It was told as done while the old state could still be read.");
        }

        await destroying;
        AssertGone(key, folder.AllBytes());
    }

    [Fact]
    public async Task A_destruction_that_cannot_be_finished_says_so_and_can_be_asked_for_again()
    {
        await using var store = await OpenAsync(options: new() { SweepWait = TimeSpan.Zero });
        await store.Keys.KeepAsync(session, 1, key, default);
        using (ReadOn())
        {
            var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Keys.DestroyAsync(session, 1, default));
            Assert.Equal(StoreTrouble.Unreachable, failure.Trouble);
            Assert.Equal([new(1, null)], await store.Keys.ReadAsync(session, default));
            Assert.True(folder.AllBytes().AsSpan().IndexOf(key) >= 0, "It is gone already, so this test shows nothing.");
        }

        await store.Keys.DestroyAsync(session, 1, default);

        AssertGone(key, folder.AllBytes());
    }

    [Fact]
    public async Task A_destruction_that_a_crash_interrupted_is_finished_when_the_store_is_opened()
    {
        using var after = new TestFolder();
        await using var store = await OpenAsync(options: new() { SweepWait = TimeSpan.Zero });
        await store.Keys.KeepAsync(session, 1, key, default);
        using (ReadOn())
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Keys.DestroyAsync(session, 1, default));
            System.IO.File.Copy(File, after.File("cocreate.db"));
            System.IO.File.Copy($"{File}-wal", after.File("cocreate.db-wal"));
        }

        Assert.True(after.AllBytes().AsSpan().IndexOf(key) >= 0, "It is gone already, so this test shows nothing.");
        await using var opened = await OpenAsync(after.File("cocreate.db"));

        AssertGone(key, after.AllBytes());
        Assert.Equal([new(1, null)], await opened.Keys.ReadAsync(session, default));
    }

    [Fact]
    public async Task Artifacts_that_are_replaced_leave_nothing_behind_that_tells_their_old_order()
    {
        await using var store = await OpenAsync();
        var rows = Enumerable.Range(0, 200).Select(n => new Artifact(1, $"key-of-author-{n:d3}", "answer", $"text {n}", null, null));

        await store.Artifacts.ReplaceAsync(session, 1, [.. rows], default);

        Assert.Equal(-1, folder.AllBytes().AsSpan().IndexOf("key-of-author-"u8));
    }

    static void AssertGone(byte[] key, byte[] bytes)
    {
        for (var start = 0; start + PartLength <= key.Length; start++)
        {
            Assert.True(bytes.AsSpan().IndexOf(key.AsSpan(start, PartLength)) < 0, $"Bytes {start} to {start + PartLength} of a destroyed key are left.");
        }
    }

    async Task ReadAndWriteAsync(SqliteStore store, CancellationToken stop)
    {
        for (var number = 1; !stop.IsCancellationRequested; number++)
        {
            await store.Keys.ReadAsync(session, default);
            await store.Log.ReadAsync(session, 0, 10, default);
            await store.Log.AppendAsync(session, new(number, Guid.NewGuid(), [], new byte[100]), default);
        }
    }

    Task<SqliteStore> OpenAsync(string? path = null, SqliteOptions? options = null) => SqliteStore.OpenAsync(path ?? File, options ?? new());

    /// <summary>Another program that has begun to read and takes its time.</summary>
    SqliteConnection ReadOn()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN; SELECT count(*) FROM keys";
        command.ExecuteScalar();
        return connection;
    }
}
