using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Teams;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Where the bot comes and goes, and what becomes of teams and channels.</summary>
public sealed class TeamsMembersTest
{
    const string Other = "19:other@thread.tacv2";

    static JsonObject Update(string? change, string? list = null, string member = TeamsActivities.Bot)
    {
        var update = TeamsActivities.Of("conversationUpdate", "f:1").Change(change);
        update["channelData"]!["channel"] = new JsonObject { ["id"] = Other }; // ! Of puts it there
        return list is null ? update : update.With(list, new JsonArray(new JsonObject { ["id"] = "29:x" }, new JsonObject { ["id"] = member }));
    }

    static string? Kind(JsonObject activity) => activity.Read() is TeamsRequest.Ignored no ? no.Why : activity.Read()?.GetType().Name;

    [Theory]
    [InlineData("teamMemberAdded", "membersAdded", "BotCame")]
    [InlineData(null, "membersAdded", "BotCame")]
    [InlineData("teamMemberRemoved", "membersRemoved", "BotWent")]
    [InlineData(null, "membersRemoved", "BotWent")]
    public void The_bot_comes_and_goes(string? change, string list, string kind)
    {
        Assert.Equal(kind, Kind(Update(change, list)));
        Assert.Equal("members", Kind(Update(change, list, "29:y")));
    }

    [Fact]
    public void Where_it_comes_to_one_channel_that_is_named()
    {
        var came = Assert.IsType<TeamsRequest.BotCame>(Update("channelMemberAdded", "membersAdded").Read());
        Assert.Equal($"teams:{TeamsActivities.Tenant}/{Other}", came.Channel?.Value);
        Assert.NotNull(Assert.IsType<TeamsRequest.BotWent>(Update("channelMemberRemoved", "membersRemoved").Read()).Channel);
        Assert.Null(Assert.IsType<TeamsRequest.BotCame>(Update("teamMemberAdded", "membersAdded").Read()).Channel);
    }

    [Fact]
    public void Leaving_a_channel_that_is_not_named_ends_nothing()
    {
        var went = Update("channelMemberRemoved", "membersRemoved");
        ((JsonObject)went["channelData"]!).Remove("channel"); // ! Of puts it there

        Assert.Equal("members", Kind(went));
    }

    [Theory]
    [InlineData("teamDeleted", "PlaceEnded")]
    [InlineData("teamHardDeleted", "PlaceEnded")]
    [InlineData("TEAMARCHIVED", "PlaceEnded")]
    [InlineData("teamUnarchived", "PlaceBack")]
    [InlineData("teamrestored", "PlaceBack")]
    public void A_team_ends_and_is_back(string change, string kind)
    {
        Assert.Equal(kind, Kind(Update(change)));
        var nameless = Update(change);
        ((JsonObject)nameless["channelData"]!).Remove("team"); // ! Of puts it there
        Assert.Equal("place", Kind(nameless));
    }

    [Theory]
    [InlineData("channelDeleted", "PlaceEnded")]
    [InlineData("channelRestored", "PlaceBack")]
    public void A_channel_ends_and_is_back_and_never_its_team_with_it(string change, string kind)
    {
        Assert.Equal(kind, Kind(Update(change)));
        var nameless = Update(change);
        ((JsonObject)nameless["channelData"]!).Remove("channel"); // ! Of puts it there
        Assert.Equal("place", Kind(nameless));
    }

    [Theory]
    [InlineData("teamRenamed")]
    [InlineData("channelCreated")]
    [InlineData("channelRenamed")]
    [InlineData("channelShared")]
    [InlineData("whatever")]
    [InlineData(null)]
    public void Names_and_new_channels_are_passed_over(string? change) => Assert.Equal("place", Kind(Update(change)));

    [Theory]
    [InlineData("add", "Installed")]
    [InlineData("add-upgrade", "Installed")]
    [InlineData("remove", "Removed")]
    [InlineData("remove-upgrade", "upgrade")] // the new version is told by itself, before or after
    [InlineData("else", "unknown")]
    public void An_installation_begins_and_ends(string action, string kind) =>
        Assert.Equal(kind, Kind(TeamsActivities.Of("installationUpdate", "f:1").With("action", action)));

    [Fact]
    public void An_upgrade_is_no_new_installation()
    {
        static bool IsUpgrade(string action) =>
            Assert.IsType<TeamsRequest.Installed>(TeamsActivities.Of("installationUpdate", "f:1").With("action", action).Read()).IsUpgrade;

        Assert.True(IsUpgrade("add-upgrade"));
        Assert.False(IsUpgrade("add"));
    }
}
