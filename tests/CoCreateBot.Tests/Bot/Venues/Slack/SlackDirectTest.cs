using System.Text.Json.Nodes;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Commands as messages to the bot alone: they need no name in front, and what needs a channel says so.</summary>
public sealed class SlackDirectTest : IDisposable
{
    readonly PretendSlack slack = new(new ManualTime());
    PretendChannel? direct;

    public void Dispose() => slack.Dispose();

    [Theory]
    [InlineData("help", "/cocreate")]
    [InlineData("Help vote", "dots")]
    [InlineData("voet a | b", "Did you mean")]
    [InlineData("status", "stand in the Home tab")]
    [InlineData("vote “Which first?” Paint | Garden", "type it there")]
    [InlineData("close", "type it there")]
    [InlineData("invite", "type it there")]
    [InlineData("forget me", "“Erase me”")]
    [InlineData("forget me yes", "“Erase me”")]
    [InlineData("home", "stand in the Home tab")]
    [InlineData("settings", "stand in the Home tab")]
    [InlineData("schedule checkin every weekday at 9:30", "type it there")]
    [InlineData("session “What is next?” 30m", "type it there")]
    public async Task It_is_read_as_a_command_and_answered_there(string text, string answer)
    {
        await using var story = await SlackStory.BeginAsync(slack);

        var said = await WriteAsync(story, text, "100.1");

        Assert.True(said.Says(answer), said.Shown);
        Assert.Empty(slack.Whispers); // which would be gone when the page is read again
        Assert.Single(slack.ChannelOf("U0BOB").Messages);
    }

    [Fact]
    public async Task What_needs_a_channel_gives_the_dialog_that_asks_for_one()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var channel = slack.Channel("C0GENERAL");
        var said = await WriteAsync(story, "checkin", "100.1");

        var choice = await story.Bob.OpenAsync(new PretendMessage("D0BOB", said.Ts, null, said.Content), "Start something");
        var form = await story.Bob.NextAsync(choice, ("What would you like to start?", "Start a warm-up"));
        await story.Bob.SubmitAsync(form, ("In which channel?", channel.Id));

        await slack.UntilAsync(() => channel.Messages.Count > 0, "it has begun there");
    }

    [Fact]
    public async Task Told_twice_it_is_answered_once_and_nothing_is_said_to_bots_and_to_edits()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        await WriteAsync(story, "help vote", "100.1");
        await SendAsync(story, Message("help vote", "100.1"), "Ev-again");
        var bot = Message("help", "100.2");
        bot["bot_id"] = "B1";
        await SendAsync(story, bot, "Ev2");
        var edit = new JsonObject { ["type"] = "message", ["subtype"] = "message_changed", ["channel"] = "D0BOB", ["message"] = Message("help", "100.1") };
        await SendAsync(story, edit, "Ev4");

        await WriteAsync(story, "help checkin", "100.9");

        Assert.Equal(2, slack.ChannelOf("U0BOB").Messages.Count);
    }

    [Fact]
    public async Task A_reply_to_what_the_bot_wrote_there_is_a_message_to_it_as_well()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var said = await WriteAsync(story, "help vote", "100.1");
        var reply = Message("help checkin", "100.3");
        reply["thread_ts"] = said.Ts;

        await SendAsync(story, reply.DeepClone().AsObject(), "Ev3");
        await SendAsync(story, reply, "Ev3");

        await slack.UntilAsync(() => slack.ChannelOf("U0BOB").Messages.Count > 1, "an answer");
        await WriteAsync(story, "help checkin", "100.9");
        Assert.Equal(3, slack.ChannelOf("U0BOB").Messages.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_there_that_names_the_bot_is_a_command_all_the_same(bool isUnderCard)
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var own = slack.Channel("D0BOB");
        await story.Bob.TypeAsync(own.Id, "ask “What would make this week worth it?”");
        await slack.UntilAsync(() => own.Messages.Count > 0, "the card is there");
        var told = slack.Channel("U0BOB");
        var reply = Message($"<@{PretendSlack.BotUser}> help vote", "100.3");
        reply["thread_ts"] = isUnderCard ? own.Root.Ts : "90.1";

        await SendAsync(story, reply.DeepClone().AsObject(), "Ev3");
        await SendAsync(story, reply, "Ev4");

        await slack.UntilAsync(() => told.Messages.Count > 0, "an answer");
        Assert.True(told.Messages[0].Says("dots"), told.Messages[0].Shown);
        await story.Bob.TypeAsync(own.Id, "status");
        Assert.Single(told.Messages);
        Assert.False(own.Root.Shows("help vote"), own.Root.Shown);
    }

    [Theory]
    [InlineData("90.1", "<@U0BOT> help vote")]
    [InlineData("90.1", "help vote")]
    [InlineData(null, "<@U0BOT> help vote")]
    [InlineData(null, "help vote")]
    public async Task What_the_bot_itself_says_there_is_no_command(string? thread, string text)
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var told = slack.Channel(PretendSlack.BotUser);
        var said = Message(text, "100.3");
        said["user"] = PretendSlack.BotUser;
        said["subtype"] = "file_share"; // the bot's files come without its bot_id
        if (thread is not null)
        {
            said["thread_ts"] = thread;
        }

        await SendAsync(story, said, "Ev3");

        await WriteAsync(story, "help checkin", "100.9"); // what is said of that comes after whatever would be said of this
        Assert.Empty(told.Messages);
        Assert.Equal(1, story.Count("chat.postMessage"));
    }

    [Fact]
    public async Task Under_a_card_that_stands_there_it_is_a_reply_to_what_the_card_asks()
    {
        await using var story = await SlackStory.BeginAsync(slack);
        var own = slack.Channel("D0BOB");
        await story.Bob.TypeAsync(own.Id, "ask “What would make this week worth it?”");
        await slack.UntilAsync(() => own.Messages.Count > 0, "the card is there");
        var reply = Message("Fewer meetings", "100.3");
        reply["thread_ts"] = own.Root.Ts;

        await SendAsync(story, reply, "Ev3");

        await slack.UntilAsync(() => own.Root.Shows("Fewer meetings"), "the reply counts");
        Assert.Single(own.Messages);
    }

    [Theory]
    [InlineData("home")]
    [InlineData("settings")]
    [InlineData("forget me")]
    public async Task What_has_its_place_at_the_bots_home_is_not_sent_to_a_channel(string text)
    {
        await using var story = await SlackStory.BeginAsync(slack);

        var said = await WriteAsync(story, text, "100.1");

        Assert.False(said.Says("type it there"), said.Shown);
    }

    [Fact]
    public async Task A_message_without_words_gets_the_way_to_start_something()
    {
        await using var story = await SlackStory.BeginAsync(slack);

        var said = await WriteAsync(story, " ", "100.1");

        Assert.True(said.Says("Write to me what you would type"), said.Shown);
        Assert.NotNull(PretendSlackMember.Button(said, "Start something"));
    }

    async Task<PretendMessage> WriteAsync(SlackStory story, string text, string ts)
    {
        direct ??= slack.Channel("U0BOB");
        var before = direct.Messages.Count;
        await SendAsync(story, Message(text, ts), "Ev" + ts);
        await slack.UntilAsync(() => direct.Messages.Count > before, "an answer");
        return direct.Messages[^1];
    }

    static JsonObject Message(string text, string ts) => new()
    {
        ["type"] = "message",
        ["user"] = "U0BOB",
        ["ts"] = ts,
        ["text"] = text,
        ["channel"] = "D0BOB",
        ["channel_type"] = "im",
    };

    static async Task SendAsync(SlackStory story, JsonObject told, string id) =>
        Assert.Equal(System.Net.HttpStatusCode.OK, (await story.Bob.SendEventAsync(told, id)).StatusCode);
}
