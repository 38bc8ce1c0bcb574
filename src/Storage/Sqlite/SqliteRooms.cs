using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteRooms(SqliteWriter writer, SqliteReaders readers) : IRooms
{
    const string Insert = "INSERT INTO rooms (venue, language, zone, created, by_link) VALUES (?, ?, ?, ?, ?) ON CONFLICT (venue) DO NOTHING";
    const string Select = "SELECT language, zone, created, by_link FROM rooms WHERE venue = ?";
    const string OpenToAll = "UPDATE rooms SET by_link = 0 WHERE venue = ?";

    const string UpsertGuest = """
        INSERT INTO guests (venue, person, name) VALUES (?, ?, ?) ON CONFLICT (venue, person) DO UPDATE SET name = excluded.name
        """;

    const string SelectGuest = "SELECT name FROM guests WHERE venue = ? AND person = ?";
    const string CountGuests = "SELECT count(*) FROM guests WHERE venue = ?";

    public Task CreateAsync(Room room, CancellationToken stop) => writer.DoAsync(
        database => database.Prepare(Insert)
            .With(room.Venue.Value)
            .With(room.Language)
            .With(room.Zone)
            .With(room.CreatedAt)
            .With(room.IsByLink ? 1 : 0)
            .Write(),
        stop);

    public Task<Room?> FindAsync(VenueId venue, CancellationToken stop) => readers.ReadAsync(
        database => database.Prepare(Select).With(venue.Value)
            .First(row => new Room(venue, row.Text(0), row.Text(1), row.Time(2), row.Long(3) != 0)),
        stop);

    public Task OpenToAllAsync(VenueId venue, CancellationToken stop) =>
        writer.DoAsync(database => database.Prepare(OpenToAll).With(venue.Value).Write(), stop);

    public Task PutGuestAsync(VenueId venue, Guest guest, CancellationToken stop) => writer.DoAsync(
        database => database.Prepare(UpsertGuest).With(venue.Value).With(guest.Person).With(guest.Name).Write(), stop);

    public Task<Guest?> FindGuestAsync(VenueId venue, string person, CancellationToken stop) => readers.ReadAsync(
        database => database.Prepare(SelectGuest).With(venue.Value).With(person).First(row => new Guest(person, row.TextOrNull(0))), stop);

    public Task<int> CountGuestsAsync(VenueId venue, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(CountGuests).With(venue.Value).First(row => row.Int(0)), stop);
}
