using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>What the stores make of trouble that the service has and of what others did to their rows.</summary>
public sealed class TableStoreTroubleTest : IDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly VenueId Here = new("slack:T1/C1");

    readonly StrictTables tables = new();
    readonly SessionId session = SessionId.New();

    public void Dispose() => tables.Dispose();

    [Theory]
    [InlineData(nameof(Trouble.LostAnswer))]
    [InlineData(nameof(Trouble.DoneButTimedOut))]
    public async Task A_commit_whose_answer_was_lost_is_found_by_its_id(string trouble)
    {
        var store = await OpenAsync();
        var commit = new StoredCommit(1, Guid.NewGuid(), [], "[]"u8.ToArray());
        tables.Next(Enum.Parse<Trouble>(trouble));

        Assert.Equal(Append.NumberTaken, await store.Log.AppendAsync(session, commit, default));

        Assert.Equal(commit.Id, Assert.Single(await store.Log.ReadAsync(session, 0, 10, default)).Id);
    }

    [Theory]
    [InlineData(nameof(Trouble.LostAnswer), StoreTrouble.Unreachable)]
    [InlineData(nameof(Trouble.DoneButTimedOut), StoreTrouble.Unreachable)]
    [InlineData(nameof(Trouble.Unreached), StoreTrouble.Unreachable)]
    [InlineData(nameof(Trouble.Busy), StoreTrouble.Unreachable)]
    [InlineData(nameof(Trouble.TooMany), StoreTrouble.Busy)]
    [InlineData(nameof(Trouble.LoginPage), StoreTrouble.Unreachable)]
    public async Task Trouble_that_lasts_is_said_as_what_it_is_and_passes(string trouble, StoreTrouble expected)
    {
        var store = await OpenAsync();
        tables.Fate = _ => Enum.Parse<Trouble>(trouble);

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Log.ReadAsync(session, 0, 10, default));

        Assert.Equal(expected, failure.Trouble);
        Assert.Contains("tables.example", failure.Message, StringComparison.Ordinal);
        tables.Fate = null;
        await store.CheckAsync(default);
    }

    [Fact]
    public async Task A_damaged_row_and_one_of_a_later_version_harm_their_session_alone()
    {
        var (store, other) = (await OpenAsync(), SessionId.New());
        foreach (var (id, number) in new[] { (session, 1), (other, 1) })
        {
            await store.Log.AppendAsync(id, new(number, Guid.NewGuid(), [], "[]"u8.ToArray()), default);
            await store.Directory.PutAsync(new(id, Here, "title", Noon, null), default);
            await store.Due.PutAsync(id, Noon, default);
        }

        tables.Spoil("CoCreateLog", session.Value, row => row["Format"] = 2);
        var later = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Log.ReadAsync(session, 0, 10, default));
        tables.Spoil("CoCreateLog", session.Value, row => row.Remove("Format"));
        var damaged = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Log.ReadAsync(session, 0, 10, default));
        tables.Spoil("CoCreateDirectory", $"-{session.Value}!-", row => row.Remove("Opened"));
        tables.Spoil("CoCreateDue", session.Value, row => row.Remove("Session"));

        Assert.Equal((StoreTrouble.DamagedRow, StoreTrouble.DamagedRow), (later.Trouble, damaged.Trouble));
        Assert.Contains("later version", later.Message, StringComparison.Ordinal);
        Assert.Single(await store.Log.ReadAsync(other, 0, 10, default));
        Assert.Equal([other], (await store.Directory.InVenueAsync(Here, 10, default)).Select(entry => entry.Session));
        Assert.Equal([other], (await store.Due.UpToAsync(Noon, 10, default)).Select(entry => entry.Session));
    }

    [Fact]
    public async Task Tables_of_a_later_version_are_left_alone()
    {
        await OpenAsync();
        tables.Spoil("CoCreateIndex", StrictTables.Start + "version", row => row["Version"] = 2);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(OpenAsync);

        Assert.Equal(StoreTrouble.BadPlace, refused.Trouble);
        Assert.Contains("Storage:TablePrefix", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_tables_are_there_no_right_to_make_any_is_needed()
    {
        await OpenAsync();
        var before = tables.Requests.Count;

        await OpenAsync();

        Assert.All(tables.Requests.Skip(before), one => Assert.Equal("GET", one.Method));
    }

    [Theory]
    [InlineData("AccountName=garden;AccountKey=d3Jvbmc=;EndpointSuffix=tables.example", 0, "Access keys")]
    [InlineData(StrictTables.ConnectionString, 20, "clock")]
    public async Task A_wrong_key_and_a_wrong_clock_are_said_with_the_setting_and_what_to_do(string connection, int minutesAhead, string what)
    {
        tables.Ahead = TimeSpan.FromMinutes(minutesAhead);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => TableStore.OpenAsync(new() { Connection = connection, Client = tables.Options }));

        Assert.Equal(StoreTrouble.BadPlace, refused.Trouble);
        Assert.Contains("Storage:ConnectionString", refused.Message, StringComparison.Ordinal);
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("d3Jvbmc", $"{refused}", StringComparison.Ordinal);
        Assert.DoesNotContain(StrictTables.Key, $"{refused}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "CoCreate", "Storage:ConnectionString")]
    [InlineData("AccountName=garden;AccountKey=half-a-key", "CoCreate", "Storage:ConnectionString")]
    [InlineData("http://garden.table.core.windows.net", "CoCreate", "Storage:ConnectionString")]
    [InlineData(StrictTables.ConnectionString, "1st", "Storage:TablePrefix")]
    [InlineData(StrictTables.ConnectionString, "co-create", "Storage:TablePrefix")]
    [InlineData(StrictTables.ConnectionString, "", "Storage:TablePrefix")]
    public async Task What_cannot_be_used_is_refused_before_anything_is_sent(string connection, string prefix, string setting)
    {
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => TableStore.OpenAsync(new() { Connection = connection, Prefix = prefix, Client = tables.Options }));

        Assert.StartsWith(setting, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("half-a-key", refused.Message, StringComparison.Ordinal);
        Assert.Empty(tables.Requests);
    }

    [Fact]
    public async Task The_longest_prefix_leaves_room_for_every_table()
    {
        await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Prefix = new string('p', TableStoreOptions.PrefixMax), Client = tables.Options });

        Assert.NotNull(new TableStoreOptions { Connection = StrictTables.ConnectionString, Prefix = new string('p', TableStoreOptions.PrefixMax + 1) }.Problem());
    }

    [Fact]
    public void What_is_secret_is_not_told()
    {
        Assert.DoesNotContain(StrictTables.Key, $"{new TableStoreOptions { Connection = StrictTables.ConnectionString }}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_what_is_due_and_a_commit_cost_the_same_however_much_is_stored()
    {
        var store = await OpenAsync();
        await FillAsync(store, 5);
        var few = await CostsAsync(store, 6);

        await FillAsync(store, 300);

        Assert.Equal(few, await CostsAsync(store, 7));
        Assert.Equal((1, 1, 1), (few.List, few.Commit, few.NothingDue));
    }

    [Fact]
    public async Task To_be_due_at_once_and_then_again_as_before_costs_two_requests_each()
    {
        var store = await OpenAsync();
        await store.Due.PutAsync(session, Noon.AddDays(3), default);

        Assert.Equal(2, await CostAsync(() => store.Due.PutAsync(session, Noon, default)));
        Assert.Equal(2, await CostAsync(() => store.Due.PutAsync(session, Noon.AddDays(3), default)));
    }

    [Fact]
    public async Task What_another_server_wrote_is_seen_before_anything_is_taken_for_granted()
    {
        var (one, other) = (await OpenAsync(), await OpenAsync());
        await one.Due.PutAsync(session, Noon, default);
        await other.Due.PutAsync(session, Noon.AddDays(3), default);

        await one.Due.PutAsync(session, Noon, default);
        Assert.Equal([new(session, Noon)], await other.Due.UpToAsync(Noon, 10, default));

        await one.Due.PutAsync(session, Noon.AddDays(1), default);
        await other.Due.RemoveAsync(session, default);
        await one.Due.PutAsync(session, Noon.AddDays(1), default);
        Assert.Equal([new(session, Noon.AddDays(1))], await other.Due.UpToAsync(Noon.AddDays(9), 10, default));
    }

    [Fact]
    public async Task Pages_that_are_empty_or_small_hide_nothing()
    {
        var store = await OpenAsync();
        await FillAsync(store, 20);
        for (var number = 1; number <= 10; number++)
        {
            await store.Log.AppendAsync(session, new(number, Guid.NewGuid(), [], "[]"u8.ToArray()), default);
        }

        (tables.PageRows, tables.EmptyPages) = (3, 2);

        Assert.Equal(10, (await store.Log.ReadAsync(session, 0, 100, default)).Length);
        tables.EmptyPages = 2;
        Assert.Equal(20, (await store.Directory.InVenueAsync(Here, 100, default)).Length);
        Assert.Equal(20, (await store.Directory.FromAsync("slack:T1/", null, 100, default)).Length);
    }

    [Fact]
    public async Task What_somebody_left_half_written_wakes_nobody_and_goes_in_time()
    {
        var store = await OpenAsync();
        await store.Due.PutAsync(session, Noon, default);
        tables.Spoil("CoCreateIndex", StrictTables.Start + "due", row => row["Time"] = "another");

        Assert.Empty(await store.Due.UpToAsync(Noon, 10, default));
        Assert.Contains("CoCreateDue", tables.Everything, StringComparison.Ordinal);
        tables.Time.Pass(TimeSpan.FromMinutes(11));
        Assert.Empty(await store.Due.UpToAsync(Noon, 10, default));

        Assert.DoesNotContain("CoCreateDue", tables.Everything, StringComparison.Ordinal);
    }

    async Task<(int List, int Commit, int NothingDue, int Due)> CostsAsync(TableStore store, long number)
    {
        await store.Due.PutAsync(session, Noon.AddYears(-1), default);
        return (
            await CostAsync(() => store.Directory.InVenueAsync(Here, 5, default)),
            await CostAsync(() => store.Log.AppendAsync(session, new(number, Guid.NewGuid(), [], "[]"u8.ToArray()), default)),
            await CostAsync(() => store.Due.UpToAsync(Noon.AddYears(-2), 5, default)),
            await CostAsync(() => store.Due.UpToAsync(Noon.AddYears(-1), 5, default)));
    }

    async Task<int> CostAsync(Func<Task> act)
    {
        var before = tables.Requests.Count;
        await act();
        return tables.Requests.Count - before;
    }

    static async Task FillAsync(TableStore store, int sessions)
    {
        for (var n = 0; n < sessions; n++)
        {
            var id = SessionId.New();
            await store.Log.AppendAsync(id, new(1, Guid.NewGuid(), [], "[]"u8.ToArray()), default);
            await store.Directory.PutAsync(new(id, Here, "title", Noon.AddMinutes(n), n % 2 == 0 ? Noon : null), default);
            await store.Due.PutAsync(id, Noon.AddDays(n), default);
        }
    }

    async Task<TableStore> OpenAsync() => await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options });
}
