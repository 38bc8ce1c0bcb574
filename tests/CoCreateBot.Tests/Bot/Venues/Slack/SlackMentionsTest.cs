using System.Net;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Commands as messages to the bot, in threads above all, where Slack has no other.</summary>
public sealed class SlackMentionsTest
{
    const string Channel = "C0GENERAL";

    [Fact]
    public async Task In_a_thread_it_is_about_the_session_whose_thread_it_is()
    {
        await using var story = await SlackStory.BeginAsync();
        var (one, other) = await TwoAsync(story, "checkin “How was the week?”", "checkin “How is the new office?”");

        var answer = await story.Bob.MentionAsync(other, Channel, "checkin red", "100.1");
        Assert.True(answer.Says("That counts."), answer.Shown);
        await story.Slack.UntilAsync(() => other.Shows("u0bob"), "it counts there, by name");
        Assert.False(one.Shows("u0bob"));

        var closed = await story.Ann.MentionAsync(one, Channel, "close", "100.2");
        await story.Slack.UntilAsync(() => one.Shows("Closed"), "that one is closed");
        Assert.False(other.Shows("Closed"), closed.Shown);
    }

    [Fact]
    public async Task In_no_session_s_thread_the_sender_is_asked_which_is_meant()
    {
        await using var story = await SlackStory.BeginAsync();
        await TwoAsync(story, "checkin “How was the week?”", "checkin “How is the new office?”");

        var answer = await story.Ann.MentionAsync(null, Channel, "close", "100.1");

        Assert.True(answer.Says("#1") && answer.Says("#2"), answer.Shown);
    }

    [Fact]
    public async Task It_starts_what_a_command_starts_and_told_twice_it_starts_one()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel(Channel);

        var console = await story.Ann.MentionAsync(null, Channel, "checkin “How was the week?”", "100.1");
        await story.Ann.SendMentionAsync(null, Channel, "checkin “How was the week?”", "100.1", "Ev-again");

        Assert.True(channel.Root.Says("How was the week?"));
        Assert.NotNull(PretendSlackMember.Button(console, "Close"));
        Assert.Single(story.Slack.Whispers);
    }

    [Theory]
    [InlineData("vote “Which first?” Paint | Garden | Bus stop | Lights", "vote B D", "Vote", "1 person has voted")]
    [InlineData("checkin “How was the week?” anonymous", "checkin red", "Add a note", "1 person")]
    [InlineData("brainwrite “How might we meet less?”", "brainwrite a bench | a tree", "Write ideas", "1 idea")]
    public async Task What_is_promised_to_be_private_is_not_counted_and_its_sender_gets_the_way_in(string start, string typed, string button, string counted)
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync(start);

        var answer = await story.Bob.MentionAsync(channel.Root, Channel, typed, "100.1");
        Assert.True(answer.Says("so it was not counted"), answer.Shown);
        Assert.Single(channel.Messages);

        var form = await story.Bob.OpenAsync(answer, button);
        Assert.NotNull(form.Content["submit"]);
        Assert.False(channel.Root.Shows(counted), channel.Root.Shown);
    }

    [Fact]
    public async Task Who_steers_a_blind_vote_may_do_so_aloud()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("vote “Which first?” Paint | Garden | Bus stop | Lights");

        var answer = await story.Ann.MentionAsync(channel.Root, Channel, "vote remove B", "100.1");

        Assert.False(answer.Says("not counted"), answer.Shown);
        await story.Slack.UntilAsync(() => !channel.Root.Shows("Garden"), "the option is gone");
    }

    [Fact]
    public async Task Without_words_it_gives_a_button_that_opens_the_start_dialog()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");

        var answer = await story.Bob.MentionAsync(channel.Root, Channel, " ", "100.1");
        var choice = await story.Bob.OpenAsync(answer, "Start something");
        var form = await story.Bob.NextAsync(choice, ("What would you like to start?", "Start a warm-up"));
        await story.Bob.SubmitAsync(form);

        await story.Slack.UntilAsync(() => channel.Messages.Any(message => message.Thread is null && message != channel.Messages[0]), "it has begun there");
    }

    [Fact]
    public async Task A_typing_error_is_asked_about_and_help_is_given_in_private()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel(Channel);

        Assert.True((await story.Bob.MentionAsync(null, Channel, "voet a | b", "100.1")).Says("Did you mean"));
        Assert.True((await story.Bob.MentionAsync(null, Channel, "help vote", "100.2")).Says("dots"));
    }

    [Fact]
    public async Task A_mention_in_the_thread_of_an_open_prompt_is_no_reply_to_it()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What would make this channel worth your time?”");

        await story.Bob.SendReplyAsync(channel.Root, "100.1", $"<@{PretendSlack.BotUser}> status", "Ev1");
        await story.Bob.MentionAsync(channel.Root, Channel, "minutes", "100.1");
        await story.Bob.SendReplyAsync(channel.Root, "100.2", "Fewer posts", "Ev2");

        await story.Slack.UntilAsync(() => channel.Root.Shows("Fewer posts"), "the reply counts");
        Assert.True(channel.Root.Shows("1 reply"), channel.Root.Shown);
    }

    [Fact]
    public async Task Where_the_channel_takes_no_private_word_it_comes_as_a_message_from_the_bot()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel(Channel).Outsiders.Add(story.Bob.Id);
        var direct = story.Slack.Channel(story.Bob.Id);

        await story.Bob.SendMentionAsync(null, Channel, "help vote", "100.1", "Ev1");

        await story.Slack.UntilAsync(() => direct.Messages.Count == 1, "Bob is told");
        Assert.True(direct.Root.Says("dots"));
    }

    [Fact]
    public async Task What_is_not_kept_in_time_is_not_acknowledged_and_told_once_when_it_is()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(store: store);
        var channel = story.Slack.Channel(Channel);
        var gate = store.HoldNext(StoreCall.LogAppend);

        var first = story.Ann.SendMentionAsync(null, Channel, "checkin “How was the week?”", "100.1", "Ev1");
        await story.PassUntilAsync(first);
        var second = story.Ann.SendMentionAsync(null, Channel, "checkin “How was the week?”", "100.1", "Ev1");
        await story.PassUntilAsync(second);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), ((await first).StatusCode, (await second).StatusCode));

        gate.Open();
        await story.PassUntilAsync(story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann is told"));
        var third = await story.Ann.SendMentionAsync(null, Channel, "checkin “How was the week?”", "100.1", "Ev1");

        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.True(channel.Root.Says("How was the week?"));
        Assert.NotNull(PretendSlackMember.Button(Assert.Single(story.Slack.Whispers).Message, "Close"));
    }

    [Fact]
    public async Task What_a_process_took_to_its_end_unkept_the_next_one_does_when_Slack_tells_again()
    {
        var kept = new MemoryStore();
        await using var hanging = new MisbehavingStore(kept);
        await using var before = await SlackStory.BeginAsync(store: hanging);
        var channel = before.Slack.Channel(Channel);
        var gate = hanging.HoldNext(StoreCall.LogAppend);
        var first = before.Ann.SendMentionAsync(null, Channel, "checkin “How was the week?”", "100.1", "Ev1");
        await before.PassUntilAsync(first);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await first).StatusCode);

        await using var story = await SlackStory.BeginAsync(before.Slack, kept);
        var again = story.Ann.SendMentionAsync(null, Channel, "checkin “How was the week?”", "100.1", "Ev1");
        await story.PassUntilAsync(again);

        Assert.Equal(HttpStatusCode.OK, (await again).StatusCode);
        await story.Slack.UntilAsync(() => channel.Messages.Any(message => message.Says("How was the week?")), "the card follows");
        gate.Open(); // so that the first one can end
    }

    static async Task<(PretendMessage One, PretendMessage Other)> TwoAsync(SlackStory story, string one, string other)
    {
        var channel = story.Slack.Channel(Channel);
        await story.Ann.TypeAsync(Channel, one);
        await story.Ann.TypeAsync(Channel, other);
        return (channel.Messages[0], channel.Messages[1]);
    }
}
