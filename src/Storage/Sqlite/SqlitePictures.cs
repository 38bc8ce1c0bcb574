using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

/// <summary>
/// A row's first bytes lie in a page beside other rows', and where SQLite moves rows between such pages it leaves copies behind. So a page full of zeros
/// goes before each picture: all of the picture itself lies in pages of its own, which are never moved, and which secure_delete clears with the row.
/// </summary>
sealed class SqlitePictures(SqliteWriter writer, SqliteReaders readers) : IPictures
{
    const string Insert = """
        INSERT INTO pictures (session, id, type, pad, bytes) VALUES (?, ?, ?, zeroblob(4096), ?) ON CONFLICT (session, id) DO NOTHING
        """;

    const string Select = "SELECT type, bytes FROM pictures WHERE session = ? AND id = ?";
    const string SelectIds = "SELECT id FROM pictures WHERE session = ?";
    const string Sum = "SELECT coalesce(sum(length(bytes)), 0) FROM pictures"; // the lengths stand before the bytes, which are not read for it
    const string Delete = "DELETE FROM pictures WHERE session = ? AND id = ?";

    public Task PutAsync(SessionId session, StoredPicture picture, CancellationToken stop)
    {
        Bounds.Check(picture);
        return writer.DoAsync(
            database => database.Prepare(Insert).With(session.Value).With(picture.Id).With(picture.Type).With(picture.Bytes.Span).Write(),
            stop,
            picture.Bytes.Length);
    }

    public Task<StoredPicture?> FindAsync(SessionId session, string id, CancellationToken stop) => readers.ReadAsync(
        database => database.Prepare(Select).With(session.Value).With(id).First(row => new StoredPicture(id, row.Text(0), row.Bytes(1))), stop);

    public Task<long> BytesAsync(CancellationToken stop) => readers.ReadAsync(database => database.Prepare(Sum).First(row => row.Long(0)), stop);

    public async Task KeepOnlyAsync(SessionId session, ImmutableHashSet<string> ids, CancellationToken stop, ImmutableHashSet<string>? gone = null)
    {
        var others = await readers.ReadAsync(database => Others(database, session, ids), stop); // mostly none, and nobody has to wait for the disk
        if (!others.IsEmpty)
        {
            await writer.DoAsync(
                database => others.Sum(id => database.Prepare(Delete).With(session.Value).With(id).Write()), stop, mustBeSwept: true);
        }
    }

    static ImmutableArray<string> Others(Database database, SessionId session, ImmutableHashSet<string> ids) =>
        [.. database.Prepare(SelectIds).With(session.Value).All(row => row.Text(0)).Where(id => !ids.Contains(id))];
}
