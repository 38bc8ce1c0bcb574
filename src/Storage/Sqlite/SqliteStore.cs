using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

/// <summary>Everything in one file, for one server: one thread writes, a few connections read beside it.</summary>
public sealed class SqliteStore : IStore
{
    const string Touch = "INSERT INTO checks (one, count) VALUES (1, 1) ON CONFLICT DO UPDATE SET count = count + 1";
    const string Touched = "SELECT count FROM checks";

    readonly SqliteFile file;
    readonly SqliteWriter writer;
    readonly SqliteReaders readers;
    int isDisposed;

    SqliteStore(SqliteFile file, SqliteWriter writer, SqliteReaders readers)
    {
        (this.file, this.writer, this.readers) = (file, writer, readers);
        Log = new SqliteLog(writer, readers);
        Directory = new SqliteDirectory(writer, readers);
        Due = new SqliteDueTable(writer, readers);
        Posts = new SqlitePosts(writer, readers);
        Keys = new SqliteKeyRing(writer, readers);
        Artifacts = new SqliteArtifacts(writer, readers);
        Rooms = new SqliteRooms(writer, readers);
        Links = new SqliteLinks(writer, readers);
        Members = new SqliteMembers(writer, readers);
        Recipes = new SqliteRecipes(writer, readers);
        Pictures = new SqlitePictures(writer, readers);
        var schedules = new SqliteSchedules(writer, readers);
        Schedules = schedules;
        Installations = new SqliteInstallations(writer, readers);
        People = new SqlitePeople(writer, readers);
        Invitations = new SqliteInvitations(writer, readers);
        Addresses = new SqliteAddresses(writer, readers);
        Whole = new SqliteWhole(readers, schedules);
    }

    public ISessionLog Log { get; }

    public IDirectory Directory { get; }

    public IDueTable Due { get; }

    public IPosts Posts { get; }

    public IKeyRing Keys { get; }

    public IArtifacts Artifacts { get; }

    public IRooms Rooms { get; }

    public ILinks Links { get; }

    public IMembers Members { get; }

    public IRecipes Recipes { get; }

    public IPictures Pictures { get; }

    public ISchedules Schedules { get; }

    public IInstallations Installations { get; }

    public IPeople People { get; }

    public IInvitations Invitations { get; }

    public IAddresses Addresses { get; }

    public IWhole Whole { get; }

    /// <summary>The file is claimed by one server.</summary>
    public INodes? Nodes => null;

    /// <summary>Writes that wait for their turn, for tests.</summary>
    internal int Waiting => writer.Waiting;

    /// <param name="path">The file, which is made where there is none, with its folder.</param>
    /// <exception cref="StoreUnavailableException">The place cannot be used, another server works there, or the file is damaged or a stranger's.</exception>
    public static async Task<SqliteStore> OpenAsync(string path, SqliteOptions options)
    {
        var claimed = SqliteFile.Claim(path);
        try
        {
            var opening = new SqliteWriter(claimed, options);
            await opening.OpenAsync();
            return new(claimed, opening, new SqliteReaders(claimed, options));
        }
        catch
        {
            claimed.Dispose();
            throw;
        }
    }

    // Whoever tries again, because the log of the file could not be emptied before, waits for that alone.
    public Task DeleteAsync(SessionId session, CancellationToken stop) => writer.DoAsync(
        database => SqliteErasing.Delete(database, session), stop, writtenAnew: rows => rows > 0 ? SqliteErasing.OfSessions : []);

    public Task SweepAsync(CancellationToken stop) => writer.DoAsync(_ => 0, stop, writtenAnew: _ => SqliteErasing.All);

    public async Task CheckAsync(CancellationToken stop)
    {
        await writer.DoAsync(database => database.Prepare(Touch).Write(), stop);
        if (await readers.ReadAsync(database => database.Prepare(Touched).First(row => row.Long(0)), stop) == 0)
        {
            throw SqliteTrouble.Damaged(file.Path);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 1)
        {
            return;
        }

        await readers.DisposeAsync(); // first, so that nobody keeps the writer from emptying its log
        await writer.CloseAsync();
        file.Dispose();
    }
}
