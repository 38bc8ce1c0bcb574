using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

public sealed partial class MisbehavingStore : INodes
{
    public override INodes? Nodes => Inner.Nodes is null ? null : this;

    string INodes.Own => Inner.Nodes!.Own; // ! asked for only where there are some

    Task INodes.BeatAsync(long beat, string news, CancellationToken stop) => Through(StoreCall.NodesBeat, () => Inner.Nodes!.BeatAsync(beat, news, stop));

    Task<ImmutableArray<StoredNode>> INodes.ReadAsync(CancellationToken stop) => Through(StoreCall.NodesRead, () => Inner.Nodes!.ReadAsync(stop));

    Task INodes.RemoveAsync(string node, CancellationToken stop) => Through(StoreCall.NodesRemove, () => Inner.Nodes!.RemoveAsync(node, stop));

    Task<ImmutableArray<SessionLease>> INodes.LeasesAsync(int max, CancellationToken stop) =>
        Through(StoreCall.LeasesRead, () => Inner.Nodes!.LeasesAsync(max, stop));

    Task<SessionLease?> INodes.FindAsync(SessionId session, CancellationToken stop) =>
        Through(StoreCall.LeasesRead, () => Inner.Nodes!.FindAsync(session, stop));

    Task<bool> INodes.SwapAsync(SessionLease? known, SessionLease lease, CancellationToken stop) =>
        Through(StoreCall.LeasesSwap, () => Inner.Nodes!.SwapAsync(known, lease, stop));

    Task<bool> INodes.RemoveAsync(SessionLease known, CancellationToken stop) =>
        Through(StoreCall.LeasesSwap, () => Inner.Nodes!.RemoveAsync(known, stop));
}
