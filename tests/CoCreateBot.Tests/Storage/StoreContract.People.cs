using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>Who can be told something, and what a venue saved for itself.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_member_put_twice_is_there_once_and_in_no_order_of_coming()
    {
        await Store.Members.PutAsync(session, "slack:T1/U2", default);
        await Store.Members.PutAsync(session, "slack:T1/U1", default);
        await Store.Members.PutAsync(session, "slack:T1/U2", default);
        await Store.Members.PutAsync(SessionId.New(), "slack:T1/U9", default);

        Assert.Equal(["slack:T1/U1", "slack:T1/U2"], await Store.Members.ReadAsync(session, default));
    }

    [Fact]
    public async Task A_members_zone_is_kept_where_it_was_told_and_goes_with_its_row()
    {
        await Store.Members.PutAsync(session, "slack:T1/U1", default);
        await Store.Members.PutAsync(session, "slack:T1/U2", default, "Asia/Tokyo");
        await Store.Members.PutAsync(session, "slack:T1/U2", default);
        await Store.Members.PutAsync(session, "slack:T1/U3", default, "Asia/Tokyo");
        await Store.Members.PutAsync(session, "slack:T1/U3", default, "Europe/Vienna");
        await Store.Members.PutAsync(SessionId.New(), "slack:T1/U9", default, "Asia/Tokyo");

        Assert.Equal([new("slack:T1/U2", "Asia/Tokyo"), new("slack:T1/U3", "Europe/Vienna")], await Store.Members.ZonesAsync(session, default));
        await Store.Members.RemoveAsync(session, "slack:T1/U3", default);
        Assert.Equal([new("slack:T1/U2", "Asia/Tokyo")], await Store.Members.ZonesAsync(session, default));
    }

    [Fact]
    public async Task A_member_removed_is_gone_and_removed_twice_as_well()
    {
        await Store.Members.PutAsync(session, "slack:T1/U1", default);
        await Store.Members.RemoveAsync(session, "slack:T1/U1", default);
        await Store.Members.RemoveAsync(session, "slack:T1/U1", default);

        Assert.Empty(await Store.Members.ReadAsync(session, default));
    }

    [Fact]
    public async Task Somebody_with_several_keys_is_asked_for_in_one_go()
    {
        var (first, second, third) = (SessionId.New(), SessionId.New(), SessionId.New());
        var now = new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
        await Store.Directory.PutAsync(new(first, Here, "1", now, now), default);
        await Store.Directory.PutAsync(new(second, Here, "2", now.AddDays(-1), null), default);
        await Store.Directory.PutAsync(new(third, Here, "3", now.AddDays(-2), null), default);
        foreach (var (session, person) in ((SessionId, string)[])[(first, "U1"), (second, "U1"), (second, "U2"), (third, "U2"), (third, "U9")])
        {
            await Store.Members.PutAsync(session, person, default);
        }

        await Store.People.PutAsync("U2", new("de", null), default);

        Assert.Equal([second, third, first], (await Store.Members.SessionsOfAsync(["U0", "U1", "U2"], 9, default)).Select(one => one.Session));
        Assert.Equal([second, third], (await Store.Members.SessionsOfAsync(["U1", "U2"], 2, default)).Select(one => one.Session));
        Assert.Equal(["U1", "U2"], await Store.Members.KnownAsync(["U0", "U1", "U2"], default));
        Assert.Equal([new("U2", new("de", null))], await Store.People.FindAsync(["U0", "U1", "U2"], default));
        Assert.Empty(await Store.People.FindAsync([], default));
    }

    [Fact]
    public async Task So_many_keys_have_a_bound()
    {
        ImmutableArray<string> most = [.. Enumerable.Range(0, IPeople.KeysMax).Select(n => $"slack:T{n}/U1")]; // as one human has them
        Assert.Empty(await Store.People.FindAsync(most, default));
        Assert.Empty(await Store.Members.KnownAsync(most, default));
        Assert.Empty(await Store.Members.SessionsOfAsync(most, 1, default));

        var over = most.Add("slack:T/U1");
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.People.FindAsync(over, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Members.KnownAsync(over, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Members.SessionsOfAsync(over, 1, default));
    }

    [Fact]
    public async Task A_venue_keeps_its_recipes_the_last_one_of_a_name()
    {
        await Store.Recipes.PutAsync(Here, new Recipe("retro", ["checkin"]), default);
        await Store.Recipes.PutAsync(Here, new Recipe("friday", ["checkin word"]), default);
        await Store.Recipes.PutAsync(Here, new Recipe("retro", ["checkin", "vote \"?\" A | B"]), default);
        await Store.Recipes.PutAsync(There, new Recipe("other", ["checkin"]), default);

        var kept = await Store.Recipes.ReadAsync(Here, default);
        Assert.Equal(["friday", "retro"], kept.Select(recipe => recipe.Name));
        Assert.Equal(["checkin", "vote \"?\" A | B"], kept[1].Lines);
    }
}
