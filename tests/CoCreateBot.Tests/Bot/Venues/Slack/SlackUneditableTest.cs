using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Where Slack lets nobody edit a message any more, what it says still goes with who is forgotten and with what is deleted.</summary>
public sealed class SlackUneditableTest
{
    const string Words = "Yxcvbnm";
    const string Fixed = "edit_window_closed";

    [Fact]
    public async Task A_card_that_was_posted_anew_does_not_keep_its_words_where_the_session_is_deleted()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await ReplacedAsync(story);
        await story.Ann.TypeAsync(channel.Id, "close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Exists(IsMinutes), "the minutes are there"));

        await story.Ann.TypeAsync(channel.Id, "delete yes");

        await UntilDeletedAsync(story);
        Assert.Equal(2, channel.Messages.Count); // card and minutes
        Assert.All(channel.Messages, message => Assert.True(message.Says("This session was deleted on request."), message.Shown));
    }

    [Fact]
    public async Task Nor_where_somebody_is_forgotten()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, first) = await ReplacedAsync(story);

        await story.Bob.TypeAsync(channel.Id, "forget me yes");

        await story.PassUntilAsync(story.Slack.UntilAsync(() => !channel.Messages.Exists(Says), "no message says it"));
        Assert.DoesNotContain(first.Ts, channel.Messages.Select(message => message.Ts));
        Assert.True(Assert.Single(channel.Messages).Says("(removed)"));
    }

    [Fact]
    public async Task Where_nothing_can_be_edited_the_messages_of_a_deleted_session_are_taken_away()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync($"checkin free \"{Words}?\"");
        await story.Ann.TypeAsync(channel.Id, "close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Exists(IsMinutes), "the minutes are there"));
        var posts = story.Count("chat.postMessage");
        story.Slack.Trouble("chat.update", [.. Enumerable.Repeat(new PretendTrouble.Says(Fixed), 9)]);

        await story.Ann.TypeAsync(channel.Id, "delete yes");

        await UntilDeletedAsync(story);
        Assert.Empty(channel.Messages);
        Assert.Equal(posts, story.Count("chat.postMessage")); // nothing comes in their place
    }

    [Fact]
    public async Task Minutes_in_the_thread_of_a_card_that_somebody_deleted_go_with_the_session()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync($"checkin free \"{Words}?\"");
        await story.Ann.TypeAsync(channel.Id, "close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Exists(IsMinutes), "the minutes are there"));
        channel.Remove(channel.Root);

        await story.Ann.TypeAsync(channel.Id, "delete yes");

        await UntilDeletedAsync(story);
        Assert.DoesNotContain(channel.Messages, Says);
    }

    [Fact]
    public async Task Where_Slack_does_not_let_one_take_them_away_the_session_is_deleted_all_the_same()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await ReplacedAsync(story);
        await story.Ann.TypeAsync(channel.Id, "close");
        story.Slack.Trouble("chat.delete", new PretendTrouble.Says("cant_delete_message"));

        await story.Ann.TypeAsync(channel.Id, "delete yes");

        await UntilDeletedAsync(story);
        Assert.Equal(1, story.Count("chat.delete")); // it is not asked again
    }

    static bool Says(PretendMessage message) => message.Says(Words);

    static bool IsMinutes(PretendMessage message) => message.Thread is not null;

    /// <summary>A card with what Bob said, for which another one had to be posted.</summary>
    static async Task<(PretendChannel Channel, PretendMessage First)> ReplacedAsync(SlackStory story)
    {
        var (channel, _) = await story.StartAsync("checkin free \"How are you?\"");
        var first = channel.Root;
        await story.Bob.TypeAsync(channel.Id, $"checkin {Words}");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => Says(first), "it is shown"));
        story.Slack.Trouble("chat.update", new PretendTrouble.Says(Fixed));
        await story.Ann.TypeAsync(channel.Id, "checkin Well");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 2, "a new card stands there"));
        return (channel, first);
    }

    static Task UntilDeletedAsync(SlackStory story) => story.Slack.PassUntilAsync(
        async () => (await ((MemoryStore)story.Store).Directory.FromAsync("slack:", null, 9, default)).IsEmpty, "it is deleted");
}
