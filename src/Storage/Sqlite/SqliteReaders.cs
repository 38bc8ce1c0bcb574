using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace CoCreateBot.Storage.Sqlite;

/// <summary>A few connections that read beside the writer. SQLite has no waiting reads, so a read runs on its caller's thread.</summary>
sealed class SqliteReaders(SqliteFile file, SqliteOptions options) : IAsyncDisposable
{
    readonly SemaphoreSlim free = new(options.ReadersMax, options.ReadersMax);
    readonly ConcurrentBag<Database> idle = [];
    volatile bool isClosed;

    public async Task<T> ReadAsync<T>(Func<Database, T> read, CancellationToken stop)
    {
        await free.WaitAsync(stop);
        try
        {
            return Read(read);
        }
        catch (SqliteException failure)
        {
            throw SqliteTrouble.From(failure, file.Path);
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Waits for the reads that run.</summary>
    public async ValueTask DisposeAsync()
    {
        isClosed = true;
        for (var i = 0; i < options.ReadersMax; i++)
        {
            await free.WaitAsync();
        }

        while (idle.TryTake(out var database))
        {
            database.Dispose();
        }

        free.Release(options.ReadersMax); // whoever came too late is told so and does not wait for ever
    }

    T Read<T>(Func<Database, T> read)
    {
        if (isClosed)
        {
            throw new StoreUnavailableException(StoreTrouble.Unreachable, "The store is closed.");
        }

        if (!idle.TryTake(out var database))
        {
            database = Database.Open(file.Path, SqliteOpenMode.ReadOnly, options.LockWait);
        }

        try
        {
            return read(database);
        }
        finally
        {
            idle.Add(database);
        }
    }
}
