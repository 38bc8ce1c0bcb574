using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteArtifacts(SqliteWriter writer, SqliteReaders readers) : IArtifacts
{
    const string Delete = "DELETE FROM artifacts WHERE session = ? AND activity = ?";
    const string Insert = """
        INSERT INTO artifacts (session, activity, key, kind, text, value, author, builds_on, people, owner, due, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    const string Select = """
        SELECT activity, key, kind, text, value, author, builds_on, people, owner, due, state FROM artifacts WHERE session = ? ORDER BY activity, key
        """;

    const string DayFormat = "yyyy-MM-dd";

    public Task ReplaceAsync(SessionId session, int activity, ImmutableArray<Artifact> rows, CancellationToken stop)
    {
        Bounds.Check(activity, rows);
        var unlinked = Unlinked.From(rows);
        return writer.DoAsync(database => Replace(database, session, activity, unlinked), stop, rows.Sum(row => row.Text.Length));
    }

    public Task<ImmutableArray<Artifact>> ReadAsync(SessionId session, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(Select).With(session.Value).All(Row), stop);

    static int Replace(Database database, SessionId session, int activity, ImmutableArray<Artifact> rows)
    {
        database.Prepare(Delete).With(session.Value).With(activity).Write();
        foreach (var row in rows)
        {
            database.Prepare(Insert)
                .With(session.Value)
                .With(activity)
                .With(row.Key)
                .With(row.Kind)
                .With(row.Text)
                .With(row.Value)
                .With(row.Author)
                .With(row.BuildsOn)
                .With(row.People)
                .With(row.Owner)
                .With(row.Due?.ToString(DayFormat, CultureInfo.InvariantCulture))
                .With(row.State)
                .Write();
        }

        return rows.Length;
    }

    static Artifact Row(Statement row) =>
        new(row.Int(0), row.Text(1), row.Text(2), row.Text(3), row.IsNull(4) ? null : row.Int(4), row.TextOrNull(5))
        {
            BuildsOn = row.TextOrNull(6),
            People = row.IsNull(7) ? null : row.Int(7),
            Owner = row.TextOrNull(8),
            Due = row.TextOrNull(9) is { } due ? DateOnly.ParseExact(due, DayFormat, CultureInfo.InvariantCulture) : null,
            State = row.TextOrNull(10),
        };
}
