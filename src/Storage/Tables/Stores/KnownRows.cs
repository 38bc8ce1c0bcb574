using System.Collections.Concurrent;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// Rows as they were last read or written from here, so that to swap one is one request. Another server may have written since: then the swap is refused.
/// </summary>
/// <param name="max">Beyond it all are forgotten, and each is read once more before it is swapped.</param>
sealed class KnownRows<TKey>(int max)
    where TKey : notnull
{
    readonly ConcurrentDictionary<TKey, TableEntity> rows = new();

    public void Know(TKey key, TableEntity row)
    {
        if (rows.Count >= max)
        {
            rows.Clear();
        }

        if (row.ETag != default)
        {
            rows[key] = row;
        }
    }

    public void Forget(TKey key) => rows.TryRemove(key, out _);

    /// <summary>Whoever takes it writes it, or did so in vain: either way it is not known any more.</summary>
    public TableEntity? Take(TKey key) => rows.TryRemove(key, out var row) ? row : null;

    /// <summary>The row where it still says what is expected of it, asked for where what is known here does not.</summary>
    public async Task<TableEntity?> AsExpectedAsync(TKey key, Func<TableEntity, bool> isExpected, Func<Task<TableEntity?>> find)
    {
        var row = Take(key) is { } known && isExpected(known) ? known : await find();
        return row is not null && isExpected(row) ? row : null;
    }
}
