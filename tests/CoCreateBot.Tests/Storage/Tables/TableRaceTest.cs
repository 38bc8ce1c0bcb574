using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>Two servers that write the same rows at one time: one of them is the last, and nothing is left of the other.</summary>
public sealed class TableRaceTest : IDisposable
{
    const int Rounds = 20;

    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly VenueId Here = new("slack:T1/C1");

    readonly StrictTables tables = new();
    readonly SessionId session = SessionId.New();

    public void Dispose() => tables.Dispose();

    [Fact]
    public async Task What_is_due_is_due_once_and_never_not_at_all()
    {
        var stores = await OpenAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await TogetherAsync(stores, (store, n) => store.Due.PutAsync(session, Noon.AddHours(-n % 3), default));

            Assert.Single(await stores[0].Due.UpToAsync(Noon, 10, default));
        }

        foreach (var store in stores)
        {
            await store.Due.RemoveAsync(session, default);
        }

        tables.Time.Pass(TimeSpan.FromHours(1));
        Assert.Empty(await stores[0].Due.UpToAsync(Noon, 10, default));
        Assert.DoesNotContain(session.Value, tables.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_stands_in_its_list_once_and_leaves_nothing_behind()
    {
        var stores = await OpenAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await TogetherAsync(stores, (store, n) => store.Directory.PutAsync(new(session, Here, "title", Noon, n % 2 == 0 ? null : Noon), default));

            Assert.Single(await stores[0].Directory.InVenueAsync(Here, 10, default));
            Assert.Single(await stores[0].Directory.FromAsync("slack:T1/", null, 10, default));
        }

        await stores[0].DeleteAsync(session, default);
        Assert.DoesNotContain(session.Value, tables.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readable_rows_are_those_of_one_of_them()
    {
        var stores = await OpenAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await TogetherAsync(stores, (store, n) => store.Artifacts.ReplaceAsync(session, 1, Rows(n), default));

            var rows = await stores[0].Artifacts.ReadAsync(session, default);
            Assert.Equal(5, rows.Length);
            Assert.Single(rows.Select(row => row.Value).Distinct());
        }
    }

    [Fact]
    public async Task Schedules_have_numbers_of_their_own_and_stay_within_the_bound()
    {
        var stores = await OpenAsync();
        var rule = new Recurrence(new RecurringDays.Weekly(WeekDays.WorkingDays), new TimeOnly(9, 30), "Europe/Vienna");
        for (var round = 0; round < Rounds; round++)
        {
            var first = round * 2;
            await TogetherAsync(stores, (store, n) => store.Schedules.CreateAsync(
                new Schedule(new($"s{first + (n % 2)}"), Here, "maker", null, "checkin", "en", rule, Noon), default));
        }

        var all = await stores[0].Schedules.InVenueAsync(Here, default);
        Assert.Equal(Enumerable.Range(1, Schedule.InVenueMax), all.Select(one => one.Number));
    }

    static ImmutableArray<Artifact> Rows(int of) => [.. Enumerable.Range(0, 5).Select(n => new Artifact(1, $"{n}", "tally", "", of, null))];

    static Task TogetherAsync(TableStore[] stores, Func<IStore, int, Task> act) =>
        Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => act(stores[n % stores.Length], n))));

    async Task<TableStore[]> OpenAsync() =>
    [
        await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options }),
        await TableStore.OpenAsync(new() { Connection = StrictTables.ConnectionString, Client = tables.Options }),
    ];
}
