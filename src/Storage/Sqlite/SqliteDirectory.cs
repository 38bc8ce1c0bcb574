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

    static DirectoryEntry Entry(VenueId venue, Statement row) =>
        new(new(row.Text(0)), venue, row.Text(1), row.Time(2), row.IsNull(3) ? null : row.Time(3));
}
