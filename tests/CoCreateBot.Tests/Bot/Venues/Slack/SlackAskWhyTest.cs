using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>"Ask why about this" in the menu of a message.</summary>
public sealed class SlackAskWhyTest
{
    const string Channel = "C0GENERAL";

    [Fact]
    public async Task What_a_message_says_becomes_the_problem_and_who_chose_it_steers()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);

        var console = await ChooseAsync(story, "The report was late\nthree times &amp; nobody *knew*");

        Assert.True(channel.Root.Says("The report was late three times & nobody *knew*"), channel.Root.Shown);
        Assert.True(console.Shows("It is open."), console.Shown);
        await story.Ann.PressAsync(console, "Close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 2, "the minutes are posted"));
    }

    [Fact]
    public async Task Who_is_mentioned_has_a_name_and_nothing_in_it_is_a_link_or_a_call()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);
        story.Slack.Locales["U0BOB"] = "en-GB";

        await ChooseAsync(story, "<@U0BOB> and <@U0NOBODY> waited for <https://example.org/a|the page>, <!channel>");

        Assert.DoesNotContain("<!channel>", channel.Root.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<@U0", channel.Root.Shown, StringComparison.Ordinal);
        Assert.True(channel.Root.Says("waited for"), channel.Root.Shown);
        Assert.True(channel.Root.Says("https://example.org/a"), channel.Root.Shown);
        Assert.False(channel.Root.Says("@U0BOB"), channel.Root.Shown);
    }

    [Theory]
    [InlineData(Limits.QuestionMax)]
    [InlineData(Limits.QuestionMax + 1)]
    [InlineData(40_000)]
    public async Task What_is_too_long_is_cut_and_shows_it(int length)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);

        await ChooseAsync(story, new string('x', length));

        var isWhole = length == Limits.QuestionMax;
        Assert.True(channel.Root.Says(new string('x', isWhole ? length : Limits.QuestionMax - 1) + (isWhole ? "" : "…")), channel.Root.Shown);
    }

    [Fact]
    public async Task The_same_delivery_twice_starts_one_session()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);
        var trigger = story.Slack.NewTrigger("U0ANN");

        await story.Ann.ChooseAsync(Channel, SlackCommands.AskWhy, Said("It broke"), trigger);
        await story.Ann.ChooseAsync(Channel, SlackCommands.AskWhy, Said("It broke"), trigger);

        Assert.Single(channel.Messages);
        Assert.Single(await story.Store.Directory.InVenueAsync(SlackIds.Venue(PretendSlack.Team, Channel), 9, CancellationToken.None));
    }

    [Theory]
    [InlineData("""{"text":""}""", "has no text")]
    [InlineData("""{"text":" \n\u200b "}""", "has no text")]
    [InlineData("{}", "has no text")]
    [InlineData("""{"text":"Card","bot_id":"B0BOT","user":"U0BOT"}""", "A bot wrote")]
    [InlineData("""{"text":"Hook","subtype":"bot_message"}""", "A bot wrote")]
    public async Task What_says_no_problem_starts_nothing_and_says_what_to_do(string message, string says)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);

        var answer = await story.Ann.ChooseAsync(Channel, SlackCommands.AskWhy, JsonNode.Parse(message)!.AsObject());

        Assert.True(answer.Says(says) && answer.Says("/cocreate why"), answer.Shown);
        Assert.Empty(channel.Messages);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nobody_could_see_it_that_is_said_and_nothing_stays_open(bool isArchived)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel, hasBot: isArchived, isPrivate: true);
        channel.IsArchived = isArchived;

        var answer = await ChooseAsync(story, "It broke");

        Assert.True(answer.Says(isArchived ? "is archived" : "/invite @CoCreate"), answer.Shown);
        Assert.Empty(channel.Messages);
        var entry = Assert.Single(await story.Store.Directory.InVenueAsync(SlackIds.Venue(PretendSlack.Team, Channel), 9, CancellationToken.None));
        Assert.NotNull(entry.ClosedAt);
    }

    [Fact]
    public void Slack_s_own_sample_is_read_with_our_action()
    {
        var sent = JsonNode.Parse(File.ReadAllText(SlackSamples.Named("interactivity.message_action.json").Single()))!;
        sent["callback_id"] = SlackCommands.AskWhy;

        var read = SlackRequestReader.Read("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(sent.ToJsonString())));

        var chosen = Assert.IsType<SlackRequest.OnMessage>(read);
        Assert.Equal(("slack:T123/U123", "slack:T123/C123", "<@U234> test", false), (chosen.Who.Key, chosen.Venue.Value, chosen.Text, chosen.IsByBot));
    }

    static Task<PretendMessage> ChooseAsync(SlackStory story, string text) => story.Ann.ChooseAsync(Channel, SlackCommands.AskWhy, Said(text));

    static JsonObject Said(string text) => new() { ["type"] = "message", ["user"] = "U0BOB", ["ts"] = "1.1", ["text"] = text };
}
