using Azure;
using CoCreateBot.Storage.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>The client against Microsoft's emulator, for all in which the emulator is like the service.</summary>
public sealed class AzuriteTest(Azurite azurite)
{
    const int Rows = 60;
    const int Size = 50;

    [Fact]
    public async Task Every_row_comes_back_as_it_was_under_its_keys()
    {
        var table = await azurite.TableAsync();
        foreach (var row in AnyRow.Row.Sample(Size, new Rnd(7, 9), Rows))
        {
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, default);
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {row.PartitionKey} and RowKey eq {row.RowKey}");

            Assert.Equal(AnyRow.Told(row), AnyRow.Told((await table.GetEntityAsync(row.PartitionKey, row.RowKey, null, default)).Value));
            Assert.Equal(AnyRow.Told(row), AnyRow.Told(Assert.Single(await RowsAsync(table, filter))));
        }
    }

    [Fact]
    public async Task A_row_is_inserted_once()
    {
        var table = await azurite.TableAsync();
        await table.AddEntityAsync(new("p", "1") { { "n", 1 } }, default);

        var error = await Failing(table.AddEntityAsync(new("p", "1") { { "n", 2 } }, default));

        Assert.Equal((409, TableErrorCode.EntityAlreadyExists, false), (error.Status, error.ErrorCode, error.MayBeDone));
        Assert.Equal(1, (await table.GetEntityAsync("p", "1", null, default)).Value.GetInt32("n"));
    }

    [Fact]
    public async Task One_writer_of_two_wins()
    {
        var table = await azurite.TableAsync();
        var added = await table.AddEntityAsync(new("p", "1") { { "a", 1 } }, default);
        var read = (await table.GetEntityIfExistsAsync("p", "1", null, default))!;
        Assert.Equal(added.Headers.ETag, read.ETag);

        var merged = await table.UpdateEntityAsync(new("p", "1") { { "b", 2 } }, read.ETag, TableUpdateMode.Merge, default);
        var late = await Failing(table.UpdateEntityAsync(new("p", "1"), read.ETag, TableUpdateMode.Replace, default));
        Assert.Equal((412, TableErrorCode.UpdateConditionNotSatisfied), (late.Status, late.ErrorCode));
        Assert.Equal(["p/1", "a Int32 1", "b Int32 2"], AnyRow.Told((await table.GetEntityAsync("p", "1", null, default)).Value));

        Assert.Equal(412, (await Failing(table.DeleteEntityAsync("p", "1", read.ETag, default))).Status);
        Assert.Equal(204, (await table.DeleteEntityAsync("p", "1", merged.Headers.ETag!.Value, default)).Status);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "1", ETag.All, default)).Status);
        Assert.Null(await table.GetEntityIfExistsAsync("p", "1", null, default));
        var gone = await Failing(table.UpdateEntityAsync(new("p", "1"), ETag.All, TableUpdateMode.Merge, default));
        Assert.Equal((404, TableErrorCode.ResourceNotFound), (gone.Status, gone.ErrorCode));
    }

    [Fact]
    public async Task A_range_comes_in_the_order_of_its_keys_and_in_pages()
    {
        var table = await azurite.TableAsync();
        foreach (var n in new[] { 5, 2, 4, 1, 3 })
        {
            await table.AddEntityAsync(new("p", $"{n:d19}") { { "n", n }, { "More", "text" } }, default);
        }

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {"p"} and RowKey gt {$"{1:d19}"}");
        var pages = new List<Page<TableEntity>>();
        await foreach (var page in table.QueryAsync(filter, 2, ["n"], default).AsPages())
        {
            pages.Add(page);
        }

        Assert.Equal([2, 3, 4, 5], pages.SelectMany(page => page.Values).Select(row => row.GetInt32("n")));
        Assert.True(pages.Count > 1);
        Assert.All(pages.SelectMany(page => page.Values), row => Assert.Equal(("p", 1), (row.PartitionKey, row.Count)));
    }

    [Fact]
    public async Task Each_type_is_found_by_its_value()
    {
        var table = await azurite.TableAsync();
        var moment = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).AddTicks(1234567);
        var id = Guid.NewGuid();
        await table.AddEntityAsync(new("p", "1") { { "S", "it's" }, { "B", true }, { "I", 7 }, { "L", (1L << 40) + 1 }, { "D", 0.5 }, { "T", moment }, { "G", id } }, default);

        Assert.Single(await RowsAsync(table, TableClient.CreateQueryFilter($"S eq {"it's"} and B eq {true} and I eq {7} and D eq {0.5}")));
        Assert.Single(await RowsAsync(table, TableClient.CreateQueryFilter($"L eq {(1L << 40) + 1} and T eq {moment} and G eq {id}")));
        Assert.Empty(await RowsAsync(table, TableClient.CreateQueryFilter($"L eq {1L << 40}")));
    }

    [Fact]
    public async Task The_biggest_values_fit()
    {
        var table = await azurite.TableAsync();
        var row = new TableEntity(new string('p', TableLimits.KeyCharactersMax), new string('ü', TableLimits.KeyCharactersMax))
        {
            { "Text", new string('ü', TableLimits.TextCharactersMax) },
            { "Data", new byte[TableLimits.BinaryBytesMax] },
        };

        await table.AddEntityAsync(row, default);

        Assert.Equal(AnyRow.Told(row), AnyRow.Told((await table.GetEntityAsync(row.PartitionKey, row.RowKey, null, default)).Value));
    }

    [Fact]
    public async Task A_table_is_created_once_and_a_missing_one_is_said()
    {
        var table = await azurite.TableAsync();

        Assert.Equal(409, (await table.CreateIfNotExistsAsync(default)).Status);
        Assert.Equal(204, (await table.DeleteAsync(default)).Status);
        Assert.Equal(404, (await table.DeleteAsync(default)).Status);
        Assert.Equal(TableErrorCode.TableNotFound, (await Failing(table.AddEntityAsync(new("p", "1"), default))).ErrorCode);
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var table = await azurite.TableAsync();
        var stranger = new TableServiceClient((await azurite.ConnectionStringAsync()).Replace("AccountKey=E", "AccountKey=F", StringComparison.Ordinal), Azurite.Patient)
            .GetTableClient(table.Name);

        Assert.Equal(403, (await Failing(stranger.GetEntityAsync("p", "1", null, default))).Status);
    }

    static async Task<List<TableEntity>> RowsAsync(TableClient table, string filter)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync(filter, null, null, default))
        {
            rows.Add(row);
        }

        return rows;
    }

    static Task<RequestFailedException> Failing(Task asked) => Assert.ThrowsAsync<RequestFailedException>(() => asked);
}
