using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>A warm-up is played in the thread.</summary>
public sealed partial class SlackWholeFlowTest
{
    [Fact]
    public async Task A_story_is_told_in_the_thread_by_turns()
    {
        await using var story = await SlackStory.BeginAsync();
        var carla = story.Member("U0CARLA", "carla");
        Introduce(story, story.Ann, story.Bob, carla);
        var direct = story.Slack.Channel(story.Ann.Id);
        (story.Slack.Channel(story.Bob.Id).HasBot, story.Slack.Channel(carla.Id).HasBot) = (true, true);
        var (channel, _) = await story.StartAsync("warmup story rounds 2");
        Says(channel.Root, "Each adds one sentence to the story.", "Whoever wants begins. As soon as a second person comes, you take turns.", "0 lines.");

        await BeginTurnsAsync(story, channel, carla);
        await story.PassUntilAsync(story.Slack.UntilAsync(() => direct.Messages.Count > 0, "Ann is told in private"));
        Says(direct.Messages[0], "It is your turn in the warm-up");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => Turns(channel).Any(turns => Reads(turns, "It is ann’s turn, until")), "the thread says so"));
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.3", "And again.", "Ev3"));
        await story.PassUntilAsync(story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Bob is told in private"));
        Assert.Equal(story.Bob.Id, story.Slack.Whispers[0].User);
        Says(story.Slack.Whispers[0].Message, "What you wrote was not counted: It is ann’s turn. Yours comes.");

        Says(await story.Ann.TypeAsync(channel.Id, "warmup say The driver sang."), "That counts.");
        await SeeAsync(story, channel, "Once there was a bus. It ran on Mondays. The driver sang.", "It is bob’s turn, until", "Then: carla");
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.2", "It ran on Tuesdays.", "Ev4", before: "It ran on Mondays."));
        await SeeAsync(story, channel, "Once there was a bus. It ran on Tuesdays. The driver sang.");
        await story.Bob.TypeAsync(channel.Id, "warmup pass");
        await SeeAsync(story, channel, "It is carla’s turn, until");
        Says(await carla.TypeAsync(channel.Id, "warmup All got home."), "That counts.");
        await SeeAsync(story, channel, "It ran on Tuesdays. The driver sang. All got home.", "Told by ann, bob, carla", "4 lines.", "All have had their turn.");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => Reads(Turns(channel).Single(), "All have had their turn."), "the thread says so"));
        Assert.Equal(2, channel.Messages.Count);
    }

    // Two replies, and a third person who only joins.
    static async Task BeginTurnsAsync(SlackStory story, PretendChannel channel, PretendSlackMember carla)
    {
        await OkAsync(story.Ann.SendReplyAsync(channel.Root, "100.1", "Once there was a bus.", "Ev1"));
        await SeeAsync(story, channel, "Once there was a bus.", "Told by ann", "1 line.");
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.2", "It ran on Mondays.", "Ev2"));
        await SeeAsync(story, channel, "Once there was a bus. It ran on Mondays.", "Told by ann, bob", "It is ann’s turn, until");
        await carla.TypeAsync(channel.Id, "join");
        await SeeAsync(story, channel, "Then: bob, carla", "2 lines.");
    }

    /// <summary>What the bot itself says in the thread.</summary>
    static IEnumerable<PretendMessage> Turns(PretendChannel channel) => channel.Messages.Where(message => message.Thread is not null);

    [Fact]
    public async Task A_story_is_told_live_in_free_order_by_replies_by_command_and_by_dialog()
    {
        await using var story = await SlackStory.BeginAsync();
        var carla = story.Member("U0CARLA", "carla");
        var (channel, console) = await story.StartAsync("warmup story live");
        Says(channel.Root, "Anybody may go on, but nobody from their own line.");

        await OkAsync(story.Ann.SendReplyAsync(channel.Root, "100.1", "Once there was a bus.", "Ev1"));
        await OkAsync(story.Ann.SendReplyAsync(channel.Root, "100.2", "And again.", "Ev2"));
        await story.PassUntilAsync(story.Slack.UntilAsync(() => story.Slack.Whispers.Count == 1, "Ann is told in private"));
        Says(story.Slack.Whispers[0].Message, "What you wrote was not counted: The last line is yours: let somebody else go on.");
        Says(await story.Bob.TypeAsync(channel.Id, "warmup It ran on Mondays."), "That counts.");
        var dialog = await carla.OpenAsync(channel.Root, "Go on");
        Assert.True(dialog.Shows("It ran on Mondays."), dialog.Shown);
        await carla.SubmitAsync(dialog, ("Your line", "The driver sang."));
        await SeeAsync(story, channel, "Once there was a bus. It ran on Mondays. The driver sang.", "Told by ann, bob, carla", "3 lines.");

        await story.Ann.PressAsync(console, "Close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 2, "the minutes stand in the thread"));
        Says(channel.Reply, "3 people took part", "Once there was a bus. It ran on Mondays. The driver sang.", "Told by ann, bob, carla");
    }
}
