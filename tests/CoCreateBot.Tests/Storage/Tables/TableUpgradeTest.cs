using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>Tables that another release made, and such as somebody took away.</summary>
public sealed class TableUpgradeTest : IDisposable
{
    const string Version = StrictTables.Start + "version";

    readonly StrictTables tables = new();

    public void Dispose() => tables.Dispose();

    [Fact]
    public async Task What_an_earlier_release_did_not_have_is_made_at_the_start()
    {
        await MakeAsEarlierAsync();

        var store = await OpenAsync();
        await store.Nodes!.BeatAsync(1, "", default); // ! tables are shared

        Assert.Single(await store.Nodes.ReadAsync(default));
        var before = tables.Requests.Count;
        await OpenAsync();
        Assert.All(tables.Requests.Skip(before), one => Assert.Equal("GET", one.Method)); // once
    }

    [Fact]
    public async Task A_server_of_the_earlier_release_goes_on_beside_it()
    {
        await MakeAsEarlierAsync();
        var earlier = await OpenAsync();
        await MakeAsEarlierAsync();
        await OpenAsync();

        tables.Spoil("CoCreateIndex", Version, row => Assert.Equal("1", $"{row["Version"]}")); // all that it looks at
        await earlier.CheckAsync(default);
    }

    [Fact]
    public async Task What_a_later_release_made_besides_stays_noted()
    {
        await OpenAsync();
        tables.Spoil("CoCreateIndex", Version, row => row["Tables"] = 99);

        await OpenAsync();

        tables.Spoil("CoCreateIndex", Version, row => Assert.Equal("99", $"{row["Tables"]}"));
    }

    [Theory]
    [InlineData("CoCreateRecipes")]
    [InlineData("CoCreateNodes")]
    public async Task A_table_that_somebody_took_away_is_named_and_not_made_anew_in_silence(string table)
    {
        await OpenAsync();
        tables.Drop(table);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(OpenAsync);

        Assert.Equal(StoreTrouble.BadPlace, refused.Trouble);
        Assert.Contains(table, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:TablePrefix", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(OpenAsync);
    }

    [Fact]
    public async Task Where_it_may_not_make_what_is_missing_it_says_which_table_that_is()
    {
        await MakeAsEarlierAsync();
        tables.Fate = one => one.Method is "POST" && one.Path.EndsWith("/Tables", StringComparison.Ordinal) ? Trouble.BeingDeleted : Trouble.None;

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(OpenAsync);

        Assert.Contains("CoCreateNodes", refused.Message, StringComparison.Ordinal);
        tables.Fate = null;
        await (await OpenAsync()).Nodes!.BeatAsync(1, "", default); // ! tables are shared
    }

    /// <summary>As the release before several servers left them: no table for servers, and no number of tables.</summary>
    async Task MakeAsEarlierAsync()
    {
        var store = await OpenAsync();
        await store.Recipes.PutAsync(new("web:room"), new Recipe("kept", ["checkin"]), default);
        tables.Drop("CoCreateNodes");
        tables.Spoil("CoCreateIndex", Version, row => row.Remove("Tables"));
    }

    async Task<TableStore> OpenAsync() => await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options });
}
