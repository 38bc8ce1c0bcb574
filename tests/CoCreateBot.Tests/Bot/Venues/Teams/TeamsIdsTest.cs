using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

public sealed class TeamsIdsTest
{
    const string Channel = "19:d441@thread.tacv2";

    [Fact]
    public void A_thread_is_no_place_of_its_own()
    {
        Assert.Equal(new VenueId($"teams:abc/{Channel}"), TeamsIds.Venue("ABC", $"{Channel};messageid=1766459963017"));
        Assert.Equal(TeamsIds.Venue("abc", Channel), TeamsIds.Venue("ABC", $"{Channel};messageid=1766459963017"));
    }

    [Fact]
    public void A_venue_gives_its_tenant_and_its_conversation_back()
    {
        var venue = TeamsIds.Venue("abc", Channel);

        Assert.Equal(("abc", Channel, "teams"), (TeamsIds.Tenant(venue), TeamsIds.Conversation(venue), venue.Platform));
        Assert.Equal("a:b/c", TeamsIds.Conversation(TeamsIds.Venue("abc", "a:b/c"))); // a tenant has no slash, so the first one parts them
    }

    [Fact]
    public void What_is_no_venue_of_Teams_is_a_bug() => Assert.Throws<ArgumentException>(() => TeamsIds.Tenant(new VenueId("teams:abc")));

    [Theory]
    [InlineData(Channel, Channel, "")]
    [InlineData($"{Channel};messageid=1766459963017", Channel, "1766459963017")]
    [InlineData($"{Channel};MessageId=1766459963017", Channel, "1766459963017")]
    [InlineData($"{Channel};messageid=1766459963017;other=2", Channel, "1766459963017")]
    [InlineData($"{Channel};messageid=0", Channel, "")]
    [InlineData($"{Channel};messageid=", Channel, "")]
    [InlineData($"{Channel};messageid=12a", Channel, "")]
    [InlineData($"{Channel};messageid=-12", Channel, "")]
    [InlineData($"{Channel};messageid=12345678901234567890", Channel, "12345678901234567890")]
    [InlineData($"{Channel};messageid=123456789012345678901", Channel, "")]
    [InlineData($"{Channel};other=2", Channel, "")]
    [InlineData("", "", "")]
    [InlineData(";messageid=1", "", "1")]
    public void A_conversation_s_id_is_split_at_its_thread(string id, string conversation, string thread)
    {
        var bare = TeamsIds.Split(id, out var root);

        Assert.Equal((conversation, thread), (bare.ToString(), root.ToString()));
    }

    [Fact]
    public void A_conversation_and_its_thread_can_be_put_together_again() =>
        Assert.Equal($"{Channel};messageid=12", TeamsIds.InThread(Channel, "12"));

    [Theory]
    [InlineData("ABC", "0AF-1", "29:User", "teams:abc/0af-1")]
    [InlineData("abc", null, "29:User", "teams:abc/29:User")]
    [InlineData("abc", "", "29:User", "teams:abc/29:User")]
    [InlineData("abc", "", "", null)]
    [InlineData("abc", null, null, null)]
    [InlineData(null, "0af-1", "29:User", null)]
    [InlineData("a/b", "0af-1", "29:User", null)]
    public void A_person_is_their_account_in_the_tenant_or_else_the_bot_s_id_for_them(string? tenant, string? account, string? id, string? key) =>
        Assert.Equal(key, TeamsIds.PersonKey(tenant, account, id));

    [Fact]
    public void A_person_s_key_gives_its_parts_back()
    {
        Assert.Equal(("abc", "29:User"), (TeamsIds.Tenant("teams:abc/29:User"), TeamsIds.User("teams:abc/29:User")));
        Assert.Equal((null, null), (TeamsIds.Tenant("slack:T1/U1"), TeamsIds.User("slack:T1/U1")));
        Assert.Null(TeamsIds.User("teams:abc"));
    }

    [Theory]
    [InlineData(null, "2", "2")]
    [InlineData("1", "1", "1")]
    [InlineData("1", "2", "1;2")]
    public void A_reply_s_id_names_its_thread(string? root, string id, string message)
    {
        Assert.Equal(message, TeamsIds.Message(root, id));
        Assert.Equal((root == id ? null : root, id), TeamsIds.SplitMessage(message));
    }

    [Fact]
    public void A_delivery_is_the_same_in_a_thread_and_a_long_one_is_a_hash()
    {
        Assert.Equal($"{Channel}/f:1", TeamsIds.Delivery($"{Channel};messageid=12", "f:1"));
        Assert.Equal($"{Channel}/1/edit/now", TeamsIds.Delivery(Channel, "1", "edit", "now"));
        var most = new string('i', TeamsIds.IdMax - Channel.Length - 1);
        Assert.Equal($"{Channel}/{most}", TeamsIds.Delivery(Channel, most));
        var hash = TeamsIds.Delivery(Channel, most + "i");
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.NotEqual(hash, TeamsIds.Delivery(Channel, most + "j"));
    }

    [Fact]
    public void An_id_is_bounded_and_can_be_seen()
    {
        Assert.True(TeamsIds.IsId(new string('i', TeamsIds.IdMax)));
        Assert.False(TeamsIds.IsId(new string('i', TeamsIds.IdMax + 1)));
        Assert.True(TeamsIds.IsTenant(new string('t', TeamsIds.TenantMax)));
        Assert.False(TeamsIds.IsTenant(new string('t', TeamsIds.TenantMax + 1)));
        Assert.True(TeamsIds.IsServiceUrl(new string('u', TeamsIds.ServiceUrlMax)));
        Assert.False(TeamsIds.IsServiceUrl(new string('u', TeamsIds.ServiceUrlMax + 1)));
        Assert.All(["", "a\n", "a\0b", "a\u007F", "a\u0085"], id => Assert.False(TeamsIds.IsId(id)));
        Assert.True(TeamsIds.IsId("00000000-0000-0000-0000-0000000000020")); // a GUID of Microsoft's local client is none
    }
}
