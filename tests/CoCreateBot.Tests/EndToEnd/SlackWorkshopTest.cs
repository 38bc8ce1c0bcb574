using System.Collections.Immutable;
using CoCreateBot.Tests.Cards.Html;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The same recipe in a Slack channel, with two people: what is posted stays within the noise budget, and the minutes hold what they gave.</summary>
public sealed class SlackWorkshopTest(Chromium chromium) : IClassFixture<Chromium>
{
    const string Purpose = "How might we make the square ours?";

    /// <summary>PRODUCT's noise budget: at most so many posts of a session in the channel.</summary>
    const int ChannelPostsMax = 4;

    static readonly ImmutableArray<string> Activities = ["Brainwriting", "Clustering", "Dot-vote", "Next steps"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_people_go_from_the_check_in_to_the_next_steps_in_a_channel_that_stays_quiet(bool isSocket)
    {
        await using var scene = await SlackScene.OpenAsync(chromium, isSocket ? "slack-workshop-socket" : "slack-workshop", isSocket);
        var (alice, bob) = (scene.Alice, scene.Bob);
        await alice.SayAsync($"/cocreate session \"{Purpose}\" ideas live");
        await bob.PressAsync(Purpose, "● Green");
        await alice.PressAsync(Purpose, "▲ Yellow");
        await Expect(bob.Card(Purpose)).ToContainTextAsync("2 people have answered.");
        await scene.PictureAsync(alice, "check-in");

        await alice.SayAsync("/cocreate next");
        await WriteAsync(scene, alice, "2 ideas so far.", "Rose beds along the wall", "Benches under the trees");
        await WriteAsync(scene, bob, "0 of the 2 sheets of this round are handed in.", "A market each Friday", "More benches under the trees");
        await HarvestAsync(scene, alice, "1 of the 2 sheets of this round are handed in.", "A market each Friday");
        await HarvestAsync(scene, bob, "2 of the 2 sheets of this round are handed in.", "Rose beds along the wall");

        await SayAsync(scene, alice, "next", "Which ideas belong together?");
        await alice.SayAsync("/cocreate cluster new \"Greenery\" 1 2");
        await scene.SeeAsync("Greenery");
        await scene.PictureAsync(bob, "clusters");
        await VoteAsync(scene);
        await StepsAsync(scene);

        var (card, inThread) = Split(await scene.Slack.MessagesAsync());
        Assert.InRange(card.Length, 1, ChannelPostsMax);
        var root = Assert.Single(card);
        Assert.Equal(Activities.Length + 1, inThread.Length); // a bell for each activity but the first, and the minutes
        Assert.All(Activities.Zip(inThread), pair => Assert.Contains(pair.Second.Lines, line => line.StartsWith($"Now: {pair.First}.", StringComparison.Ordinal)));
        Says(inThread[^1]);
        Assert.Contains(Purpose, root.Lines);
        Assert.Equal(0, await scene.Bot.StopAsync());
        Assert.DoesNotContain("benches", scene.Bot.Printed, StringComparison.OrdinalIgnoreCase);
    }

    static async Task WriteAsync(SlackScene scene, SlackPerson person, string seen, params ImmutableArray<string> ideas)
    {
        var sheet = new SlackSheet(scene, person, Purpose);
        await sheet.TakeAsync();
        await sheet.WriteAsync(ideas);
        await scene.PictureAsync(person, "sheet");
        await sheet.HandInAsync(seen);
    }

    static async Task HarvestAsync(SlackScene scene, SlackPerson person, string seen, string best)
    {
        var sheet = new SlackSheet(scene, person, Purpose);
        await sheet.TakeAsync();
        await sheet.StarAsync(best);
        await scene.PictureAsync(person, "harvest");
        await sheet.HandInAsync(seen);
    }

    static async Task VoteAsync(SlackScene scene)
    {
        await SayAsync(scene, scene.Alice, "next", "Which of these?");
        await SayAsync(scene, scene.Alice, "vote A", "1 person has voted.");
        await SayAsync(scene, scene.Bob, "vote A", "2 people have voted.");
        await scene.PictureAsync(scene.Bob, "vote");
        await SayAsync(scene, scene.Alice, "next", "Who does what by when?");
    }

    static async Task StepsAsync(SlackScene scene)
    {
        await SayAsync(scene, scene.Alice, "steps \"Ask the city\" by bob", "1 step; 1 open and not accepted yet");
        await SayAsync(scene, scene.Bob, "steps accept 1", "1 step; 0 open and not accepted yet");
        await SayAsync(scene, scene.Alice, "close", "Closed ");
        await Expect(scene.Bob.Card(Purpose).Locator(".thread-summary")).ToContainTextAsync($"{Activities.Length + 1} replies");
        await scene.Bob.OpenThreadAsync(Purpose);
        await scene.PictureAsync(scene.Bob, "minutes");
    }

    // What was typed has its effect on the card that all see.
    static async Task SayAsync(SlackScene scene, SlackPerson who, string line, string seen)
    {
        await who.SayAsync($"/cocreate {line}");
        await Expect(scene.Bob.Card(Purpose)).ToContainTextAsync(seen);
    }

    static (ImmutableArray<SlackMessage> InChannel, ImmutableArray<SlackMessage> InThread) Split(IReadOnlyList<SlackMessage> posts) =>
        ([.. posts.Where(post => post.Thread is null)], [.. posts.Where(post => post.Thread is not null)]);

    static void Says(SlackMessage minutes)
    {
        string[] given =
        [
            "Rose beds along the wall", "Benches under the trees", "A market each Friday", "More benches under the trees",
            "● Green: 1 person: bob", "▲ Yellow: 1 person: alice", "4 ideas on 2 sheets", "2 dots from 2 people", "Ask the city – bob does it; open",
        ];
        Assert.All(given, text => Assert.Contains(text, string.Join('\n', minutes.Lines), StringComparison.Ordinal));
    }
}
