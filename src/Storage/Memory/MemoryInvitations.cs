using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Memory;

sealed class MemoryInvitations : IInvitations
{
    readonly MemoryRows<string, PlaceInvitation> invitations = new();

    public Task PutAsync(PlaceInvitation invitation, CancellationToken stop) =>
        invitations.DoAsync(rows => rows.TryAdd(invitation.Hash, invitation), stop);

    public Task<PlaceInvitation?> FindAsync(string hash, CancellationToken stop) => invitations.DoAsync(rows => rows.GetValueOrDefault(hash), stop);

    public Task<PlaceInvitation?> TakeAsync(string hash, VenueId taker, DateTimeOffset now, CancellationToken stop) => invitations.DoAsync(
        rows => rows.GetValueOrDefault(hash) is { } row && row.IsOpenAt(now) ? rows[hash] = row with { Taker = taker } : rows.GetValueOrDefault(hash), stop);

    public Task<int> WithdrawAsync(SessionId session, DateTimeOffset now, CancellationToken stop) => invitations.DoAsync(
        rows =>
        {
            var all = rows.Values.Where(row => row.Session == session).ToList();
            all.ForEach(row => rows[row.Hash] = row with { IsWithdrawn = true });
            return all.Count(row => row.IsOpenAt(now));
        },
        stop);

    public Task<int> CountAsync(SessionId session, CancellationToken stop) =>
        invitations.DoAsync(rows => rows.Values.Count(row => row.Session == session), stop);

    public Task DeleteAsync(SessionId session, CancellationToken stop) => invitations.DoAsync(
        rows => rows.Where(row => row.Value.Session == session).Select(row => row.Key).ToList().TrueForAll(rows.Remove), stop);

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        invitations.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key))], stop);
}
