using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Tables;

namespace CoCreateBot.Tests.Storage.Tables;

/// <summary>Who goes through all places, as of a service that gives rows in no order.</summary>
public sealed class TableWalkTest : IDisposable
{
    const int Places = 300;
    const int Taken = 20;
    const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>To read with each page all that is left would be 136.</summary>
    const int RequestsMax = 4 * Places / Taken;

    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly StrictTables tables = new();

    public void Dispose() => tables.Dispose();

    [Fact]
    public async Task A_way_through_all_places_costs_as_much_as_there_is_and_no_more()
    {
        var store = await OpenAsync();
        var all = await FillAsync(store, n => n);

        var (seen, first) = await WalkAsync(store);
        Assert.Equal(all, seen);
        var (again, second) = await WalkAsync(store);
        Assert.Equal(all, again);

        Assert.InRange(first, 1, RequestsMax);
        Assert.InRange(second, 1, RequestsMax);
    }

    [Fact]
    public async Task Places_with_more_than_a_page_are_gone_through_as_well()
    {
        var store = await OpenAsync();
        var all = await FillAsync(store, n => n < 30 ? 0 : n < 200 ? 7 : n);

        Assert.Equal(all, (await WalkAsync(store)).Seen);
        Assert.Equal(all, (await WalkAsync(store)).Seen);
    }

    [Fact]
    public async Task What_goes_and_comes_between_two_ways_is_missed_and_found()
    {
        var store = await OpenAsync();
        var all = await FillAsync(store, n => n);
        await WalkAsync(store);
        foreach (var one in all.Where((_, n) => n % 10 > 0))
        {
            await store.DeleteAsync(new(one.Split(' ')[1]), default);
        }

        await PutAsync(store, new("slack:T1/C0000new"), new("anotheranotheran"));

        Assert.Equal(
            [.. all.Where((_, n) => n % 10 == 0).Append("slack:T1/C0000new anotheranotheran").Order(StringComparer.Ordinal)], (await WalkAsync(store)).Seen);
        await WalkAsync(store);
        Assert.InRange((await WalkAsync(store)).Requests, 1, Places / Taken); // what the ways before knew of is forgotten
    }

    async Task<(List<string> Seen, int Requests)> WalkAsync(TableStore store)
    {
        var (seen, before) = (new List<string>(), tables.Requests.Count);
        PlacedSession? after = null;
        while (await store.Directory.FromAsync("slack:", after, Taken, default) is [.., var last] page)
        {
            seen.AddRange(page.Select(one => $"{one.Venue} {one.Session}"));
            after = last;
        }

        return (seen, tables.Requests.Count - before);
    }

    static async Task<List<string>> FillAsync(TableStore store, Func<int, int> place)
    {
        var all = new List<string>();
        var dice = new Random(Places); // where ids lie decides how many requests it takes
        for (var n = 0; n < Places; n++)
        {
            var (venue, session) = (new VenueId($"slack:T1/C{place(n):0000}"), new SessionId(dice.GetString(Letters, 16)));
            await PutAsync(store, venue, session);
            all.Add($"{venue} {session}");
        }

        await PutAsync(store, new("web:room"), SessionId.New());
        return [.. all.Order(StringComparer.Ordinal)];
    }

    static Task PutAsync(TableStore store, VenueId venue, SessionId session) =>
        store.Directory.PutAsync(new(session, venue, "title", Noon, null), default);

    async Task<TableStore> OpenAsync()
    {
        tables.PageRows = 2 * Taken; // as a page of the service is to one of who goes through all
        return await TableStore.OpenAsync(new() { Connection = StrictTables.Cosmos, Client = tables.Options });
    }
}
