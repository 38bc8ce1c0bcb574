using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CoCreateBot.Tests.Cards.Html;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>Two people in a Slack channel, at the buttons, the dialog and the message box of a real page.</summary>
public sealed partial class SlackStoryTest(Chromium chromium) : IClassFixture<Chromium>
{
    const string Question = "What comes first?";
    const string CloseButton = "Close and show the result";

    static readonly ImmutableArray<string> Options = ["Fresh paint", "Rose garden", "Night bus", "Street trees"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_people_check_in_by_tap_and_one_card_and_one_thread_post_say_who_said_what(bool isSocket)
    {
        await using var scene = await SlackScene.OpenAsync(chromium, isSocket ? "slack-check-in-socket" : "slack-check-in", isSocket);
        var (alice, bob) = (scene.Alice, scene.Bob);
        const string Asked = "How do you arrive?";

        await alice.SayAsync($"/cocreate checkin \"{Asked}\"");
        await bob.PressAsync(Asked, "● Green");
        await Expect(alice.Card(Asked)).ToContainTextAsync("1 person has answered.");
        await scene.PictureAsync(alice, "one-tapped");
        await alice.PressAsync(Asked, "■ Red");
        await Expect(bob.Card(Asked)).ToContainTextAsync("2 people have answered.");
        await alice.PressAsync(Asked, "▲ Yellow");
        await Expect(bob.Card(Asked)).ToContainTextAsync("2 people have answered.");
        await scene.PictureAsync(alice, "both-tapped");

        await alice.SteerAsync(CloseButton);
        await Expect(bob.Card(Asked)).ToContainTextAsync("Closed ");
        await Expect(bob.Card(Asked).Locator(".thread-summary")).ToContainTextAsync("1 reply");
        await bob.OpenThreadAsync(Asked);
        await Expect(bob.Thread).ToContainTextAsync("2 people took part");
        await scene.PictureAsync(bob, "closed");

        var (card, minutes) = await scene.PostsAsync();
        Assert.All([card, minutes], post =>
        {
            Assert.Contains("● Green: 1 person: bob", post.Lines);
            Assert.Contains("▲ Yellow: 1 person: alice", post.Lines);
            Assert.Contains("■ Red: 0 people", post.Lines);
        });
        await StopsQuietlyAsync(scene, Asked);
    }

    [Fact]
    public async Task Two_people_vote_in_the_dialog_and_the_result_is_exactly_what_they_gave()
    {
        await using var scene = await SlackScene.OpenAsync(chromium, "slack-vote");
        var (alice, bob) = (scene.Alice, scene.Bob);
        var given = new Given(Options);

        await alice.SayAsync($"/cocreate vote \"{Question}\" {string.Join(" | ", Options)}");
        await bob.PressAsync(Question, "Vote");
        await bob.SetAsync(("Fresh paint", 1), ("Rose garden", 1), ("Street trees", 1));
        await scene.PictureAsync(bob, "dialog");
        await bob.SubmitAsync();
        await Expect(bob.Dialog.Locator(".modal-error")).ToContainTextAsync("You have 2 dots and gave 3. Please take some back.");
        await Expect(bob.DotsOn("Fresh paint")).ToHaveValueAsync("1");
        await Expect(bob.DotsOn("Street trees")).ToHaveValueAsync("1");
        await scene.PictureAsync(bob, "one-dot-too-many");
        await bob.SetAsync(("Street trees", 0));
        await scene.HandInAsync(bob);
        given.Took("Bob", ("Fresh paint", 1), ("Rose garden", 1));
        await Expect(alice.Card(Question)).ToContainTextAsync("1 person has voted.");

        await alice.PressAsync(Question, "Vote");
        await alice.SetAsync(("Fresh paint", 1), ("Street trees", 1));
        await scene.HandInAsync(alice);
        await Expect(bob.Card(Question)).ToContainTextAsync("2 people have voted.");
        await SaysNoTotalAsync(scene.Slack);
        await scene.PictureAsync(alice, "both-voted");

        await alice.PressAsync(Question, "Vote");
        await Expect(alice.Dialog).ToBeVisibleAsync();
        await OpensWithAsync(scene.Slack, ("Fresh paint", 1), ("Rose garden", 0), ("Night bus", 0), ("Street trees", 1));
        await alice.SetAsync(("Fresh paint", 0), ("Rose garden", 1), ("Night bus", 0), ("Street trees", 1));
        await scene.HandInAsync(alice);
        given.Took("Alice", ("Rose garden", 1), ("Street trees", 1));
        await SaysNoTotalAsync(scene.Slack);

        await alice.SayAsync("/cocreate close");
        await Expect(bob.Card(Question)).ToContainTextAsync("Closed ");
        await Expect(bob.Card(Question).Locator(".thread-summary")).ToContainTextAsync("1 reply");
        await bob.OpenThreadAsync(Question);
        await Expect(bob.Thread).ToContainTextAsync("2 people took part");
        await scene.PictureAsync(bob, "closed");

        var (card, minutes) = await scene.PostsAsync();
        Assert.All([card, minutes], post => Assert.Equal(ResultOf(given), Result(post)));
        await StopsQuietlyAsync(scene, [Question, .. Options]);
    }

    static IEnumerable<string> ResultOf(Given given) =>
    [
        $"Picked: {given.Named(given.Tally[0].Option)}.",
        .. given.Tally.Select(sum => $"{given.Named(sum.Option)}: {sum.Figure}"),
    ];

    /// <summary>The sentence and the bars' words, without the bars.</summary>
    static IEnumerable<string> Result(SlackMessage post)
    {
        var lines = post.Lines.Where(line => line.StartsWith("Picked", StringComparison.Ordinal) || line.Contains(" from ", StringComparison.Ordinal));
        return [.. lines.Select(line => BarIn.Replace(line, ": "))];
    }

    static async Task SaysNoTotalAsync(LocalSlack slack)
    {
        var post = Assert.Single(await slack.MessagesAsync());
        Assert.DoesNotContain(post.Lines, line => line.Contains("from", StringComparison.Ordinal) || line.Contains('▇') || line.Contains("Picked"));
    }

    /// <summary>What the dialog starts with. local-slack does not show it, so what the bot sent is read.</summary>
    static async Task OpensWithAsync(LocalSlack slack, params (string Option, int Dots)[] ballot)
    {
        var dialog = await slack.LastDialogAsync();
        var inputs = dialog.GetProperty("blocks").EnumerateArray()
            .Where(block => block.GetProperty("type").GetString() == "input")
            .ToDictionary(
                block => block.GetProperty("label").GetProperty("text").GetString()?[3..] ?? "",
                block => block.GetProperty("element").GetProperty("initial_option").GetProperty("value").GetString());
        Assert.Equal(ballot.ToDictionary(dots => dots.Option, dots => (string?)$"{dots.Dots}"), inputs);
    }

    /// <summary>Neither people nor their words, nor a secret, reach the log, and the server goes as it is told.</summary>
    static async Task StopsQuietlyAsync(SlackScene scene, params string[] words)
    {
        await scene.Bot.StopAsync();
        string[] people = ["Alice", "Bob", "U01ALICE", "U02BOB", "alice@", LocalSlack.SigningSecret, LocalSlack.BotToken, LocalSlack.AppToken];
        Assert.All([.. people, .. words], said => Assert.DoesNotContain(said, scene.Bot.Printed, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex("\n▇* ?", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    static partial Regex BarIn { get; }
}
