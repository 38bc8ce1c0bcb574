using System.Net;

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
    [InlineData("chat.postEphemeral", "chat:write")]
    [InlineData("reactions.add", "reactions:write")]
    [InlineData("users.info", "users:read")]
    [InlineData("conversations.info", "channels:read")]
    [InlineData("views.publish", "chat:write")]
    public async Task What_stays_away_without_a_permission_is_told_to_whoever_steers(string method, string scope)
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Lacking[method] = scope;
        var (channel, _) = await story.StartAsync(method == "chat.postEphemeral" ? "ask “What now?” anonymous" : "ask “What now?”");
        var code = JoinCode((await story.Ann.TypeAsync(channel.Id, "invite channel")).Shown);
        Assert.True((await story.Bob.TypeAsync(story.Slack.Channel("C0OTHER").Id, $"join {code}")).Says("shows the session now"));

        Assert.Equal(HttpStatusCode.OK, (await story.Bob.SendReplyAsync(channel.Root, "100.1", "Fewer posts", "Ev1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await story.Ann.SendHomeOpenedAsync()).StatusCode);
        await story.PassUntilAsync(story.Slack.UntilAsync(() => story.Count(method) > 0, "it is tried"));

        await AskedAsync(story, channel.Id, $"lacks the permission {scope}");
        story.Slack.Lacking.Remove(method);
        Assert.True((await story.Ann.TypeAsync(channel.Id, "resume")).Says("Ask an admin to install it again"));
    }

    [Theory]
    [InlineData("views.open")]
    [InlineData("views.update")]
    public async Task A_form_that_does_not_open_for_want_of_a_permission_says_so_to_whoever_pressed(string method)
    {
        var before = await SlackStory.BeginAsync();
        var (channel, _) = await before.StartAsync("checkin “How was the week?”");
        await before.SettleAsync();
        await using var story = await before.RestartAsync(); // the session must be read first, so a light form is filled afterwards
        story.Slack.Lacking[method] = "chat:write";

        await story.Bob.PressAsync(channel.Root, "Add a note");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Bob is told");

        Assert.True(story.Slack.Whispers[0].Message.Says("lacks the permission chat:write"), story.Slack.Whispers[0].Message.Shown);
    }

    [Fact]
    public async Task A_start_dialog_that_does_not_open_for_want_of_a_permission_says_so()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Lacking["views.open"] = "chat:write";

        await story.Bob.SendCommandAsync(story.Slack.Channel("C1").Id, "", story.Slack.NewTrigger());
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Bob is told");

        Assert.True(story.Slack.Whispers[0].Message.Says("lacks the permission chat:write"), story.Slack.Whispers[0].Message.Shown);
    }

    [Fact]
    public async Task A_public_channel_that_it_may_not_enter_names_the_permission_and_what_helps_at_once()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel("C1", hasBot: false);
        story.Slack.Lacking["conversations.join"] = "channels:join";

        var answer = await story.Ann.TypeAsync("C1", "checkin");

        Assert.True(answer.Says("lacks the permission channels:join") && answer.Says("/invite @CoCreate"), answer.Shown);
    }

    [Fact]
    public async Task What_is_granted_later_is_missed_no_more()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Lacking["reactions.add"] = "reactions:write";
        var (channel, _) = await story.StartAsync("ask “What now?”");
        await story.Bob.SendReplyAsync(channel.Root, "100.1", "Fewer posts", "Ev1");
        await AskedAsync(story, channel.Id, "lacks the permission reactions:write");

        story.Slack.Lacking.Clear();
        await story.Bob.SendReplyAsync(channel.Root, "100.2", "More meetings", "Ev2");
        await story.Slack.UntilAsync(() => story.Slack.Reactions.Count == 1, "it has its receipt");

        Assert.False((await story.Ann.TypeAsync(channel.Id, "resume")).Says("reactions:write"));
    }

    // What is noted follows the call, in its own time.
    static async Task AskedAsync(SlackStory story, string channel, string text)
    {
        var said = "";
        for (var n = 0; n < 20 && !said.Contains(text, StringComparison.Ordinal); n++)
        {
            said = (await story.Ann.TypeAsync(channel, n % 2 == 0 ? "pause" : "resume")).Shown;
        }

        Assert.Contains(text, said, StringComparison.Ordinal);
    }

    static string JoinCode(string shown) => shown[(shown.IndexOf("join ", StringComparison.Ordinal) + 5)..][..9];

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
