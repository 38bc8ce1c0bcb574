using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>The stores over Microsoft's emulator, each with tables of its own.</summary>
public sealed class TableStoreTest(Azurite azurite) : StoreContract
{
    protected override int RowsTried => TableLimits.PageRowsMax + 1;

    protected override async Task<IStore> OpenAsync() => await TableStore.OpenAsync(new()
    {
        Connection = await azurite.ConnectionStringAsync(),
        Prefix = $"t{Guid.NewGuid():n}",
        Client = Azurite.Patient,
    });
}
