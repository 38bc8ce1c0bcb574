using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>In a standard channel the bot is with its team. To a private or a shared one it has to be added, and whoever tries there without is told how.</summary>
public sealed class TeamsChannelKindsTest
{
    [Theory]
    [InlineData("private", "This is a private channel, and I am not in it")]
    [InlineData("shared", "This is a shared channel, and I am not in it")]
    [InlineData("standard", "I am not a member of this conversation")]
    public async Task Who_starts_by_a_form_where_the_bot_is_not_keeps_it_and_reads_how_to_add_it(string type, string said)
    {
        await using var story = await TeamsStory.BeginAsync();
        var apart = story.Teams.ChannelOf(type);
        apart.Members.Add(story.Ann.Id);

        var choice = await story.Ann.ChooseAsync(apart, "start");
        var form = await story.Ann.SubmitAsync(apart, "start", choice, fields: ("What would you like", "Start a check-in"));
        var again = await story.Ann.SubmitAsync(apart, "start", form!); // ! there is a form

        Assert.Contains(said, TeamsStory.TextOf(again), StringComparison.Ordinal);
        Assert.Equal(type != "standard", TeamsStory.TextOf(again).Contains("@CoCreate invite web", StringComparison.Ordinal));
        Assert.Empty(apart.Messages);
    }

    [Fact]
    public async Task Who_types_there_is_told_once_in_their_chat_with_the_bot()
    {
        await using var story = await TeamsStory.BeginAsync();
        var chat = story.Teams.PersonalChat(story.Ann.Id, "a:ann");
        var apart = story.Teams.ChannelOf("private");
        apart.Members.Add(story.Ann.Id);

        await story.Ann.MentionAsync(apart, "checkin");
        await story.HearAsync(chat, "This is a private channel, and I am not in it");
        await story.Ann.WriteAsync(chat, "frobnicate");

        await story.HearAsync(chat, "frobnicate");
        Assert.Equal(2, chat.Shown.Length);
    }

    [Fact]
    public async Task Once_it_is_added_there_all_goes_as_elsewhere()
    {
        await using var story = await TeamsStory.BeginAsync();
        var apart = story.Teams.ChannelOf("private");
        apart.Members.AddRange([story.Ann.Id, story.Bob.Id]);
        apart.HasBot = true;
        await story.Ann.TellAsync(story.Ann.AddsBotToChannel(apart));
        var welcome = await story.HearAsync(apart, "I help a group");

        await story.Ann.MentionAsync(apart, "checkin");
        var card = apart.Shown.Single(message => message.Thread is null && message != welcome);
        var fresh = await story.Bob.PressAsync(apart, card, "Green");

        Assert.Contains("1 person", TeamsStory.TextOf(fresh), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_it_was_taken_from_is_not_tried_until_it_is_back()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        await story.StartAsync("checkin");
        var place = TeamsIds.Venue(PretendTeams.Tenant, story.Channel.Id).Value;

        await story.Ann.TellAsync(story.Ann.TakesBotFromChannel(story.Channel));
        Assert.True((await store.Addresses.FindAsync(place, default))?.IsDead);

        await story.Ann.TellAsync(story.Ann.AddsBotToChannel(story.Channel));
        Assert.False((await store.Addresses.FindAsync(place, default))?.IsDead);
    }

    [Theory]
    [InlineData("channelDeleted", true)]
    [InlineData("channelRestored", false)]
    [InlineData("channelShared", null)]
    [InlineData("channelUnshared", null)]
    [InlineData("channelRenamed", null)]
    public async Task What_becomes_of_a_channel_is_told_by_its_teams_first_one_and_means_that_channel_alone(string change, bool? isDead)
    {
        await using var story = await TeamsStory.BeginAsync();
        var apart = story.Teams.ChannelOf("shared");
        var first = TeamsIds.Venue(PretendTeams.Tenant, apart.Team!).Value; // ! a channel has one
        var place = TeamsIds.Venue(PretendTeams.Tenant, apart.Id).Value;
        if (isDead == false)
        {
            await story.Ann.TellAsync(story.Ann.OfChannel(apart, "channelDeleted"));
        }

        Assert.Equal(System.Net.HttpStatusCode.OK, await story.Ann.TellAsync(story.Ann.AddsBotToChannel(apart)));
        Assert.Equal(System.Net.HttpStatusCode.OK, await story.Ann.TellAsync(story.Ann.OfChannel(apart, change)));

        Assert.Equal(isDead ?? false, (await story.Store.Addresses.FindAsync(place, default))?.IsDead);
        Assert.NotEqual(true, (await story.Store.Addresses.FindAsync(first, default))?.IsDead);
    }

    [Theory]
    [InlineData("private", ChannelKind.Private)]
    [InlineData("Shared", ChannelKind.Shared)]
    [InlineData("standard", ChannelKind.Standard)]
    [InlineData("else", ChannelKind.Unsaid)]
    [InlineData(null, ChannelKind.Unsaid)]
    public void The_kind_of_a_channel_is_read_where_it_is_told(string? type, ChannelKind kind)
    {
        var message = TeamsActivities.Message("help");
        message["channelData"]!["channel"]!["type"] = type; // ! Of puts it there

        Assert.Equal(kind, message.Read()?.From.Channel);
    }
}
