using CoCreateBot.Sessions;
using CoCreateBot.Storage.Tables;
using CoCreateBot.Tests.Tidy;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>The queries that the documents show, asked as they stand there of Microsoft's emulator.</summary>
public sealed class ReadableQueriesTest(Azurite azurite)
{
    static readonly SessionId Shown = new("abcdefghijklmnop");

    static readonly string[] Begins = ["PartitionKey eq '", "Kind eq '"];

    static string Document => File.ReadAllText(Path.Combine(Checkout.Root, "docs", "what-we-store.md"));

    [Fact]
    public async Task The_filters_for_Storage_Explorer_find_what_they_say()
    {
        var (store, rows) = await FillAsync();
        await using var _ = store;
        var filters = Document.Split('\n').Where(line => Array.Exists(Begins, begin => line.StartsWith(begin, StringComparison.Ordinal))).ToList();

        Assert.Equal(3, filters.Count);
        Assert.Equal(["next-step: Call"], await TextsAsync(rows, filters[0]));
        Assert.Equal(["tally: Pizza"], await TextsAsync(rows, filters[1]));
        Assert.Equal(["next-step: Call"], await TextsAsync(rows, filters[2]));
    }

    [Fact]
    public async Task The_query_for_Power_BI_names_columns_that_are_there()
    {
        var (store, rows) = await FillAsync();
        await using var _ = store;
        var read = Document.Split("Read(\"")[1..].ToDictionary(part => part.Split('"')[0], part => part.Split('{', '}')[1].Split(", "));

        Assert.Equal(["CoCreateArtifacts", "CoCreateDirectory"], read.Keys.Order(StringComparer.Ordinal));
        foreach (var (table, columns) in read)
        {
            var all = await azurite.RowsAsync(rows.Prefix + table["CoCreate".Length..], null);
            Assert.All(columns, column => Assert.Contains(all, row => row[column.Trim('"')] is not null));
        }
    }

    async Task<(TableStore Store, (string Prefix, string Artifacts) Rows)> FillAsync()
    {
        var prefix = $"Q{Guid.NewGuid():n}"[..12];
        var store = await TableStore.OpenAsync(new() { Connection = await azurite.ConnectionStringAsync(), Prefix = prefix, Client = Azurite.Patient });
        await store.Directory.PutAsync(new(Shown, new("slack:T1/C1"), "Lunch", DateTimeOffset.UnixEpoch, null), default);
        foreach (var session in (SessionId[])[Shown, SessionId.New()])
        {
            var step = new Artifact(2, "a", "next-step", session == Shown ? "Call" : "Write", null, "Ann")
            {
                Owner = "Ann",
                Due = new(session == Shown ? 2026 : 2027, 11, 30),
                State = "open",
            };
            await store.Artifacts.ReplaceAsync(session, 2, [step, new(2, "b", "idea", "Together", null, "Bob") { BuildsOn = "a" }], default);
        }

        await store.Artifacts.ReplaceAsync(Shown, 1, [new(1, "a", "tally", "Pizza", 3, null) { People = 2 }, new(1, "b", "tally", "Soup", 2, null)], default);
        return (store, (prefix, prefix + "Artifacts"));
    }

    async Task<List<string>> TextsAsync((string Prefix, string Artifacts) rows, string filter) =>
        [.. (await azurite.RowsAsync(rows.Artifacts, filter)).Select(row => $"{row["Kind"]}: {row["Text"]}")];
}
