using CoCreateBot.Tests.Bot.Venues.Teams;
using CoCreateBot.Tests.Bot.Venues.Teams.Tabs;
using CoCreateBot.Tests.Cards.Html;
using CoCreateBot.Tests.Pretend;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The tabs as a browser shows them in a frame of another site: with a keyboard alone, without script, in each theme, on a phone.</summary>
public sealed class TeamsTabStoryTest(Chromium chromium) : IClassFixture<Chromium>
{
    readonly Screens screens = new("teams-tab");

    [Fact]
    public async Task Somebody_opens_their_page_in_Teams_and_answers_with_a_keyboard_alone()
    {
        await using var story = await StartedAsync();
        await using var tabs = await FramedTabs.OpenAsync(story);
        var page = await new Browsers(chromium).DeskAsync();
        var ticket = TabReader.TicketIn(await TabReader.LinkAsync(story, story.Bob));
        var frame = await tabs.FrameAsync(page, My(tabs, story.Bob, "default", ticket), "default");

        await Expect(frame.Locator("h1")).ToHaveTextAsync("My page"); // its ticket is taken by itself
        await Expect(frame.Locator("article.card")).ToContainTextAsync("How might we be heard?");
        await Expect(frame.Locator("html")).ToHaveAttributeAsync("data-theme", "default");
        await page.WaitForFunctionAsync("() => asked.some(a => a.func === 'appInitialization.success')");
        await RoomReading.IsAccessibleAsync(page);
        await screens.TakeAsync(page, "light");

        await PressAsync(page, frame, "a[href^='#form-']:has-text('Answer')");
        await PressAsync(page, frame, "input[value=green]", " ");
        await PressAsync(page, frame, "button[value*='|note|']");
        await Expect(frame.Locator(".notice")).ToHaveTextAsync("Noted. It counts.");
        await Expect(frame.Locator("article.card")).ToContainTextAsync("Nothing waits for you.");

        await page.EvaluateAsync("() => tell('themeChange', ['dark'])");
        await Expect(frame.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        // Another day: the cookie of this frame knows them. In another site's frame it is none, and there is no frame.
        frame = await tabs.FrameAsync(page, My(tabs, story.Bob, "dark"), "dark");
        await Expect(frame.Locator("article.card")).ToContainTextAsync("How might we be heard?");
        await RoomReading.IsAccessibleAsync(page);
        await screens.TakeAsync(page, "dark");
        await page.GotoAsync(My(tabs, story.Bob, "dark").ToString());
        await Expect(page.Locator(".notice.problem")).ToContainTextAsync("This page does not know who you are.");
        frame = await tabs.FrameAsync(page, My(tabs, story.Bob, "dark"), "dark", by: "https://elsewhere.example/");
        await Expect(frame.Locator("main.page")).ToHaveCountAsync(0);
        Assert.StartsWith("chrome-error:", frame.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("dark")]
    [InlineData("contrast")]
    public async Task On_a_phone_and_without_script_it_is_the_same_page(string theme)
    {
        await using var story = await StartedAsync();
        await using var tabs = await FramedTabs.OpenAsync(story);
        var page = await chromium.PageAsync(new()
        {
            ViewportSize = new() { Width = 360, Height = 740 },
            JavaScriptEnabled = false,
            Locale = "en-GB",
            ColorScheme = theme == "default" ? ColorScheme.Dark : ColorScheme.Light, // the theme of Teams goes before the system's
        });
        var ticket = TabReader.TicketIn(await TabReader.LinkAsync(story, story.Bob));
        var frame = await tabs.FrameAsync(page, My(tabs, story.Bob, theme, ticket), theme);
        await frame.Locator("form[data-enter] button").PressAsync("Enter");

        await Expect(frame.Locator("article.card")).ToContainTextAsync("How might we be heard?");
        await Expect(frame.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
        var ground = await frame.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor");
        Assert.Equal(theme switch { "default" => "rgb(238, 242, 241)", "dark" => "rgb(15, 23, 25)", _ => "rgb(0, 0, 0)" }, ground);
        Assert.True(await frame.Locator("html").EvaluateAsync<bool>("html => html.scrollWidth <= innerWidth"), "It fits the phone.");
        await screens.GlanceAsync(page, $"phone-{theme}");
        await frame.Locator("summary").First.PressAsync("Enter");
        await frame.Locator("input[value=green]").CheckAsync();
        await frame.Locator("button[value*='|note|']").PressAsync("Enter");
        await Expect(frame.Locator(".notice")).ToHaveTextAsync("Noted. It counts.");
    }

    [Fact]
    public async Task In_the_web_view_of_a_phone_it_greets_Teams_and_takes_its_ticket_too()
    {
        await using var story = await StartedAsync();
        await using var tabs = await FramedTabs.OpenAsync(story);
        var page = await new Browsers(chromium).PhoneAsync("en-US", 740);
        await page.AddInitScriptAsync(FramedTabs.Phone);
        var ticket = TabReader.TicketIn(await TabReader.LinkAsync(story, story.Bob));

        await page.GotoAsync(My(tabs, story.Bob, "default", ticket).ToString());

        await Expect(page.Locator("article.card")).ToContainTextAsync("How might we be heard?"); // its ticket is taken by itself
        await page.WaitForFunctionAsync("() => asked.some(a => a.func === 'appInitialization.success')");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "default");
        await page.EvaluateAsync("() => onNativeMessage({ data: { func: 'themeChange', args: ['dark'] } })");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task A_channels_boards_are_added_as_a_tab()
    {
        await using var story = await StartedAsync();
        await using var tabs = await FramedTabs.OpenAsync(story);
        var page = await new Browsers(chromium).DeskAsync();
        await story.Bob.MentionAsync(story.Channel, "tab");
        await story.PassUntilAsync(() => CodeIn(story) is not null, "the code");
        var frame = await tabs.FrameAsync(page, new Uri(tabs.Address, "/teams/tab?theme=default"), "default", "settings");

        await PressAsync(page, frame, "#code", CodeIn(story));
        await page.Keyboard.PressAsync("Enter");
        await Expect(frame.Locator(".notice")).ToContainTextAsync("Press Save below");
        await page.WaitForFunctionAsync("() => asked.some(a => a.func === 'settings.setValidityState' && a.args[0] === true)");
        await screens.TakeAsync(page, "new");
        await page.EvaluateAsync("() => tell('settings.save', [{}])");
        await page.WaitForFunctionAsync("() => asked.some(a => a.func === 'settings.save.success')");
        var content = await page.EvaluateAsync<string>("() => asked.find(a => a.func === 'settings.setSettings').args[0].contentUrl");

        frame = await tabs.FrameAsync(page, new Uri(content.Replace("{app.theme}", "dark").Replace("{app.locale}", "en-US")), "dark");
        await Expect(frame.Locator("h1")).ToHaveTextAsync("Boards");
        await screens.TakeAsync(page, "boards");
        await PressAsync(page, frame, ".past a");
        await Expect(frame.Locator(".board")).ToContainTextAsync("How might we be heard?");
        await Expect(frame.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await RoomReading.IsAccessibleAsync(page);
        await screens.TakeAsync(page, "board");
    }

    static async Task<TeamsStory> StartedAsync()
    {
        var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("session \"How might we be heard?\" ideas live");
        await story.Bob.PressAsync(story.Channel, card, "Take part");
        return story;
    }

    static Uri My(FramedTabs tabs, PretendTeamsMember who, string theme, string ticket = "") =>
        new(tabs.Address, $"/teams/me?theme={theme}&locale=en-US&account={PretendTeams.ObjectIdOf(who.Id)}&ticket={ticket}");

    static string? CodeIn(TeamsStory story) => story.Channel.Messages.Select(message => TeamsStory.TextOf(message.Card))
        .Where(text => text.Contains("write this code there: ", StringComparison.Ordinal)).Select(text => text.Split("there: ")[1].Split('.')[0]).FirstOrDefault();

    /// <summary>Goes there with the tab key, and presses.</summary>
    static async Task PressAsync(IPage page, IFrame frame, string target, string? keys = "\n")
    {
        const int StepsMax = 60;
        var wanted = frame.Locator(target);
        await Expect(wanted).ToBeVisibleAsync();
        for (var step = 0; step < StepsMax && !await wanted.EvaluateAsync<bool>("element => element === document.activeElement"); step++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.True(await wanted.EvaluateAsync<bool>("element => element === document.activeElement"), $"The tab key reaches {target}.");
        await page.Keyboard.TypeAsync(keys ?? "");
    }
}
