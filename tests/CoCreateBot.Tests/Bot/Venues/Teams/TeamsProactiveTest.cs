using System.Net;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>What is said to single people comes in their chat with the bot, with buttons that work there.</summary>
public sealed class TeamsProactiveTest
{
    const string Asked = "“Call the city” (no date yet). Will you?";

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task Who_is_to_do_something_is_asked_in_their_own_chat_and_says_yes_there(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        await StepAsync(story, place);
        var chat = story.Teams.Conversation("a:bob");
        var asked = chat.Shown.Single();

        var answer = await story.Bob.PressAsync(chat, asked, "I accept");

        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)answer["type"]);
        Assert.Contains("You do this, as you have said", TeamsStory.TextOf(answer), StringComparison.Ordinal);
        await story.PassUntilAsync(() => asked.Edits > 0, "the message itself");
        Assert.Equal(TeamsStory.TextOf(answer["value"]), TeamsStory.TextOf(asked.Card));
        Assert.DoesNotContain("I accept", TeamsStory.TextOf(asked.Card), StringComparison.Ordinal);
        await story.HearAsync(place, "does it");

        var done = await story.Bob.PressAsync(chat, asked, "It is done");
        Assert.Equal(200, (int?)done["statusCode"]);
        Assert.Single(chat.Shown);
    }

    [Fact]
    public async Task Who_presses_a_question_that_was_answered_reads_how_it_stands()
    {
        await using var story = await TeamsStory.BeginAsync();
        await StepAsync(story, story.Channel);
        var chat = story.Teams.Conversation("a:bob");
        var press = story.Bob.Presses(chat, chat.Shown.Single(), "I accept", "f:late");
        await story.Bob.PressAsync(chat, chat.Shown.Single(), "I decline");

        var late = await story.Bob.SendAsync(press);

        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)late?["type"]);
        Assert.Single(chat.Shown);
    }

    [Fact]
    public async Task A_chat_is_opened_once_and_known_after_a_restart()
    {
        var store = new MemoryStore();
        await using (var before = await TeamsStory.BeginAsync(store))
        {
            await StepAsync(before, before.Channel);
            await before.Ann.MentionAsync(before.Channel, "steps \"Paint the bench\" by bob");
            await before.PassUntilAsync(() => before.Teams.Conversation("a:bob").Shown.Length == 2, "a second question");
            Assert.Single(before.Teams.Called, call => call == "POST create");
        }

        var bob = TeamsIds.PersonKey(PretendTeams.Tenant, PretendTeams.ObjectIdOf("29:bob"), null)!; // ! it has both
        Assert.Equal($"teams:{PretendTeams.Tenant}/a:bob", (await store.Addresses.FindAsync(TeamsAddresses.PlaceOf(bob), default))?.Chat);
    }

    [Fact]
    public async Task A_chat_that_was_opened_stays_known_when_people_are_kept_later()
    {
        var store = new MemoryStore();
        var addresses = new TeamsAddresses(store, new PretendLeases(1), TimeProvider.System);
        var from = TeamsActivities.Message("help").Read()!.From; // ! it is read
        await addresses.LearnAsync(from, default);
        await addresses.NoteChatAsync(from.Who.Key, TeamsIds.Venue(from.Tenant, "a:chat"), default);

        await addresses.KeepWaitingAsync(default);

        Assert.Equal($"teams:{from.Tenant}/a:chat", (await store.Addresses.FindAsync(TeamsAddresses.PlaceOf(from.Who.Key), default))?.Chat);
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task Who_has_not_voted_is_reminded_in_their_own_chat_and_the_minutes_come_where_the_session_is(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        await story.Ann.SayAsync(place, "vote \"Which first?\" Paint | Garden for 10h");
        await story.HearAsync(place, "Which first?");
        await story.Bob.SayAsync(place, "join");
        await story.PassUntilAsync(() => place.Messages.Exists(message => message.Reader == story.Bob.Id), "the answer");

        story.Teams.Time.Pass(TimeSpan.FromHours(8.1));
        await story.HearAloneAsync(story.Bob, "Which first?");

        await story.Ann.SayAsync(place, "close");
        await story.HearAsync(place, "Minutes");
    }

    [Fact]
    public async Task Who_has_blocked_the_bot_is_asked_nothing_more_until_something_comes_from_them()
    {
        await using var story = await TeamsStory.BeginAsync();
        await StepAsync(story, story.Channel);
        var chat = story.Teams.Conversation("a:bob");
        chat.Closed = (HttpStatusCode.Forbidden, "ConversationBlockedByUser");
        await story.Ann.MentionAsync(story.Channel, "steps \"Paint the bench\" by bob");
        await story.PassUntilAsync(async () => await UntoldAsync(story) == 1, "Bob was not told");
        Assert.Equal(2, Questions(story));

        await story.Ann.MentionAsync(story.Channel, "steps \"Sweep the yard\" by bob");
        await story.PassUntilAsync(async () => await UntoldAsync(story) == 2, "Bob was not told that either");
        Assert.Equal(2, Questions(story));

        chat.Closed = null;
        await story.Bob.MentionAsync(story.Channel, "status");
        await story.Ann.MentionAsync(story.Channel, "steps \"Feed the cat\" by bob");
        await story.HearAsync(chat, "Feed the cat");
    }

    static int Questions(TeamsStory story) =>
        story.Teams.Written.Count(one => one.Call == "POST activities" && one.Body.Contains("Will you?", StringComparison.Ordinal));

    static async Task<int> UntoldAsync(TeamsStory story)
    {
        var session = (await story.Store.Directory.InVenueAsync(TeamsPlaces.VenueOf(story.Channel), 1, default))[0].Session;
        return (await story.Store.Posts.ReadAsync(session, default)).Count(one => one is { Slot: ['r', 'e', 'm', 'i', 'n', 'd', ..], Failure: not null });
    }

    static async Task StepAsync(TeamsStory story, PretendConversation place)
    {
        await story.Ann.SayAsync(place, "steps for 20d");
        await story.Bob.SayAsync(place, "join");
        await story.Ann.SayAsync(place, "steps \"Call the city\" by bob");
        await story.HearAloneAsync(story.Bob, Asked);
    }
}
