using System.Net;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Writing in rounds: what is handed in turns into the waiting view, and the bell turns that into the next sheet.</summary>
public sealed class SlackOpenViewsTest
{
    [Fact]
    public async Task What_is_handed_in_waits_in_the_same_dialog_and_the_bell_brings_the_next_sheet_into_it()
    {
        await using var story = await SlackStory.BeginAsync();
        var views = await BothWriteAsync(story);
        Assert.All(views, view => Assert.True(view is { IsOpen: true } && view.Shows("Handed in") && view.Content["submit"] is null, view.Shown));

        await story.Ann.TypeAsync("C0GENERAL", "bell");
        await story.Slack.UntilAsync(() => views.All(view => view.Shows("Your sheet")), "the next sheets are there");

        Assert.True(views[0].Shows("Bob's idea"));
        Assert.True(views[1].Shows("Ann's idea"));
        await story.Ann.SubmitAsync(views[0]); // with nothing to add
        Assert.True(views[0].Shows("Handed in"));
        await story.Bob.SubmitAsync(views[1]);
        await story.Ann.TypeAsync("C0GENERAL", "close");
        await story.Slack.UntilAsync(() => views.All(view => view.Shows("This is closed")), "who waits is told of the end");
    }

    [Fact]
    public async Task A_sheet_that_somebody_writes_on_is_left_alone_when_the_bell_rings()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync("brainwrite “How might we meet less?” live");
        var sheet = await story.Bob.OpenAsync(channel.Root, "Write ideas");
        await story.Ann.TypeAsync("C0GENERAL", "bell");
        await story.Ann.TypeAsync(channel.Id, "close");
        await story.Slack.UntilAsync(() => channel.Root.Shows("Closed"), "it is closed");

        Assert.Equal(0, story.Count("views.update"));
        Assert.True(sheet.Shows("Your sheet"));
    }

    [Fact]
    public async Task A_dialog_that_its_person_closed_is_asked_for_once_and_no_more()
    {
        await using var story = await SlackStory.BeginAsync();
        var views = await BothWriteAsync(story);
        views[1].IsOpen = false;
        await story.Ann.TypeAsync("C0GENERAL", "bell");
        await story.Slack.UntilAsync(() => views[0].Shows("Your sheet") && story.Count("views.update") == 2, "both were asked for");

        await story.Ann.TypeAsync("C0GENERAL", "close");
        await story.Slack.UntilAsync(() => story.Count("chat.postMessage") == 2, "its minutes are there");
        Assert.Equal(2, story.Count("views.update"));
    }

    [Fact]
    public async Task Where_Slack_asks_to_wait_the_next_sheet_comes_later()
    {
        await using var story = await SlackStory.BeginAsync();
        var views = await BothWriteAsync(story);
        story.Slack.Trouble("views.update", new PretendTrouble.Status(HttpStatusCode.TooManyRequests, 5), new PretendTrouble.NoConnection());
        await story.Ann.TypeAsync("C0GENERAL", "bell");

        await story.PassUntilAsync(story.Slack.UntilAsync(() => views.All(view => view.Shows("Your sheet")), "both have their sheets"));
    }

    static async Task<PretendView[]> BothWriteAsync(SlackStory story)
    {
        var (channel, _) = await story.StartAsync("brainwrite “How might we meet less?” live");
        PretendView[] views = [await story.Ann.OpenAsync(channel.Root, "Write ideas"), await story.Bob.OpenAsync(channel.Root, "Write ideas")];
        await story.Ann.SubmitAsync(views[0], ("Idea 1", "Ann's idea"));
        await story.Bob.SubmitAsync(views[1], ("Idea 1", "Bob's idea"));
        return views;
    }
}
