using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// A venue's partition holds each session twice: under its name, for who goes through all, and in the order of the list, open ones first, then back in
/// time, so that the first page costs the same however many there are. Which row is the one of the list stands in the index, by session; that is written
/// first, so that whatever a crash leaves behind is found by who deletes. A row of the list that was given up never is the one again: somebody slow may
/// still be about to delete it, or to write it.
/// </summary>
sealed class TableDirectory(KeptTable directory, KeptTable index) : IDirectory
{
    const string Open = "0-";
    const string Closed = "1-";
    const string ByName = "2-";
    const string At = "at!-";

    /// <summary>Rows that were given up, and may have been written after they were deleted.</summary>
    const int OthersMax = 8;

    readonly TableWalk walk = new(directory, ByName, TableKey.EndOf(ByName));

    public async Task PutAsync(DirectoryEntry entry, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var (venue, begins, row) = (TableKey.Partition(entry.Venue.Value), BeginOf(entry), "");
        var others = ImmutableArray<string>.Empty;
        await index.TryAsync(async () =>
        {
            var known = await index.FindAsync(TableKey.Of(entry.Session.Value), At + TableKey.Of(entry.Venue.Value), default);
            row = RowsOf(known) is [var kept, ..] && kept.StartsWith(begins, StringComparison.Ordinal) ? kept : $"{begins}{Guid.NewGuid():n}";
            others = [.. RowsOf(known).Where(one => one != row).Take(OthersMax)];
            var place = Place(entry, row, others);
            return known is null ? await index.AddAsync(place)
                : (known.GetString("Row") == row && known.GetDateTimeOffset("Closed") == entry.ClosedAt) || await index.SwapAsync(place, known.ETag);
        });
        await Task.WhenAll(
            directory.PutAsync(new(venue, row)
            {
                { "Session", entry.Session.Value },
                { "Title", entry.Title },
                { "Opened", entry.OpenedAt },
                { "Closed", entry.ClosedAt },
            }),
            directory.PutAsync(new(venue, ByName + TableKey.Of(entry.Session.Value))
            {
                { "Session", entry.Session.Value },
                { "Venue", entry.Venue.Value },
                { "Closed", entry.ClosedAt },
            }));
        await KeptTable.EachAsync(others, other => directory.RemoveAsync(venue, other));
    }

    public async Task<ImmutableArray<DirectoryEntry>> InVenueAsync(VenueId venue, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        var filter = KeptTable.In(TableKey.Partition(venue.Value), Open, ByName);
        var rows = await directory.RangeAsync(filter, stop, max);
        var seen = rows.Readable(row => (Row: row.RowKey, Entry: Entry(venue, row))).ToList();
        var listed = new List<DirectoryEntry>();
        foreach (var one in seen.GroupBy(one => one.Entry.Session))
        {
            listed.Add(one.Count() == 1 ? one.First().Entry : await OneOfAsync(venue, [.. one], stop));
        }

        return Listed.Of(listed, max);
    }

    public async Task<ImmutableArray<PlacedSession>> FromAsync(string begins, PlacedSession? after, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        var rows = directory.IsSorted ? await SortedAsync(begins, after, max, stop) : await WalkedAsync(begins, after, max, stop);
        return [.. rows.Readable(row => new PlacedSession(new(row.Text("Venue")), new(row.Text("Session")), row.GetDateTimeOffset("Closed")))];
    }

    /// <summary>When a session was opened and closed, as its places say; they say the same.</summary>
    public async Task<MemberSession> TimesAsync(SessionId session, CancellationToken stop)
    {
        var places = await index.RangeAsync(KeptTable.In(TableKey.Of(session.Value), At), stop);
        var times = places.Readable(row => (Opened: row.GetDateTimeOffset("Opened"), Closed: row.GetDateTimeOffset("Closed"))).ToList();
        return new(session, times.Max(one => one.Opened), times.Max(one => one.Closed));
    }

    public async Task DeleteAsync(SessionId session)
    {
        foreach (var place in await index.RangeAsync(KeptTable.In(TableKey.Of(session.Value), At), default))
        {
            var venue = TableKey.Partition(place.Text("Venue"));
            await KeptTable.EachAsync([.. RowsOf(place), ByName + TableKey.Of(session.Value)], row => directory.RemoveAsync(venue, row));
            await index.RemoveAsync(place.PartitionKey, place.RowKey);
        }
    }

    async Task<IEnumerable<TableEntity>> SortedAsync(string begins, PlacedSession? after, int max, CancellationToken stop)
    {
        var (names, end) = (TableKey.EndOf(ByName), TableKey.EndOf(TableKey.Partition(begins)));
        var from = TableKey.Partition(after?.Venue.Value ?? begins);
        var rows = new List<TableEntity>();
        if (after is not null)
        {
            var last = ByName + TableKey.Of(after.Session.Value);
            rows = await directory.RangeAsync(
                TableClient.CreateQueryFilter($"PartitionKey eq {from} and RowKey gt {last} and RowKey lt {names}"), stop, max);
        }

        if (rows.Count < max)
        {
            var range = after is null ? TableClient.CreateQueryFilter($"PartitionKey ge {from}") : TableClient.CreateQueryFilter($"PartitionKey gt {from}");
            var filter = $"{range} and {TableClient.CreateQueryFilter($"PartitionKey lt {end} and RowKey ge {ByName} and RowKey lt {names}")}";
            rows.AddRange(await directory.RangeAsync(filter, stop, max - rows.Count));
        }

        return rows;
    }

    Task<IEnumerable<TableEntity>> WalkedAsync(string begins, PlacedSession? after, int max, CancellationToken stop) => walk.TakeAsync(
        TableKey.Partition(after?.Venue.Value ?? begins),
        after is null ? null : ByName + TableKey.Of(after.Session.Value),
        TableKey.EndOf(TableKey.Partition(begins)),
        max,
        stop);

    /// <summary>Between two steps of a change both rows are there, and after a crash they stay until the next one.</summary>
    async Task<DirectoryEntry> OneOfAsync(VenueId venue, ImmutableArray<(string Row, DirectoryEntry Entry)> rows, CancellationToken stop)
    {
        var known = await index.FindAsync(TableKey.Of(rows[0].Entry.Session.Value), At + TableKey.Of(venue.Value), stop);
        return rows.OrderByDescending(one => one.Row == known?.GetString("Row")).First().Entry;
    }

    static TableEntity Place(DirectoryEntry entry, string row, ImmutableArray<string> others) =>
        new(TableKey.Of(entry.Session.Value), At + TableKey.Of(entry.Venue.Value))
        {
            { "Venue", entry.Venue.Value },
            { "Row", row },
            { "Others", string.Join(' ', others) },
            { "Opened", entry.OpenedAt },
            { "Closed", entry.ClosedAt },
        };

    static string[] RowsOf(TableEntity? place) =>
        $"{place?.GetString("Row")} {place?.GetString("Others")}".Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static string BeginOf(DirectoryEntry entry)
    {
        var back = (DateTimeOffset.MaxValue.UtcTicks - entry.OpenedAt.UtcTicks).ToString("d19", CultureInfo.InvariantCulture);
        return $"{(entry.ClosedAt is null ? Open : Closed)}{back}-{TableKey.Of(entry.Session.Value)}{TableKey.Between}";
    }

    static DirectoryEntry Entry(VenueId venue, TableEntity row) =>
        new(new(row.Text("Session")), venue, row.Text("Title"), row.Time("Opened"), row.GetDateTimeOffset("Closed"));
}
