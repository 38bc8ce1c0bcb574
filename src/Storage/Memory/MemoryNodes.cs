using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Memory;

/// <summary>What several servers would share.</summary>
sealed class MemoryNodes
{
    readonly MemoryRows<string, StoredNode> nodes = new();
    readonly MemoryRows<SessionId, SessionLease> leases = new();

    public INodes Of(string node) => new View(this, node);

    sealed class View(MemoryNodes all, string own) : INodes
    {
        public string Own => own;

        public Task BeatAsync(long beat, string news, CancellationToken stop)
        {
            Bounds.CheckNews(news);
            return all.nodes.DoAsync(rows => rows[own] = new(own, beat, news), stop);
        }

        public Task<ImmutableArray<StoredNode>> ReadAsync(CancellationToken stop) => all.nodes.DoAsync<ImmutableArray<StoredNode>>(
            rows => [.. rows.Values.OrderBy(row => row.Name, StringComparer.Ordinal)], stop);

        public Task RemoveAsync(string node, CancellationToken stop) => all.nodes.DoAsync(rows => rows.Remove(node), stop);

        public Task<ImmutableArray<SessionLease>> LeasesAsync(int max, CancellationToken stop)
        {
            Bounds.CheckMax(max);
            return all.leases.DoAsync<ImmutableArray<SessionLease>>(
                rows => [.. rows.Values.OrderBy(lease => lease.Session.Value, StringComparer.Ordinal).Take(max)], stop);
        }

        public Task<SessionLease?> FindAsync(SessionId session, CancellationToken stop) =>
            all.leases.DoAsync(rows => rows.GetValueOrDefault(session), stop);

        public Task<bool> SwapAsync(SessionLease? known, SessionLease lease, CancellationToken stop) =>
            all.leases.SwapAsync(lease.Session, known, lease, stop);

        public Task<bool> RemoveAsync(SessionLease known, CancellationToken stop) => all.leases.DoAsync(
            rows => rows.GetValueOrDefault(known.Session) == known && rows.Remove(known.Session), stop);
    }
}
