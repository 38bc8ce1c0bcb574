using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

sealed class TableDueTable(TableTimes times, KeptTable index) : IDueTable
{
    const string Row = "due";

    public async Task PutAsync(SessionId session, DateTimeOffset due, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var partition = TableKey.Of(session.Value);
        var (own, before) = ((string?)null, (string?)null);
        await index.TryAsync(async () =>
        {
            var known = await index.FindAsync(partition, Row, default);
            before = known?.GetString("Time");
            if (known?.GetDateTimeOffset("Due") == due)
            {
                return true;
            }

            own ??= await times.AddAsync(due, session.Value, ("Session", session.Value));
            var row = new TableEntity(partition, Row) { { "Due", due }, { "Time", own } };
            return known is null ? await index.AddAsync(row) : await index.SwapAsync(row, known.ETag);
        });
        await times.RemoveAsync(own is null ? null : before);
    }

    public async Task RemoveAsync(SessionId session, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await index.TryAsync(async () =>
        {
            var known = await index.FindAsync(TableKey.Of(session.Value), Row, default);
            if (known is null || !await index.RemoveAsync(known))
            {
                return known is null;
            }

            await times.RemoveAsync(known.GetString("Time"));
            return true;
        });
    }

    /// <summary>With its session, which is never due again. Here the row that names the other goes last: by it the next try finds both.</summary>
    public async Task DeleteAsync(SessionId session)
    {
        var known = await index.FindAsync(TableKey.Of(session.Value), Row, default);
        await times.RemoveAsync(known?.GetString("Time"));
        await index.RemoveAsync(TableKey.Of(session.Value), Row);
    }

    public async Task<ImmutableArray<DueEntry>> UpToAsync(DateTimeOffset now, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return [.. await times.UpToAsync(now, max, row => OwnerAsync(row, stop), stop).Take(max).ToListAsync(stop)];
    }

    async Task<DueEntry?> OwnerAsync(TableEntity row, CancellationToken stop)
    {
        if (!row.TryRead(due => new DueEntry(new(due.Text("Session")), due.Time("Due")), out var entry))
        {
            return null;
        }

        var known = await index.FindAsync(TableKey.Of(entry!.Session.Value), Row, stop); // ! it could be read
        return known?.GetString("Time") == TableTimes.Name(row) ? entry : null;
    }
}
