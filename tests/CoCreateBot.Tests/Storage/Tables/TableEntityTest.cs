using System.Text;
using System.Text.RegularExpressions;
using CoCreateBot.Storage.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>What is written is what is read, and what is asked for is what is meant.</summary>
public sealed partial class TableEntityTest : IDisposable
{
    readonly StrictTables store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public Task Every_row_comes_back_as_it_was_under_its_keys() => ForAny(AnyRow.Row, async row =>
    {
        await store.Notes.UpsertEntityAsync(row, TableUpdateMode.Replace, default);
        var read = await store.Notes.GetEntityAsync(row.PartitionKey, row.RowKey, null, default);

        Assert.Equal(AnyRow.Told(row), AnyRow.Told(read.Value));
    });

    [Fact]
    public Task A_value_never_gets_out_of_its_quotes_in_a_filter() => ForAny(AnyRow.Text.Two(), async values =>
    {
        var (one, two) = values;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {one} and RowKey gt {two}");
        await store.Notes.QueryAsync(filter, 1, null, default).GetAsyncEnumerator().MoveNextAsync();

        var read = Condition.Match(store.Requests[^1].Query("$filter")!);
        Assert.Equal((one, two), (read.Groups["one"].Value.Replace("''", "'"), read.Groups["two"].Value.Replace("''", "'")));
    });

    [Fact]
    public void Each_type_has_its_own_way_to_stand_in_a_filter()
    {
        var moment = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(1)).AddTicks(1);
        var (id, data) = (new Guid("00112233-4455-6677-8899-aabbccddeeff"), BinaryData.FromBytes(new byte[] { 0, 255 }));

        Assert.Equal(
            "A eq true and B eq -7 and C eq 9007199254740993L and D eq 1.0 and E eq 0.5 and F eq datetime'2026-03-02T09:00:00.0000001Z' "
                + "and G eq guid'00112233-4455-6677-8899-aabbccddeeff' and H eq X'00FF' and I eq '{0}'",
            TableClient.CreateQueryFilter(
                $"A eq {true} and B eq {-7} and C eq {9007199254740993} and D eq {1.0} and E eq {0.5} and F eq {moment} and G eq {id} and H eq {data} and I eq {"{0}"}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {double.NaN}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {null}"));
    }

    /// <summary>As in the service's documentation: a row of all types, as it answers.</summary>
    [Fact]
    public void A_row_as_the_service_writes_it_is_read()
    {
        const string Answer = """
            {"odata.metadata":"https://garden.table.core.windows.net/$metadata#notes/@Element","odata.etag":"W/\"datetime'2026-03-02T09%3A00%3A00Z'\"",
            "PartitionKey":"p","RowKey":"1","Timestamp":"2026-03-02T09:00:00.1234567Z","Gone":null,"Age":23,"Rate":2.0,"Whole@odata.type":"Edm.Double","Whole":3,
            "Far@odata.type":"Edm.Double","Far":"-Infinity","IsActive":false,"Count@odata.type":"Edm.Int64","Count":"255",
            "Id@odata.type":"Edm.Guid","Id":"c9da6455-213d-42c9-9a79-3e9149a57833","Since@odata.type":"Edm.DateTime","Since":"2026-07-10T00:00:00Z",
            "Data@odata.type":"Edm.Binary","Data":"AP8="}
            """;

        var row = EntityJson.Read(Encoding.UTF8.GetBytes(Answer));

        Assert.Equal(
            ["p/1", "Age Int32 23", "Count Int64 255", "Data BinaryData 00FF", "Far Double fff0000000000000", "Id Guid c9da6455-213d-42c9-9a79-3e9149a57833",
                "IsActive Boolean False", "Rate Double 4000000000000000", "Since DateTimeOffset 2026-07-10T00:00:00.0000000+00:00", "Whole Double 4008000000000000"],
            AnyRow.Told(row));
        Assert.Equal("W/\"datetime'2026-03-02T09%3A00%3A00Z'\"", row.ETag.ToString("H"));
        Assert.Equal(1234567, row.Timestamp!.Value.Ticks % TimeSpan.TicksPerSecond);
        Assert.Equal((23, 255L, 2.0, 23.0, (bool?)false), (row.GetInt32("Age"), row.GetInt64("Count"), row.GetDouble("Rate"), row.GetDouble("Age"), row.GetBoolean("IsActive")));
    }

    [Fact]
    public void A_column_of_another_type_is_no_quiet_zero()
    {
        var row = new TableEntity("p", "1") { { "Age", 23 }, { "Gone", null } };

        Assert.Equal("Column Age holds Int32 and not String.", Assert.Throws<InvalidOperationException>(() => row.GetString("Age")).Message);
        Assert.Equal((null, null, 1), (row.GetGuid("Nothing"), row.GetString("Gone"), row.Count));
    }

    static Task ForAny<T>(Gen<T> any, Func<T, Task> holds) => // it blocks its thread
        Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true), Prop.ForAll(any.ToArbitrary(), holds)));

    [GeneratedRegex("^PartitionKey eq '(?<one>(?:[^']|'')*)' and RowKey gt '(?<two>(?:[^']|'')*)'$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 10_000)]
    static partial Regex Condition { get; }
}
