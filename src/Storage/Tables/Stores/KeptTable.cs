using System.Runtime.CompilerServices;
using Azure;

namespace CoCreateBot.Storage.Tables;

/// <summary>
/// One table, as the stores use it: whatever fails is a <see cref="StoreUnavailableException"/>, and whoever loses to another writer is told for certain.
/// A write that was begun is finished, so none takes a token.
/// </summary>
/// <param name="isSorted">Rows come in the order of their keys; else they are all read first, and sorted here.</param>
sealed class KeptTable(TableClient client, TableTrouble trouble, bool isSorted)
{
    /// <summary>As often another writer may be first, before it is said.</summary>
    const int TriesMax = 100;

    /// <summary>Requests at one time for one call.</summary>
    const int TogetherMax = 16;

    /// <summary>Another one with each writing: by it a write whose answer was lost is known again.</summary>
    const string Stamp = "Write";

    public string Name => client.Name;

    /// <summary>Rows come in the order of their keys.</summary>
    public bool IsSorted => isSorted;

    /// <exception cref="StoreUnavailableException">It says which table could not be made.</exception>
    public async Task CreateAsync()
    {
        try
        {
            await client.CreateIfNotExistsAsync(default);
        }
        catch (RequestFailedException e)
        {
            throw trouble.NotMade(Name, e);
        }
    }

    /// <summary>Is there such a table? No row of it is needed.</summary>
    public async Task<bool> IsThereAsync()
    {
        try
        {
            await client.GetEntityIfExistsAsync("meta", "there", [], default);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode is TableErrorCode.TableNotFound)
        {
            return false;
        }
        catch (RequestFailedException e)
        {
            throw trouble.Of(e);
        }
    }

    /// <summary>The table is made where it is not there; else no right to make any is needed.</summary>
    public async Task<TableEntity?> FindOrCreateAsync(string partition, string row)
    {
        try
        {
            return await client.GetEntityIfExistsAsync(partition, row, null, default);
        }
        catch (RequestFailedException e) when (e.ErrorCode is TableErrorCode.TableNotFound)
        {
            await CreateAsync();
            return null;
        }
        catch (RequestFailedException e)
        {
            throw trouble.Of(e);
        }
    }

    public Task<TableEntity?> FindAsync(string partition, string row, CancellationToken stop) => trouble.SaidAsync(() =>
    {
        stop.ThrowIfCancellationRequested();
        return client.GetEntityIfExistsAsync(partition, row, null, stop);
    });

    public Task PutAsync(TableEntity row) => trouble.SaidAsync(() => client.UpsertEntityAsync(row.Whole(), TableUpdateMode.Replace, default));

    /// <summary>What stands in other columns stays.</summary>
    public Task MergeAsync(TableEntity row) => trouble.SaidAsync(() => client.UpsertEntityAsync(row.Whole(), TableUpdateMode.Merge, default));

    /// <returns>False where there is such a row. It may be this very one: the answer to a try that worked can be lost.</returns>
    public async Task<bool> InsertAsync(TableEntity row)
    {
        try
        {
            await client.AddEntityAsync(row.Whole(), default);
            return true;
        }
        catch (RequestFailedException e) when (IsTooLate(e))
        {
            return false;
        }
        catch (RequestFailedException e)
        {
            throw trouble.Of(e);
        }
    }

    /// <returns>False where there is such a row of somebody else. Else the row has its new ETag; so it is with <see cref="SwapAsync"/>.</returns>
    public Task<bool> AddAsync(TableEntity row) => WinAsync(row, () => client.AddEntityAsync(row, default));

    /// <returns>False where it is not as it was known, or gone.</returns>
    public Task<bool> SwapAsync(TableEntity row, ETag known) =>
        WinAsync(row, () => client.UpdateEntityAsync(row, known, TableUpdateMode.Replace, default));

    /// <summary>Changes a row as it stands then.</summary>
    /// <param name="change">Gives false where nothing is to be changed. It is asked again where another writer was first.</param>
    /// <returns>The row as it stands then; null where there is none.</returns>
    public async Task<TableEntity?> ChangeAsync(string partition, string row, Func<TableEntity, bool> change)
    {
        TableEntity? known = null;
        await TryAsync(async () =>
        {
            known = await FindAsync(partition, row, default);
            return known is null || !known.Read(change) || await SwapAsync(known, known.ETag);
        });
        return known;
    }

    /// <summary>Again and again, until no other writer was first.</summary>
    public async Task TryAsync(Func<Task<bool>> attempt)
    {
        for (var tries = 0; !await attempt(); tries++)
        {
            if (tries == TriesMax)
            {
                throw trouble.Busy();
            }
        }
    }

    /// <summary>It goes; where it is gone already, that is just as well.</summary>
    public Task RemoveAsync(string partition, string row) =>
        trouble.SaidAsync(() => client.DeleteEntityAsync(partition, row, ETag.All, default));

    /// <returns>False where it is not as it was known.</returns>
    public async Task<bool> RemoveAsync(TableEntity known)
    {
        try
        {
            await client.DeleteEntityAsync(known.PartitionKey, known.RowKey, known.ETag, default);
            return true;
        }
        catch (RequestFailedException e) when (IsTooLate(e))
        {
            return false;
        }
        catch (RequestFailedException e)
        {
            throw trouble.Of(e);
        }
    }

    /// <summary>All that these conditions say goes.</summary>
    public async Task RemoveAllAsync(string filter)
    {
        var rows = await RangeAsync(filter, default, select: []);
        await EachAsync(rows, row => RemoveAsync(row.PartitionKey, row.RowKey));
    }

    /// <summary>By the keys.</summary>
    public async Task<List<TableEntity>> RangeAsync(
        string filter, CancellationToken stop, int max = int.MaxValue, IReadOnlyList<string>? select = null) =>
        await RowsAsync(filter, max, select, stop).Take(max).ToListAsync(stop);

    /// <summary>The first that come, in whatever order, and whether these are all.</summary>
    /// <param name="min">So many at the least, where there are as many.</param>
    public async Task<(List<TableEntity> Rows, bool AreAll)> SomeAsync(string filter, int min, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var some = new List<TableEntity>();
        await using var pages = client.QueryAsync(filter, TableLimits.PageRowsMax, null, stop).AsPages().GetAsyncEnumerator(stop);
        while (await trouble.SaidAsync(() => pages.MoveNextAsync().AsTask()))
        {
            some.AddRange(pages.Current.Values);
            if (pages.Current.ContinuationToken is not null && some.Count >= min)
            {
                return (some, false);
            }
        }

        return (some, true);
    }

    /// <summary>By the keys, page by page as they are taken.</summary>
    public async IAsyncEnumerable<TableEntity> RowsAsync(
        string filter, int page, IReadOnlyList<string>? select, [EnumeratorCancellation] CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var all = new List<TableEntity>();
        await using var pages = client.QueryAsync(filter, Math.Min(page, TableLimits.PageRowsMax), select, stop).AsPages().GetAsyncEnumerator(stop);
        while (await trouble.SaidAsync(() => pages.MoveNextAsync().AsTask()))
        {
            if (!isSorted)
            {
                all.AddRange(pages.Current.Values);
                continue;
            }

            foreach (var row in pages.Current.Values)
            {
                yield return row;
            }
        }

        foreach (var row in all.OrderBy(row => row.PartitionKey, StringComparer.Ordinal).ThenBy(row => row.RowKey, StringComparer.Ordinal))
        {
            yield return row;
        }
    }

    /// <summary>Many at one time, and not too many.</summary>
    public static async Task EachAsync<T>(IEnumerable<T> all, Func<T, Task> act)
    {
        foreach (var some in all.Chunk(TogetherMax))
        {
            await Task.WhenAll(some.Select(act));
        }
    }

    /// <summary>The same, with what each gave, in their order.</summary>
    public static async Task<TOut[]> EachAsync<T, TOut>(IReadOnlyCollection<T> all, Func<T, Task<TOut>> act)
    {
        var done = new TOut[all.Count];
        await EachAsync(all.Index(), async one => done[one.Index] = await act(one.Item));
        return done;
    }

    public static string In(string partition) => TableClient.CreateQueryFilter($"PartitionKey eq {partition}");

    /// <param name="begins">As the key of the row begins.</param>
    public static string In(string partition, string begins) => In(partition, begins, TableKey.EndOf(begins));

    public static string In(string partition, string from, string end) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {end}");

    async Task<bool> WinAsync(TableEntity row, Func<Task<Response>> write)
    {
        var stamp = Guid.NewGuid();
        row.Whole()[Stamp] = stamp;
        try
        {
            row.ETag = (await write()).Headers.ETag ?? default;
            return true;
        }
        catch (RequestFailedException e) when (IsTooLate(e))
        {
            var there = e.MayBeDone ? await FindAsync(row.PartitionKey, row.RowKey, default) : null;
            row.ETag = there?.ETag ?? default;
            return there?[Stamp] is Guid mark && mark == stamp;
        }
        catch (RequestFailedException e)
        {
            throw trouble.Of(e);
        }
    }

    static bool IsTooLate(RequestFailedException e) =>
        e.Status is 409 or 412 or 404 && e.ErrorCode is not (TableErrorCode.TableNotFound or TableErrorCode.TableBeingDeleted);
}
