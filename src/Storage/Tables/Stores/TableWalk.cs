namespace CoCreateBot.Storage.Tables;

/// <summary>
/// Goes through a table whose service gives rows in no order, partition by partition. What is more than a page is cut in two at what the page holds, again and
/// again, so that a few rows are read and not all that are left. Where it was cut is remembered, for who goes on from there.
/// </summary>
/// <param name="rowsFrom">Rows behind this key are meant; no row has it.</param>
/// <param name="rowsEnd">And before this one.</param>
sealed class TableWalk(KeptTable table, string rowsFrom, string rowsEnd)
{
    const int CutsMax = 1_000;

    /// <summary>What is between two cuts is not worth them.</summary>
    const int FewRows = 4;

    /// <summary>In one partition two rows can be told apart, and so be cut between.</summary>
    const int RowsToCut = 2;

    readonly Lock gate = new();
    readonly SortedSet<string> cuts = new(StringComparer.Ordinal);

    /// <returns>The next rows in the order of their keys; fewer than so many only where there are no more.</returns>
    /// <param name="row">The last one that was read; null where the partition itself was not reached yet.</param>
    /// <param name="end">Partitions before this one.</param>
    public async Task<IEnumerable<TableEntity>> TakeAsync(string partition, string? row, string end, int max, CancellationToken stop)
    {
        var taken = new List<TableEntity>();
        for (var isWith = row is null; taken.Count < max;)
        {
            if (row is not null && await InAsync(partition, row, stop) is [.., var last] rest)
            {
                taken.AddRange(rest);
                row = last.RowKey;
                continue;
            }

            var (more, areWhole) = await OverAsync(isWith, partition, end, stop);
            if (more is not [.., var reached])
            {
                break;
            }

            taken.AddRange(more);
            (isWith, partition, row) = (false, reached.PartitionKey, areWhole ? null : reached.RowKey);
        }

        return taken.Take(max);
    }

    async Task<List<TableEntity>> InAsync(string partition, string row, CancellationToken stop)
    {
        var cut = rowsEnd;
        while (true)
        {
            var (rows, areAll) = await table.SomeAsync(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {row} and RowKey lt {cut}"), RowsToCut, stop);
            if (areAll && (rows.Count > 0 || cut == rowsEnd))
            {
                return Sorted(rows);
            }

            cut = areAll ? rowsEnd : Middle(rows.Select(one => one.RowKey)); // where all are gone meanwhile, what is behind them
        }
    }

    // Whole partitions, or the first rows of one that is more than a page.
    async Task<(List<TableEntity> Rows, bool AreWhole)> OverAsync(bool isWith, string from, string end, CancellationToken stop)
    {
        var cut = CutBehind(from, end);
        while (true)
        {
            var (rows, areAll) = await table.SomeAsync(Filter(isWith, from, cut), 1, stop);
            if (areAll)
            {
                Note(cut, rows.Count);
                if (rows.Count > 0 || cut == end)
                {
                    return (Sorted(rows), true);
                }

                (isWith, from, cut) = (true, cut, CutBehind(cut, end));
            }
            else if (isWith && rows.TrueForAll(one => one.PartitionKey == from))
            {
                if (await InAsync(from, rowsFrom, stop) is [_, ..] alone)
                {
                    return (alone, false);
                }

                isWith = false;
            }
            else
            {
                cut = Middle(rows.Select(one => one.PartitionKey).Distinct(StringComparer.Ordinal));
                Note(cut);
            }
        }
    }

    string Filter(bool isWith, string from, string end)
    {
        var begin = isWith ? TableClient.CreateQueryFilter($"PartitionKey ge {from}") : TableClient.CreateQueryFilter($"PartitionKey gt {from}");
        return $"{begin} and {TableClient.CreateQueryFilter($"PartitionKey lt {end} and RowKey gt {rowsFrom} and RowKey lt {rowsEnd}")}";
    }

    string CutBehind(string from, string end)
    {
        lock (gate)
        {
            return cuts.GetViewBetween(from, end).FirstOrDefault(cut => cut != from) ?? end;
        }
    }

    void Note(string cut)
    {
        lock (gate)
        {
            if (cuts.Count >= CutsMax)
            {
                cuts.Clear();
            }

            cuts.Add(cut);
        }
    }

    void Note(string cut, int rowsBefore)
    {
        lock (gate)
        {
            _ = rowsBefore < FewRows && cuts.Remove(cut);
        }
    }

    // The first is before it, where there are two.
    static string Middle(IEnumerable<string> keys)
    {
        var all = keys.Order(StringComparer.Ordinal).ToList();
        return all[all.Count / 2];
    }

    static List<TableEntity> Sorted(List<TableEntity> rows) =>
        [.. rows.OrderBy(one => one.PartitionKey, StringComparer.Ordinal).ThenBy(one => one.RowKey, StringComparer.Ordinal)];
}
