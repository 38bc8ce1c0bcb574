using System.Net;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>A card that Teams takes no longer is told to its facilitator, with the cause and what to do, in their chat with the bot.</summary>
public sealed class TeamsNoticesTest
{
    const string Why = "the conversation does not show how things stand";

    [Fact]
    public async Task It_is_told_to_who_steers_alone()
    {
        await using var story = await TeamsStory.BeginAsync();
        var (ann, bob) = (story.Teams.PersonalChat(story.Ann.Id, "a:ann"), story.Teams.PersonalChat(story.Bob.Id, "a:bob"));
        var card = await story.StartAsync("checkin");
        story.Channel.HasBot = false;

        await story.Bob.PressAsync(story.Channel, card, "Green");

        await story.PassUntilAsync(() => ann.Saying(Why) is not null, "Ann is told");
        Assert.Null(bob.Saying(Why));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "BotDisabledByAdmin", "switched me off")]
    [InlineData(HttpStatusCode.Forbidden, "BotNotInConversationRoster", "not a member")]
    public async Task Also_after_a_start_of_the_process(HttpStatusCode status, string code, string cause)
    {
        var before = await TeamsStory.BeginAsync();
        var ann = before.Teams.PersonalChat(before.Ann.Id, "a:ann");
        var card = await before.StartAsync("checkin");
        await using var story = await before.RestartAsync(isAsked: true);
        story.Channel.Closed = (status, code);

        await story.Bob.PressAsync(story.Channel, card, "Green");

        await story.PassUntilAsync(() => ann.Saying(Why) is not null, "Ann is told");
        Assert.Contains(cause, TeamsStory.TextOf(ann.Saying(Why)!.Card), StringComparison.Ordinal);
        Assert.DoesNotContain("facilitator_unknown", story.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_steers_beside_them_is_told_as_well()
    {
        var before = await TeamsStory.BeginAsync();
        var (ann, bob) = (before.Teams.PersonalChat(before.Ann.Id, "a:ann"), before.Teams.PersonalChat(before.Bob.Id, "a:bob"));
        var card = await before.StartAsync("checkin");
        await before.Bob.PressAsync(before.Channel, card, "Green");
        await before.Ann.MentionAsync(before.Channel, "cohost Bob");
        await using var story = await before.RestartAsync(isAsked: true);
        story.Channel.HasBot = false;

        await story.Bob.PressAsync(story.Channel, card, "Yellow");

        await story.PassUntilAsync(() => ann.Saying(Why) is not null && bob.Saying(Why) is not null, "both are told");
    }
}
