using CoCreateBot.Tests.Cards.Html;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// The recipe "ask" in a Slack channel, with four people: what they say in the thread, in the dialog and by command is rated by all and leads to a next step.
/// The same over both ways that the bot can be reached.
/// </summary>
public sealed class SlackAskTest(Chromium chromium) : IClassFixture<Chromium>
{
    const string Question = "What would make our square worth your time?";
    const string Cars = "Fewer cars on the south side";
    const string Bench = "Benches for the old";
    const string Benches = "Benches with backs, for the old";
    const string Slip = "A tap, or so";
    const string Market = "A market each Friday";
    const string Trees = "More trees along the wall";

    [Fact]
    public async Task Four_people_say_what_they_think_rate_it_and_agree_on_who_does_what()
    {
        await using var scene = await SlackScene.OpenAsync(chromium, "slack-ask-socket", isSocket: true);
        var (carla, dan) = (await scene.EnterAsync(chromium, "Carla Costa"), await scene.EnterAsync(chromium, "Dan Diaz"));
        await scene.Alice.SayAsync($"/cocreate session \"{Question}\" ask live");
        await Expect(scene.Bob.Card(Question)).ToContainTextAsync("0 replies from 0 people.");
        await ReplyAsync(scene, carla);
        await FillInAsync(scene, dan);
        await RateAsync(scene, carla, dan);
        await EndAsync(scene, dan);

        var posts = await scene.Slack.MessagesAsync();
        Assert.Single(posts, post => post.Thread is null);
        Says(posts.Where(post => post.Thread is not null).MaxBy(post => post.Id, StringComparer.Ordinal)!); // ! there are some
        await scene.Bot.StopAsync();
        Assert.DoesNotContain("benches", scene.Bot.Printed, StringComparison.OrdinalIgnoreCase);
    }

    // In the thread: a receipt for each, and what its author changes or deletes there is changed and gone on the card.
    static async Task ReplyAsync(SlackScene scene, SlackPerson carla)
    {
        var card = scene.Alice.Card(Question);
        await new SlackThread(scene.Bob, Question).BeginAsync(Cars);
        await Expect(card).ToContainTextAsync("1 reply from 1 person.");
        await new SlackThread(scene.Bob, Question).SeeReceiptAsync(Cars);
        await carla.ReplyAsync(Question, Bench);
        await Expect(card).ToContainTextAsync("2 replies from 2 people.");
        await scene.Bob.ReplyAsync(Question, Slip);
        await Expect(card).ToContainTextAsync("3 replies from 2 people.");

        await new SlackThread(carla, Question).EditAsync(Bench, Benches);
        await scene.SeeAsync(Benches);
        await new SlackThread(scene.Bob, Question).DeleteAsync(Slip);
        await Expect(card).ToContainTextAsync("2 replies from 2 people.");
        await carla.OpenThreadAsync(Question);
        await scene.LookAsync(carla, "thread");
        await new SlackThread(carla, Question).CloseAsync();
    }

    static async Task FillInAsync(SlackScene scene, SlackPerson dan)
    {
        await dan.PressAsync(Question, "Reply");
        await dan.Field("Reply 1").Locator("input, textarea").First.FillAsync(Market);
        await scene.LookAsync(dan, "dialog");
        await scene.HandInAsync(dan);
        await scene.Alice.SayAsync($"/cocreate ask {Trees}");
        await Expect(scene.Bob.Card(Question)).ToContainTextAsync("4 replies from 4 people.");
        await scene.LookAsync(scene.Bob, "asked");
        await scene.LookAsync(dan, "asked-phone", SlackScene.Phone);
    }

    static async Task RateAsync(SlackScene scene, SlackPerson carla, SlackPerson dan)
    {
        await scene.Alice.SayAsync("/cocreate next");
        await scene.SeeAsync("Everyone rates 4 of 4, drawn by lot.");
        foreach (var (person, trees) in new[] { (scene.Alice, "Agree"), (scene.Bob, "Disagree"), (carla, "Disagree"), (dan, "Pass") })
        {
            await person.OpenAsync(Question, "Rate");
            await ChooseAsync(person, Cars, "Agree");
            await ChooseAsync(person, Benches, person == dan ? "Disagree" : "Agree");
            await ChooseAsync(person, Market, person == dan || person == carla ? "Agree" : "Pass");
            await ChooseAsync(person, Trees, trees);
            await (person == carla ? scene.LookAsync(carla, "rating") : Task.CompletedTask);
            await (person == dan ? scene.LookAsync(dan, "rating-phone", SlackScene.Phone) : Task.CompletedTask);
            await scene.HandInAsync(person);
        }

        await Expect(scene.Bob.Card(Question)).ToContainTextAsync("4 people have rated.");
    }

    static Task ChooseAsync(SlackPerson person, string idea, string stance) =>
        person.Field(idea).GetByLabel(stance, new() { Exact = true }).CheckAsync();

    static async Task EndAsync(SlackScene scene, SlackPerson dan)
    {
        await scene.Alice.SayAsync("/cocreate next");
        await Expect(scene.Bob.Card(Question)).ToContainTextAsync("Who does what by when?");
        await scene.LookAsync(scene.Bob, "rated");
        await scene.Alice.SayAsync("/cocreate steps \"Ask the city for a Friday without cars\" by dan");
        await Expect(scene.Bob.Card(Question)).ToContainTextAsync("1 step; 1 open and not accepted yet");
        await dan.SayAsync("/cocreate steps accept 1");
        await Expect(scene.Bob.Card(Question)).ToContainTextAsync("1 step; 0 open and not accepted yet");
        await scene.Alice.SayAsync("/cocreate close");
        await Expect(scene.Bob.Card(Question)).ToContainTextAsync("Closed ");
        await Expect(scene.Bob.Card(Question).Locator(".thread-summary")).ToContainTextAsync("5 replies"); // two of people, two bells, the minutes
        await scene.Bob.OpenThreadAsync(Question);
        await scene.LookAsync(scene.Bob, "minutes");
        await scene.LookAsync(scene.Bob, "minutes-phone", SlackScene.Phone);
    }

    static void Says(SlackMessage minutes)
    {
        var text = string.Join('\n', minutes.Lines);
        string[] given =
        [
            $"{Cars} – bob", $"{Benches} – carla", $"{Market} – dan", $"{Trees} – alice", "4 replies from 4 people.",
            "4 agree, 0 disagree, 0 pass", "3 agree, 1 disagree, 0 pass", "2 agree, 0 disagree, 2 pass", "1 agree, 2 disagree, 1 pass",
            "Ask the city for a Friday without cars – dan does it",
        ];
        Assert.All(given, said => Assert.Contains(said, text, StringComparison.Ordinal));
        Assert.DoesNotContain(Bench, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Slip, text, StringComparison.Ordinal);
    }
}
