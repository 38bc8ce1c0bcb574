using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>Somebody who knows no command types its first word alone, at a real page of Slack's kind.</summary>
public sealed class SlackStartStoryTest(Chromium chromium) : IClassFixture<Chromium>
{
    const string Question = "What comes first?";

    [Fact]
    public async Task A_vote_is_started_without_typing_a_command_and_steered_by_its_console()
    {
        await using var scene = await SlackScene.OpenAsync(chromium, "slack-start");
        var (alice, bob) = (scene.Alice, scene.Bob);

        await alice.SayAsync("/cocreate");
        await Expect(alice.Dialog).ToContainTextAsync("What would you like to start?");
        await scene.PictureAsync(alice, "choice");
        await alice.Dialog.GetByLabel("Start a vote").CheckAsync();
        await alice.SubmitAsync();
        await Expect(alice.Dialog).ToContainTextAsync("What to choose from");
        await scene.PictureAsync(alice, "form");

        await FillAsync(alice, "Question", Question);
        await FillAsync(alice, "What to choose from", "Fresh paint");
        await alice.SubmitAsync();
        await Expect(alice.Dialog.Locator(".modal-error")).ToContainTextAsync("at least 2 options");
        await Expect(InputOf(alice, "Question")).ToHaveValueAsync(Question);
        await scene.PictureAsync(alice, "too-few");

        await alice.Dialog.Locator(".modal-x").First.ClickAsync();
        await alice.SayAsync("/cocreate");
        await alice.Dialog.GetByLabel("Start a check-in").CheckAsync();
        await alice.SubmitAsync();
        await FillAsync(alice, "Question", "How do you arrive?");
        await alice.ChooseAsync("How people answer", "With a traffic light");
        await alice.SubmitAsync();

        await Expect(alice.Dialog).ToHaveCountAsync(0);
        await bob.PressAsync("How do you arrive?", "● Green");
        await Expect(alice.Card("How do you arrive?")).ToContainTextAsync("1 person has answered.");
        await scene.PictureAsync(alice, "started");
        await alice.SteerAsync("Close and show the result");
        await Expect(bob.Card("How do you arrive?")).ToContainTextAsync("Closed ");
    }

    [Fact]
    public async Task In_a_thread_a_command_is_a_message_to_the_bot_and_its_answer_is_for_its_sender_alone()
    {
        await using var scene = await SlackScene.OpenAsync(chromium, "slack-mention");
        var (alice, bob) = (scene.Alice, scene.Bob);
        const string Asked = "How do you arrive?";

        await alice.SayAsync($"/cocreate checkin \"{Asked}\"");
        await bob.Card(Asked).HoverAsync();
        await bob.Card(Asked).GetByTitle("Reply in thread").ClickAsync(); // nothing is in the thread yet
        await bob.Thread.Locator(".composer-input").FillAsync("<@U0BOT> checkin red");
        await bob.Thread.Locator(".composer-send").ClickAsync();
        await Expect(alice.Card(Asked)).ToContainTextAsync("1 person has answered.");
        await scene.SeeAsync("That counts.");
        Assert.All(await scene.Slack.PrivateAsync(), told => Assert.Equal(told.Text.Contains("That counts.", StringComparison.Ordinal), told.To == "U02BOB"));
    }

    // Not in the view before, whose choices have such words, too.
    static ILocator InputOf(SlackPerson person, string label) => person.Field(label).Locator("input:not([type=radio]), textarea");

    static Task FillAsync(SlackPerson person, string label, string text) => InputOf(person, label).FillAsync(text);
}
