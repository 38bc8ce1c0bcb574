using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>One commit is one row: the partition is the session, the row its number. No head row, no batch: who inserts the number has it.</summary>
sealed class TableLog(KeptTable log, bool isSorted) : ISessionLog
{
    /// <summary>Goes up by one with each change of the columns.</summary>
    const int Format = 1;

    const string Events = "Events";

    public async Task<Append> AppendAsync(SessionId session, StoredCommit commit, CancellationToken stop)
    {
        Bounds.Check(commit);
        stop.ThrowIfCancellationRequested();
        var row = new TableEntity(TableKey.Of(session.Value), Key(commit.Number))
        {
            { nameof(Format), Format },
            { "Id", commit.Id },
            { "Marks", MemoryMarshal.AsBytes(commit.Marks.AsSpan()).ToArray() },
            { "Length", commit.Events.Length },
        };
        return await log.InsertAsync(row.With(Events, commit.Events)) ? Append.Written : Append.NumberTaken;
    }

    public async Task<bool> RewriteAsync(SessionId session, StoredCommit commit, CancellationToken stop)
    {
        Bounds.Check(commit);
        stop.ThrowIfCancellationRequested();
        var isThere = false;
        await log.ChangeAsync(TableKey.Of(session.Value), Key(commit.Number), row =>
        {
            if (isThere = row.Id("Id") == commit.Id)
            {
                CheckFormat(row);
                Bounds.CheckLength(row.Number("Length"), commit.Events.Length);
                row.With(Events, commit.Events);
            }

            return isThere;
        });
        return isThere;
    }

    public async Task<ImmutableArray<StoredCommit>> ReadAsync(SessionId session, long after, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        var partition = TableKey.Of(session.Value);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {Key(after)}");
        var rows = isSorted ? await log.RangeAsync(filter, stop, max) : await UnsortedAsync(partition, filter, after, max, stop);
        return after == 0 && rows is [var first, ..] && first.RowKey != Key(1)
            ? [] // it is being deleted, or a crash came between: it has no beginning any more
            : [.. rows.Select(row => row.Read(Commit))];
    }

    /// <summary>All that a session has goes, its beginning first: what a crash leaves behind is a session to nobody.</summary>
    public async Task DeleteAsync(SessionId session)
    {
        await log.RemoveAsync(TableKey.Of(session.Value), Key(1));
        await log.RemoveAllAsync(KeptTable.In(TableKey.Of(session.Value)));
    }

    /// <summary>
    /// Where rows come in no order all that was asked for is read before the first can be given. So the next numbers are asked for by themselves; only where
    /// some are missing, as at the end, all others. One that comes in meanwhile may be seen before the one before it: then it is not given yet.
    /// </summary>
    async Task<List<TableEntity>> UnsortedAsync(string partition, string filter, long after, int max, CancellationToken stop)
    {
        if (after <= long.MaxValue - max - 1)
        {
            var next = await log.RangeAsync(KeptTable.In(partition, Key(after + 1), Key(after + max + 1)), stop);
            if (next.Count == max)
            {
                return next;
            }
        }

        var seen = await log.RangeAsync(filter, stop, max);
        var again = await log.RangeAsync(filter, stop, max); // whatever came before what was seen is there by now
        var last = seen is [.., var end] ? end.RowKey : "";
        return again.FindAll(row => string.CompareOrdinal(row.RowKey, last) <= 0);
    }

    static StoredCommit Commit(TableEntity row)
    {
        CheckFormat(row);
        return new(
            long.Parse(row.RowKey, CultureInfo.InvariantCulture),
            row.Id("Id"),
            [.. MemoryMarshal.Cast<byte, Guid>(row.Bytes("Marks"))],
            row.Bytes(Events, row.Number("Length")));
    }

    static void CheckFormat(TableEntity row)
    {
        if (row.Number(nameof(Format)) is var format and not Format)
        {
            throw new FormatException($"A later version of this server wrote it (format {format}, this one knows {Format}).");
        }
    }

    static string Key(long number) => number.ToString("d19", CultureInfo.InvariantCulture);
}
