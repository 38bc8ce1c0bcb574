using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

/// <summary>
/// Keys are appended, never deleted, and overwritten with zeros of the same length. SQLite then writes the row where it is and never moves its
/// neighbours to other places of the file, where bytes of them could stay behind (secure_delete clears what is deleted, not what was moved away).
/// Afterwards the write-ahead log, which still has the page as it was, is emptied.
/// </summary>
sealed class SqliteKeyRing(SqliteWriter writer, SqliteReaders readers) : IKeyRing
{
    const string Insert = "INSERT INTO keys (session, scope, destroyed, key) VALUES (?, ?, 0, ?) ON CONFLICT (session, scope) DO NOTHING";

    // 0 and 1 take no bytes in the row, so that its length stays the same.
    const string Destroy = "UPDATE keys SET destroyed = 1, key = zeroblob(length(key)) WHERE session = ? AND scope = ? AND destroyed = 0";
    const string InsertDestroyed = """
        INSERT INTO keys (session, scope, destroyed, key) VALUES (?, ?, 1, zeroblob(0)) ON CONFLICT (session, scope) DO NOTHING
        """;

    const string Select = "SELECT scope, destroyed, key FROM keys WHERE session = ? AND scope = ?";
    const string SelectAll = "SELECT scope, destroyed, key FROM keys WHERE session = ? ORDER BY scope";

    public async Task<KeptKey> KeepAsync(SessionId session, int scope, ReadOnlyMemory<byte> key, CancellationToken stop)
    {
        Bounds.CheckKey(key);
        return await readers.ReadAsync(database => Find(database, session, scope), stop) // mostly it is there, and the disk is spared
            ?? await writer.DoAsync(database => Keep(database, session, scope, key), stop);
    }

    public Task<ImmutableArray<KeptKey>> ReadAsync(SessionId session, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(SelectAll).With(session.Value).All(Key), stop);

    public Task DestroyAsync(SessionId session, int scope, CancellationToken stop) =>
        writer.DoAsync(database => Zero(database, session, scope), stop, mustBeSwept: true);

    static KeptKey Keep(Database database, SessionId session, int scope, ReadOnlyMemory<byte> key)
    {
        database.Prepare(Insert).With(session.Value).With(scope).With(key.Span).Write();
        return Find(database, session, scope)!; // ! it was there or has just been written
    }

    static int Zero(Database database, SessionId session, int scope) =>
        database.Prepare(Destroy).With(session.Value).With(scope).Write()
        + database.Prepare(InsertDestroyed).With(session.Value).With(scope).Write();

    static KeptKey? Find(Database database, SessionId session, int scope) =>
        database.Prepare(Select).With(session.Value).With(scope).First(Key);

    static KeptKey Key(Statement row) => row.Long(1) == 1 ? new(row.Int(0), null) : new(row.Int(0), row.Bytes(2));
}
