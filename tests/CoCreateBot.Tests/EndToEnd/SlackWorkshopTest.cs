using System.Collections.Immutable;
using CoCreateBot.Tests.Cards.Html;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The same recipe in a Slack channel, with four people: what is posted stays within the noise budget, and the minutes hold what they gave.</summary>
public sealed class SlackWorkshopTest(Chromium chromium) : IClassFixture<Chromium>
{
    const string Purpose = "How might we make the square ours?";

    const string Group = "Greenery";

    /// <summary>PRODUCT's noise budget: at most so many posts of a session in the channel.</summary>
    const int ChannelPostsMax = 4;

    static readonly ImmutableArray<string> Activities = ["Brainwriting", "Clustering", "Dot-vote", "Next steps"];

    static readonly ImmutableArray<ImmutableArray<string>> First =
    [
        ["Rose beds along the wall", "Benches under the trees"], ["A market each Friday", "More benches under the trees"],
        ["A fountain to sit by"], ["Lights in the trees", "A stage for the school"],
    ];

    static readonly ImmutableArray<string> Second = ["With herbs between them", "Painted by the children", "Warm in winter, too", "Open on Sundays"];
    static readonly ImmutableArray<string> Third = ["A box of games", "Shade in summer", "A map of what grows", "Music at noon"];

    [Fact]
    public async Task Four_people_go_from_the_check_in_to_the_next_steps_in_a_channel_that_stays_quiet()
    {
        await using var scene = await SlackScene.OpenAsync(chromium, "slack-workshop-socket", isSocket: true);
        ImmutableArray<SlackPerson> all =
            [scene.Alice, scene.Bob, await scene.EnterAsync(chromium, "Carla Costa"), await scene.EnterAsync(chromium, "Dan Diaz")];
        await CheckInAsync(scene, all);
        await WriteAsync(scene, all);
        await BuildAsync(scene, all);
        await TypeAsync(scene, all);
        await HarvestAsync(scene, all);
        await ClusterAsync(scene);
        await VoteAsync(scene, all);
        await StepsAsync(scene, all);

        var (card, inThread) = Split(await scene.Slack.MessagesAsync());
        Assert.InRange(card.Length, 1, ChannelPostsMax);
        var root = Assert.Single(card);
        Assert.Equal(Activities.Length + 1, inThread.Length); // a bell for each activity but the first, and the minutes
        Assert.All(Activities.Zip(inThread), pair => Assert.Contains(pair.Second.Lines, line => line.StartsWith($"Now: {pair.First}.", StringComparison.Ordinal)));
        Says(inThread[^1]);
        Assert.Contains(Purpose, root.Lines);
        await scene.Bot.StopAsync();
        Assert.DoesNotContain("benches", scene.Bot.Printed, StringComparison.OrdinalIgnoreCase);
    }

    static async Task CheckInAsync(SlackScene scene, ImmutableArray<SlackPerson> all)
    {
        await scene.Alice.SayAsync($"/cocreate session \"{Purpose}\" ideas live");
        foreach (var (person, light) in all.Zip(["▲ Yellow", "● Green", "● Green", "■ Red"]))
        {
            await person.PressAsync(Purpose, light);
        }

        await Expect(scene.Bob.Card(Purpose)).ToContainTextAsync("4 people have answered.");
        await scene.LookAsync(scene.Alice, "check-in");
        await scene.LookAsync(all[3], "check-in-phone", SlackScene.Phone);
        await scene.Alice.SayAsync("/cocreate next");
        await scene.SeeAsync("Write in silence.");
        await scene.LookAsync(scene.Bob, "brainwriting");
    }

    // Each on a sheet of their own; the last one rings the bell, and the dialog turns into the next sheet.
    static async Task WriteAsync(SlackScene scene, ImmutableArray<SlackPerson> all)
    {
        string[] seen = ["2 ideas so far.", "4 ideas so far.", "5 ideas so far.", InOf(0)];
        foreach (var (at, person) in all.Index())
        {
            var sheet = new SlackSheet(scene, person, Purpose);
            await sheet.TakeAsync();
            await sheet.WriteAsync(First[at]);
            await (at == 0 ? scene.LookAsync(person, "sheet") : Task.CompletedTask);
            await sheet.HandInAsync(seen[at], at switch { 0 => ("Handed in", "waiting"), 3 => ("Round 2 of 4", "next-sheet"), _ => null });
        }
    }

    static async Task BuildAsync(SlackScene scene, ImmutableArray<SlackPerson> all)
    {
        foreach (var (at, person) in all.Index())
        {
            var sheet = new SlackSheet(scene, person, Purpose);
            await sheet.TakeAsync();
            await sheet.BuildOnAsync((await sheet.ReadAsync())[0]);
            await sheet.WriteAsync(Second[at]);
            await (at == 1 ? scene.LookAsync(person, "second-sheet") : Task.CompletedTask);
            await (at == 3 ? scene.LookAsync(person, "second-sheet-phone", SlackScene.Phone) : Task.CompletedTask);
            await sheet.HandInAsync(InOf((at + 1) % all.Length));
        }
    }

    static async Task TypeAsync(SlackScene scene, ImmutableArray<SlackPerson> all)
    {
        foreach (var (at, person) in all.Index())
        {
            await SayAsync(scene, person, $"brainwrite {Third[at]}", InOf((at + 1) % all.Length));
        }

        await scene.LookAsync(scene.Bob, "third-round");
    }

    // Whoever has a sheet last stars what is best on it: here what was written on it first.
    static async Task HarvestAsync(SlackScene scene, ImmutableArray<SlackPerson> all)
    {
        foreach (var (at, person) in all.Index())
        {
            var sheet = new SlackSheet(scene, person, Purpose);
            await sheet.TakeAsync();
            await sheet.StarAsync((await sheet.ReadAsync()).Single(idea => First.Any(ideas => ideas[0] == idea)));
            await (at == 2 ? scene.LookAsync(person, "harvest") : Task.CompletedTask);
            await sheet.HandInAsync(InOf(at + 1), at == 3 ? ("Handed in", "last-sheet") : null);
        }
    }

    static async Task ClusterAsync(SlackScene scene)
    {
        await SayAsync(scene, scene.Alice, "next", "Which ideas belong together?");
        await scene.LookAsync(scene.Alice, "clusters-proposed");
        await scene.Alice.SayAsync($"/cocreate cluster new \"{Group}\" {await MarkOfAsync(scene, First[0][0])} {await MarkOfAsync(scene, Second[0])}");
        await scene.SeeAsync(Group);
        await scene.LookAsync(scene.Bob, "clusters");
        await scene.LookAsync(scene.Alice, "clusters-phone", SlackScene.Phone);
    }

    // Two type their ballot, two fill in the dialog.
    static async Task VoteAsync(SlackScene scene, ImmutableArray<SlackPerson> all)
    {
        await SayAsync(scene, scene.Alice, "next", "Which of these?");
        var group = await MarkOfAsync(scene, Group);
        await SayAsync(scene, scene.Alice, $"vote {group}", "1 person has voted.");
        await SayAsync(scene, scene.Bob, $"vote {group} {await MarkOfAsync(scene, First[2][0])}", "2 people have voted.");
        foreach (var (at, person) in all.Index().Skip(2))
        {
            await person.PressAsync(Purpose, "Vote");
            await person.SetAsync((Group, 1), (First[at - 1][0], 1));
            await scene.LookAsync(person, at == 2 ? "ballot" : "ballot-phone", at == 2 ? SlackScene.Wide : SlackScene.Phone);
            await scene.HandInAsync(person);
        }

        await Expect(scene.Bob.Card(Purpose)).ToContainTextAsync("4 people have voted.");
        await scene.LookAsync(scene.Bob, "vote");
        await SayAsync(scene, scene.Alice, "next", "Who does what by when?");
        await scene.LookAsync(scene.Bob, "steps-empty");
    }

    /// <summary>The number or the letter by which the card in the channel lists something.</summary>
    static async Task<string> MarkOfAsync(SlackScene scene, string what)
    {
        var card = (await scene.Slack.MessagesAsync()).Single(post => post.Thread is null);
        return card.Lines.Select(line => line.Split(": ")).First(parts => parts.Length > 1 && parts[1].StartsWith(what, StringComparison.Ordinal))[0];
    }

    static async Task StepsAsync(SlackScene scene, ImmutableArray<SlackPerson> all)
    {
        await SayAsync(scene, scene.Alice, "steps \"Ask the city\" by bob", "1 step; 1 open and not accepted yet");
        await SayAsync(scene, scene.Bob, "steps accept 1", "1 step; 0 open and not accepted yet");
        await all[2].PressAsync(Purpose, "Add a step");
        await all[2].Field("What is to be done?").Locator("input, textarea").First.FillAsync("Plant the first bed");
        await all[2].ChooseAsync("Who does it?", "I do it");
        await scene.LookAsync(all[2], "step-dialog");
        await scene.HandInAsync(all[2]);
        await Expect(scene.Bob.Card(Purpose)).ToContainTextAsync("2 steps; 0 open and not accepted yet");
        await scene.LookAsync(all[3], "steps");
        await SayAsync(scene, scene.Alice, "close", "Closed ");
        await Expect(scene.Bob.Card(Purpose).Locator(".thread-summary")).ToContainTextAsync($"{Activities.Length + 1} replies");
        await scene.LookAsync(all[2], "closed");
        await scene.Bob.OpenThreadAsync(Purpose);
        await scene.LookAsync(scene.Bob, "minutes");
        await all[3].OpenThreadAsync(Purpose);
        await scene.LookAsync(all[3], "minutes-phone", SlackScene.Phone);
    }

    static string InOf(int handedIn) => $"{handedIn} of the 4 sheets of this round are handed in.";

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
        var text = string.Join('\n', minutes.Lines);
        string[] given =
        [
            .. First.SelectMany(ideas => ideas), .. Second, .. Third, "Picked: ", "4 dots from 4 people",
            "● Green: 2 people: bob, carla", "▲ Yellow: 1 person: alice", "■ Red: 1 person: dan", "15 ideas on 4 sheets",
            "Ask the city – bob does it; open", "Plant the first bed – carla does it; open",
        ];
        Assert.All(given, said => Assert.Contains(said, text, StringComparison.Ordinal));
    }
}
