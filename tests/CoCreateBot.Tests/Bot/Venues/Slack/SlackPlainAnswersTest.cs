namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>What somebody does is answered, and with nothing that means nothing.</summary>
public sealed class SlackPlainAnswersTest
{
    [Theory]
    [InlineData("en-US", "Take part", "You take part now")]
    [InlineData("de-DE", "Take part", "Sie nehmen jetzt teil")]
    public async Task Who_presses_to_take_part_is_told_so_alone(string locale, string button, string said)
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Locales[story.Bob.Id] = locale;
        var (channel, _) = await story.StartAsync("session “Which way?” ideas live");

        await story.Bob.PressAsync(channel.Root, button);

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Any(told => told.User == story.Bob.Id), "Bob is told");
        var told = Assert.Single(story.Slack.Whispers, told => told.User == story.Bob.Id);
        Assert.True(told.Message.Shows(said), told.Message.Shown);
        Assert.False(told.Replaces);
    }

    [Fact]
    public async Task What_is_cancelled_leaves_no_console_without_buttons()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("session “Which way?” ideas live");

        var answer = await story.Ann.TypeAsync(channel.Id, "cancel yes");

        Assert.False(answer.Says("For you as facilitator"), answer.Shown);
    }
}
