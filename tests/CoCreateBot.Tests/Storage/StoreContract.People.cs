using CoCreateBot.Sessions;

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
