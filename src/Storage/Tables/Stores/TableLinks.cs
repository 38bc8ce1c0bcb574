using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>A row in the room's partition, and before it one in the index by session, so that none is left when the session goes.</summary>
sealed class TableLinks(KeptTable links, KeptTable index) : ILinks
{
    const string OfSession = "link!-";

    public Task PutAsync(ImmutableArray<RoomLink> all, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return KeptTable.EachAsync(all.DistinctBy(link => (link.Venue, link.Hash)), PutAsync);
    }

    public async Task<RoomLink?> FindAsync(VenueId venue, string hash, CancellationToken stop) =>
        (await links.FindAsync(TableKey.Partition(venue.Value), TableKey.Of(hash), stop))?.Read(Link);

    public async Task<RoomLink?> TakeAsync(VenueId venue, string hash, string taker, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var row = await links.ChangeAsync(TableKey.Partition(venue.Value), TableKey.Of(hash), row =>
        {
            var isFree = Link(row).IsFree;
            row["Taker"] = isFree ? taker : row["Taker"];
            return isFree;
        });
        return row?.Read(Link);
    }

    public async Task<int> WithdrawAsync(SessionId session, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var withdrawn = await KeptTable.EachAsync(await OfAsync(session, stop), WithdrawAsync);
        return withdrawn.Sum();
    }

    public async Task<int> CountAsync(SessionId session, CancellationToken stop) => (await OfAsync(session, stop)).Count;

    public async Task DeleteAsync(SessionId session)
    {
        await KeptTable.EachAsync(await OfAsync(session, default), async of =>
        {
            await links.RemoveAsync(TableKey.Partition(of.Text("Venue")), TableKey.Of(of.Text("Hash")));
            await index.RemoveAsync(of.PartitionKey, of.RowKey);
        });
    }

    async Task PutAsync(RoomLink link)
    {
        var of = new TableEntity(TableKey.Of(link.Session.Value), OfSession + TableKey.Of(link.Venue.Value, link.Hash))
        {
            { "Venue", link.Venue.Value },
            { "Hash", link.Hash },
        };
        await index.PutAsync(of);
        var row = new TableEntity(TableKey.Partition(link.Venue.Value), TableKey.Of(link.Hash))
        {
            { "Venue", link.Venue.Value },
            { "Hash", link.Hash },
            { "Session", link.Session.Value },
            { "Taker", link.Taker },
            { "IsWithdrawn", link.IsWithdrawn },
        };
        if (!await links.InsertAsync(row) && await FindAsync(link.Venue, link.Hash, default) is { } first && first.Session != link.Session)
        {
            await index.RemoveAsync(of.PartitionKey, of.RowKey); // it is another session's
        }
    }

    async Task<int> WithdrawAsync(TableEntity of)
    {
        var isOurs = false;
        await links.ChangeAsync(TableKey.Partition(of.Text("Venue")), TableKey.Of(of.Text("Hash")), row =>
        {
            isOurs = Link(row).IsFree;
            row["IsWithdrawn"] = true;
            return isOurs;
        });
        return isOurs ? 1 : 0;
    }

    Task<List<TableEntity>> OfAsync(SessionId session, CancellationToken stop) =>
        index.RangeAsync(KeptTable.In(TableKey.Of(session.Value), OfSession), stop);

    static RoomLink Link(TableEntity row) =>
        new(new(row.Text("Venue")), row.Text("Hash"), new(row.Text("Session")), row.GetString("Taker"), row.Is("IsWithdrawn"));
}
