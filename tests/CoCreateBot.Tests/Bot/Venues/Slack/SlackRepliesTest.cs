using System.Net;
using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Replies in the thread of an open prompt are contributions where that is no secret.</summary>
public sealed class SlackRepliesTest
{
    [Fact]
    public async Task A_reply_counts_once_has_a_receipt_and_is_changed_and_withdrawn_with_its_message()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What would make this channel worth your time?”");

        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.1", "Fewer posts", "Ev1"));
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.1", "Fewer posts", "Ev1"));
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.1", "Fewer posts", "Ev2")); // told again under another id
        await ShownAsync(story, channel, "Fewer posts", "1 reply");
        Assert.True(channel.Root.Shows("u0bob"), channel.Root.Shown);
        await story.Slack.UntilAsync(() => story.Slack.Reactions.Contains((channel.Id, "100.1", "white_check_mark")), "it has its receipt");

        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.1", "Fewer, better posts", "Ev3", before: "Fewer posts"));
        await ShownAsync(story, channel, "Fewer, better posts", "1 reply");
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.1", null, "Ev4", before: "Fewer, better posts"));
        await ShownAsync(story, channel, "0 replies");
    }

    [Theory]
    [InlineData("""{"type":"message","user":"U0BOB","ts":"100.1","thread_ts":"ROOT","text":".. by the way"}""")]
    [InlineData("""{"type":"message","user":"U0BOB","ts":"100.1","text":"not in the thread"}""")]
    [InlineData("""{"type":"message","user":"U0BOB","ts":"100.1","thread_ts":"1.1","text":"another thread"}""")]
    [InlineData("""{"type":"message","user":"U0BOT","bot_id":"B0BOT","ts":"100.1","thread_ts":"ROOT","text":"our own"}""")]
    [InlineData("""{"type":"message","subtype":"bot_message","bot_id":"B1","ts":"100.1","thread_ts":"ROOT","text":"another bot's"}""")]
    [InlineData("""{"type":"message","subtype":"channel_join","user":"U0BOB","ts":"100.1","thread_ts":"ROOT","text":"has joined"}""")]
    [InlineData("""{"type":"message","subtype":"message_changed","message":{"user":"U0BOB","ts":"100.1","thread_ts":"ROOT","text":"x"},"previous_message":{"text":"x"}}""")]
    [InlineData("""{"type":"reaction_added","user":"U0BOB","item":{"ts":"ROOT"}}""")]
    public async Task What_is_no_reply_is_passed_over(string told)
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What now?”");
        var message = JsonNode.Parse(told.Replace("ROOT", channel.Root.Ts, StringComparison.Ordinal))!.AsObject();
        message["channel"] = channel.Id;

        await OkAsync(story.Bob.SendEventAsync(message, "Ev1"));
        await OkAsync(story.Ann.SendReplyAsync(channel.Root, "200.1", "A reply", "Ev2"));
        await ShownAsync(story, channel, "A reply", "1 reply");
    }

    [Fact]
    public async Task Where_no_name_may_show_it_does_not_count_and_its_sender_is_told_once_in_private()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What is wrong here?” anonymous");
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.1", "My secret", "Ev1"));
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Bob is told");
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.2", "And another", "Ev2"));

        var whisper = story.Slack.Whispers[0];
        Assert.Equal(story.Bob.Id, whisper.User);
        var dialog = await story.Bob.OpenAsync(whisper.Message, "Reply");
        await story.Bob.SubmitAsync(dialog, ("Reply 1", "My secret"));
        await ShownAsync(story, channel, "1 person");
        Assert.Single(story.Slack.Whispers);
        Assert.Empty(story.Slack.Reactions);
    }

    [Fact]
    public async Task A_reply_to_5_Whys_is_a_cause_and_what_is_asked_about_it_its_author_alone_hears()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("why “The report was late three times in October”");
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.1", "The printer was empty", "Ev1"));
        await ShownAsync(story, channel, "The printer was empty", "1 cause");
        Assert.Empty(story.Slack.Whispers);

        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.2", "Somebody forgot to order paper", "Ev2"));
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Bob is asked");
        Assert.Equal(story.Bob.Id, story.Slack.Whispers[0].User);
        Assert.True(story.Slack.Whispers[0].Message.Shows("What let that happen?"));
        await ShownAsync(story, channel, "Somebody forgot to order paper", "2 causes");
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.2", null, "Ev3", before: "Somebody forgot to order paper"));
        await ShownAsync(story, channel, "1 cause");
    }

    [Fact]
    public async Task A_dialog_of_5_Whys_stays_open_where_something_is_asked_about_what_was_just_given()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("why “The report was late three times in October”");
        var dialog = await story.Bob.OpenAsync(channel.Root, "Add a cause");
        await story.Bob.SubmitAsync(dialog, ("Because", "Somebody forgot to order paper"));
        await ShownAsync(story, channel, "Somebody forgot to order paper", "1 cause");

        Assert.True(dialog.IsOpen);
        Assert.Contains("What let that happen?", dialog.Content.ToJsonString(), StringComparison.Ordinal);
        await story.Bob.SubmitAsync(dialog, ("Because", "The printer was empty"));
        Assert.False(dialog.IsOpen); // nothing new is asked
    }

    [Fact]
    public async Task A_sixth_reply_is_told_to_its_sender()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What now?”");
        for (var n = 1; n <= 6; n++)
        {
            await OkAsync(story.Bob.SendReplyAsync(channel.Root, $"100.{n}", $"Reply {n}", $"Ev{n}"));
        }

        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Bob is told");
        Assert.True(story.Slack.Whispers[0].Message.Shows("not counted"));
        await ShownAsync(story, channel, "5 replies");
    }

    [Fact]
    public async Task Who_could_not_be_told_is_told_with_the_next_reply_and_whoever_steers_reads_that_it_failed()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What is wrong here?” anonymous");
        story.Slack.Trouble("chat.postEphemeral", new PretendTrouble.Status(HttpStatusCode.TooManyRequests, RetryAfter: 2));
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.1", "My secret", "Ev1"));
        await story.Slack.UntilAsync(() => story.Count("chat.postEphemeral") == 1, "it is tried");
        for (var n = 2; n < 30 && story.Slack.Whispers.Count == 0; n++)
        {
            story.Slack.Time.Pass(TimeSpan.FromSeconds(10));
            await OkAsync(story.Bob.SendReplyAsync(channel.Root, $"100.{n}", "And another", $"Ev{n}"));
            await story.Slack.NextCallAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Single(story.Slack.Whispers);
        var console = await story.Ann.TypeAsync(channel.Id, "pause");
        Assert.True(console.Says("not delivered"), console.Shown);
    }

    [Fact]
    public void What_one_workspace_uses_up_is_not_taken_from_another()
    {
        var time = new ManualTime();
        var budgets = new LaneBudgets(2, TimeSpan.FromSeconds(1), time);

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => budgets.Take("T1") == TimeSpan.Zero));
        Assert.Equal(TimeSpan.Zero, budgets.Take("T2"));
        budgets.Block("T2", TimeSpan.FromSeconds(30));
        time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal((true, false), (budgets.Take("T1") == TimeSpan.Zero, budgets.Take("T2") == TimeSpan.Zero));
    }

    [Fact]
    public async Task Three_thousand_replies_all_count_within_Slacks_limits()
    {
        const int People = 3_000;
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What would make this channel worth your time?”");
        var start = story.Slack.Time.GetUtcNow();
        for (var n = 0; n < People; n += 50)
        {
            var at = n;
            await Task.WhenAll(Enumerable.Range(at, 50).Select(one =>
                OkAsync(story.Member($"U{one}", $"u{one}").SendReplyAsync(channel.Root, $"100.{one}", $"Reply {one}", $"Ev{one}"))));
            story.Slack.Time.Pass(TimeSpan.FromSeconds(3)); // three minutes for all
        }

        await story.PassUntilAsync(ShownAsync(story, channel, "3000 replies"));
        var minutes = (story.Slack.Time.GetUtcNow() - start).TotalMinutes;
        Assert.InRange(channel.Root.Updates, 1, (30 * minutes) + 5);
        Assert.InRange(story.Slack.Reactions.Count, 1, (30 * minutes) + 10);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{People} replies in {minutes:0.0} minutes: {channel.Root.Updates} edits, {story.Slack.Reactions.Count} receipts, {story.Count("users.info")} names asked for");
    }

    static Task ShownAsync(SlackStory story, PretendChannel channel, params string[] texts) => story.PassUntilAsync(
        story.Slack.UntilAsync(() => texts.All(channel.Root.Shows), $"the card says {string.Join(", ", texts)}"));

    static async Task OkAsync(Task<HttpResponseMessage> sending) => Assert.Equal(HttpStatusCode.OK, (await sending).StatusCode);
}
