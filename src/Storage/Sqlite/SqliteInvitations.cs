using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Sqlite;

sealed class SqliteInvitations(SqliteWriter writer, SqliteReaders readers) : IInvitations
{
    const string Insert = """
        INSERT INTO invitations (hash, session, until, taker, withdrawn) VALUES (?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING
        """;

    const string Select = "SELECT session, until, taker, withdrawn FROM invitations WHERE hash = ?";
    const string Take = "UPDATE invitations SET taker = ? WHERE hash = ? AND taker IS NULL AND withdrawn = 0 AND until > ?";
    const string CountOpen = "SELECT count(*) FROM invitations WHERE session = ? AND taker IS NULL AND withdrawn = 0 AND until > ?";
    const string Withdraw = "UPDATE invitations SET withdrawn = 1 WHERE session = ?";
    const string Count = "SELECT count(*) FROM invitations WHERE session = ?";

    public Task PutAsync(PlaceInvitation invitation, CancellationToken stop) => writer.DoAsync(
        database => database.Prepare(Insert)
            .With(invitation.Hash)
            .With(invitation.Session.Value)
            .With(invitation.Until)
            .With(invitation.Taker?.Value)
            .With(invitation.IsWithdrawn ? 1 : 0)
            .Write(),
        stop);

    public Task<PlaceInvitation?> FindAsync(string hash, CancellationToken stop) => readers.ReadAsync(database => Find(database, hash), stop);

    public Task<PlaceInvitation?> TakeAsync(string hash, VenueId taker, DateTimeOffset now, CancellationToken stop) => writer.DoAsync(
        database =>
        {
            database.Prepare(Take).With(taker.Value).With(hash).With(now).Write();
            return Find(database, hash);
        },
        stop);

    public Task<int> WithdrawAsync(SessionId session, DateTimeOffset now, CancellationToken stop) => writer.DoAsync(
        database =>
        {
            var open = database.Prepare(CountOpen).With(session.Value).With(now).First(row => row.Int(0));
            database.Prepare(Withdraw).With(session.Value).Write();
            return open;
        },
        stop);

    public Task<int> CountAsync(SessionId session, CancellationToken stop) =>
        readers.ReadAsync(database => database.Prepare(Count).With(session.Value).First(row => row.Int(0)), stop);

    static PlaceInvitation? Find(Database database, string hash) => database.Prepare(Select).With(hash).First(row => new PlaceInvitation(
        hash, new(row.Text(0)), row.Time(1), row.TextOrNull(2) is { } taker ? new VenueId(taker) : null, row.Long(3) != 0));
}
