using System.Text.Json;
using CoCreateBot.Tests.Cards.BlockKit;
using CoCreateBot.Tests.Cards.Html;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>The App Home and its dialogs, drawn in each language: every text is there to be read. Pictures lie in artifacts/screens.</summary>
public sealed class SlackHomeLookTest(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    readonly PretendSlack slack = new(new ManualTime());

    public void Dispose() => slack.Dispose();

    [Theory]
    [InlineData("en", "light", "Change", "Erase me")]
    [InlineData("de", "dark", "Einst", "Mich l")]
    public async Task A_home_with_something_of_everything_is_drawn_with_all_its_texts(string language, string theme, string settings, string erase)
    {
        await using var story = await SlackStory.BeginAsync(slack);
        await story.Store.People.PutAsync($"slack:{PretendSlack.Team}/U0BOB", new(language, new(new(22, 0), new(7, 0), "Europe/Vienna")), default);
        await PlayAsync(story);
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = 720, Height = 400 }, DeviceScaleFactor = 2 });
        using var folder = new TestFolder();
        await DrawnBlocks.OpenAsync(page, folder);

        await DrawAsync(page, await story.Bob.OpenHomeAsync(), theme, $"home-{language}-1.png");
        await DrawAsync(page, await story.Bob.OpenFromHomeAsync(settings), theme, $"home-{language}-2-settings.png");
        var view = await story.Bob.OpenFromHomeAsync(erase);
        await DrawAsync(page, view, theme, $"home-{language}-3-erase.png");
        var before = story.Count("views.publish");
        await story.Bob.SubmitAsync(view);
        await DrawAsync(page, view, theme, $"home-{language}-4-begun.png");
        await slack.UntilAsync(() => story.Count("views.publish") > before, "it is done");
        await DrawAsync(page, story.Bob.Home, theme, $"home-{language}-5-erased.png");
    }

    /// <summary>Bob: two things wait for him, one step is his and one is asked of him, one session is closed, one paused, one his own to steer.</summary>
    async Task PlayAsync(SlackStory story)
    {
        slack.Channel("U0BOB");
        foreach (var (n, start) in Starts.Index())
        {
            slack.Channel($"C{n}");
            await story.Ann.TypeAsync($"C{n}", start);
            await story.Bob.TypeAsync($"C{n}", "join");
        }

        await story.Ann.TypeAsync("C2", "steps \"Call the city about the bench\" by bob due 2026-04-30");
        await story.Ann.TypeAsync("C2", "steps \"Ask the neighbours whether they would water the plants in August\" by bob");
        await story.Bob.TypeAsync("C2", "steps accept 1");
        await story.Ann.TypeAsync("C3", "close");
        await story.Ann.TypeAsync("C4", "pause");
        slack.Channel("C9");
        await story.Bob.TypeAsync("C9", "checkin \"How did you arrive?\" for 2h");
    }

    static readonly string[] Starts =
    [
        "ask \"What would make this channel worth your time, every single week of the year?\" named for 2h",
        "session \"Ideas for the new office\" ideas for 10h",
        "steps \"Who does what for the summer party?\" for 20d",
        "checkin \"How was the week?\" named for 1h",
        "vote \"Which first?\" Paint | Garden | Bus stop named for 3h",
    ];

    static async Task DrawAsync(IPage page, PretendView view, string theme, string file)
    {
        using var json = JsonDocument.Parse(view.Content.ToJsonString());
        var text = await DrawnBlocks.PictureAsync(page, json.RootElement, theme, file);
        Assert.All(
            DrawnBlocks.TextsOf(json.RootElement.GetProperty("blocks")).Select(DrawnBlocks.Squeezed),
            said => Assert.Contains(said, text, StringComparison.Ordinal));
    }
}
