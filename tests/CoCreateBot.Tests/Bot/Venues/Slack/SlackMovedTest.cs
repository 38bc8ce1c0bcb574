using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>What was said or drawn for the eyes of one channel is not shown by name in another.</summary>
public sealed class SlackMovedTest
{
    [Fact]
    public async Task A_reply_in_the_thread_that_a_session_was_moved_away_from_does_not_count()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("ask “What now?”");
        var other = await MoveAsync(story, channel);
        await story.Bob.SendReplyAsync(channel.Root, "100.2", "For the small channel only", "Ev2");
        await story.PassUntilAsync(story.Slack.UntilAsync(
            () => story.Slack.Whispers.Any(told => told.Message.Shows("moved to another channel")), "its writer is told"));
        await story.Bob.SendReplyAsync(other.Root, "200.1", "For all to see", "Ev3");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => other.Root.Shows("For all to see"), "the reply in its thread"));

        Assert.False(other.Root.Shows("For the small channel only"));
    }

    [Fact]
    public async Task A_dialog_that_was_opened_before_says_so_and_keeps_what_was_written()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin word");
        var view = await story.Bob.OpenAsync(channel.Root, "Say");
        var other = await MoveAsync(story, channel);
        await story.Bob.SubmitAsync(view, ("Your word", "Smallword"));

        Assert.True(view.IsOpen);
        AssertSays(view, "Who sees your answer has changed", "The session was moved since it began", "Smallword");
        await story.Ann.TypeAsync(other.Id, "checkin Largeword");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => other.Root.Shows("Largeword"), "what was given there"));
        Assert.False(other.Root.Shows("Smallword"));
        var there = await story.Bob.OpenAsync(other.Root, "Say");
        Assert.Null(await story.Bob.SendSubmitAsync(there, story.Slack.NewTrigger("U0BOB"), ("Your word", "Hereword")));
    }

    [Fact]
    public async Task A_dialog_that_said_another_level_stays_open_with_what_was_written_and_what_holds_now()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin word");
        var view = await story.Bob.OpenAsync(channel.Root, "Say");
        await story.Ann.TypeAsync(channel.Id, "anonymity everyone");
        await story.Bob.SubmitAsync(view, ("Your word", "Bobword"));

        Assert.True(view.IsOpen);
        AssertSays(view, "Who sees your answer has changed", "Nobody sees who gave what", "Bobword");
        await story.Bob.SubmitAsync(view);
        Assert.False(view.IsOpen);
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Root.Shows("1 person has answered"), "it counts"));
    }

    [Fact]
    public async Task A_button_of_a_card_that_said_something_else_does_not_count_and_says_why()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");
        var old = channel.Root.Content["blocks"]!.AsArray().First(block => (string?)block!["type"] == "actions")!["elements"]![0]!.DeepClone(); // ! as on each check-in
        await story.Ann.TypeAsync(channel.Id, "anonymity everyone");
        await story.Bob.SendPressAsync(channel.Root, old, story.Slack.NewTrigger("U0BOB"));
        await story.PassUntilAsync(story.Slack.UntilAsync(
            () => story.Slack.Whispers.Any(told => told.Message.Shows("Who sees your answer has changed")), "its presser is told"));

        await story.Ann.TypeAsync(channel.Id, "close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Root.Shows("0 people have answered"), "nothing has counted"));
    }

    [Fact]
    public async Task The_facilitators_buttons_in_the_channel_that_was_left_still_steer_it_also_where_it_has_a_room_on_the_web()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("vote A | B");
        await story.Ann.TypeAsync(channel.Id, "invite 6");
        var other = await MoveAsync(story, channel);
        await story.Ann.PressAsync(console, "Close");

        await story.PassUntilAsync(story.Slack.UntilAsync(() => other.Messages.Exists(message => message.Thread is not null), "the minutes are there"));
    }

    static void AssertSays(PretendView view, params ReadOnlySpan<string> texts)
    {
        var shown = view.Content.ToJsonString();
        foreach (var text in texts)
        {
            Assert.Contains(text, shown, StringComparison.Ordinal);
        }
    }

    static async Task<PretendChannel> MoveAsync(SlackStory story, PretendChannel channel)
    {
        const string Move = "/cocreate move ";
        var how = (await story.Ann.TypeAsync(channel.Id, "move")).Shown;
        var id = string.Concat(how[(how.IndexOf(Move, StringComparison.Ordinal) + Move.Length)..].TakeWhile(c => char.IsLetterOrDigit(c) || c is '-' or '_'));
        var other = story.Slack.Channel("C0OTHER");
        await story.Ann.TypeAsync(other.Id, $"move {id}");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => other.Messages.Count > 0 && channel.Root.Shows("was moved"), "it is shown there"));
        return other;
    }
}
