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
        await story.Bob.SendReplyAsync(channel.Root, "100.1", ".. just talk", "Ev1"); // so that the thread is known
        var other = await MoveAsync(story, channel);
        await story.Bob.SendReplyAsync(channel.Root, "100.2", "For the small channel only", "Ev2");
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
        var answer = await story.Bob.SendSubmitAsync(view, story.Slack.NewTrigger("U0BOB"), ("Your word", "Smallword"));

        Assert.Contains("moved to another channel", answer!.ToJsonString(), StringComparison.Ordinal); // ! it is refused
        await story.Ann.TypeAsync(other.Id, "checkin Largeword");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => other.Root.Shows("Largeword"), "what was given there"));
        Assert.False(other.Root.Shows("Smallword"));
        var there = await story.Bob.OpenAsync(other.Root, "Say");
        Assert.Null(await story.Bob.SendSubmitAsync(there, story.Slack.NewTrigger("U0BOB"), ("Your word", "Hereword")));
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
