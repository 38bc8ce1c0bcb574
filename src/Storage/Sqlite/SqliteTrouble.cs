using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CoCreateBot.Storage.Sqlite;

/// <summary>Says what SQLite's errors mean for the one who runs the server.</summary>
static class SqliteTrouble
{
    public static StoreUnavailableException From(Exception failure, string path) => failure switch
    {
        StoreUnavailableException known => new(known.Trouble, known.Message, known),
        SqliteException sqlite when IsFull(sqlite) => Full(path, sqlite),
        SqliteException sqlite when IsDamaged(sqlite) => Damaged(path, sqlite),
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => new(
            StoreTrouble.Unreachable, $"Another program holds {path}, a backup tool or a database browser perhaps. What was asked is not done.", failure),
        _ => new(StoreTrouble.Unreachable, $"{path} could not be written or read: {failure.Message}", failure),
    };

    /// <summary>The same while the file is being opened, where no rights are no accident.</summary>
    public static StoreUnavailableException FromOpening(Exception failure, string path) =>
        failure is SqliteException { SqliteErrorCode: raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH }
            ? BadPlace(path, "the server may not write there", failure)
            : From(failure, path);

    public static StoreUnavailableException BadPlace(string path, string why, Exception? inner = null) => new(
        StoreTrouble.BadPlace, $"The data cannot be kept in {path}: {why}. Set Storage:Path to a file in a folder that the server may write to.", inner);

    public static StoreUnavailableException Damaged(string path, Exception? inner = null) => new(
        StoreTrouble.Damaged,
        $"{path} is damaged or is no file of this server. Move it away with its -wal and its -shm, all three; then put a backup in its place "
        + "(docs/operating.md), or start without one to begin anew.",
        inner);

    public static StoreUnavailableException Later(string path, long version, long known) => new(
        StoreTrouble.BadPlace,
        $"A later version of this server wrote {path} (tables {version}, this one knows {known}). Start that version, or set Storage:Path to another file.");

    static StoreUnavailableException Full(string path, Exception inner) => new(
        StoreTrouble.Full, $"There is no space left for {path}. What was asked is not done. Make space; the server need not be started again.", inner);

    static bool IsFull(SqliteException failure) =>
        failure.SqliteErrorCode == raw.SQLITE_FULL || failure.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE;

    static bool IsDamaged(SqliteException failure) =>
        failure.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB
        || failure.SqliteExtendedErrorCode is IoErrorChecksum or IoErrorFileSystem;

    const int IoErrorChecksum = 8202;
    const int IoErrorFileSystem = 8458;
}
