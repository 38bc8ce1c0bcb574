using CoCreateBot.Bot.Nodes;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>Damaged rows of servers and leases: the others go on.</summary>
public sealed class TableNodesTest : IDisposable
{
    readonly StrictTables tables = new();

    public void Dispose() => tables.Dispose();

    [Theory]
    [InlineData("Node")]
    [InlineData("Beat")]
    [InlineData("News")]
    public async Task A_server_whose_row_is_damaged_is_there_and_silent_until_it_writes_again(string column)
    {
        var (one, other) = (await OpenAsync("one"), await OpenAsync("other"));
        await one.BeatAsync(7, "0\n1\ts\tweb:room", default);
        await other.BeatAsync(7, "0", default);
        tables.Spoil("CoCreateNodes", StrictTables.Start + "one", row =>
        {
            row.Remove($"{column}@odata.type");
            row[column] = true;
        });

        var seen = await other.ReadAsync(default);
        Assert.Equal(["one", "other"], seen.Select(node => node.Name));
        Assert.Equal(seen, await other.ReadAsync(default)); // so it is taken for dead in its time, and no sooner
        var heard = NodeNews.Read(seen[0].News, 3);
        Assert.Equal((3, false, 0), (heard.UpTo, heard.IsAll, heard.Sessions.Length)); // what it wrote comes with its next row

        await one.BeatAsync(8, "0\n1\ts\tweb:room", default);
        Assert.Equal(new StoredNode("one", 8, "0\n1\ts\tweb:room"), (await other.ReadAsync(default))[0]);
    }

    [Fact]
    public async Task A_server_whose_row_stays_damaged_can_be_taken_away()
    {
        var (one, other) = (await OpenAsync("one"), await OpenAsync("other"));
        await one.BeatAsync(7, "0", default);
        tables.Spoil("CoCreateNodes", StrictTables.Start + "one", row => row.Remove("Node"));

        await other.RemoveAsync(Assert.Single(await other.ReadAsync(default)).Name, default);

        Assert.Empty(await other.ReadAsync(default));
    }

    [Fact]
    public async Task A_damaged_lease_harms_its_session_alone()
    {
        var (one, other) = (await OpenAsync("one"), await OpenAsync("other"));
        var (good, bad) = (new SessionLease(SessionId.New(), "one", Guid.NewGuid()), new SessionLease(SessionId.New(), "one", Guid.NewGuid()));
        Assert.True(await one.SwapAsync(null, good, default));
        Assert.True(await one.SwapAsync(null, bad, default));
        tables.Spoil("CoCreateNodes", bad.Session.Value, row => row.Remove("Session"));

        Assert.Equal([good], await other.LeasesAsync(9, default));
        var damaged = await Assert.ThrowsAsync<StoreUnavailableException>(() => other.FindAsync(bad.Session, default));
        Assert.Equal(StoreTrouble.DamagedRow, damaged.Trouble);
        Assert.Equal(good, await other.FindAsync(good.Session, default));
    }

    async Task<INodes> OpenAsync(string node) =>
        (await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options, Node = node })).Nodes!; // ! tables are shared
}
