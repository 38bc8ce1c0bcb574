using System.Net;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>A mention is acknowledged when what it does is kept: what Slack is told then is not waited for.</summary>
public sealed class SlackMentionsInTimeTest
{
    const string Channel = "C0GENERAL";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("checkin “How was the week?”", "chat.postMessage", "For you as facilitator")]
    [InlineData("export", "conversations.open", "How was the week?")]
    public async Task The_calls_that_follow_are_not_waited_for(string text, string method, string told)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);
        if (text == "export")
        {
            await story.Bob.TypeAsync(Channel, "checkin “How was the week?”");
        }

        var gate = new Gate();
        story.Slack.Trouble(method, new PretendTrouble.Held(gate, """{"ok":false,"error":"not_in_channel"}"""));
        var now = story.Slack.Time.GetUtcNow();

        var answer = await story.Ann.SendMentionAsync(null, Channel, text, "100.1", "Ev1").WaitAsync(Patience, TimeProvider.System);

        Assert.Equal((HttpStatusCode.OK, now), (answer.StatusCode, story.Slack.Time.GetUtcNow()));
        Assert.Empty(story.Slack.Whispers);
        gate.Open();
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Any(one => one.Message.Shows(told)), told);
        Assert.Single(story.Slack.Whispers);
    }
}
