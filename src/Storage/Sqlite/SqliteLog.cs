using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteLog(SqliteWriter writer, SqliteReaders readers) : ISessionLog
{
    const string Insert = "INSERT INTO log (session, number, id, marks, events) VALUES (?, ?, ?, ?, ?) ON CONFLICT (session, number) DO NOTHING";
    const string Length = "SELECT length(events) FROM log WHERE session = ? AND number = ? AND id = ?";
    const string Update = "UPDATE log SET events = ? WHERE session = ? AND number = ? AND id = ?";
    const string Select = "SELECT number, id, marks, events FROM log WHERE session = ? AND number > ? ORDER BY number LIMIT ?";

    public Task<Append> AppendAsync(SessionId session, StoredCommit commit, CancellationToken stop)
    {
        Bounds.Check(commit);
        return writer.DoAsync(database => Append(database, session, commit), stop, commit.Events.Length);
    }

    public Task<ImmutableArray<StoredCommit>> ReadAsync(SessionId session, long after, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return readers.ReadAsync(database => database.Prepare(Select).With(session.Value).With(after).With(max).All(Commit), stop);
    }

    public async Task<bool> RewriteAsync(SessionId session, StoredCommit commit, CancellationToken stop)
    {
        Bounds.Check(commit);
        if (await readers.ReadAsync(database => Find(database, session, commit), stop) is not { } kept)
        {
            return false;
        }

        Bounds.CheckLength(kept, commit.Events.Length); // and no row ever changes its length
        await writer.DoAsync(database => Rewrite(database, session, commit), stop, commit.Events.Length, mustBeSwept: true);
        return true;
    }

    static int? Find(Database database, SessionId session, StoredCommit commit) =>
        database.Prepare(Length).With(session.Value).With(commit.Number).With(commit.Id).First(row => (int?)row.Int(0));

    static int Rewrite(Database database, SessionId session, StoredCommit commit) =>
        database.Prepare(Update).With(commit.Events.Span).With(session.Value).With(commit.Number).With(commit.Id).Write();

    static Append Append(Database database, SessionId session, StoredCommit commit)
    {
        var inserted = database.Prepare(Insert)
            .With(session.Value)
            .With(commit.Number)
            .With(commit.Id)
            .With(MemoryMarshal.AsBytes(commit.Marks.AsSpan()))
            .With(commit.Events.Span)
            .Write();
        return inserted == 1 ? Storage.Append.Written : Storage.Append.NumberTaken;
    }

    static StoredCommit Commit(Statement row) => new(row.Long(0), row.Guid(1), Marks(row.Bytes(2)), row.Bytes(3));

    static ImmutableArray<Guid> Marks(ReadOnlySpan<byte> bytes) => [.. MemoryMarshal.Cast<byte, Guid>(bytes)];
}
