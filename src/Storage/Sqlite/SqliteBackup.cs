using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CoCreateBot.Storage.Sqlite;

/// <summary>
/// Copies the file while a server works on it: all of one moment, written anew, so that nothing comes along of what was erased. While it reads, the
/// server cannot empty its write-ahead log; what it has to destroy meanwhile it tries again afterwards.
/// </summary>
public static class SqliteBackup
{
    /// <summary>What is not whole yet has another name.</summary>
    const string Unfinished = ".part";

    /// <summary>A server that ends empties its log, and nobody can read for that long.</summary>
    static readonly TimeSpan LockWait = TimeSpan.FromSeconds(5);

    /// <param name="to">A file that is not there yet. It is whole or it is not there, and for its owner alone.</param>
    /// <exception cref="StoreUnavailableException">It cannot be read or written, or is damaged; nothing was left behind.</exception>
    public static BackedUp Make(string path, string to)
    {
        var (source, target) = (Path.GetFullPath(path), Path.GetFullPath(to));
        if (Path.Exists(target))
        {
            throw Refused(target, "it is there already, and a backup is never written over. Give another file.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw Refused(target, "its folder is not there. Make it first, or mount it.");
        }

        var part = target + Unfinished;
        Claim(part);
        try
        {
            var commits = Copy(source, part);
            File.Move(part, target);
            return new(commits, new FileInfo(target).Length);
        }
        catch (SqliteException failure)
        {
            throw SqliteTrouble.From(failure, failure.SqliteErrorCode == raw.SQLITE_FULL ? target : source);
        }
        catch (IOException failure)
        {
            throw Refused(target, failure.Message, failure);
        }
        finally
        {
            File.Delete(part); // where it went well, there is none
        }
    }

    /// <summary>Two backups that write to the same file would take it for their own.</summary>
    static void Claim(string part)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // all keys are in it
        }

        try
        {
            new FileStream(part, options).Dispose();
        }
        catch (IOException failure) when (File.Exists(part))
        {
            throw Refused(part, "it is there already: another backup runs, or one was cut off. Delete it where none runs.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refused(part, failure.Message, failure);
        }
    }

    static long Copy(string source, string part)
    {
        using (var from = Database.Open(source, SqliteOpenMode.ReadOnly, LockWait))
        {
            SqliteSchema.Recognise(from, source);
            from.Prepare("VACUUM INTO ?").With(part).Write();
        }

        using (var copy = Database.Open(part, SqliteOpenMode.ReadOnly, LockWait))
        {
            if (copy.Ask("PRAGMA integrity_check(1)") != "ok")
            {
                throw SqliteTrouble.Damaged(source);
            }

            Sync(part);
            return long.Parse(copy.Ask("SELECT count(*) FROM log"), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>SQLite does not wait for the disk here.</summary>
    static void Sync(string part)
    {
        using var file = new FileStream(part, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    static StoreUnavailableException Refused(string file, string why, Exception? inner = null) =>
        new(StoreTrouble.BadPlace, $"{file} cannot be written: {why}", inner);
}

/// <summary>What is in a backup: so many commits of all sessions, and so long is the file.</summary>
public readonly record struct BackedUp(long Commits, long Bytes);
