using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteDueTable(SqliteWriter writer, SqliteReaders readers) : IDueTable
{
    const string Upsert = "INSERT INTO due (session, due) VALUES (?, ?) ON CONFLICT (session) DO UPDATE SET due = excluded.due";
    const string Delete = "DELETE FROM due WHERE session = ?";
    const string DeleteBefore = "DELETE FROM due WHERE session = ? AND due < ?";
    const string Select = "SELECT session, due FROM due WHERE due <= ? ORDER BY due, session LIMIT ?";

    public Task PutAsync(SessionId session, DateTimeOffset due, CancellationToken stop) =>
        writer.DoAsync(database => database.Prepare(Upsert).With(session.Value).With(due).Write(), stop);

    public Task RemoveAsync(SessionId session, CancellationToken stop) =>
        writer.DoAsync(database => database.Prepare(Delete).With(session.Value).Write(), stop);

    public Task ForgetAsync(SessionId session, DateTimeOffset before, CancellationToken stop) =>
        writer.DoAsync(database => database.Prepare(DeleteBefore).With(session.Value).With(before).Write(), stop);

    public Task<ImmutableArray<DueEntry>> UpToAsync(DateTimeOffset now, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return readers.ReadAsync(
            database => database.Prepare(Select).With(now).With(max).All(row => new DueEntry(new(row.Text(0)), row.Time(1))), stop);
    }
}
