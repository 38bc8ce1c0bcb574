using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>What people set for themselves, and in which sessions they are.</summary>
public abstract partial class StoreContract
{
    readonly string person = $"slack:T1/U{Guid.NewGuid():N}";

    [Fact]
    public async Task Who_is_owed_to_be_forgotten_is_owed_it_until_that_is_settled()
    {
        var owed = new OwedErasing(person, "first");
        await Store.People.OweAsync(owed, default);
        await Store.People.OweAsync(owed with { Delivery = "second" }, default);
        await Store.People.OweAsync(new(person + "2", "other"), default);
        Assert.Equal([owed with { Delivery = "second" }, new(person + "2", "other")], await Store.People.OwedAsync("slack:", 9, default));
        Assert.Single(await Store.People.OwedAsync("slack:", 1, default));

        await Store.People.OweAsync(owed with { IsDone = true }, default);
        await Store.People.SettleAsync(person + "2", [], default);
        await Store.People.SettleAsync(person + "2", [], default);

        Assert.Equal([owed with { IsDone = true }], await Store.People.OwedAsync("slack:", 9, default));
        Assert.Equal(owed with { IsDone = true }, await Store.People.FindOwedAsync(person, default));
        Assert.Null(await Store.People.FindOwedAsync(person + "2", default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.People.OwedAsync("slack:", 0, default));
    }

    [Fact]
    public async Task What_somebody_is_owed_is_changed_only_by_who_knows_it()
    {
        var owed = new OwedErasing(person, "first");
        Assert.False(await Store.People.SwapOwedAsync(owed, owed with { IsDone = true }, default));
        Assert.Null(await Store.People.FindOwedAsync(person, default));
        await Store.People.OweAsync(owed, default);

        Assert.False(await Store.People.SwapOwedAsync(owed with { Delivery = "other" }, owed with { Delivery = "third" }, default));
        Assert.False(await Store.People.SwapOwedAsync(owed with { IsDone = true }, owed with { Delivery = "third" }, default));
        Assert.Equal(owed, await Store.People.FindOwedAsync(person, default));
        Assert.True(await Store.People.SwapOwedAsync(owed, owed with { Delivery = "second", IsDone = true }, default));
        Assert.False(await Store.People.SwapOwedAsync(owed, owed with { Delivery = "third" }, default));

        Assert.Equal(owed with { Delivery = "second", IsDone = true }, await Store.People.FindOwedAsync(person, default));
        await Store.People.SettleAsync(person, [], default);
        Assert.False(await Store.People.SwapOwedAsync(owed with { Delivery = "second", IsDone = true }, owed, default));
        Assert.Null(await Store.People.FindOwedAsync(person, default));
    }

    [Fact]
    public async Task What_is_owed_on_one_platform_leaves_room_for_the_other()
    {
        string[] keys = ["slack", "slack:", "slack:T1/U1", "slack:T2/U2", "slack;", "teams:t1/a"];
        foreach (var key in keys)
        {
            await Store.People.OweAsync(new(key, "once"), default);
        }

        Assert.Equal(["slack:", "slack:T1/U1", "slack:T2/U2"], (await Store.People.OwedAsync("slack:", 9, default)).Select(one => one.Person));
        Assert.Equal(["teams:t1/a"], (await Store.People.OwedAsync("teams:", 1, default)).Select(one => one.Person));
    }

    [Fact]
    public async Task What_somebody_set_last_is_there_and_nobody_elses()
    {
        var quiet = new QuietHours(new(22, 0), new(7, 30), "America/Argentina/Buenos_Aires");
        await Store.People.PutAsync(person, new("de", null), default);
        await Store.People.PutAsync(person, new(null, quiet), default);
        await Store.People.PutAsync(person + "2", new("en", null), default);

        Assert.Equal(new(null, quiet), await Store.People.FindAsync(person, default));
        Assert.Equal(new("en", null), await Store.People.FindAsync(person + "2", default));
        Assert.Null(await Store.People.FindAsync(person + "3", default));
    }

    [Fact]
    public async Task What_somebody_set_is_gone_when_it_is_removed_once_or_twice()
    {
        await Store.People.PutAsync(person, new("de", null), default);
        await Store.People.PutAsync(person + "2", new("en", null), default);
        await Store.People.RemoveAsync(person, default);
        await Store.People.RemoveAsync(person, default);

        Assert.Null(await Store.People.FindAsync(person, default));
        Assert.NotNull(await Store.People.FindAsync(person + "2", default));
    }

    [Fact]
    public async Task Somebodys_sessions_are_found_open_ones_first_then_the_newest()
    {
        var ids = Enumerable.Range(0, 5).Select(_ => SessionId.New()).ToArray();
        foreach (var (n, id) in ids.Index())
        {
            await Store.Members.PutAsync(id, person, default);
            await Store.Members.PutAsync(id, person + "2", default);
            await Store.Directory.PutAsync(new(id, Here, "?", Noon.AddDays(n), n % 2 == 0 ? Noon.AddDays(9) : null), default);
            await Store.Directory.PutAsync(new(id, There, "?", Noon.AddDays(n), n % 2 == 0 ? Noon.AddDays(9) : null), default);
        }

        await Store.Members.RemoveAsync(ids[4], person, default);

        var found = await Store.Members.SessionsOfAsync(person, 9, default);
        Assert.Equal([ids[3], ids[1], ids[2], ids[0]], found.Select(one => one.Session));
        Assert.Equal(new(ids[2], Noon.AddDays(2), Noon.AddDays(9)), found[2]);
        Assert.Equal([ids[3], ids[1], ids[2]], (await Store.Members.SessionsOfAsync(person, 3, default)).Select(one => one.Session));
        Assert.Empty(await Store.Members.SessionsOfAsync(person + "3", 9, default));
    }

    [Fact]
    public async Task A_session_is_found_that_is_in_no_directory_yet()
    {
        await Store.Members.PutAsync(session, person, default);

        Assert.Equal([new(session, null, null)], await Store.Members.SessionsOfAsync(person, 9, default));
    }

    [Fact]
    public async Task The_sessions_of_all_places_of_a_workspace_are_gone_through_page_by_page()
    {
        var workspace = $"T{Guid.NewGuid():N}";
        var ids = Enumerable.Range(0, 3).Select(_ => SessionId.New()).OrderBy(id => id.Value, StringComparer.Ordinal).ToArray();
        PlacedSession[] all =
        [
            new(new($"slack:{workspace}/C1"), ids[0]), new(new($"slack:{workspace}/C1"), ids[2]), new(new($"slack:{workspace}/C2"), ids[1]),
        ];
        foreach (var one in all.Append(new(new($"slack:{workspace}0/C1"), ids[0])).Append(new(new($"slack:{workspace}"), ids[0])))
        {
            await Store.Directory.PutAsync(new(one.Session, one.Venue, "?", Noon, null), default);
        }

        var first = await Store.Directory.FromAsync($"slack:{workspace}/", null, 2, default);
        Assert.Equal(all[..2], first);
        Assert.Equal(all[2..], await Store.Directory.FromAsync($"slack:{workspace}/", first[^1], 2, default));
        Assert.Empty(await Store.Directory.FromAsync($"slack:{workspace}/", all[^1], 2, default));
    }

    [Fact]
    public async Task Whoever_goes_through_all_places_sees_which_sessions_are_closed_and_when()
    {
        var (venue, closed) = (new VenueId($"slack:T{Guid.NewGuid():N}/C1"), Noon.AddDays(1).AddTicks(1));
        var begins = venue.Value.Split('/')[0] + "/";
        await Store.Directory.PutAsync(new(session, venue, "?", Noon, null), default);
        Assert.Equal([new(venue, session)], await Store.Directory.FromAsync(begins, null, 2, default));

        await Store.Directory.PutAsync(new(session, venue, "?", Noon, closed), default);
        Assert.Equal([new(venue, session, closed)], await Store.Directory.FromAsync(begins, null, 2, default));

        await Store.Directory.PutAsync(new(session, venue, "?", Noon, null), default); // it was opened again
        Assert.Equal([new(venue, session)], await Store.Directory.FromAsync(begins, null, 2, default));
    }
}
