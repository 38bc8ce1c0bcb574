using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

/// <summary>Where places and people are reached.</summary>
public abstract partial class StoreContract
{
    readonly string conversation = $"teams:t1/19:{Guid.NewGuid():N}@thread.tacv2";

    [Fact]
    public async Task An_address_is_what_was_put_last_with_all_that_it_says()
    {
        var whole = new Address(conversation, "https://example.org/emea/", "channel", "t1/19:team", "29:ann", "a:chat", Hears: true, IsDead: true);
        await Store.Addresses.PutAsync([whole with { Service = "https://example.org/amer/", Hears = false }], default);
        await Store.Addresses.PutAsync([whole, new(conversation + "2", "https://example.org/", "personal")], default);

        Assert.Equal(whole, await Store.Addresses.FindAsync(conversation, default));
        Assert.Equal(new(conversation + "2", "https://example.org/", "personal"), await Store.Addresses.FindAsync(conversation + "2", default));
        Assert.Null(await Store.Addresses.FindAsync(conversation + "3", default));
    }

    [Fact]
    public async Task An_address_is_changed_only_by_who_knows_it()
    {
        var whole = new Address(conversation, "https://example.org/emea/", "channel", $"t1/{conversation}", "29:ann", "a:chat", Hears: true, IsDead: true);
        var bare = new Address(conversation, "https://example.org/", "personal");
        Assert.False(await Store.Addresses.SwapAsync(whole, bare, default));
        Assert.Null(await Store.Addresses.FindAsync(conversation, default));

        Assert.True(await Store.Addresses.SwapAsync(null, whole, default));
        Assert.False(await Store.Addresses.SwapAsync(null, bare, default));
        Assert.False(await Store.Addresses.SwapAsync(whole with { Chat = null }, bare, default));
        Assert.False(await Store.Addresses.SwapAsync(whole with { IsDead = false }, bare, default));
        Assert.Equal(whole, await Store.Addresses.FindAsync(conversation, default));
        Assert.True(await Store.Addresses.SwapAsync(whole, bare, default));
        Assert.True(await Store.Addresses.SwapAsync(bare, whole, default));

        Assert.Equal(whole, await Store.Addresses.FindAsync(conversation, default));
        Assert.Equal([whole], await Store.Addresses.OfTeamAsync($"t1/{conversation}", 9, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Store.Addresses.SwapAsync(whole, whole with { Service = new string('x', Address.TextMax + 1) }, default));
    }

    [Fact]
    public async Task The_places_of_a_team_are_found_and_no_others()
    {
        var team = $"t1/{conversation}";
        Address[] all = [.. Enumerable.Range(0, 3).Select(n => new Address($"{conversation}{n}", "https://example.org/", "channel", n < 2 ? team : null))];
        await Store.Addresses.PutAsync([.. all], default);

        Assert.Equal(all[..2], (await Store.Addresses.OfTeamAsync(team, 9, default)).OrderBy(one => one.Place, StringComparer.Ordinal));
        Assert.Single(await Store.Addresses.OfTeamAsync(team, 1, default));
        Assert.Empty(await Store.Addresses.OfTeamAsync("t2" + team, 9, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Addresses.OfTeamAsync(team, 0, default));
    }

    [Fact]
    public async Task An_address_is_gone_when_it_is_removed_once_or_twice()
    {
        var other = new Address(conversation + "2", "https://example.org/", "personal");
        await Store.Addresses.PutAsync([other with { Place = conversation }, other], default);
        await Store.Addresses.PutAsync([other with { Place = conversation + "3" }], default);
        await Store.People.SettleAsync(person, [conversation, conversation + "3"], default);
        await Store.People.SettleAsync(person, [conversation, conversation + "3"], default);

        Assert.Null(await Store.Addresses.FindAsync(conversation, default));
        Assert.Null(await Store.Addresses.FindAsync(conversation + "3", default));
        Assert.Equal(other, await Store.Addresses.FindAsync(conversation + "2", default));
    }

    [Fact]
    public async Task Addresses_have_their_bounds()
    {
        var longest = new Address(conversation, "https://example.org/".PadRight(Address.TextMax, 'x'), "channel");
        await Store.Addresses.PutAsync([.. Enumerable.Range(0, Address.BatchMax).Select(n => longest with { Place = $"{conversation}{n}" })], default);

        Assert.Equal(longest with { Place = $"{conversation}999" }, await Store.Addresses.FindAsync($"{conversation}999", default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Addresses.PutAsync([longest with { Service = longest.Service + "x" }], default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Store.Addresses.PutAsync([.. Enumerable.Repeat(longest with { Service = "s" }, Address.BatchMax + 1)], default));
        await Store.People.SettleAsync(person, [.. Enumerable.Range(0, Address.BatchMax).Select(n => $"{conversation}{n}")], default);
        Assert.Null(await Store.Addresses.FindAsync($"{conversation}999", default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Store.People.SettleAsync(person, [.. Enumerable.Repeat(conversation, Address.BatchMax + 1)], default));
    }
}
