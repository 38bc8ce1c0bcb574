using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqlitePosts(SqliteWriter writer, SqliteReaders readers) : IPosts
{
    const string Upsert = """
        INSERT INTO posts (session, venue, slot, key, message, hash, failure) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (session, venue, slot) DO UPDATE SET key = excluded.key, message = excluded.message, hash = excluded.hash, failure = excluded.failure
        """;

    const string Insert = """
        INSERT INTO posts (session, venue, slot, key, message, hash, failure) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session, venue, slot) DO NOTHING
        """;

    const string Swap = """
        UPDATE posts SET session = ?, venue = ?, slot = ?, key = ?, message = ?, hash = ?, failure = ?
        WHERE session = ? AND venue = ? AND slot = ? AND key = ? AND message IS ? AND hash = ? AND failure IS ?
        """;

    const string Select = "SELECT venue, slot, key, message, hash, failure FROM posts WHERE session = ? ORDER BY venue, slot";

    public Task PutAsync(PostedSlot slot, CancellationToken stop) => writer.DoAsync(database => With(database.Prepare(Upsert), slot).Write(), stop);

    public Task<bool> SwapAsync(PostedSlot? known, PostedSlot slot, CancellationToken stop) => writer.DoAsync(
        database => (known is null ? With(database.Prepare(Insert), slot) : With(With(database.Prepare(Swap), slot), known)).Write() > 0, stop);

    public Task<ImmutableArray<PostedSlot>> ReadAsync(SessionId session, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(Select).With(session.Value).All(row => Slot(session, row)), stop);

    static Statement With(Statement row, PostedSlot slot) => row
        .With(slot.Session.Value)
        .With(slot.Venue.Value)
        .With(slot.Slot)
        .With(slot.Key)
        .With(slot.MessageId)
        .With(slot.Hash)
        .With(slot.Failure);

    static PostedSlot Slot(SessionId session, Statement row) =>
        new(session, new(row.Text(0)), row.Text(1), row.Guid(2), row.TextOrNull(3), row.Text(4), row.TextOrNull(5));
}
