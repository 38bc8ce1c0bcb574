using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace CoCreateBot.Storage.Sqlite;

/// <summary>
/// The only one who writes: a thread with a connection of its own. What waits is written in one transaction, so that one wait for the disk serves
/// many callers; nobody waits for company, since the disk itself lets it gather.
/// </summary>
sealed class SqliteWriter(SqliteFile file, SqliteOptions options)
{
    public const int WaitingBytesMax = 64 * 1024 * 1024;

    const int GroupMax = 512;
    const int GroupBytesMax = 8 * 1024 * 1024;

    const int SweepTriesMax = 40;

    /// <summary>About what a write adds to the log beside its own bytes: the row's page and those of its indexes.</summary>
    const int LogBytesPerWrite = 3 * 4096;

    readonly object gate = new(); // not a Lock: the writer waits on it
    readonly Queue<Write> waiting = new();
    readonly List<Write> group = [];
    readonly List<Write> unswept = [];
    readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long waitingBytes;
    long logBytesMax = options.LogBytesMax;
    long logBytesUnseen;
    int sweepTries;
    SqliteException? sweepFailure;
    bool isClosing;

    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    public Task OpenAsync()
    {
        new Thread(Run) { IsBackground = true, Name = "SQLite writer" }.Start();
        return opened.Task;
    }

    /// <param name="bytes">About how much it writes, where that may be much.</param>
    /// <param name="writtenAnew">The tables that have to be written anew after what was done: see <see cref="SqliteErasing"/>.</param>
    public Task<T> DoAsync<T>(
        Func<Database, T> act, CancellationToken stop, int bytes = 0, bool mustBeSwept = false, Func<T, ImmutableArray<string>>? writtenAnew = null)
    {
        if (stop.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(stop); // the last chance: what is enqueued is done
        }

        var write = new Write<T>(act, bytes, writtenAnew) { MustBeSwept = mustBeSwept || writtenAnew is not null };
        return Enqueue(write) is { } refusal ? Task.FromException<T>(refusal) : write.Task;
    }

    /// <summary>Writes what waits, then ends.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            isClosing = true;
            Monitor.Pulse(gate);
        }

        return closed.Task;
    }

    StoreUnavailableException? Enqueue(Write write)
    {
        lock (gate)
        {
            if (isClosing)
            {
                return new(StoreTrouble.Unreachable, "The store is closed. What was asked is not done.");
            }

            if (waiting.Count >= options.WaitingMax || waitingBytes + write.Bytes > WaitingBytesMax)
            {
                return new(
                    StoreTrouble.Busy, $"{waiting.Count} writes wait for {file.Path} already; its disk is too slow. What was asked is not done.");
            }

            waiting.Enqueue(write);
            waitingBytes += write.Bytes;
            if (waiting.Count == 1)
            {
                Monitor.Pulse(gate);
            }

            return null;
        }
    }

    void Run()
    {
        if (Open() is not { } database)
        {
            return;
        }

        opened.SetResult();
        while (Gather())
        {
            Commit(database);
            Sweep(database);
        }

        TryToSweep(database);
        database.Dispose();
        closed.SetResult();
    }

    Database? Open()
    {
        Database? database = null;
        var failure = FailureOf(() =>
        {
            database = SqliteSchema.OpenForWriting(file.Path, options);
            TryToSweep(database); // a crash may have come between a key's destruction and the sweep
        });
        if (failure is null)
        {
            return database;
        }

        database?.Dispose();
        opened.SetException(SqliteTrouble.FromOpening(failure, file.Path));
        return null;
    }

    // On this thread nobody else would catch it, and it would end the process: whoever asked for the work gets it, whatever it is.
    static Exception? FailureOf(Action work)
    {
        var done = new Task(work);
        done.RunSynchronously(TaskScheduler.Default);
        return done.Exception?.InnerException;
    }

    /// <summary>Waits for work and takes a group of it; false when there will be no more.</summary>
    bool Gather()
    {
        group.Clear();
        lock (gate)
        {
            while (waiting.Count == 0 && unswept.Count == 0 && !isClosing)
            {
                Monitor.Wait(gate);
            }

            var bytes = 0L;
            while (group.Count < GroupMax && bytes < GroupBytesMax && waiting.TryDequeue(out var write))
            {
                group.Add(write);
                bytes += write.Bytes;
            }

            waitingBytes -= bytes;
            logBytesUnseen += bytes + (group.Count * LogBytesPerWrite);
            return group.Count > 0 || unswept.Count > 0;
        }
    }

    void Commit(Database database)
    {
        if (group.Count == 0)
        {
            return;
        }

        if (FailureOf(() => WriteGroup(database)) is { } failure)
        {
            RollBack(database);
            group.ForEach(write => write.Fail(SqliteTrouble.From(failure, file.Path)));
            return;
        }

        foreach (var write in group)
        {
            if (write.MustBeSwept)
            {
                unswept.Add(write);
            }
            else
            {
                write.Acknowledge();
            }
        }
    }

    void WriteGroup(Database database)
    {
        database.Prepare("BEGIN IMMEDIATE").Write();
        foreach (var write in group)
        {
            write.Do(database);
        }

        SqliteErasing.WriteAnew(database, group.SelectMany(write => write.WrittenAnew).Distinct(StringComparer.Ordinal));

        database.Prepare("COMMIT").Write();
    }

    static void RollBack(Database database)
    {
        if (!database.IsInTransaction)
        {
            return; // SQLite itself has rolled back after some errors; asking again would be one more
        }

        try
        {
            database.Prepare("ROLLBACK").Write();
        }
        catch (SqliteException)
        {
            // The next group finds the transaction still open, fails, and tries again. Its callers hear of it.
        }
    }

    /// <summary>One try, then it is the next group's turn: a reader who takes long keeps only those waiting who need the sweep.</summary>
    void Sweep(Database database)
    {
        if (unswept.Count == 0)
        {
            ShortenLog(database);
        }
        else if (TryToSweep(database))
        {
            EndSweep(write => write.Acknowledge());
        }
        else if (++sweepTries == SweepTriesMax)
        {
            EndSweep(write => write.Fail(WhyUnswept()));
        }
    }

    void EndSweep(Action<Write> end)
    {
        unswept.ForEach(end);
        unswept.Clear();
        sweepTries = 0;
    }

    StoreUnavailableException WhyUnswept() => sweepFailure is { } failure
        ? SqliteTrouble.From(failure, file.Path)
        : new(StoreTrouble.Unreachable, $"What was deleted may still be in {file.LogPath}, because another program reads the file. Try again.");

    void ShortenLog(Database database)
    {
        if (logBytesUnseen < options.LogBytesMax / 16) // to look costs more than many a commit
        {
            return;
        }

        logBytesUnseen = 0;
        var log = new FileInfo(file.LogPath);
        if (log.Exists && log.Length > logBytesMax)
        {
            // After a failure the next try comes only when as much again was written, or a long backup would make each group wait.
            logBytesMax = TryToSweep(database) ? options.LogBytesMax : log.Length + options.LogBytesMax;
        }
    }

    /// <summary>Moves the write-ahead log into the database and empties it; false where somebody still reads from it.</summary>
    bool TryToSweep(Database database)
    {
        database.WaitForLocks(options.SweepWait);
        sweepFailure = null;
        try
        {
            return database.Prepare("PRAGMA wal_checkpoint(TRUNCATE)").First(row => row.Int(0)) == 0;
        }
        catch (SqliteException failure)
        {
            sweepFailure = failure; // the commits are safe in the log all the same, and whoever needs the sweep is told
            return false;
        }
        finally
        {
            database.WaitForLocks(options.LockWait);
        }
    }
}
