using CoCreateBot.Tests.Cards.Html;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The recipe "root cause" in a Slack channel, with four people: by replies, lines, buttons and dialogs from one problem to two root causes.</summary>
public sealed class SlackRootCauseTest(Chromium chromium) : IClassFixture<Chromium>
{
    const string Problem = "The report was late three times in October";
    const string Printed = "It was printed on Friday evening";
    const string Stamp = "Somebody forgot the stamp and the signature";
    const string Unread = "Nobody reads it before Monday";
    const string Empty = "The printer was empty all afternoon";
    const string Order = "Paper is ordered when there is none left";

    [Fact]
    public async Task Four_people_come_from_one_problem_to_two_root_causes_with_counter_measures()
    {
        await using var scene = await SlackScene.OpenAsync(chromium, "slack-root-cause", isSocket: false);
        var (carla, dan) = (await scene.EnterAsync(chromium, "Carla Costa"), await scene.EnterAsync(chromium, "Dan Diaz"));
        await BeginAsync(scene, carla, dan);
        await AskAsync(scene, carla, dan);
        await FollowAsync(scene, carla, dan);
        await SettleAsync(scene, carla);
        await scene.LookAsync(scene.Bob, "settled");
        await scene.LookAsync(dan, "settled-phone", SlackScene.Phone);
        await EndAsync(scene, dan);

        var posts = await scene.Slack.MessagesAsync();
        Assert.Single(posts, post => post.Thread is null && post.Lines.Contains(Problem));
        Says(posts.Where(post => post.Thread is not null).MaxBy(post => post.Id, StringComparer.Ordinal)!); // ! there are some
        await scene.Bot.StopAsync();
        Assert.DoesNotContain("printer", scene.Bot.Printed, StringComparison.OrdinalIgnoreCase);
    }

    static async Task BeginAsync(SlackScene scene, SlackPerson carla, SlackPerson dan)
    {
        await scene.Alice.SayAsync($"/cocreate session \"{Problem}\" root-cause live");
        foreach (var person in new[] { scene.Alice, scene.Bob, carla, dan })
        {
            await person.PressAsync(Problem, "● Green");
        }

        await scene.SeeAsync("4 people have answered.");
        await scene.Alice.SayAsync("/cocreate next");
        await scene.SeeAsync("Why did this happen?");
    }

    // Two reply in the thread, one fills in the dialog: what is seen or measured can be said only there, or typed.
    static async Task AskAsync(SlackScene scene, SlackPerson carla, SlackPerson dan)
    {
        await scene.Bob.ReplyAsync(Problem, Printed);
        await scene.SeeAsync("1 cause");
        await carla.ReplyAsync(Problem, Stamp);
        await scene.SeeAsync("What let that happen?");

        await dan.PressAsync(Problem, "Add a cause");
        await dan.Field("Because").Locator("input, textarea").First.FillAsync(Unread);
        await dan.ChooseAsync("Why did this happen?", "The problem itself");
        await dan.Field("How do you know?").Locator("label", new() { HasText = "There is evidence" }).Locator("input").CheckAsync();
        await scene.PictureAsync(dan, "add-a-cause");
        await scene.HandInAsync(dan);
        await Expect(carla.Card(Problem)).ToContainTextAsync("3 causes on 1 level");
        await scene.LookAsync(carla, "three-causes");
    }

    static async Task FollowAsync(SlackScene scene, SlackPerson carla, SlackPerson dan)
    {
        await scene.Alice.SayAsync("/cocreate why vote 0");
        await Expect(scene.Bob.Card(Problem)).ToContainTextAsync($"Follow 2: {Stamp}");
        await scene.LookAsync(scene.Bob, "vote");
        foreach (var person in new[] { scene.Bob, carla, dan })
        {
            await person.PressAsync(Problem, $"Follow 1: {Printed}");
        }

        await scene.SeeAsync("3 people have chosen.");
        await scene.Alice.SayAsync("/cocreate why count");
        await scene.SeeAsync("Most chose 1");
        await scene.Alice.SayAsync("/cocreate why follow 1");
        await scene.Bob.SayAsync($"/cocreate why \"{Empty}\" under 1 evidence");
        await scene.SeeAsync("4 causes");
        await scene.Alice.SayAsync("/cocreate why follow 1.1");
        await scene.SeeAsync("therefore");
        await carla.ReplyAsync(Problem, Order);
        await scene.SeeAsync("5 causes");
    }

    static async Task SettleAsync(SlackScene scene, SlackPerson carla)
    {
        await scene.Alice.SayAsync("/cocreate why root 1.1.1");
        await scene.Alice.SayAsync("/cocreate why root 3");
        await scene.SeeAsync("2 root causes");
        await scene.Alice.SayAsync("/cocreate why measure 1.1.1 \"Order on Thursday\" by dan due 31.12. sign \"Paper on Fridays\"");
        await scene.SeeAsync("Order on Thursday");

        await carla.PressAsync(Problem, "Add a counter-measure");
        await carla.Field("What").Locator("input, textarea").First.FillAsync("A reader is named each week");
        await scene.PictureAsync(carla, "counter-measure");
        await carla.ChooseAsync("root cause", Unread);
        await scene.HandInAsync(carla);
        await Expect(scene.Bob.Card(Problem)).ToContainTextAsync("2 root causes, 2 counter-measures");
    }

    static async Task EndAsync(SlackScene scene, SlackPerson dan)
    {
        await scene.Alice.SayAsync("/cocreate next");
        await scene.SeeAsync("Who does what by when?");
        await scene.Alice.SayAsync("/cocreate steps A");
        await scene.SeeAsync("1 step; 1 open and not accepted yet");
        await dan.SayAsync("/cocreate steps accept 1");
        await scene.SeeAsync("1 step; 0 open and not accepted yet");
        await scene.Alice.SayAsync("/cocreate close");
        await scene.SeeAsync("Closed ");
        await Expect(scene.Bob.Card(Problem).Locator(".thread-summary")).ToContainTextAsync("6 replies"); // three of people, two bells, the minutes
        await scene.Bob.OpenThreadAsync(Problem);
        await scene.LookAsync(scene.Bob, "minutes");
    }

    static void Says(SlackMessage minutes)
    {
        string[] given =
        [
            Printed, Stamp, Unread, "evidence", "assumption", "2 root causes, 2 counter-measures", "Order on Thursday", "Paper on Fridays",
            "A reader is named each week", $"{Order} – therefore – {Empty} – therefore – {Printed} – therefore – {Problem}",
            "1: Order on Thursday – dan does it",
        ];
        var text = string.Join('\n', minutes.Lines);
        Assert.All(given, said => Assert.Contains(said, text, StringComparison.Ordinal));
        string[] tree = [$"1: {Printed}", $"\t1.1: {Empty}", $"\t\t1.1.1: {Order}", $"2: {Stamp}", $"3: {Unread}"];
        Assert.All(tree, line => Assert.Contains(minutes.Lines, shown => shown.StartsWith(line, StringComparison.Ordinal)));
    }
}
