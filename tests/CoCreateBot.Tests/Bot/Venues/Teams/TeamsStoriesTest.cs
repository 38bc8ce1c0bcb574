using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>From a mention to the minutes, as people in Teams see it.</summary>
public sealed class TeamsStoriesTest
{
    [Fact]
    public async Task A_vote_in_a_channel_from_its_start_to_its_minutes()
    {
        await using var story = await TeamsStory.BeginAsync();

        var card = await story.StartAsync("vote \"Which first?\" Paint | Garden | Bench");
        Assert.Contains("Which first?", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);

        await VoteAsync(story, story.Bob, card, "Garden");
        await VoteAsync(story, story.Ann, card, "Garden");
        await story.PassUntilAsync(() => TeamsStory.TextOf(card.Card).Contains("2 people have voted", StringComparison.Ordinal), "the tally");

        await story.Ann.MentionAsync(story.Channel, "close");
        await story.PassUntilAsync(() => TeamsStory.TextOf(card.Card).Contains("2 dots from 2 people", StringComparison.Ordinal), "the result");
        Assert.Contains("Picked: B. Garden", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_starts_has_the_console_for_their_eyes_alone()
    {
        await using var story = await TeamsStory.BeginAsync();

        await story.StartAsync("vote \"Which first?\" Paint | Garden");
        await story.PassUntilAsync(() => story.Channel.Messages.Exists(message => message.Reader == story.Ann.Id), "the console");

        var console = story.Channel.Messages.Single(message => message.Reader is not null);
        Assert.Contains("For you as facilitator", TeamsStory.TextOf(console.Card), StringComparison.Ordinal);
        var fresh = await story.Ann.PressAsync(story.Channel, console, "Pause");
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)fresh["type"]);
        Assert.Contains("Go on", TeamsStory.TextOf(fresh), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_is_answered_by_the_card_as_it_stands_then_and_all_others_see_it_soon()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");

        var fresh = await story.Bob.PressAsync(story.Channel, card, "Green");

        Assert.Equal((200, "application/vnd.microsoft.card.adaptive"), ((int?)fresh["statusCode"], (string?)fresh["type"]));
        Assert.Contains("1 person", TeamsStory.TextOf(fresh), StringComparison.Ordinal);
        await story.PassUntilAsync(() => card.Edits > 0, "the edit");
        Assert.Contains("1 person", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_presses_to_take_part_is_told_so_alone()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("session \"Which way?\" ideas live");

        var answer = await story.Bob.PressAsync(story.Channel, card, "Take part");

        Assert.Equal("application/vnd.microsoft.activity.message", (string?)answer["type"]);
        Assert.StartsWith("You take part now", (string?)answer["value"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_that_comes_twice_counts_once()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");

        await story.Bob.PressAsync(story.Channel, card, "Green", "f:1");
        var fresh = await story.Bob.PressAsync(story.Channel, card, "Green", "f:1");

        Assert.Contains("1 person", TeamsStory.TextOf(fresh), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_comes_twice_starts_once()
    {
        await using var story = await TeamsStory.BeginAsync();

        await story.Ann.MentionAsync(story.Channel, "checkin", id: "1766459963017");
        await story.Ann.MentionAsync(story.Channel, "checkin", id: "1766459963017");

        Assert.Single(story.Channel.Shown, message => message.Thread is null);
    }

    [Fact]
    public async Task A_form_that_is_wrong_stays_open_with_what_was_written_and_what_is_wrong()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("vote \"Which first?\" Paint | Garden | Bench | Lamp | Tree | Swing | Bus stop");

        var dialog = await story.Bob.OpenAsync(story.Channel, card, "Vote");
        var again = await story.Bob.HandInAsync(story.Channel, card, dialog, ("Paint", "2"), ("Garden", "2"));

        Assert.Equal("continue", (string?)again?["task"]?["type"]);
        Assert.Contains("Attention", TeamsStory.TextOf(again), StringComparison.Ordinal);
        var inputs = PretendTeamsMember.Typed(again).Where(one => ((string?)one["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true);
        Assert.Equal(2, inputs.Count(one => one["value"]?.ToString() == "2"));
        Assert.DoesNotContain("1 person has voted", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ballot_that_all_could_read_is_not_counted()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("vote \"Which first?\" Paint | Garden secret");

        await story.Bob.MentionAsync(story.Channel, "vote A", card.Id);

        await story.PassUntilAsync(() => story.Channel.Messages.Exists(message => message.Reader == story.Bob.Id), "an answer");
        Assert.DoesNotContain("1 person has voted", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_can_be_for_one_person_alone_it_comes_in_their_chat_with_the_bot()
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Channel.Members.Remove(story.Bob.Id);
        story.Teams.GroupChat().Members.Add(story.Bob.Id);

        await story.Bob.MentionAsync(story.Channel, "help");

        await story.PassUntilAsync(() => story.Teams.Called.Contains("POST create"), "a chat");
        await story.PassUntilAsync(() => story.Teams.Conversation("a:bob").Shown.Length == 1, "the answer");
    }

    [Fact]
    public async Task In_a_chat_of_their_own_somebody_is_answered_there()
    {
        await using var story = await TeamsStory.BeginAsync();
        var chat = story.Teams.PersonalChat(story.Ann.Id, "a:ann");

        await story.Ann.WriteAsync(chat, "help");

        await story.PassUntilAsync(() => chat.Shown.Length > 0, "the answer");
        Assert.Contains("@CoCreate", TeamsStory.TextOf(chat.Shown[0].Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_is_answered_in_their_own_language()
    {
        await using var story = await TeamsStory.BeginAsync();
        var chat = story.Teams.PersonalChat("29:dora", "a:dora");

        await story.Member("Dora", "de-AT").WriteAsync(chat, "frobnicate");

        await story.PassUntilAsync(() => chat.Shown.Length > 0, "the answer");
        Assert.Contains("ist kein Befehl", TeamsStory.TextOf(chat.Shown[0].Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_bot_is_no_member_the_start_says_so_and_leaves_nothing_behind()
    {
        await using var story = await TeamsStory.BeginAsync();
        var chat = story.Teams.PersonalChat(story.Ann.Id, "a:ann");
        await story.Ann.WriteAsync(chat, "help");
        story.Channel.HasBot = false;

        await story.Ann.MentionAsync(story.Channel, "checkin");

        await story.PassUntilAsync(() => chat.Shown.Any(one => TeamsStory.TextOf(one.Card).Contains("not a member", StringComparison.Ordinal)), "why");
    }

    [Fact]
    public async Task While_the_store_is_away_nothing_is_acknowledged_as_done()
    {
        var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        var card = await story.StartAsync("checkin");
        store.IsDown = true;

        var answer = await story.Ann.PressAsync(story.Channel, card, "Green");

        Assert.Equal("application/vnd.microsoft.activity.message", (string?)answer["type"]);
        store.IsDown = false;
    }

    static async Task VoteAsync(TeamsStory story, PretendTeamsMember who, PretendActivity card, string option)
    {
        var dialog = await who.OpenAsync(story.Channel, card, "Vote");
        var answer = await who.HandInAsync(story.Channel, card, dialog, ("Your choice", option));
        Assert.True(answer is null, answer?.ToJsonString());
    }
}
