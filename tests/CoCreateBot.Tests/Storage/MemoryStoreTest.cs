using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;

namespace CoCreateBot.Tests.Storage;

public sealed class MemoryStoreTest : StoreContract
{
    protected override Task<IStore> OpenAsync() => Task.FromResult<IStore>(new MemoryStore());
}
