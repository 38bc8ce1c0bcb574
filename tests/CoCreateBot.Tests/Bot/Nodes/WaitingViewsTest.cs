using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Bot.Venues.Slack;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Nodes;

/// <summary>Two servers behind one address of Slack: a dialog waits at the one that opened it, and what it waits for may come to the other.</summary>
public sealed class WaitingViewsTest
{
    [Fact]
    public async Task Whoever_waits_at_one_has_the_next_sheet_though_the_bell_was_rung_at_the_other()
    {
        var slack = new PretendSlack(new ManualTime());
        var store = new MemoryStore();
        await using var one = await SlackStory.BeginAsync(slack, store.SharedBy("one"));
        await using var other = await SlackStory.BeginAsync(slack, store.SharedBy("other"));
        var (channel, _) = await one.StartAsync("brainwrite “How might we meet less?” live");
        var sheet = await one.Ann.OpenAsync(channel.Root, "Write ideas");
        await one.Ann.SubmitAsync(sheet, ("Idea 1", "Ann's idea"));
        var written = await one.Bob.OpenAsync(channel.Root, "Write ideas");
        await one.Bob.SubmitAsync(written, ("Idea 1", "Bob's idea"));
        written.IsOpen = false;

        var waiting = await other.Bob.OpenAsync(channel.Root, "Write ideas"); // where nobody has heard of the session yet
        await slack.UntilAsync(() => waiting.Shows("Handed in"), waiting.Shown);
        await one.Ann.TypeAsync(channel.Id, "bell");

        await slack.PassUntilAsync(() => Task.FromResult(waiting.Shows("Your sheet")), "the next sheet");
        Assert.True(waiting.Shows("Ann's idea"), waiting.Shown);
    }
}
