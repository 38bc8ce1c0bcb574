using Azure;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>What goes over the wire, and how answers in pages are read to their end.</summary>
public sealed class TableRequestsTest : IDisposable
{
    readonly StrictTables store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_row_is_sent_with_the_types_that_JSON_does_not_have()
    {
        await store.Notes.AddEntityAsync(new("p", "1") { { "Count", 5L }, { "Rate", 1.0 }, { "Text", "ü</b>" }, { "Data", new byte[] { 0, 255 } } }, default);

        var sent = Assert.Single(store.Requests);
        Assert.Equal(("POST", "/notes"), (sent.Method, sent.Path));
        Assert.Equal(("application/json", "return-no-content"), (sent.Headers["Content-Type"], sent.Headers["Prefer"]));
        Assert.Equal(
            """{"PartitionKey":"p","RowKey":"1","Count@odata.type":"Edm.Int64","Count":"5","Rate@odata.type":"Edm.Double","Rate":1,"Text":"ü</b>","Data@odata.type":"Edm.Binary","Data":"AP8="}""",
            sent.Body);
    }

    [Fact]
    public async Task Keys_are_escaped_for_quotes_and_for_the_address()
    {
        await store.Notes.DeleteEntityAsync("it's 100%", "a+b&c=ü", ETag.All, default);

        Assert.Equal("/notes(PartitionKey='it%27%27s%20100%25',RowKey='a%2Bb%26c%3D%C3%BC')", store.Requests[0].Path);
        Assert.Equal(("DELETE", "*"), (store.Requests[0].Method, store.Requests[0].Headers["If-Match"]));
    }

    [Fact]
    public async Task A_merge_keeps_what_it_does_not_name_and_a_replacement_does_not()
    {
        foreach (var notes in new[] { store.Notes, store.CosmosNotes })
        {
            await notes.UpsertEntityAsync(new("p", "1") { { "a", 1 } }, TableUpdateMode.Replace, default);
            await notes.UpsertEntityAsync(new("p", "1") { { "b", 2 } }, TableUpdateMode.Merge, default);
            Assert.Equal(["p/1", "a Int32 1", "b Int32 2"], AnyRow.Told((await notes.GetEntityAsync("p", "1", null, default)).Value));

            await notes.UpdateEntityAsync(new("p", "1") { { "c", 3 } }, ETag.All, TableUpdateMode.Replace, default);
            Assert.Equal(["p/1", "c Int32 3"], AnyRow.Told((await notes.GetEntityAsync("p", "1", null, default)).Value));
        }

        Assert.Equal(["PUT", "PATCH", "GET", "PUT", "GET", "PUT", "POST", "GET", "PUT", "GET"], store.Requests.Select(one => one.Method));
    }

    [Fact]
    public async Task An_etag_comes_with_the_row_and_lets_one_writer_win()
    {
        var added = await store.Notes.AddEntityAsync(new("p", "1"), default);
        var read = (await store.Notes.GetEntityAsync("p", "1", null, default)).Value;
        Assert.Equal(added.Headers.ETag, read.ETag);

        await store.Notes.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace, default);

        var second = await Assert.ThrowsAsync<RequestFailedException>(() => store.Notes.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace, default));
        var removal = await Assert.ThrowsAsync<RequestFailedException>(() => store.Notes.DeleteEntityAsync("p", "1", read.ETag, default));
        Assert.Equal((412, 412), (second.Status, removal.Status));
    }

    [Fact]
    public async Task Pages_are_read_to_the_end_though_some_are_empty()
    {
        Enumerable.Range(0, 5).ToList().ForEach(n => store.Written("it's", $"{n}"));
        (store.PageRows, store.EmptyPages) = (2, 2);

        var keys = new List<string>();
        await foreach (var row in store.Notes.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {"it's"}"), null, ["Text"], default))
        {
            keys.Add(row.RowKey);
        }

        Assert.Equal(["0", "1", "2", "3", "4"], keys);
        Assert.Equal([null, "it's", "it's", "it's", "it's"], store.Requests.Select(one => one.Query("NextPartitionKey")));
        Assert.Equal([null, null, null, "2", "4"], store.Requests.Select(one => one.Query("NextRowKey")));
        Assert.All(store.Requests, one => Assert.Equal("PartitionKey eq 'it''s'", one.Query("$filter")));
        Assert.All(store.Requests, one => Assert.Equal("PartitionKey,RowKey,Text", one.Query("$select")));
    }

    [Fact]
    public async Task A_query_goes_on_later_from_where_a_page_ended()
    {
        Enumerable.Range(0, 3).ToList().ForEach(n => store.Written("p", $"{n}"));

        Page<TableEntity>? first = null;
        await foreach (var page in store.Notes.QueryAsync(null, 2, null, default).AsPages())
        {
            first ??= page;
        }

        Page<TableEntity>? rest = null;
        await foreach (var page in store.Notes.QueryAsync(null, 2, null, default).AsPages(first!.ContinuationToken))
        {
            rest = page;
        }

        Assert.Equal(["0", "1"], first.Values.Select(row => row.RowKey));
        Assert.Equal(["2"], rest!.Values.Select(row => row.RowKey));
        Assert.Null(rest.ContinuationToken);
        Assert.All(store.Requests, one => Assert.Equal("2", one.Query("$top")));
    }

    [Fact]
    public async Task A_table_is_created_once_and_removed_once()
    {
        var fresh = new TableServiceClient(StrictTables.ConnectionString, store.Options).GetTableClient("fresh");

        Assert.Equal(204, (await fresh.CreateIfNotExistsAsync(default)).Status);
        Assert.Equal(409, (await fresh.CreateIfNotExistsAsync(default)).Status);
        await fresh.AddEntityAsync(new("p", "1"), default);
        Assert.Equal(204, (await fresh.DeleteAsync(default)).Status);
        Assert.Equal(404, (await fresh.DeleteAsync(default)).Status);
        Assert.Equal("/Tables('fresh')", store.Requests[^1].Path);
    }
}
