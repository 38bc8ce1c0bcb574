using System.Net;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>A card says how to take part without its button, and promises no more than the bot hears.</summary>
public sealed class TeamsReplyWayTest
{
    const string Ask = "ask \"What now?\"";
    const string ByName = "write: @CoCreate ask and your words";

    [Theory]
    [InlineData("channel", "Reply in the thread")]
    [InlineData("groupChat", "Reply to this message, so that it is quoted")]
    public async Task Where_the_bot_may_not_hear_all_one_names_it_and_where_it_turns_out_that_it_may_the_next_change_says_so(string kind, string once)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = kind == "channel" ? story.Channel : story.Teams.GroupChat();
        place.Members.AddRange([story.Ann.Id, story.Bob.Id]);
        await story.Ann.MentionAsync(place, Ask);
        var card = place.Root; // in a chat the minutes stand beside it
        Assert.Contains(ByName, TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
        Assert.DoesNotContain(once, TeamsStory.TextOf(card.Card), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await story.Bob.TellAsync(story.Bob.Reply(place, "Lunch?", null)));
        await story.Ann.MentionAsync(place, "ask Less of it");
        await story.PassUntilAsync(() => TeamsStory.TextOf(card.Card).Contains("Less of it", StringComparison.Ordinal), "the change");

        Assert.Contains(once, TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
        Assert.DoesNotContain(ByName, TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
        await story.Ann.MentionAsync(place, "close");
        await story.PassUntilAsync(() => place.Shown.Length > 1, "the minutes");
        Assert.DoesNotContain(once, TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ask \"What is wrong?\" anonymous")]
    [InlineData("vote \"Which first?\" Paint | Garden")]
    public async Task Where_no_reply_counts_none_is_asked_for(string command)
    {
        await using var story = await TeamsStory.BeginAsync();
        Assert.Equal(HttpStatusCode.OK, await story.Bob.TellAsync(story.Bob.Reply(story.Channel, "Lunch?", null)));

        var card = await story.StartAsync(command);

        Assert.DoesNotContain("Reply in the thread", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
        Assert.DoesNotContain("or write:", TeamsStory.TextOf(card.Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_presses_gets_the_card_that_all_see()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("warmup story turns rounds 2");
        await story.Ann.TellAsync(story.Ann.Reply(story.Channel, "The clocks ran backwards.", card.Id));
        await story.Bob.TellAsync(story.Bob.Reply(story.Channel, "And nobody noticed.", card.Id));
        await story.PassUntilAsync(() => TeamsStory.TextOf(card.Card).Contains("nobody noticed", StringComparison.Ordinal), "both are shown");

        var fresh = await story.Ann.PressAsync(story.Channel, card, "Pass");

        Assert.Contains("Reply in the thread", TeamsStory.TextOf(fresh), StringComparison.Ordinal);
    }
}
