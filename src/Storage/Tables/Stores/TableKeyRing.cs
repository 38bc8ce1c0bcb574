using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Tables;

/// <summary>A key is inserted once. Where it was destroyed its row stays, without it, so that nobody can insert another.</summary>
sealed class TableKeyRing(KeptTable keys) : IKeyRing
{
    public async Task<KeptKey> KeepAsync(SessionId session, int scope, ReadOnlyMemory<byte> key, CancellationToken stop)
    {
        Bounds.CheckKey(key);
        stop.ThrowIfCancellationRequested();
        var row = Row(session, scope);
        row["Key"] = key.ToArray();
        KeptKey? kept = null;
        await keys.TryAsync(async () =>
        {
            kept = await FindAsync(row) ?? (await keys.InsertAsync(row) ? new(scope, key.ToArray()) : null);
            return kept is not null;
        });
        return kept!; // ! it was there or has just been written
    }

    public async Task<ImmutableArray<KeptKey>> ReadAsync(SessionId session, CancellationToken stop)
    {
        var rows = await keys.RangeAsync(KeptTable.In(TableKey.Of(session.Value)), stop);
        return [.. rows.Select(row => row.Read(Key)).OrderBy(key => key.Scope)];
    }

    public Task DestroyAsync(SessionId session, int scope, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return keys.PutAsync(Row(session, scope));
    }

    public async Task DestroyAllAsync(SessionId session)
    {
        var rows = await keys.RangeAsync(KeptTable.In(TableKey.Of(session.Value)), default);
        await KeptTable.EachAsync(rows.Where(row => row["Key"] is not null), row => DestroyAsync(session, row.Read(Scope), default));
    }

    async Task<KeptKey?> FindAsync(TableEntity row) => (await keys.FindAsync(row.PartitionKey, row.RowKey, default))?.Read(Key);

    static TableEntity Row(SessionId session, int scope) =>
        new(TableKey.Of(session.Value), scope.ToString("d10", CultureInfo.InvariantCulture)) { { "Scope", scope } };

    static int Scope(TableEntity row) => row.Number("Scope");

    static KeptKey Key(TableEntity row) => new(Scope(row), row["Key"] is null ? (ReadOnlyMemory<byte>?)null : row.Bytes("Key"));
}
