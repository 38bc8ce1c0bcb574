using System.Text.Json.Nodes;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>"Add to brainwriting" in the menu of a message.</summary>
public sealed class SlackIdeasTest
{
    const string Channel = "C0GENERAL";
    const string Action = "add-idea";
    const string Start = "brainwrite “How might we meet less?”";

    [Fact]
    public async Task What_a_message_says_stands_in_the_first_empty_field_and_is_given_when_it_is_handed_in()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync(Start);

        var sheet = await story.Bob.ChooseOnAsync(Channel, Action, "Meet\nstanding &amp; short");
        Assert.Equal("Meet standing & short", ValueOf(sheet, "Idea 1"));
        Assert.True(sheet.Shows("ask before you hand them in"), sheet.Shown);
        await story.Bob.SubmitAsync(sheet);

        var again = await story.Bob.ChooseOnAsync(Channel, Action, "No meeting on Fridays");
        Assert.Equal(("Meet standing & short", "No meeting on Fridays"), (ValueOf(again, "Idea 1"), ValueOf(again, "Idea 2")));
        await story.Ann.TypeAsync(channel.Id, "close");
        await story.Slack.UntilAsync(() => channel.Messages.Exists(message => message.Says("Meet standing & short")), "what was handed in counts");
        Assert.False(channel.Messages.Exists(message => message.Says("No meeting on Fridays")), "What was not handed in counts.");
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(501, true)]
    [InlineData(40_000, true)]
    public async Task What_is_too_long_is_cut_and_that_is_said(int length, bool isCut)
    {
        await using var story = await SlackStory.BeginAsync();
        await story.StartAsync(Start);

        var sheet = await story.Bob.ChooseOnAsync(Channel, Action, new string('x', length));

        Assert.Equal(new string('x', Math.Min(length, isCut ? 499 : 500)) + (isCut ? "…" : ""), ValueOf(sheet, "Idea 1"));
        Assert.Equal(isCut, sheet.Shows("so it is cut"));
    }

    [Fact]
    public async Task Where_no_field_is_empty_that_is_said_and_the_sheet_stays_as_it_is()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, _) = await story.StartAsync(Start + " live");
        var sheet = await story.Bob.OpenAsync(channel.Root, "Write ideas");
        await story.Bob.SubmitAsync(sheet, ("Idea 1", "One"), ("Idea 2", "Two"), ("Idea 3", "Three"));

        var full = await story.Bob.ChooseOnAsync(Channel, Action, "Four");

        Assert.True(full.Shows("Each field of your sheet is filled"), full.Shown);
        Assert.Equal(("One", "Two", "Three"), (ValueOf(full, "Idea 1"), ValueOf(full, "Idea 2"), ValueOf(full, "Idea 3")));
    }

    [Theory]
    [InlineData("""{"text":"Buy a bench","user":"U0X","ts":"1.1"}""", "No brainwriting is open in this channel")]
    [InlineData("""{"text":" \n ","user":"U0X","ts":"1.1"}""", "has no text")]
    [InlineData("""{"text":"Card","bot_id":"B0BOT","user":"U0BOT"}""", "A bot wrote")]
    public async Task What_cannot_be_an_idea_here_is_told_in_private_with_what_to_do(string message, string says)
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel(Channel);
        await story.Ann.TypeAsync(Channel, "checkin");

        var answer = await story.Bob.ChooseAsync(Channel, Action, JsonNode.Parse(message)!.AsObject());

        Assert.True(answer.Says(says) && answer.Says("/cocreate brainwrite"), answer.Shown);
        Assert.Empty(story.Slack.Views);
    }

    [Fact]
    public async Task Of_several_it_is_the_newest()
    {
        await using var story = await SlackStory.BeginAsync();
        story.Slack.Channel(Channel);
        await story.Ann.TypeAsync(Channel, "brainwrite “The older?”");
        await story.Ann.TypeAsync(Channel, "brainwrite “The newer?”");

        var sheet = await story.Bob.ChooseOnAsync(Channel, Action, "Buy a bench");

        Assert.True(sheet.Shows("The newer?") && !sheet.Shows("The older?"), sheet.Shown);
    }

    [Fact]
    public async Task Where_the_store_is_slow_the_dialog_opens_light_while_the_trigger_lives()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await SlackStory.BeginAsync(store: store);
        await story.StartAsync(Start);
        var gate = store.HoldNext(StoreCall.DirectoryRead);

        var choosing = story.Bob.ChooseOnAsync(Channel, Action, "Buy a bench");
        await gate.Reached;
        await story.PassUntilAsync(choosing);
        var view = await choosing;
        Assert.True(view.Shows("One moment."), view.Shown);
        gate.Open();

        await story.Slack.UntilAsync(() => view.Content["submit"] is not null, "it is filled");
        Assert.Equal("Buy a bench", ValueOf(view, "Idea 1"));
    }

    static string? ValueOf(PretendView view, string label) => (string?)view.Content["blocks"]!.AsArray()
        .Single(block => (string?)block!["label"]?["text"] == label)!["element"]!["initial_value"];
}
