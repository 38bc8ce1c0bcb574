using System.Net;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>In messages Slack has people's ids alone. Who reads them reads names, and who names somebody means that person.</summary>
public sealed class SlackNamesTest
{
    const string Six = "<@U1> <@U2> <@U3> <@U4> <@U5> <@U6>";

    [Fact]
    public async Task A_reply_shows_the_names_of_those_it_mentions_and_so_does_its_change()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What now?”");

        await OkAsync(story.Ann.SendReplyAsync(channel.Root, "100.1", "Ask <@U0BOB>, <@U0EVE|eva> &amp; the city", "Ev1"));
        await ShownAsync(story, channel, "Ask @u0bob, @eva & the city");
        await OkAsync(story.Ann.SendReplyAsync(channel.Root, "100.1", "Ask <@U0MAX>", "Ev2", before: "Ask <@U0BOB>"));
        await ShownAsync(story, channel, "Ask @u0max");
    }

    [Fact]
    public async Task Of_those_it_mentions_the_first_five_are_asked_for()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What now?”");

        await OkAsync(story.Ann.SendReplyAsync(channel.Root, "100.1", Six, "Ev1"));

        await ShownAsync(story, channel, "@u1 @u2 @u3 @u4 @u5 @U6");
    }

    [Fact]
    public async Task Whom_Slack_does_not_name_stays_an_id_and_the_reply_counts()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What now?”");
        story.Slack.Trouble("users.info", new PretendTrouble.Says("user_not_found"));

        await OkAsync(story.Ann.SendReplyAsync(channel.Root, "100.1", "Ask <@U0BOB>", "Ev1"));

        await ShownAsync(story, channel, "Ask @U0BOB");
    }

    [Fact]
    public async Task In_a_thread_that_is_no_session_s_nobody_is_asked_for()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What now?”");
        var before = story.Count("users.info");

        await OkAsync(story.Ann.SendReplyAsync(new PretendMessage(channel.Id, "1.1", null, []), "100.1", Six, "Ev1"));

        Assert.Equal(before, story.Count("users.info"));
    }

    [Fact]
    public async Task Behind_the_bot_s_name_somebody_who_is_mentioned_is_meant()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel("U0BOB");
        var (channel, _) = await story.StartAsync("steps for 20d");
        await story.Member("U0BOB", "u0bob").TypeAsync(channel.Id, "join"); // as Slack calls them everywhere

        var answer = await story.Ann.MentionAsync(channel.Root, channel.Id, "steps “Call the city” by <@U0BOB>", "100.1");

        Assert.False(answer.Says("U0BOB"), answer.Shown);
        await ShownAsync(story, channel, "Call the city");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => story.Slack.ChannelOf("U0BOB").Messages.Count > 0, "Bob is asked"));
    }

    [Fact]
    public async Task Whoever_is_to_be_removed_is_known_by_the_id_whatever_they_are_called()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");
        await story.Bob.PressAsync(channel.Root, "● Green"); // as "bob", whom Slack calls "u0bob"
        await ShownAsync(story, channel, "1 person has answered.");

        await story.Ann.MentionAsync(channel.Root, channel.Id, "remove <@U0BOB> yes", "100.1");

        await story.PassUntilAsync(story.Slack.UntilAsync(() => !channel.Root.Shows("1 person has answered."), channel.Root.Shown));
    }

    static Task ShownAsync(SlackStory story, PretendChannel channel, string text) =>
        story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Root.Shows(text), $"the card says {text}"));

    static async Task OkAsync(Task<HttpResponseMessage> sending) => Assert.Equal(HttpStatusCode.OK, (await sending).StatusCode);
}
