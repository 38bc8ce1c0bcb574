using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteDirectory(SqliteWriter writer, SqliteReaders readers) : IDirectory
{
    const string Upsert = """
        INSERT INTO directory (venue, session, title, opened, closed) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (venue, session) DO UPDATE SET title = excluded.title, opened = excluded.opened, closed = excluded.closed
        """;

    const string Select = """
        SELECT session, title, opened, closed FROM directory WHERE venue = ? ORDER BY closed IS NOT NULL, opened DESC, session LIMIT ?
        """;

    const string SelectFrom = """
        SELECT venue, session, closed FROM directory WHERE (venue, session) > (?, ?) AND venue < ? ORDER BY venue, session LIMIT ?
        """;

    public Task PutAsync(DirectoryEntry entry, CancellationToken stop) => writer.DoAsync(
        database => database.Prepare(Upsert)
            .With(entry.Venue.Value)
            .With(entry.Session.Value)
            .With(entry.Title)
            .With(entry.OpenedAt)
            .With(entry.ClosedAt)
            .Write(),
        stop);

    public Task<ImmutableArray<DirectoryEntry>> InVenueAsync(VenueId venue, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return readers.ReadAsync(database => database.Prepare(Select).With(venue.Value).With(max).All(row => Entry(venue, row)), stop);
    }

    public Task<ImmutableArray<PlacedSession>> FromAsync(string begins, PlacedSession? after, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        var (venue, session) = after is null ? (begins, "") : (after.Venue.Value, after.Session.Value);
        var end = begins[..^1] + (char)(begins[^1] + 1);
        return readers.ReadAsync(
            database => database.Prepare(SelectFrom).With(venue).With(session).With(end).With(max)
                .All(row => new PlacedSession(new(row.Text(0)), new(row.Text(1)), row.IsNull(2) ? null : row.Time(2))),
            stop);
    }

    static DirectoryEntry Entry(VenueId venue, Statement row) =>
        new(new(row.Text(0)), venue, row.Text(1), row.Time(2), row.IsNull(3) ? null : row.Time(3));
}
