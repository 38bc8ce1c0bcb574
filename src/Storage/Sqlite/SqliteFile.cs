namespace CoCreateBot.Storage.Sqlite;

/// <summary>The place of the database, claimed for this process until it is disposed of or the process ends, however it ends.</summary>
sealed class SqliteFile : IDisposable
{
    /// <summary>Below this SQLite takes a file for an empty one and writes over it.</summary>
    const int HeaderLength = 100;

    /// <summary>What .NET says of a file that somebody else has locked, on Linux, macOS and Windows: EAGAIN twice and a sharing violation.</summary>
    static readonly int[] LockedCodes = [11, 35, unchecked((int)0x80070020)];

    readonly FileStream claim;

    SqliteFile(string path, FileStream claim) => (Path, this.claim) = (path, claim);

    public string Path { get; }

    /// <summary>Where SQLite puts commits first. A stranger's file must stay as it is, so this is looked at as well.</summary>
    public string LogPath => $"{Path}-wal";

    public static SqliteFile Claim(string path)
    {
        var full = Resolved(path);
        if (Directory.Exists(full))
        {
            throw SqliteTrouble.BadPlace(full, "it is a folder");
        }

        if (new FileInfo(full) is { Exists: true, Length: > 0 and < HeaderLength })
        {
            throw SqliteTrouble.Damaged(full);
        }

        MakeFolder(full);
        return new(full, Lock(full));
    }

    /// <summary>The lock's file stays: if it were deleted, two servers could each hold a lock on a file of that name.</summary>
    public void Dispose() => claim.Dispose();

    // The claim is on the file, under whatever name it is reached, and SQLite puts the log beside where a link leads.
    static string Resolved(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName; // ! it is a link
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw SqliteTrouble.BadPlace(full, "the link there leads nowhere", failure);
        }
    }

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
        catch (IOException failure) when (LockedCodes.Contains(failure.HResult))
        {
            throw new StoreUnavailableException(
                StoreTrouble.InUse,
                $"Another server works on {path} (it holds {path}.lock). Stop it first, or give this one a file of its own by Storage:Path.",
                failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw SqliteTrouble.BadPlace(path, "the server may not write there", failure);
        }
    }
}
