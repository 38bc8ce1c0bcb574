namespace CoCreateBot.Storage.Sqlite;

/// <summary>What can be set on the store in one file. The defaults are meant for everybody.</summary>
public sealed record SqliteOptions
{
    /// <summary>The file may not grow beyond so many pages of 4 KiB; null is as far as the disk goes.</summary>
    public int? PagesMax { get; init; }

    /// <summary>Reads at one time; more wait.</summary>
    public int ReadersMax { get; init; } = 4;

    /// <summary>Writes that may wait for the disk; one more is told that the store is busy.</summary>
    public int WaitingMax { get; init; } = 4096;

    /// <summary>How long another program may hold the file before writes fail: a backup tool, a database browser.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// SQLite empties its write-ahead log in passing, but never while somebody reads, and under steady reading it grows without end (measured).
    /// From this length on it is emptied with a wait for the readers.
    /// </summary>
    public long LogBytesMax { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long one try to empty the write-ahead log waits for readers; other writes wait with it.</summary>
    public TimeSpan SweepWait { get; init; } = TimeSpan.FromMilliseconds(250);
}
