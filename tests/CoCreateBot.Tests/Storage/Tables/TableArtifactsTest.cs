using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>The readable rows, as somebody sees them who opens the table.</summary>
public sealed class TableArtifactsTest : IDisposable
{
    readonly StrictTables tables = new();
    readonly SessionId session = SessionId.New();

    public void Dispose() => tables.Dispose();

    [Fact]
    public async Task A_row_is_one_contribution_in_plain_columns()
    {
        var store = await OpenAsync();

        await store.Artifacts.ReplaceAsync(session, 2, [new(2, "k1", "tally", "Pizza 🍕", 3, "Ann")], default);

        var row = Assert.Single(Rows());
        Assert.Equal(session.Value, row["PartitionKey"]?.ToString());
        Assert.Equal(
            [session.Value, "2", "tally", "Pizza 🍕", "3", "Ann"],
            ((string[])["Session", "Activity", "Kind", "Text", "Value", "By"]).Select(column => row[column]?.ToString()));
    }

    [Fact]
    public async Task What_nobody_is_named_by_tells_neither_who_nor_in_which_order()
    {
        var store = await OpenAsync();
        ImmutableArray<Artifact> rows = [.. Enumerable.Range(0, 50).Select(n => new Artifact(1, $"qwertzuiop-{n:d2}", "answer", $"{n:d2}", null, null))];

        await store.Artifacts.ReplaceAsync(session, 1, rows, default);

        var written = tables.Requests.Where(one => one.Path.Contains("Artifacts", StringComparison.Ordinal) && one.Method is "PUT")
            .Select(one => JsonNode.Parse(one.Body)!["Text"]!.ToString()) // ! each has one
            .ToArray();
        Assert.Equal(rows.Select(row => row.Text), written.Order(StringComparer.Ordinal));
        Assert.NotEqual(rows.Select(row => row.Text), written);
        Assert.DoesNotContain("qwertzuiop", tables.Everything, StringComparison.Ordinal);
        Assert.All(Rows(), row => Assert.Null(row["By"]));
    }

    [Fact]
    public async Task Where_all_are_named_and_nothing_changed_nothing_is_written()
    {
        var store = await OpenAsync();
        ImmutableArray<Artifact> rows = [new(1, "a", "answer", "one", null, "Ann"), new(1, "b", "answer", "two", 2, "Bob")];
        await store.Artifacts.ReplaceAsync(session, 1, rows, default);
        var before = tables.Requests.Count;

        await store.Artifacts.ReplaceAsync(session, 1, rows, default);
        await store.Artifacts.ReplaceAsync(session, 7, [], default);

        Assert.All(tables.Requests.Skip(before), request => Assert.Equal("GET", request.Method));
    }

    [Theory]
    [InlineData(32_767)]
    [InlineData(32_768)]
    [InlineData(32_769)]
    [InlineData(400_000)]
    public async Task A_text_that_is_longer_than_a_column_goes_on_in_the_next(int length)
    {
        var store = await OpenAsync();
        var text = "x" + string.Concat(Enumerable.Repeat("👋", length / 2)) + new string('y', (length + 1) % 2); // a pair lies across each bound
        var whole = new Artifact(1, "a", "minutes", text, null, "Ann");

        await store.Artifacts.ReplaceAsync(session, 1, [whole], default);

        Assert.Equal([whole], await store.Artifacts.ReadAsync(session, default));
    }

    [Fact]
    public async Task A_text_that_no_row_can_hold_is_cut_with_a_mark()
    {
        var store = await OpenAsync();

        await store.Artifacts.ReplaceAsync(session, 1, [new(1, "a", "minutes", new string('x', 600_000), null, "Ann")], default);

        var text = Assert.Single(await store.Artifacts.ReadAsync(session, default)).Text;
        Assert.EndsWith("x…", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 400_000, 524_000);
    }

    [Fact]
    public async Task A_row_that_somebody_deletes_by_hand_takes_no_others_with_it()
    {
        var store = await OpenAsync();
        await store.Artifacts.ReplaceAsync(session, 1, [new(1, "a", "answer", "one", null, "Ann"), new(1, "b", "answer", "two", null, "Bob")], default);

        tables.Remove("CoCreateArtifacts", "-a");

        Assert.Equal(["two"], (await store.Artifacts.ReadAsync(session, default)).Select(row => row.Text));
    }

    IEnumerable<JsonNode> Rows() => tables.Rows
        .Where(line => line.StartsWith("CoCreateArtifacts", StringComparison.Ordinal))
        .Select(line => JsonNode.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..(line.LastIndexOf('}') + 1)])!); // ! a row is no null

    Task<TableStore> OpenAsync() => TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options });
}
