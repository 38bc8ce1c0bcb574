using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>The stores over tables that refuse what the service refuses.</summary>
public class StrictStoreTest : StoreContract
{
    readonly StrictTables tables = new();

    protected override int RowsTried => TableLimits.PageRowsMax + 1;

    protected virtual string Connection => StrictTables.ConnectionString;

    protected override async Task<IStore> OpenAsync() => await TableStore.OpenAsync(new() { Connection = Connection, Client = tables.Options });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        tables.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The same as Cosmos DB, which gives rows in no order.</summary>
public sealed class UnsortedStoreTest : StrictStoreTest
{
    protected override string Connection => StrictTables.Cosmos;
}
