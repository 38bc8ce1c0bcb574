namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>In a thread Slack has no slash commands: what is said there names commands as they can be typed there.</summary>
public sealed class SlackInThreadTest
{
    [Theory]
    [InlineData("en-US", "frobnicate", "Type @CoCreate help to see")]
    [InlineData("de-DE", "frobnicate", "Mit @CoCreate help sehen Sie")]
    [InlineData("en-US", "vot B", "@CoCreate vote")]
    [InlineData("en-US", "help", "@CoCreate checkin")]
    [InlineData("en-US", "next", "@CoCreate undo")]
    public async Task A_mention_in_a_thread_is_answered_with_commands_that_work_there(string locale, string typed, string said)
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Locales[story.Ann.Id] = locale;
        var (channel, _) = await story.StartAsync("session “Which way?” ideas live");

        var answer = await story.Ann.MentionAsync(channel.Root, channel.Id, typed, "100.1");

        Assert.True(answer.Says(said), answer.Shown);
        Assert.False(answer.Says("/cocreate checkin") || answer.Says("/cocreate help") || answer.Says("/cocreate skip"), answer.Shown);
    }

    [Fact]
    public async Task A_mention_in_the_channel_itself_is_answered_with_slash_commands()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");

        Assert.True((await story.Ann.MentionAsync(null, channel.Id, "frobnicate", "100.1")).Says("Type /cocreate help to see"));
    }
}
