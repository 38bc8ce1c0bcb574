using Azure;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>What the service would refuse is refused here, and nothing of it is sent: at the bound it goes through, one beyond it does not.</summary>
public sealed class TableLimitsTest : IDisposable
{
    readonly StrictTables store = new();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("\\")]
    [InlineData("#")]
    [InlineData("?")]
    [InlineData("\0")]
    [InlineData("\u001f")]
    [InlineData("\u007f")]
    [InlineData("\u009f")]
    public async Task A_key_with_what_no_key_may_hold(string character)
    {
        await Refused(store.Notes.AddEntityAsync(new($"p{character}", "r"), default), "key", "partitionKey");
        await Refused(store.Notes.GetEntityAsync("p", $"{character}r", null, default), "key", "rowKey");
        await Refused(store.Notes.DeleteEntityAsync("p", $"r{character}", ETag.All, default), "key", "rowKey");
    }

    [Fact]
    public async Task A_key_that_is_too_long()
    {
        var longest = new string('k', TableLimits.KeyCharactersMax);
        await store.Notes.AddEntityAsync(new(longest, longest), default);

        await Refused(store.Notes.UpsertEntityAsync(new(longest + "k", "r"), TableUpdateMode.Merge, default), "512", "513");
        await Refused(store.Notes.UpsertEntityAsync(new("p", longest + "k"), TableUpdateMode.Merge, default), "512", "513");
    }

    [Fact]
    public async Task A_row_key_that_is_too_long_for_Cosmos_only()
    {
        var longest = new string('ü', TableLimits.CosmosRowKeyBytesMax / 2) + "u";
        await store.CosmosNotes.AddEntityAsync(new("p", longest), default);
        await store.Notes.AddEntityAsync(new("p", longest + "u"), default);

        await Refused(store.CosmosNotes.AddEntityAsync(new("p", longest + "u"), default), "255", "Cosmos");
    }

    [Fact]
    public async Task Too_many_columns()
    {
        await store.Notes.AddEntityAsync(Wide(TableLimits.ColumnsMax), default);

        await Refused(store.Notes.AddEntityAsync(Wide(TableLimits.ColumnsMax + 1), default), "252", "253");
    }

    [Fact]
    public async Task A_text_that_is_too_long()
    {
        await store.Notes.AddEntityAsync(new("p", "1") { { "Text", new string('t', TableLimits.TextCharactersMax) } }, default);

        await Refused(store.Notes.AddEntityAsync(new("p", "2") { { "Text", new string('t', TableLimits.TextCharactersMax + 1) } }, default), "32768", "Text");
    }

    [Fact]
    public async Task Half_a_character()
    {
        await store.Notes.AddEntityAsync(new("p🌱", "🌱") { { "Text", "🌱" } }, default);

        await Refused(store.Notes.AddEntityAsync(new("p", "1") { { "Text", "a\ud83c" } }, default), "Text", "half a character");
        await Refused(store.Notes.AddEntityAsync(new("p", "1") { { "Text", "\udf31\ud83c" } }, default), "Text", "half a character");
        await Refused(store.Notes.GetEntityAsync("p", "\ud83cr", null, default), "rowKey", "half a character");
    }

    [Fact]
    public async Task Bytes_that_are_too_many()
    {
        await store.Notes.AddEntityAsync(new("p", "1") { { "Data", new byte[TableLimits.BinaryBytesMax] } }, default);

        await Refused(store.Notes.AddEntityAsync(new("p", "2") { { "Data", new byte[TableLimits.BinaryBytesMax + 1] } }, default), "65536", "Data");
    }

    [Fact]
    public async Task A_row_that_is_too_big()
    {
        var (most, own) = (15 * (8 + 6 + 4 + TableLimits.BinaryBytesMax), 4 + 4 + 8 + 6 + 4); // 15 full columns of three letters; the keys and one more column
        var rest = TableLimits.EntityBytesMax - most - own;
        await store.Notes.AddEntityAsync(Big(rest), default);

        await Refused(store.Notes.AddEntityAsync(Big(rest + 1), default), "1048576", "1048577");
    }

    [Fact]
    public async Task A_time_before_the_services_own()
    {
        await store.Notes.AddEntityAsync(new("p", "1") { { "At", TableLimits.TimeMin } }, default);

        await Refused(store.Notes.AddEntityAsync(new("p", "2") { { "At", TableLimits.TimeMin.AddTicks(-1) } }, default), "1601", "At");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a-b")]
    [InlineData("a b")]
    [InlineData("RowKey")]
    public async Task A_column_with_a_name_that_none_can_have(string name)
    {
        await Refused(store.Notes.AddEntityAsync(new("p", "r") { { name, 1 } }, default), name, "column");
        await Refused(store.Notes.GetEntityAsync("p", "r", [name], default), name, "column");
        Assert.Contains("column", Assert.Throws<ArgumentException>(() => store.Notes.QueryAsync(null, null, [name], default)).Message);
    }

    [Fact]
    public async Task The_services_own_time_can_be_read_and_not_written()
    {
        await Refused(store.Notes.AddEntityAsync(new("p", "r") { { "Timestamp", 1 } }, default), "Timestamp", "column");
        await store.Notes.AddEntityAsync(new("p", "r"), default);

        Assert.NotNull((await store.Notes.GetEntityAsync("p", "r", ["Timestamp"], default)).Value.Timestamp);
    }

    [Fact]
    public async Task A_name_of_a_column_that_is_too_long()
    {
        var longest = new string('n', TableLimits.ColumnNameMax);
        await store.Notes.AddEntityAsync(new("p", "r") { { longest, 1 } }, default);

        await Refused(store.Notes.AddEntityAsync(new("p", "s") { { longest + "n", 1 } }, default), "255", "column");
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1ab")]
    [InlineData("a-b")]
    [InlineData("äbc")]
    [InlineData("Tables")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void A_table_with_a_name_that_none_can_have(string name)
    {
        var service = new TableServiceClient(StrictTables.ConnectionString, store.Options);

        Assert.Contains("no name of a table", Assert.Throws<ArgumentException>(() => service.GetTableClient(name)).Message);
        Assert.Equal("abc", service.GetTableClient("abc").Name);
        Assert.Equal(TableLimits.TableNameMax, service.GetTableClient(new string('a', TableLimits.TableNameMax)).Name.Length);
    }

    [Fact]
    public void A_page_of_more_rows_than_fit()
    {
        Assert.NotNull(store.Notes.QueryAsync(null, TableLimits.PageRowsMax, null, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Notes.QueryAsync(null, TableLimits.PageRowsMax + 1, null, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Notes.QueryAsync(null, 0, null, default));
    }

    [Fact]
    public async Task An_update_without_an_etag_would_be_an_upsert_and_is_none()
    {
        await Refused(store.Notes.UpdateEntityAsync(new("p", "r"), default, TableUpdateMode.Replace, default), "ETag", "missing");
        await Refused(store.Notes.DeleteEntityAsync("p", "r", default, default), "ETag", "missing");
    }

    [Theory]
    [InlineData(1.5f)]
    [InlineData('c')]
    [InlineData((byte)1)]
    public void A_type_that_no_column_has(object value) =>
        Assert.Contains(value.GetType().Name, Assert.Throws<ArgumentException>(() => new TableEntity("p", "r") { { "Odd", value } }).Message);

    async Task Refused(Task asked, params string[] words)
    {
        var before = store.Requests.Count;
        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => asked);

        Assert.All(words, word => Assert.Contains(word, error.Message));
        Assert.Equal(before, store.Requests.Count);
    }

    static TableEntity Wide(int columns)
    {
        var row = new TableEntity("p", $"{columns}");
        Enumerable.Range(0, columns).ToList().ForEach(n => row.Add($"c{n}", n));
        return row;
    }

    static TableEntity Big(int rest)
    {
        var row = new TableEntity("p", "r") { { "xyz", new byte[rest] } };
        Enumerable.Range(0, 15).ToList().ForEach(n => row.Add($"c{n:00}", new byte[TableLimits.BinaryBytesMax]));
        return row;
    }
}
