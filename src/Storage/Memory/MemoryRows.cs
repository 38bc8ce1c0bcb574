namespace CoCreateBot.Storage.Memory;

/// <summary>Rows by key, one caller at a time. What goes wrong is in the task, as it is in a store that really waits.</summary>
sealed class MemoryRows<TKey, TRow>
    where TKey : notnull
{
    readonly Lock gate = new();
    readonly Dictionary<TKey, TRow> rows = [];

    public Task<T> DoAsync<T>(Func<Dictionary<TKey, TRow>, T> act, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(stop);
        }

        lock (gate)
        {
            return Task.FromResult(act(rows));
        }
    }

    /// <summary>Puts a row in the place of the one that is known; false where another one stands there.</summary>
    /// <param name="known">Null for none.</param>
    public Task<bool> SwapAsync(TKey key, TRow? known, TRow row, CancellationToken stop) => DoAsync(
        all =>
        {
            var isAsKnown = EqualityComparer<TRow?>.Default.Equals(all.GetValueOrDefault(key), known);
            if (isAsKnown)
            {
                all[key] = row;
            }

            return isAsKnown;
        },
        stop);
}
