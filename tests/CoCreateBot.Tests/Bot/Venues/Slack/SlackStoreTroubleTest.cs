using System.Net;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Nothing is called done that is not durable.</summary>
public sealed class SlackStoreTroubleTest : IAsyncDisposable
{
    readonly MisbehavingStore store = new(new MemoryStore());

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task A_press_that_was_not_saved_is_not_acknowledged_and_its_sender_is_told()
    {
        await using var story = await SlackStory.BeginAsync(store: store);
        var (channel, _) = await story.StartAsync("checkin");
        store.IsDown = true;

        var answer = await story.Bob.SendPressAsync(channel.Root, "● Green", story.Slack.NewTrigger());
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Bob is told");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(story.Slack.Whispers[0].Message.Shows("This could not be saved just now"));
        store.IsDown = false;
        await story.Bob.PressAsync(channel.Root, "● Green");
        await story.Slack.UntilAsync(() => channel.Root.Shows("bob"), "pressed again it counts");
    }

    [Fact]
    public async Task A_press_whose_commit_was_saved_and_its_answer_lost_counts_once()
    {
        await using var story = await SlackStory.BeginAsync(store: store);
        var (channel, _) = await story.StartAsync("checkin");
        store.LoseNextAnswer(StoreCall.LogAppend);

        var trigger = story.Slack.NewTrigger();
        await story.Bob.SendPressAsync(channel.Root, "● Green", trigger);
        await story.Bob.SendPressAsync(channel.Root, "● Green", trigger);
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Root.Shows("1 person has answered."), "it is counted"));
    }

    [Fact]
    public async Task A_dialog_that_was_not_saved_stays_open_with_what_was_typed()
    {
        await using var story = await SlackStory.BeginAsync(store: store);
        var (channel, _) = await story.StartAsync("vote Paint | Garden | Bus stop | Lights");
        var ballot = await story.Bob.OpenAsync(channel.Root, "Vote");
        store.IsDown = true;

        await story.Bob.SubmitAsync(ballot, ("A.", "1 dot"));

        Assert.True(ballot.IsOpen);
        Assert.Contains("This could not be saved just now", Assert.Single(ballot.Errors).Value, StringComparison.Ordinal);
        store.IsDown = false;
        await story.Bob.SubmitAsync(ballot, ("A.", "1 dot"));
        Assert.False(ballot.IsOpen);
    }

    [Fact]
    public async Task A_command_that_was_not_saved_says_so()
    {
        await using var story = await SlackStory.BeginAsync(store: store);
        var channel = story.Slack.Channel("C0GENERAL");
        store.IsDown = true;

        Assert.True((await story.Ann.TypeAsync(channel.Id, "checkin")).Shows("This could not be saved just now"));
        Assert.Empty(channel.Messages);
    }

    [Fact]
    public async Task A_command_that_takes_longer_than_Slack_waits_is_answered_when_it_is_done()
    {
        await using var story = await SlackStory.BeginAsync(store: store);
        var channel = story.Slack.Channel("C0GENERAL");
        var gate = store.HoldNext(StoreCall.LogAppend);

        var typing = story.Ann.TypeAsync(channel.Id, "checkin");
        await gate.Reached;
        await story.PassUntilAsync(typing);
        Assert.True((await typing).Shows("This takes longer than usual."));
        gate.Open();
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann gets her console");

        Assert.NotNull(PretendSlackMember.Button(story.Slack.Whispers[0].Message, "Close"));
        Assert.Single(channel.Messages);
    }

    [Fact]
    public async Task A_dialog_of_a_session_that_cannot_be_read_says_so()
    {
        var before = await SlackStory.BeginAsync(store: store);
        var (channel, _) = await before.StartAsync("vote Paint | Garden | Bus stop | Lights");
        await before.SettleAsync();
        await using var story = await before.RestartAsync();
        store.IsDown = true;

        var view = await story.Bob.OpenAsync(channel.Root, "Vote");
        await story.Slack.UntilAsync(() => view.Shows("This form could not be loaded just now."), "the light view says so");

        Assert.Null(view.Content["submit"]);
    }
}
