using CoCreateBot.Storage;
using CoCreateBot.Storage.Sqlite;

namespace CoCreateBot.Tests.Storage;

/// <summary>What somebody reads whose disk is broken.</summary>
public sealed class SqliteTroubleTest : IDisposable
{
    readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Of_a_damaged_file_it_is_said_how_to_restore_it_as_the_page_on_operating_does()
    {
        await File.WriteAllTextAsync(folder.File("here.db"), new string('x', 8192));

        var damaged = await Assert.ThrowsAsync<StoreUnavailableException>(() => SqliteStore.OpenAsync(folder.File("here.db"), new()));

        Assert.Equal(StoreTrouble.Damaged, damaged.Trouble);
        Assert.DoesNotContain("together with its -wal", damaged.Message, StringComparison.Ordinal); // a backup has none
        Assert.Contains("Move it away with its -wal and its -shm, all three", damaged.Message, StringComparison.Ordinal);
        Assert.Contains("docs/operating.md", damaged.Message, StringComparison.Ordinal);
    }
}
