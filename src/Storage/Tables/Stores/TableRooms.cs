using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

sealed class TableRooms(KeptTable rooms, KeptTable guests) : IRooms
{
    const string Row = "room";

    public Task CreateAsync(Room room, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return rooms.InsertAsync(new(TableKey.Partition(room.Venue.Value), Row)
        {
            { "Venue", room.Venue.Value },
            { "Language", room.Language },
            { "Zone", room.Zone },
            { "Created", room.CreatedAt },
            { "IsByLink", room.IsByLink },
        });
    }

    public async Task<Room?> FindAsync(VenueId venue, CancellationToken stop) =>
        (await rooms.FindAsync(TableKey.Partition(venue.Value), Row, stop))?.Read(
            row => new Room(venue, row.Text("Language"), row.Text("Zone"), row.Time("Created"), row.Is("IsByLink")));

    public Task OpenToAllAsync(VenueId venue, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return rooms.ChangeAsync(TableKey.Partition(venue.Value), Row, row =>
        {
            var isClosed = row.Is("IsByLink");
            row["IsByLink"] = false;
            return isClosed;
        });
    }

    public Task PutGuestAsync(VenueId venue, Guest guest, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return guests.PutAsync(new(TableKey.Partition(venue.Value), TableKey.Of(guest.Person)) { { "Name", guest.Name } });
    }

    public async Task<Guest?> FindGuestAsync(VenueId venue, string person, CancellationToken stop) =>
        (await guests.FindAsync(TableKey.Partition(venue.Value), TableKey.Of(person), stop))?.Read(row => new Guest(person, row.GetString("Name")));

    /// <summary>By their keys alone, a thousand at a time.</summary>
    public async Task<int> CountGuestsAsync(VenueId venue, CancellationToken stop) =>
        (await guests.RangeAsync(KeptTable.In(TableKey.Partition(venue.Value)), stop, select: [])).Count;
}
