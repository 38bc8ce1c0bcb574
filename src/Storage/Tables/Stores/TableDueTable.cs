using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// A session's row in the index names the one that counts, for each server. A contribution makes a session due at once, and when it is shown everywhere the
/// session is due again when it was before: so the row of that later time is kept, and named beside the other, and the way there and back is two requests each.
/// </summary>
sealed class TableDueTable(TableTimes times, KeptTable index, string node) : IDueTable
{
    const string Rows = "due";

    readonly string ownRow = RowOf(node);

    const int KnownMax = 10_000;

    readonly KnownRows<SessionId> known = new(KnownMax);

    public async Task PutAsync(SessionId session, DateTimeOffset due, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        string? own = null;
        await TryAsync(session, async (row, isCertain) =>
        {
            var before = Named.Of(row);
            if (before.Due == due)
            {
                return isCertain;
            }

            own = before.LaterDue == due ? own : own ?? await times.AddAsync(due, session.Value, ("Session", session.Value), ("Node", node));
            var next = before.LaterDue == due ? new Named(due, before.Later, null, null)
                : due < before.Due ? new Named(due, own, before.Due, before.Time)
                : new Named(due, own, null, null);
            var written = next.Row(session, ownRow);
            if (!(row is null ? await index.AddAsync(written) : await index.SwapAsync(written, row.ETag)))
            {
                return false;
            }

            known.Know(session, written);
            await ForgetAsync([before.Time, before.Later, own], next);
            return true;
        });
    }

    public async Task RemoveAsync(SessionId session, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await TryAsync(session, async (row, _) =>
        {
            if (row is null || !await index.RemoveAsync(row))
            {
                return row is null;
            }

            await ForgetAsync([Named.Of(row).Time, Named.Of(row).Later], default);
            return true;
        });
    }

    public async Task ForgetAsync(SessionId session, DateTimeOffset before, CancellationToken stop)
    {
        foreach (var row in await index.RangeAsync(KeptTable.In(TableKey.Of(session.Value), Rows + TableKey.Between), stop))
        {
            if (Named.Of(row) is { Due: { } due } named && due < before && await index.RemoveAsync(row))
            {
                known.Forget(session);
                await ForgetAsync([named.Time, named.Later], default);
            }
        }
    }

    /// <summary>With its session, which is never due again. Here the row that names the others goes last: by it the next try finds them.</summary>
    public async Task DeleteAsync(SessionId session)
    {
        known.Forget(session);
        foreach (var row in await index.RangeAsync(KeptTable.In(TableKey.Of(session.Value), Rows + TableKey.Between), default))
        {
            var named = Named.Of(row);
            await ForgetAsync([named.Time, named.Later], default);
            await index.RemoveAsync(row.PartitionKey, row.RowKey);
        }
    }

    public async Task<ImmutableArray<DueEntry>> UpToAsync(DateTimeOffset now, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return [.. await times.UpToAsync(now, max, row => OwnerAsync(row, stop), stop)
            .DistinctBy(entry => entry.Session).Take(max).ToListAsync(stop)];
    }

    /// <summary>By what is remembered first, and where that is not so any more by what is there.</summary>
    Task TryAsync(SessionId session, Func<TableEntity?, bool, Task<bool>> attempt) => index.TryAsync(async () =>
        known.Take(session) is { } row
            ? await attempt(row, false)
            : await attempt(await index.FindAsync(TableKey.Of(session.Value), ownRow, default), true));

    static string RowOf(string node) => TableKey.Of(Rows, node);

    async Task ForgetAsync(string?[] rows, Named next)
    {
        foreach (var row in rows.Except([next.Time, next.Later], StringComparer.Ordinal))
        {
            await times.RemoveAsync(row);
        }
    }

    async Task<(DueEntry? Entry, bool IsNamed)> OwnerAsync(TableEntity row, CancellationToken stop)
    {
        if (!row.TryRead(due => new DueEntry(new(due.Text("Session")), due.Time("Due")), out var entry))
        {
            return (null, true); // nobody can tell
        }

        var named = Named.Of(await index.FindAsync(TableKey.Of(entry!.Session.Value), RowOf(row.Text("Node")), stop)); // ! it could be read
        var name = TableTimes.Name(row);
        return (named.Time == name ? entry : null, named.Time == name || named.Later == name);
    }

    /// <param name="Due">When it is due, with the name of that row.</param>
    /// <param name="LaterDue">When it was due before, and will be again, with the name of that row.</param>
    readonly record struct Named(DateTimeOffset? Due, string? Time, DateTimeOffset? LaterDue, string? Later)
    {
        public static Named Of(TableEntity? row) => row?.Read(one => new Named(
            one.GetDateTimeOffset("Due"), one.GetString("Time"), one.GetDateTimeOffset("LaterDue"), one.GetString("Later"))) ?? default;

        public TableEntity Row(SessionId session, string row) => new(TableKey.Of(session.Value), row)
        {
            { "Due", Due },
            { "Time", Time },
            { "LaterDue", LaterDue },
            { "Later", Later },
        };
    }
}
