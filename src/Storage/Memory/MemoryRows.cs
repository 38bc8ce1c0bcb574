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
}
