namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Where a permission is missing, whoever steers is told which.</summary>
public sealed class SlackScopesTest
{
    [Fact]
    public async Task A_start_that_cannot_be_shown_names_the_permission_at_once()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel("C1");
        story.Slack.Lacking["chat.postMessage"] = "chat:write";

        var answer = await story.Ann.TypeAsync("C1", "checkin");

        Assert.True(answer.Says("lacks the permission chat:write"), answer.Shown);
    }

    [Fact]
    public async Task Later_the_facilitator_is_told_which_and_the_console_says_it_too()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin “How was the week?”");
        story.Slack.Lacking["chat.update"] = "chat:write";

        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann is told");

        Assert.True(story.Slack.Whispers[0].Message.Says("lacks the permission chat:write"));
        Assert.True((await story.Ann.TypeAsync(channel.Id, "pause")).Says("lacks the permission chat:write"));
    }

    [Theory]
    [InlineData("<!channel>")]
    [InlineData("")]
    public async Task What_is_no_scope_is_not_repeated(string needed)
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel("C1");
        story.Slack.Lacking["chat.postMessage"] = needed;

        var answer = await story.Ann.TypeAsync("C1", "checkin");

        Assert.True(answer.Says("lacks a permission"), answer.Shown);
    }
}
