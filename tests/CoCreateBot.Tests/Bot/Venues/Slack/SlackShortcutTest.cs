using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>"Start a session" in Slack's own menu: the same dialog, which asks for the channel as well.</summary>
public sealed class SlackShortcutTest
{
    const string What = "What would you like to start?";
    const string Where = "In which channel?";

    [Fact]
    public async Task It_starts_in_the_channel_that_was_chosen_and_enters_a_public_one()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0PUBLIC", hasBot: false);

        var form = await story.Ann.NextAsync(await story.Ann.ChooseStartAsync(), (What, "Start a session"));
        await story.Ann.SubmitAsync(form, (Where, channel.Id), ("What is it about?", "How might we meet less?"));

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann has her console");
        Assert.Equal((story.Ann.Id, channel.Id), (story.Slack.Whispers[0].User, story.Slack.Whispers[0].Message.Channel));
        Assert.True(channel.HasBot);
        Assert.True(channel.Messages[0].Says("How might we meet less?"));
    }

    [Fact]
    public async Task A_private_channel_without_the_bot_is_said_beside_the_channel_and_another_can_be_chosen()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel("C0PRIVATE", hasBot: false, isPrivate: true);
        var other = story.Slack.Channel("C0OTHER");
        var form = await story.Ann.NextAsync(await story.Ann.ChooseStartAsync(), (What, "Start a check-in"));

        await story.Ann.SubmitAsync(form, (Where, "C0PRIVATE"));
        var error = Assert.Single(form.Errors);
        await story.Ann.SubmitAsync(form, (Where, other.Id));

        Assert.Equal("start-place", error.Key);
        Assert.Contains("/invite @CoCreate", error.Value, StringComparison.Ordinal);
        await story.Slack.UntilAsync(() => other.Messages.Count == 1, "it is there");
    }

    [Theory]
    [InlineData("not a channel")]
    [InlineData("C0<!channel>")]
    public async Task What_is_no_channel_is_said_beside_the_channel(string place)
    {
        await using var story = await SlackStory.BeginAsync();
        var form = await story.Ann.NextAsync(await story.Ann.ChooseStartAsync(), (What, "Start a check-in"));

        await story.Ann.SubmitAsync(form, (Where, place));

        Assert.Contains("Choose a channel", form.Errors["start-place"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_in_that_channel_gets_the_console_as_a_message_from_the_bot_and_it_works_there()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0PUBLIC");
        channel.Outsiders.Add(story.Ann.Id);
        var direct = story.Slack.Channel(story.Ann.Id);
        var form = await story.Ann.NextAsync(await story.Ann.ChooseStartAsync(), (What, "Start a check-in"));

        await story.Ann.SubmitAsync(form, (Where, channel.Id));
        await story.Slack.UntilAsync(() => direct.Messages.Count == 1, "Ann has her console");
        var console = new PretendMessage("D0ANN", direct.Root.Ts, null, direct.Root.Content);
        await story.Ann.PressAsync(console, "Pause");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "it is drawn anew");

        Assert.True(story.Slack.Whispers[0] is { Replaces: true });
        Assert.NotNull(PretendSlackMember.Button(story.Slack.Whispers[0].Message, "Go on"));
    }
}
