using System.Globalization;
using System.Runtime.CompilerServices;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// What is due when: the partition is the hour, the row the moment. Each row is written once, under a key that no other has, before its owner's row
/// says that it is the one; an owner that moves on removes its row afterwards. So whatever happens between the steps, the row that counts is there;
/// one that its owner does not name counts for nothing.
/// </summary>
sealed class TableTimes(KeptTable times, TimeProvider time)
{
    /// <summary>A row that no owner names may be one that is just being written; after so long it is none.</summary>
    static readonly TimeSpan WritingMax = TimeSpan.FromMinutes(10);

    /// <summary>Owners that are asked at one time.</summary>
    const int ChunkRows = 64;

    /// <returns>By this its owner names it.</returns>
    public async Task<string> AddAsync(DateTimeOffset due, string owner, params IEnumerable<(string Column, object Value)> says)
    {
        var row = new TableEntity(Bucket(due), $"{Moment(due.UtcTicks)}-{TableKey.Of(owner)}{TableKey.Between}{Guid.NewGuid():n}") { { "Due", due } };
        foreach (var (column, value) in says)
        {
            row[column] = value;
        }

        await times.PutAsync(row);
        return Name(row);
    }

    public Task RemoveAsync(string? name) =>
        name?.Split(' ', 2) is [var bucket, var row] ? times.RemoveAsync(bucket, row) : Task.CompletedTask;

    /// <summary>What is due up to now, the longest overdue first: one range from the first hour on that has any row, however long nobody asked.</summary>
    /// <param name="owner">Gives what a row stands for where its owner says that it counts, and whether its owner names it at all.</param>
    public async IAsyncEnumerable<T> UpToAsync<T>(
        DateTimeOffset now, int max, Func<TableEntity, Task<(T? One, bool IsNamed)>> owner, [EnumeratorCancellation] CancellationToken stop)
        where T : class
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey le {Bucket(now)} and RowKey lt {Moment(now.UtcTicks + 1)}");
        await foreach (var some in times.RowsAsync(filter, Math.Max(max, ChunkRows), null, stop).Chunk(ChunkRows).WithCancellation(stop))
        {
            var owned = await KeptTable.EachAsync(some, owner);
            for (var n = 0; n < some.Length; n++)
            {
                if (owned[n].One is { } one)
                {
                    yield return one;
                }
                else if (!owned[n].IsNamed && some[n].Timestamp < time.GetUtcNow() - WritingMax)
                {
                    await times.RemoveAsync(some[n]);
                }
            }
        }
    }

    public static string Name(TableEntity row) => $"{row.PartitionKey} {row.RowKey}";

    static string Bucket(DateTimeOffset due) => (due.UtcTicks / TimeSpan.TicksPerHour).ToString("d10", CultureInfo.InvariantCulture);

    static string Moment(long ticks) => ticks.ToString("d19", CultureInfo.InvariantCulture);
}
