using System.Text;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CoCreateBot.Tests.Storage;

/// <summary>The one writer: what it promises when the process dies, the disk is full, the queue is full or another program holds the file.</summary>
public sealed class SqliteWriterTest : IDisposable
{
    readonly TestFolder folder = new();
    readonly SessionId session = SessionId.New();

    string File => folder.File("cocreate.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Everything_is_there_when_the_store_is_opened_again()
    {
        var commit = Commit(1);
        await using (var store = await OpenAsync())
        {
            await WriteOfEverythingAsync(store, commit);
        }

        await using var again = await OpenAsync();

        await AssertEverythingAsync(again, commit);
    }

    [Fact]
    public async Task Everything_acknowledged_is_there_when_the_process_dies_without_a_word()
    {
        var commit = Commit(1);
        await using var store = await OpenAsync();
        await WriteOfEverythingAsync(store, commit);

        await using var after = await OpenAsync(CopyAsAfterACrash());

        await AssertEverythingAsync(after, commit);
    }

    [Fact]
    public async Task What_waits_when_the_store_is_closed_is_written_before_it_closes()
    {
        const int Waiting = 2000;
        var store = await OpenAsync();
        var writes = Enumerable.Range(1, Waiting).Select(number => store.Log.AppendAsync(session, Commit(number), default)).ToArray();

        await store.DisposeAsync();

        Assert.All(await Task.WhenAll(writes), outcome => Assert.Equal(Append.Written, outcome));
        await using var again = await OpenAsync();
        Assert.Equal(Waiting, (await again.Log.ReadAsync(session, 0, int.MaxValue, default)).Length);
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = await OpenAsync();
        await store.DisposeAsync();

        await AssertTroubleAsync(StoreTrouble.Unreachable, () => store.Log.AppendAsync(session, Commit(1), default));
        await AssertTroubleAsync(StoreTrouble.Unreachable, () => store.Log.ReadAsync(session, 0, 1, default));
        await AssertTroubleAsync(StoreTrouble.Unreachable, () => store.CheckAsync(default));
    }

    [Fact]
    public async Task A_taken_number_fails_its_caller_and_not_the_others_of_the_group()
    {
        await using var store = await OpenAsync();
        Task<Append>[] writes;
        using (Hold())
        {
            writes = [.. ((long[])[1, 2, 2, 3]).Select(number => store.Log.AppendAsync(session, Commit(number), default))];
        }

        Assert.Equal([Append.Written, Append.Written, Append.NumberTaken, Append.Written], await Task.WhenAll(writes));
    }

    [Fact]
    public async Task As_many_writes_as_the_bound_may_wait_and_one_more_is_told_that_the_store_is_busy()
    {
        await using var store = await OpenAsync(options: new() { WaitingMax = 3 });
        Task<Append>[] writes;
        using (Hold())
        {
            var inHand = store.Log.AppendAsync(session, Commit(1), default);
            while (store.Waiting > 0)
            {
                await Task.Yield(); // until the writer has it in hand and waits for the lock
            }

            writes = [inHand, .. Enumerable.Range(2, 3).Select(number => store.Log.AppendAsync(session, Commit(number), default))];
            await AssertTroubleAsync(StoreTrouble.Busy, () => store.Log.AppendAsync(session, Commit(5), default));
        }

        Assert.All(await Task.WhenAll(writes), outcome => Assert.Equal(Append.Written, outcome));
        Assert.Equal(Append.Written, await store.Log.AppendAsync(session, Commit(5), default));
    }

    [Fact]
    public async Task Writes_that_are_large_are_bounded_by_their_bytes()
    {
        const int Fit = SqliteWriter.WaitingBytesMax / StoredCommit.EventBytesMax;
        var events = new byte[StoredCommit.EventBytesMax];
        await using var store = await OpenAsync();
        Task<Append>[] writes;
        using (Hold())
        {
            var inHand = store.Log.AppendAsync(session, Commit(1), default);
            while (store.Waiting > 0)
            {
                await Task.Yield(); // as above
            }

            writes = [inHand, .. Enumerable.Range(2, Fit).Select(number => store.Log.AppendAsync(session, Commit(number) with { Events = events }, default))];
            await AssertTroubleAsync(StoreTrouble.Busy, () => store.Log.AppendAsync(session, Commit(Fit + 2), default));
        }

        Assert.All(await Task.WhenAll(writes), outcome => Assert.Equal(Append.Written, outcome));
    }

    [Fact]
    public async Task While_another_program_holds_the_file_writes_fail_and_reads_do_not_and_afterwards_all_is_well()
    {
        await using var store = await OpenAsync(options: new() { LockWait = TimeSpan.FromMilliseconds(1) });
        await store.Log.AppendAsync(session, Commit(1), default);
        using (Hold())
        {
            await AssertTroubleAsync(StoreTrouble.Unreachable, () => store.Log.AppendAsync(session, Commit(2), default));
            await AssertTroubleAsync(StoreTrouble.Unreachable, () => store.CheckAsync(default));
            Assert.Single(await store.Log.ReadAsync(session, 0, 10, default));
        }

        Assert.Equal(Append.Written, await store.Log.AppendAsync(session, Commit(2), default));
        await store.CheckAsync(default);
    }

    [Fact]
    public async Task A_full_disk_is_called_so_and_when_there_is_space_again_the_store_goes_on()
    {
        await using var store = await OpenAsync(options: new() { PagesMax = 100 });
        var ballast = new Artifact(0, "ballast", "minutes", new string('x', 40_000), null, "Ann");
        await store.Artifacts.ReplaceAsync(session, 0, [ballast], default);

        var written = await AppendUntilFullAsync(store);
        Assert.InRange(written, 10, 100);
        Assert.Equal(written, (await store.Log.ReadAsync(session, 0, int.MaxValue, default)).Length);

        await store.Artifacts.ReplaceAsync(session, 0, [], default);
        Assert.Equal(Append.Written, await store.Log.AppendAsync(session, Commit(written + 1), default));
        Assert.Equal(written + 1, (await store.Log.ReadAsync(session, 0, int.MaxValue, default)).Length);
    }

    [Fact]
    public async Task A_disk_that_was_full_loses_nothing_that_was_acknowledged()
    {
        var written = 0;
        await using (var full = await OpenAsync(options: new() { PagesMax = 100 }))
        {
            written = await AppendUntilFullAsync(full);
        }

        await using var again = await OpenAsync();

        Assert.Equal(written, (await again.Log.ReadAsync(session, 0, int.MaxValue, default)).Length);
        Assert.Equal(Append.Written, await again.Log.AppendAsync(session, Commit(written + 1), default));
    }

    [Fact]
    public async Task A_group_that_the_disk_has_no_room_for_fails_as_a_whole()
    {
        await using var store = await OpenAsync(options: new() { PagesMax = 100 });
        Task<Append>[] writes;
        using (Hold())
        {
            var inHand = store.Log.AppendAsync(session, Commit(1), default);
            while (store.Waiting > 0)
            {
                await Task.Yield(); // as above
            }

            writes = [inHand, .. Enumerable.Range(2, 200).Select(number => store.Log.AppendAsync(session, Commit(number), default))];
        }

        Assert.Equal(Append.Written, await writes[0]);
        foreach (var write in writes[1..])
        {
            await AssertTroubleAsync(StoreTrouble.Full, () => write);
        }

        Assert.Single(await store.Log.ReadAsync(session, 0, int.MaxValue, default));
    }

    [Fact]
    public async Task A_write_that_breaks_undoes_its_group_and_the_writer_goes_on_with_the_next()
    {
        using var file = SqliteFile.Claim(File);
        var writer = new SqliteWriter(file, new());
        await writer.OpenAsync();
        Task<int>[] writes;
        using (Hold())
        {
            var inHand = InsertAsync(1);
            while (writer.Waiting > 0)
            {
                await Task.Yield(); // as above
            }

            writes = [inHand, InsertAsync(2), writer.DoAsync<int>(_ => throw new InvalidOperationException("A bug."), default), InsertAsync(3)];
        }

        Assert.Equal(1, await writes[0]);
        await AssertTroubleAsync(StoreTrouble.Unreachable, () => writes[1]);
        await AssertTroubleAsync(StoreTrouble.Unreachable, () => writes[2]);
        await AssertTroubleAsync(StoreTrouble.Unreachable, () => writes[3]);
        Assert.Equal(1, await InsertAsync(4));
        Assert.Equal("1 4", await writer.DoAsync(database => database.Ask("SELECT group_concat(one, ' ') FROM checks"), default));
        await writer.CloseAsync();

        Task<int> InsertAsync(int one) => writer.DoAsync(
            database => database.Prepare("INSERT INTO checks (one, count) VALUES (?, 0)").With(one).Write(), default);
    }

    [Fact]
    public async Task The_write_ahead_log_grows_while_somebody_reads_and_is_emptied_afterwards()
    {
        const int Bound = 1024 * 1024;
        const int Enough = 500; // commits of 3,000 bytes
        var log = new FileInfo($"{File}-wal");
        await using var store = await OpenAsync(options: new() { LogBytesMax = Bound, SweepWait = TimeSpan.Zero });
        using (Hold("BEGIN; SELECT count(*) FROM log"))
        {
            await AppendFromAsync(1);
            log.Refresh();
            Assert.True(log.Length > Bound, "Nothing kept the log from being emptied, so this test shows nothing.");
        }

        await AppendFromAsync(Enough + 1);
        await store.CheckAsync(default); // the log is shortened after its group was acknowledged and before the next one

        log.Refresh();
        Assert.InRange(log.Length, 0, Bound);

        Task AppendFromAsync(int first) =>
            Task.WhenAll(Enumerable.Range(first, Enough).Select(number => store.Log.AppendAsync(session, Commit(number), default)));
    }

    [Fact]
    public async Task More_readers_than_connections_wait_for_their_turn()
    {
        await using var store = await OpenAsync(options: new() { ReadersMax = 1 });
        await store.Log.AppendAsync(session, Commit(1), default);

        var reads = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => store.Log.ReadAsync(session, 0, 10, default))));

        Assert.All(reads, read => Assert.Single(read));
    }

    static StoredCommit Commit(long number) => new(number, Guid.NewGuid(), [Guid.NewGuid()], Encoding.UTF8.GetBytes(new string('x', 3000)));

    static async Task AssertTroubleAsync(StoreTrouble trouble, Func<Task> act) =>
        Assert.Equal(trouble, (await Assert.ThrowsAsync<StoreUnavailableException>(act)).Trouble);

    async Task<int> AppendUntilFullAsync(SqliteStore store)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                await store.Log.AppendAsync(session, Commit(number), default);
            }
            catch (StoreUnavailableException failure)
            {
                Assert.Equal(StoreTrouble.Full, failure.Trouble);
                return number - 1;
            }
        }
    }

    async Task WriteOfEverythingAsync(SqliteStore store, StoredCommit commit)
    {
        var venue = new VenueId("web:room");
        await Task.WhenAll(
            store.Log.AppendAsync(session, commit, default),
            store.Directory.PutAsync(new(session, venue, "Title", DateTimeOffset.UnixEpoch, null), default),
            store.Due.PutAsync(session, DateTimeOffset.UnixEpoch, default),
            store.Posts.PutAsync(new(session, venue, "root", commit.Id, "1", "hash", null), default),
            store.Keys.KeepAsync(session, 1, new byte[] { 1, 2, 3 }, default),
            store.Keys.DestroyAsync(session, 2, default),
            store.Artifacts.ReplaceAsync(session, 1, [new(1, "a", "answer", "Text", 1, "Ann")], default),
            store.Rooms.CreateAsync(new(venue, "de", "Europe/Berlin", DateTimeOffset.UnixEpoch), default),
            store.Rooms.PutGuestAsync(venue, new("person", "Ann"), default));
    }

    async Task AssertEverythingAsync(SqliteStore store, StoredCommit commit)
    {
        var venue = new VenueId("web:room");
        Assert.Equal(commit.Id, Assert.Single(await store.Log.ReadAsync(session, 0, 10, default)).Id);
        Assert.Equal("Title", Assert.Single(await store.Directory.InVenueAsync(venue, 10, default)).Title);
        Assert.Equal(session, Assert.Single(await store.Due.UpToAsync(DateTimeOffset.UnixEpoch, 10, default)).Session);
        Assert.Equal(commit.Id, Assert.Single(await store.Posts.ReadAsync(session, default)).Key);
        var keys = await store.Keys.ReadAsync(session, default);
        Assert.Equal([1, 2, 3], keys[0].Key?.ToArray());
        Assert.Equal(new(2, null), keys[1]);
        Assert.Equal("Text", Assert.Single(await store.Artifacts.ReadAsync(session, default)).Text);
        Assert.Equal("de", (await store.Rooms.FindAsync(venue, default))?.Language);
        Assert.Equal("Ann", (await store.Rooms.FindGuestAsync(venue, "person", default))?.Name);
    }

    Task<SqliteStore> OpenAsync(string? path = null, SqliteOptions? options = null) => SqliteStore.OpenAsync(path ?? File, options ?? new());

    /// <summary>The files as they lie there while the store is open, which is how a killed process leaves them.</summary>
    string CopyAsAfterACrash()
    {
        var copy = folder.File("copy.db");
        System.IO.File.Copy(File, copy);
        System.IO.File.Copy($"{File}-wal", $"{copy}-wal");
        return copy;
    }

    /// <summary>Another program, which holds what its script has begun until it is disposed of: here a write, so that nobody else can.</summary>
    SqliteConnection Hold(string script = "BEGIN IMMEDIATE")
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteScalar();
        return connection;
    }
}
