using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>The store takes longer than Teams waits: whoever waits gets a sentence before Teams gives up, and what they did counts, once.</summary>
public sealed class TeamsSlowTest
{
    const string Slow = "takes longer than usual";

    [Fact]
    public async Task A_press_is_answered_in_time_and_counts_later()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        var card = await story.StartAsync("checkin");
        var gate = store.HoldNext(StoreCall.LogAppend);

        var pressing = story.Ann.PressAsync(story.Channel, card, "Green");
        await gate.Reached;
        await story.PassUntilAsync(() => pressing.IsCompleted, "an answer");
        Assert.Contains(Slow, TeamsStory.TextOf(await pressing), StringComparison.Ordinal);
        gate.Open();

        await story.PassUntilAsync(() => IsShown(story, "1 person has answered."), "it counts");
        await story.Ann.PressAsync(story.Channel, card, "Green");
        Assert.True(IsShown(story, "1 person has answered."));
    }

    [Fact]
    public async Task A_form_is_answered_in_time_and_counts_later()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        var card = await story.StartAsync("vote \"Which first?\" Paint | Garden");
        var dialog = await story.Ann.OpenAsync(story.Channel, card, "Vote");
        var gate = store.HoldNext(StoreCall.LogAppend);

        var handing = story.Ann.HandInAsync(story.Channel, card, dialog, ("Your choice", "Garden"));
        await gate.Reached;
        await story.PassUntilAsync(() => handing.IsCompleted, "an answer");
        Assert.Contains(Slow, TeamsStory.TextOf(await handing), StringComparison.Ordinal);
        gate.Open();

        await story.PassUntilAsync(() => IsShown(story, "1 person has voted."), "it counts");
    }

    [Fact]
    public async Task What_was_typed_is_acknowledged_when_it_is_kept_also_where_it_is_told_again_meanwhile()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        var gate = store.HoldNext(StoreCall.LogAppend);

        var first = story.Ann.TellAsync(story.Ann.Mentions(story.Channel, "checkin", id: "1766459963017"));
        await gate.Reached;
        var again = story.Ann.TellAsync(story.Ann.Mentions(story.Channel, "checkin", id: "1766459963017"));
        await story.PassUntilAsync(() => first.IsCompleted && again.IsCompleted, "Teams is answered");
        Assert.Equal((503, 503), ((int)await first, (int)await again));
        gate.Open();
        var third = story.Ann.TellAsync(story.Ann.Mentions(story.Channel, "checkin", id: "1766459963017"));
        await story.PassUntilAsync(() => third.IsCompleted, "Teams is answered");

        Assert.Equal(200, (int)await third);
        Assert.Single(story.Channel.Shown);
    }

    [Theory]
    [InlineData("task/submit", 10)]
    [InlineData(null, 10)]
    [InlineData("composeExtension/submitAction", 5)]
    public void An_answer_that_comes_when_Teams_has_given_up_is_a_fault(string? call, int seconds)
    {
        using var teams = new PretendTeams(new ManualTime());
        var asked = teams.Ask(call);
        teams.Hurry(TimeSpan.FromMinutes(1));
        teams.Time.Pass(TimeSpan.FromSeconds(seconds));
        teams.NoteAnswer(asked);
        Assert.Empty(teams.Faults);

        teams.Time.Pass(TimeSpan.FromTicks(1));
        teams.NoteAnswer(asked);
        Assert.Single(teams.Faults);
    }

    [Fact]
    public void The_bot_answers_before() => Assert.True(
        TeamsOutcomes.AnswerWithin < PretendTeams.AnswerWithin && TeamsStart.AnswerWithin < PretendTeams.FormWithin);

    static bool IsShown(TeamsStory story, string text) => TeamsStory.TextOf(story.Channel.Root.Card).Contains(text, StringComparison.Ordinal);
}
