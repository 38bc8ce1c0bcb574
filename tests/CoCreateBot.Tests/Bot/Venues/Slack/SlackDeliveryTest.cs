using System.Net;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>What happens when Slack itself does not do as asked.</summary>
public sealed class SlackDeliveryTest
{
    [Fact]
    public async Task In_a_private_channel_without_the_bot_the_start_says_at_once_how_to_invite_it()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("G0SECRET", hasBot: false, isPrivate: true);

        var answer = await story.Ann.TypeAsync(channel.Id, "checkin");

        Assert.True(answer.Shows("I am not in this channel"));
        Assert.True(answer.Shows("/invite @CoCreate"));
        Assert.Empty(channel.Messages);
    }

    [Fact]
    public async Task What_nobody_could_see_is_over_and_does_not_come_to_light_when_the_bot_is_invited()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("G0SECRET", hasBot: false, isPrivate: true);
        await story.Ann.TypeAsync(channel.Id, "vote “Unseen?” Yes | No");

        channel.HasBot = true;
        await story.Ann.TypeAsync(channel.Id, "vote “Seen?” Yes | No");
        story.Slack.Time.Pass(TimeSpan.FromMinutes(2)); // the unseen one's key is destroyed, which is a change
        var closed = await story.Ann.TypeAsync(channel.Id, "close");
        await story.Slack.UntilAsync(() => channel.Messages.Count == 2, "the minutes are posted");

        Assert.True(closed.Shows("It is closed"), closed.Shown); // and not: which of the two?
        Assert.All(channel.Messages, message => Assert.True(message.Shows("Seen?") && !message.Shows("Unseen?")));
    }

    [Fact]
    public async Task What_nobody_could_see_is_over_too_where_that_is_found_out_late()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0GENERAL");
        story.Slack.Trouble("chat.postMessage", new PretendTrouble.Hang(), new PretendTrouble.Says("is_archived"));
        var typing = story.Ann.TypeAsync(channel.Id, "vote “Unseen?” Yes | No");
        await story.Slack.UntilAsync(() => story.Count("chat.postMessage") == 1, "the post hangs");
        await story.PassUntilAsync(typing);
        await story.PassUntilAsync(story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann is told"));

        var started = await story.Store.Directory.InVenueAsync(new($"slack:{PretendSlack.Team}/{channel.Id}"), 10, default);
        Assert.NotNull(Assert.Single(started).ClosedAt);
        Assert.Empty(channel.Messages);
    }

    [Fact]
    public async Task A_public_channel_is_entered()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0OPEN", hasBot: false);

        var answer = await story.Ann.TypeAsync(channel.Id, "checkin");

        Assert.True(answer.Shows("It is open."));
        Assert.Single(channel.Messages);
    }

    [Fact]
    public async Task An_archived_channel_is_said_to_be_one()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0OLD");
        channel.IsArchived = true;

        Assert.True((await story.Ann.TypeAsync(channel.Id, "checkin")).Shows("This channel is archived"));
    }

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_found_again_and_not_posted_twice()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0GENERAL");
        story.Slack.Trouble("chat.postMessage", new PretendTrouble.LoseAnswer());

        var typing = story.Ann.TypeAsync(channel.Id, "checkin");
        await story.Slack.UntilAsync(() => channel.Messages.Count == 1, "it is posted");
        await story.PassUntilAsync(typing);

        Assert.True((await typing).Shows("It is open."));
        Assert.Equal(1, story.Count("chat.postMessage"));
        Assert.Equal(1, story.Count("conversations.history"));
        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => channel.Root.Shows("bob"), "the message that was found is edited");
        Assert.Single(channel.Messages);
    }

    [Fact]
    public async Task While_Slack_does_not_answer_the_start_is_answered_and_what_is_missing_is_told_later()
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0GENERAL");
        story.Slack.Trouble("chat.postMessage", new PretendTrouble.Hang(), new PretendTrouble.Says("is_archived"));

        var typing = story.Ann.TypeAsync(channel.Id, "checkin");
        await story.Slack.UntilAsync(() => story.Count("chat.postMessage") == 1, "the post hangs");
        await story.PassUntilAsync(typing);
        Assert.True((await typing).Shows("It is open."));
        await story.PassUntilAsync(story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann is told"));

        Assert.True(story.Slack.Whispers[0].Message.Shows("This channel is archived"));
        Assert.Equal(story.Ann.Id, story.Slack.Whispers[0].User);
    }

    [Fact]
    public async Task A_card_that_somebody_deleted_is_posted_anew()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");
        var first = channel.Root;
        channel.Empty();

        var green = PretendSlackMember.Button(first, "● Green");
        await story.Bob.SendPressAsync(first, green, story.Slack.NewTrigger());
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 1, "a new card stands there"));

        Assert.NotEqual(first.Ts, channel.Root.Ts);
        Assert.True(channel.Root.Shows("bob"));
    }

    [Theory]
    [InlineData("message_not_found")]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    public async Task A_card_that_can_no_longer_be_edited_is_posted_anew_once_and_its_minutes_follow_it(string error)
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin");
        var first = channel.Root;
        story.Slack.Trouble("chat.update", new PretendTrouble.Says(error));

        await story.Bob.PressAsync(first, "● Green");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 2, "a new card stands there"));
        var second = channel.Messages[1];
        Assert.True(second.Thread is null && second.Shows("bob"));
        await story.Ann.PressAsync(first, "▲ Yellow"); // the old one's buttons are still good
        await story.Slack.UntilAsync(() => second.Shows("2 people have answered."), "the new one is edited");
        await story.Ann.PressAsync(console, "Close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 3, "the minutes are posted"));

        Assert.Equal(second.Ts, channel.Reply.Thread);
        Assert.Equal(3, story.Count("chat.postMessage"));
    }

    [Theory]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    public async Task Where_cards_cannot_be_edited_at_all_there_is_one_more_post_and_the_facilitator_is_told(string error)
    {
        var before = await SlackStory.BeginAsync();
        var (channel, _) = await before.StartAsync("checkin");
        before.Slack.Trouble("chat.update", [.. Enumerable.Repeat(new PretendTrouble.Says(error), 9)]);

        await before.Bob.PressAsync(channel.Root, "● Green");
        await before.PassUntilAsync(before.Slack.UntilAsync(() => channel.Messages.Count == 2, "a new card stands there"));
        await before.Bob.PressAsync(channel.Messages[1], "▲ Yellow");
        await before.PassUntilAsync(before.Slack.UntilAsync(() => before.Slack.Whispers.Count == 1, "Ann is told"));
        await using var story = await before.RestartAsync(); // whoever comes next knows it, too
        await story.Bob.PressAsync(channel.Messages[1], "● Green");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => story.Count("chat.update") == 3, "it is tried again"));

        Assert.True(story.Slack.Whispers[0].Message.Shows("because Slack does not let me edit my messages there."));
        Assert.Equal(2, channel.Messages.Count);
    }

    [Fact]
    public async Task Minutes_that_find_no_thread_are_posted_with_a_new_card()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin");
        story.Slack.Trouble("chat.postMessage", new PretendTrouble.Says("thread_not_found"));

        await story.Ann.PressAsync(console, "Close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 3, "the minutes are posted"));

        Assert.Equal(channel.Messages[1].Ts, channel.Reply.Thread);
    }

    [Fact]
    public async Task When_Slack_asks_to_wait_the_card_waits_that_long_and_is_right_in_the_end()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("checkin");
        story.Slack.Trouble("chat.update", new PretendTrouble.Status(HttpStatusCode.TooManyRequests, RetryAfter: 20));

        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => story.Count("chat.update") == 1, "the first edit is turned away");
        await story.Ann.PressAsync(channel.Root, "▲ Yellow");
        Assert.Equal(1, story.Count("chat.update"));
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Root.Shows("2 people have answered."), "the card is right"));

        Assert.Equal(2, story.Count("chat.update"));
    }

    [Fact]
    public async Task A_dialog_that_Slack_does_not_open_is_told_to_the_one_who_pressed()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("vote Paint | Garden | Bus stop | Lights");
        story.Slack.Trouble(
            "views.open",
            new PretendTrouble.Says("expired_trigger_id"),
            new PretendTrouble.NoConnection(),
            new PretendTrouble.Odd("<html>"));

        for (var i = 0; i < 3; i++)
        {
            await story.Bob.PressAsync(channel.Root, "Vote");
            await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == i + 1, "Bob is told");
        }

        Assert.True(story.Slack.Whispers[0].Message.Shows("Slack waited too long"));
        Assert.True(story.Slack.Whispers[1].Message.Shows("Slack did not open the dialog"));
        Assert.True(story.Slack.Whispers[2].Message.Shows("Slack did not open the dialog"));
    }

    [Fact]
    public async Task A_sentence_that_cannot_be_told_harms_nothing()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync("checkin");
        story.Slack.Trouble("response_url", new PretendTrouble.Status(HttpStatusCode.NotFound), new PretendTrouble.NoConnection());

        await story.Bob.PressAsync(console, "Close");
        await story.Bob.PressAsync(console, "Close");
        await story.Bob.PressAsync(console, "Close");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "the third is told");

        Assert.NotNull(PretendSlackMember.Button(channel.Root, "● Green"));
    }
}
