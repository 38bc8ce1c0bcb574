namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>A dialog that is handed in when it is over: what was written in it is its writer's all the same.</summary>
public sealed class TeamsTooLateTest
{
    const string Words = "A bench under the lime trees";

    [Fact]
    public async Task What_was_written_stands_in_the_answer_to_be_copied()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("ask \"What would help?\"");
        var dialog = await story.Bob.OpenAsync(story.Channel, card, "Reply");
        await story.Ann.MentionAsync(story.Channel, "close");

        var answer = await story.Bob.HandInAsync(story.Channel, card, dialog, ("Reply 1", Words));

        Assert.Equal("continue", (string?)answer?["task"]?["type"]);
        Assert.Contains("closed", TeamsStory.TextOf(answer), StringComparison.Ordinal);
        Assert.Contains(Words, answer!.ToJsonString(), StringComparison.Ordinal); // ! see above
    }

    [Fact]
    public async Task A_choice_alone_is_only_told()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("vote \"Which first?\" Paint | Garden");
        var dialog = await story.Bob.OpenAsync(story.Channel, card, "Vote");
        await story.Ann.MentionAsync(story.Channel, "close");

        var answer = await story.Bob.HandInAsync(story.Channel, card, dialog, ("Your choice", "Garden"));

        Assert.Equal("message", (string?)answer?["task"]?["type"]);
    }
}
