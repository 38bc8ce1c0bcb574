using System.Collections.Immutable;
using System.Diagnostics;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteWhole(SqliteReaders readers, SqliteSchedules schedules) : IWhole
{
    // What is left of a deleted session's commits are blanks, which have no id: see SqliteErasing.
    const string Sessions = """
        SELECT session, '' FROM log WHERE id <> zeroblob(length(id)) UNION SELECT session, '' FROM keys UNION SELECT session, '' FROM posts
        UNION SELECT session, '' FROM artifacts UNION SELECT session, '' FROM members
        """;

    const string Venues = """
        SELECT venue, '' FROM directory UNION SELECT venue, '' FROM recipes UNION SELECT venue, '' FROM schedules UNION SELECT venue, '' FROM calendars
        UNION SELECT venue, '' FROM rooms
        """;

    public Task<ImmutableArray<StoredKey>> KeysAsync(KeyedKind of, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(Select(of)).All(row => new StoredKey(row.Text(0), row.Text(1))), stop);

    public Task PutAsync(Schedule schedule, CancellationToken stop) => schedules.PutAsync(schedule, stop);

    public Task PutAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop) => schedules.PutAsync(venue, calendar, stop);

    public Task<int> LastNumberAsync(VenueId venue, CancellationToken stop) => schedules.LastNumberAsync(venue, stop);

    public Task PutLastNumberAsync(VenueId venue, int last, CancellationToken stop) => schedules.PutLastNumberAsync(venue, last, stop);

    static string Select(KeyedKind of) => of switch
    {
        KeyedKind.Session => Sessions,
        KeyedKind.Venue => Venues,
        KeyedKind.Guest => "SELECT venue, person FROM guests",
        KeyedKind.Link => "SELECT venue, hash FROM links",
        KeyedKind.Invitation => "SELECT hash, '' FROM invitations",
        KeyedKind.Picture => "SELECT session, id FROM pictures",
        KeyedKind.Person => "SELECT person, '' FROM people",
        KeyedKind.Erasing => "SELECT person, '' FROM erasings",
        KeyedKind.Address => "SELECT place, '' FROM addresses",
        KeyedKind.Served => "SELECT workspace, organisation FROM served",
        _ => throw new UnreachableException(),
    };
}
