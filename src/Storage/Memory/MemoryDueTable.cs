using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Memory;

sealed class MemoryDueTable
{
    readonly MemoryRows<(SessionId Session, string Node), DueEntry> entries = new();

    public IDueTable Of(string node) => new View(this, node);

    public Task DeleteAsync(SessionId session, CancellationToken stop) => entries.DoAsync(
        rows => rows.Keys.Where(key => key.Session == session).ToList().TrueForAll(rows.Remove), stop);

    sealed class View(MemoryDueTable all, string node) : IDueTable
    {
        public Task PutAsync(SessionId session, DateTimeOffset due, CancellationToken stop) =>
            all.entries.DoAsync(rows => rows[(session, node)] = new(session, due), stop);

        public Task RemoveAsync(SessionId session, CancellationToken stop) => all.entries.DoAsync(rows => rows.Remove((session, node)), stop);

        public Task ForgetAsync(SessionId session, DateTimeOffset before, CancellationToken stop) => all.entries.DoAsync(
            rows => rows.Where(row => row.Key.Session == session && row.Value.Due < before).Select(row => row.Key).ToList().TrueForAll(rows.Remove), stop);

        public Task<ImmutableArray<DueEntry>> UpToAsync(DateTimeOffset now, int max, CancellationToken stop)
        {
            Bounds.CheckMax(max);
            return all.entries.DoAsync<ImmutableArray<DueEntry>>(
                rows =>
                [
                    .. rows.Values.Where(entry => entry.Due <= now)
                        .OrderBy(entry => entry.Due)
                        .ThenBy(entry => entry.Session.Value, StringComparer.Ordinal)
                        .DistinctBy(entry => entry.Session)
                        .Take(max),
                ],
                stop);
        }
    }
}
