using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

sealed class TableNodes(KeptTable nodes, string own) : INodes
{
    const string Nodes = "node";
    const string Leases = "lease";

    /// <summary>No server counts so.</summary>
    const long DamagedBeat = -1;

    /// <summary>As servers tell that nothing is new.</summary>
    const string NoNews = "0";

    const int KnownMax = 10_000;

    readonly KnownRows<SessionId> leases = new(KnownMax);

    public string Own => own;

    public Task BeatAsync(long beat, string news, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Bounds.CheckNews(news);
        return nodes.PutAsync(new(Nodes, TableKey.Of(own)) { { "Node", own }, { "Beat", beat }, { "News", news } });
    }

    public async Task<ImmutableArray<StoredNode>> ReadAsync(CancellationToken stop)
    {
        var rows = await nodes.RangeAsync(KeptTable.In(Nodes), stop);
        return [.. rows.Select(row => row.TryRead(Node, out var node) ? node! : Damaged(row))]; // ! it could be read
    }

    public Task RemoveAsync(string node, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return nodes.RemoveAsync(Nodes, TableKey.Of(node));
    }

    public async Task<ImmutableArray<SessionLease>> LeasesAsync(int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return [.. (await nodes.RangeAsync(KeptTable.In(Leases), stop, max)).Readable(row => Know(Lease(row), row))];
    }

    public async Task<SessionLease?> FindAsync(SessionId session, CancellationToken stop) =>
        await nodes.FindAsync(Leases, TableKey.Of(session.Value), stop) is { } row ? Know(row.Read(Lease), row) : null;

    public async Task<bool> SwapAsync(SessionLease? known, SessionLease lease, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var row = new TableEntity(Leases, TableKey.Of(lease.Session.Value))
        {
            { "Session", lease.Session.Value },
            { "Node", lease.Node },
            { "Turn", lease.Turn },
            { "Ending", lease.IsEnding },
        };
        var isSwapped = known is null ? await nodes.AddAsync(row) : await AsKnownAsync(known) is { } there && await nodes.SwapAsync(row, there.ETag);
        if (isSwapped)
        {
            Know(lease, row);
        }

        return isSwapped;
    }

    public async Task<bool> RemoveAsync(SessionLease known, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return await AsKnownAsync(known) is { } there && await nodes.RemoveAsync(there);
    }

    static StoredNode Node(TableEntity row) => new(row.Text("Node"), row.Long("Beat"), row.Text("News"));

    // It may live, and then it writes its row anew before long: so it is there, it is silent, and what it told comes with its next row.
    static StoredNode Damaged(TableEntity row) => new(TableKey.IdOf(row.RowKey) ?? row.RowKey, DamagedBeat, NoNews);

    static SessionLease Lease(TableEntity row) => new(new(row.Text("Session")), row.Text("Node"), row.Id("Turn"), row.GetBoolean("Ending") == true);

    Task<TableEntity?> AsKnownAsync(SessionLease lease) => leases.AsExpectedAsync(
        lease.Session, row => row.Read(Lease) == lease, () => nodes.FindAsync(Leases, TableKey.Of(lease.Session.Value), default));

    SessionLease Know(SessionLease lease, TableEntity row)
    {
        leases.Know(lease.Session, row);
        return lease;
    }
}
