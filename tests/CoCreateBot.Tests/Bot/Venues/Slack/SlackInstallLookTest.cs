using CoCreateBot.Tests.Cards.Html;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Tidy;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>The pages by which the app is installed, on a phone, in both languages, light and dark: nothing stands out of the page. Pictures lie in artifacts/screens.</summary>
public sealed class SlackInstallLookTest(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("en-GB", ColorScheme.Light)]
    [InlineData("de-DE", ColorScheme.Dark)]
    public async Task They_fit_a_phone(string locale, ColorScheme scheme)
    {
        await using var story = await SlackStory.BeginAsync(new PretendSlack(new ManualTime()) { IsByOAuth = true });
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, DeviceScaleFactor = 2, Locale = locale, ColorScheme = scheme });
        await page.RouteAsync("**/*", route => PassAsync(story, route));
        (string Name, string Path)[] pages =
        [
            ("1-ask", "/slack/install"),
            ("2-done", "/slack/installed?app=A0PRETEND&home=T0PRETEND"),
            ("3-done-org", "/slack/installed?app=A0PRETEND&home=E0ORG"),
            ("4-old", "/slack/oauth?code=1&state=2"),
            ("5-denied", await DeniedAsync(story, page)),
        ];

        foreach (var (name, path) in pages)
        {
            await page.GotoAsync("http://cocreate.test" + path);
            Assert.Equal(360, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            await page.ScreenshotAsync(new()
            {
                FullPage = true,
                Path = Path.Combine(Checkout.Root, "artifacts", "screens", $"install-{locale[..2]}-{name}.png"),
            });
        }
    }

    /// <summary>This browser has begun, and says no at Slack.</summary>
    static async Task<string> DeniedAsync(SlackStory story, IPage page)
    {
        var browser = new SlackBrowser(story);
        var state = System.Web.HttpUtility.ParseQueryString((await browser.GoAsync()).Query)["state"];
        var cookie = browser.SetCookie.Split(';')[0].Split('=', 2);
        await page.Context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = "http://cocreate.test/slack" }]);
        return "/slack/oauth?error=access_denied&state=" + Uri.EscapeDataString(state!); // ! it was sent along
    }

    static async Task PassAsync(SlackStory story, IRoute route)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(route.Request.Url).PathAndQuery);
        foreach (var (name, value) in await route.Request.AllHeadersAsync())
        {
            if (name is "cookie" or "accept-language" or "accept")
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var answer = await story.Http.SendAsync(request);
        await route.FulfillAsync(new()
        {
            Status = (int)answer.StatusCode,
            ContentType = answer.Content.Headers.ContentType?.ToString(),
            BodyBytes = await answer.Content.ReadAsByteArrayAsync(),
        });
    }
}
