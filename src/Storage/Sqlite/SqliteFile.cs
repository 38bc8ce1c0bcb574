namespace CoCreateBot.Storage.Sqlite;

/// <summary>The place of the database, claimed for this process until it is disposed of or the process ends, however it ends.</summary>
sealed class SqliteFile : IDisposable
{
    readonly FileStream claim;

    SqliteFile(string path, FileStream claim) => (Path, this.claim) = (path, claim);

    public string Path { get; }

    /// <summary>Where SQLite puts commits first. A stranger's file must stay as it is, so this is looked at as well.</summary>
    public string LogPath => $"{Path}-wal";

    public static SqliteFile Claim(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw SqliteTrouble.BadPlace(full, "it is a folder");
        }

        MakeFolder(full);
        return new(full, Lock(full));
    }

    /// <summary>The lock's file stays: if it were deleted, two servers could each hold a lock on a file of that name.</summary>
    public void Dispose() => claim.Dispose();

    static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path) ?? path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw SqliteTrouble.BadPlace(path, "its folder cannot be made", failure);
        }
    }

    static FileStream Lock(string path)
    {
        try
        {
            return new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or DirectoryNotFoundException or PathTooLongException)
        {
            throw SqliteTrouble.BadPlace(path, "the server may not write there", failure);
        }
        catch (IOException failure)
        {
            throw new StoreUnavailableException(
                StoreTrouble.InUse,
                $"Another server works on {path} (it holds {path}.lock). Stop it first, or give this one a file of its own by Storage:Path.",
                failure);
        }
    }
}
