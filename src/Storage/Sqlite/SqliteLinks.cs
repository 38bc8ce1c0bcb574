using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteLinks(SqliteWriter writer, SqliteReaders readers) : ILinks
{
    const string Insert = "INSERT INTO links (venue, hash, session, taker, withdrawn) VALUES (?, ?, ?, ?, ?) ON CONFLICT (venue, hash) DO NOTHING";
    const string Select = "SELECT session, taker, withdrawn FROM links WHERE venue = ? AND hash = ?";
    const string Take = "UPDATE links SET taker = ? WHERE venue = ? AND hash = ? AND taker IS NULL AND withdrawn = 0";
    const string Withdraw = "UPDATE links SET withdrawn = 1 WHERE session = ? AND taker IS NULL AND withdrawn = 0";
    const string Count = "SELECT count(*) FROM links WHERE session = ?";

    public Task PutAsync(ImmutableArray<RoomLink> links, CancellationToken stop) => writer.DoAsync(
        database => links.Sum(link => database.Prepare(Insert)
            .With(link.Venue.Value)
            .With(link.Hash)
            .With(link.Session.Value)
            .With(link.Taker)
            .With(link.IsWithdrawn ? 1 : 0)
            .Write()),
        stop);

    public Task<RoomLink?> FindAsync(VenueId venue, string hash, CancellationToken stop) => readers.ReadAsync(database => Find(database, venue, hash), stop);

    public Task<RoomLink?> TakeAsync(VenueId venue, string hash, string taker, CancellationToken stop) => writer.DoAsync(
        database =>
        {
            database.Prepare(Take).With(taker).With(venue.Value).With(hash).Write();
            return Find(database, venue, hash);
        },
        stop);

    public Task<int> WithdrawAsync(SessionId session, CancellationToken stop) =>
        writer.DoAsync(database => database.Prepare(Withdraw).With(session.Value).Write(), stop);

    public Task<int> CountAsync(SessionId session, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(Count).With(session.Value).First(row => row.Int(0)), stop);

    static RoomLink? Find(Database database, VenueId venue, string hash) => database.Prepare(Select).With(venue.Value).With(hash)
        .First(row => new RoomLink(venue, hash, new(row.Text(0)), row.TextOrNull(1), row.Long(2) != 0));
}
