using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Channels, people and installations that are not what they were: whoever is concerned reads one clear sentence, and nothing breaks.</summary>
public sealed class SlackBadWorldTest
{
    const string Reinstall = "Slack no longer accepts my installation in this workspace";

    [Fact]
    public async Task In_a_channel_that_Slack_does_not_know_the_start_says_what_to_do()
    {
        await using var story = await SlackStory.BeginAsync();

        var answer = await story.Ann.TypeAsync("C0NOWHERE", "checkin");

        Assert.True(answer.Says("I am not in this channel"), answer.Shown);
    }

    [Theory]
    [InlineData("token_revoked")]
    [InlineData("account_inactive")] // the bot's own user is deactivated
    [InlineData("invalid_auth")]
    public async Task Where_the_installation_is_worth_nothing_any_more_the_start_and_later_the_facilitator_are_told(string code)
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin “How was the week?”");
        foreach (var method in (string[])["chat.update", "chat.postEphemeral", "chat.postMessage", "views.open"])
        {
            story.Slack.Trouble(method, [.. Enumerable.Repeat(new PretendTrouble.Says(code), 5)]);
        }

        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann is told");
        await story.Bob.PressAsync(channel.Root, "Add a note");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 2, "Bob is told");
        var answer = await story.Ann.TypeAsync(story.Slack.Channel("C0OTHER").Id, "checkin");

        Assert.Equal((story.Ann.Id, true), (story.Slack.Whispers[0].User, story.Slack.Whispers[0].Message.Says(Reinstall)));
        Assert.Equal((story.Bob.Id, true), (story.Slack.Whispers[1].User, story.Slack.Whispers[1].Message.Says(Reinstall)));
        Assert.False(story.Slack.Whispers[1].Message.Says("press the button again"), story.Slack.Whispers[1].Message.Shown);
        Assert.True(answer.Says(Reinstall), answer.Shown);
    }

    [Fact]
    public async Task Without_the_permissions_for_receipts_and_names_a_reply_counts_all_the_same()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What now?”");
        (story.Slack.Lacking["reactions.add"], story.Slack.Lacking["users.info"]) = ("reactions:write", "users:read");

        Assert.Equal(HttpStatusCode.OK, (await story.Bob.SendReplyAsync(channel.Root, "100.1", "Fewer posts", "Ev1")).StatusCode);

        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Root.Shows("1 reply"), "it counts"));
        Assert.True(channel.Root.Says("Fewer posts"));
        Assert.Empty(story.Slack.Reactions);
    }

    [Fact]
    public async Task Somebody_whose_account_is_deactivated_is_not_asked_and_what_is_theirs_still_stands_there()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("steps for 20d");
        await story.Bob.TypeAsync(channel.Id, "join");
        story.Slack.Trouble("chat.postMessage", [.. Enumerable.Repeat(new PretendTrouble.Says("account_inactive"), 5)]);
        var posts = story.Count("chat.postMessage");

        var answer = await story.Ann.TypeAsync(channel.Id, "steps \"Call the city\" by bob");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => story.Count("chat.postMessage") > posts, "Slack is asked to tell him"));
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Root.Says("Call the city"), "the step stands there"));

        Assert.False(answer.Says(Reinstall), answer.Shown); // of one person, not of the installation
        Assert.DoesNotContain(story.Log.Text.Split('\n'), line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_renamed_channel_is_the_same_channel()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");
        var renamed = new JsonObject { ["type"] = "channel_rename", ["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = "plaza", ["created"] = 1 } };

        Assert.Equal(HttpStatusCode.OK, (await story.Ann.SendEventAsync(renamed, "Ev1")).StatusCode);
        var typed = $"team_id={PretendSlack.Team}&team_domain=pretend&channel_id={channel.Id}&channel_name=plaza&user_id={story.Bob.Id}&user_name=bob"
            + "&command=%2Fcocreate&text=checkin+green&trigger_id=renamed.1";
        var answer = await story.Http.SendAsync(story.Bob.Signed(Encoding.UTF8.GetBytes(typed), "application/x-www-form-urlencoded"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Root.Shows("bob"), "it counts on the card that stands there"));
        Assert.Single(channel.Messages);
    }
}
