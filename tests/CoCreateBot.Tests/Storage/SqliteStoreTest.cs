using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;

namespace CoCreateBot.Tests.Storage;

public sealed class SqliteStoreTest : StoreContract
{
    readonly TestFolder folder = new();

    protected override async Task<IStore> OpenAsync() => await SqliteStore.OpenAsync(folder.File("cocreate.db"), new());

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}
