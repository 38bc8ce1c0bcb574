using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>A row a code, and before it one in the index by session.</summary>
sealed class TableInvitations(KeptTable invitations, KeptTable index) : IInvitations
{
    const string Row = "code";
    const string OfSession = "code!-";

    public async Task PutAsync(PlaceInvitation invitation, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var of = new TableEntity(TableKey.Of(invitation.Session.Value), OfSession + TableKey.Of(invitation.Hash)) { { "Hash", invitation.Hash } };
        await index.PutAsync(of);
        var row = new TableEntity(TableKey.Of(invitation.Hash), Row)
        {
            { "Hash", invitation.Hash },
            { "Session", invitation.Session.Value },
            { "Until", invitation.Until },
            { "Taker", invitation.Taker?.Value },
            { "IsWithdrawn", invitation.IsWithdrawn },
        };
        if (!await invitations.InsertAsync(row) && await FindAsync(invitation.Hash, default) is { } first && first.Session != invitation.Session)
        {
            await index.RemoveAsync(of.PartitionKey, of.RowKey); // it is another session's
        }
    }

    public async Task<PlaceInvitation?> FindAsync(string hash, CancellationToken stop) =>
        (await invitations.FindAsync(TableKey.Of(hash), Row, stop))?.Read(Invitation);

    public async Task<PlaceInvitation?> TakeAsync(string hash, VenueId taker, DateTimeOffset now, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var row = await invitations.ChangeAsync(TableKey.Of(hash), Row, row =>
        {
            var isOpen = Invitation(row).IsOpenAt(now);
            row["Taker"] = isOpen ? taker.Value : row["Taker"];
            return isOpen;
        });
        return row?.Read(Invitation);
    }

    public async Task<int> WithdrawAsync(SessionId session, DateTimeOffset now, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var withdrawn = await KeptTable.EachAsync(await OfAsync(session, stop), of => WithdrawAsync(of.Text("Hash"), now));
        return withdrawn.Sum();
    }

    public async Task<int> CountAsync(SessionId session, CancellationToken stop) => (await OfAsync(session, stop)).Count;

    public async Task DeleteAsync(SessionId session)
    {
        await KeptTable.EachAsync(await OfAsync(session, default), async of =>
        {
            await invitations.RemoveAsync(TableKey.Of(of.Text("Hash")), Row);
            await index.RemoveAsync(of.PartitionKey, of.RowKey);
        });
    }

    async Task<int> WithdrawAsync(string hash, DateTimeOffset now)
    {
        var isOurs = false;
        await invitations.ChangeAsync(TableKey.Of(hash), Row, row =>
        {
            var before = Invitation(row);
            isOurs = before.IsOpenAt(now);
            row["IsWithdrawn"] = true;
            return !before.IsWithdrawn;
        });
        return isOurs ? 1 : 0;
    }

    Task<List<TableEntity>> OfAsync(SessionId session, CancellationToken stop) =>
        index.RangeAsync(KeptTable.In(TableKey.Of(session.Value), OfSession), stop);

    static PlaceInvitation Invitation(TableEntity row) => new(
        row.Text("Hash"), new(row.Text("Session")), row.Time("Until"), row.GetString("Taker") is { } taker ? new VenueId(taker) : null, row.Is("IsWithdrawn"));
}
