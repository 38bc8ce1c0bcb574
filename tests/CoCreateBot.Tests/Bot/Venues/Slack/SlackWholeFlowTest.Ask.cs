using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Ask the community: what is said in the thread is rated by all and leads to a next step.</summary>
public sealed partial class SlackWholeFlowTest
{
    const string Asked = "What would make our square worth your time?";
    const string Cars = "Fewer cars on the south side";
    const string Backs = "Benches with backs, for the old";

    [Fact]
    public async Task What_people_say_in_the_thread_is_rated_by_all_and_leads_to_a_next_step()
    {
        await using var story = await SlackStory.BeginAsync();
        var (carla, dan) = (story.Member("U0CARLA", "carla"), story.Member("U0DAN", "dan"));
        Introduce(story, story.Bob, carla, dan);
        var (channel, console) = await story.StartAsync($"session \"{Asked}\" ask live");
        await ReplyAsync(story, channel, carla);
        await dan.SubmitAsync(await dan.OpenAsync(channel.Root, "Reply"), ("Reply 1", Market));
        await SeeAsync(story, channel, "3 replies from 3 people.", $"{Market} – dan");

        console = await NextAsync(story, console, "Rating");
        await SeeAsync(story, channel, "Everyone rates 3 of 3");
        foreach (var (person, market) in new[] { (story.Ann, "Agree"), (story.Bob, "Disagree"), (carla, "Agree"), (dan, "Pass") })
        {
            var form = await person.OpenAsync(channel.Root, "Rate");
            await person.SubmitAsync(form, (Labelled(form, Cars), "Agree"), (Labelled(form, Backs), "Disagree"), (Labelled(form, Market), market));
            Assert.False(form.IsOpen);
        }

        await SeeAsync(story, channel, "4 people have rated.");
        Assert.False(Reads(channel.Root, " agree,"), "A blind rating shows its figures.");
        console = await NextAsync(story, console, "Next steps");
        await StepOfCarlaAsync(story, channel, carla);
        await story.Ann.PressAsync(console, "Close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 4, "two bells and the minutes stand in the thread"));
        Says(
            channel.Messages[^1],
            "4 people joined", $"{Cars} – bob", $"{Backs} – carla", $"{Market} – dan", "3 replies from 3 people.", "4 agree, 0 disagree, 0 pass",
            "2 agree, 1 disagree, 1 pass", "0 agree, 4 disagree, 0 pass", "Ask the city – carla does it; due Fri 6 Mar 2026");
        Assert.DoesNotContain(channel.Messages, message => Reads(message, "A tap"));
    }

    // Each has its receipt; what its author changes or deletes in the thread is changed and gone on the card.
    static async Task ReplyAsync(SlackStory story, PretendChannel channel, PretendSlackMember carla)
    {
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.1", Cars, "Ev1"));
        await OkAsync(carla.SendReplyAsync(channel.Root, "100.2", "Benches", "Ev2"));
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.3", "A tap", "Ev3"));
        await SeeAsync(story, channel, "3 replies from 2 people.", $"{Cars} – bob", "Benches – carla", "A tap – bob");
        string[] replies = ["100.1", "100.2", "100.3"];
        await story.PassUntilAsync(story.Slack.UntilAsync(
            () => replies.All(ts => story.Slack.Reactions.Contains((channel.Id, ts, "white_check_mark"))), "each has its receipt"));

        await OkAsync(carla.SendReplyAsync(channel.Root, "100.2", Backs, "Ev4", before: "Benches"));
        await OkAsync(story.Bob.SendReplyAsync(channel.Root, "100.3", null, "Ev5", before: "A tap"));
        await SeeAsync(story, channel, "2 replies from 2 people.", $"{Backs} – carla");
        Assert.False(Reads(channel.Root, "A tap"), channel.Root.Shown);
        Assert.Single(channel.Messages);
    }

    static async Task StepOfCarlaAsync(SlackStory story, PretendChannel channel, PretendSlackMember carla)
    {
        var direct = story.Slack.Channel(carla.Id);
        await SeeAsync(story, channel, "Who does what by when?", Cars);
        await story.Ann.TypeAsync(channel.Id, "steps \"Ask the city\" by carla due Friday");
        await SeeAsync(story, channel, "Ask the city – carla is asked; due Fri 6 Mar 2026");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => direct.Messages.Count > 0, "Carla is asked in private"));
        await carla.PressAsync(direct.Messages[0], "I accept");
        await SeeAsync(story, channel, "Ask the city – carla does it; due Fri 6 Mar 2026");
    }
}
