using System.Collections.Concurrent;
using System.Globalization;
using CoCreateBot.Tests.Cards.Html;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Tidy;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>
/// What Slack is sent, drawn by a library that others wrote: nothing is of a kind it does not know, and every text is there to be read. Pictures of some
/// lie in artifacts/screens.
/// </summary>
public sealed class BlockKitLookTest(Chromium chromium) : IClassFixture<Chromium>
{
    static readonly string[] Pictured =
    [
        "vote Paint", "checkin for", "brainwrite live", "cluster", "steps", "why \"The report", "vote score", "warmup story",
    ];

    [Fact]
    public async Task Everything_that_Slack_is_sent_is_drawn_with_all_its_texts()
    {
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = 720, Height = 400 }, DeviceScaleFactor = 2 });
        var complaints = new ConcurrentQueue<string>();
        page.PageError += (_, error) => complaints.Enqueue(error);
        using var folder = new TestFolder();
        await DrawnBlocks.OpenAsync(page, folder);
        foreach (var shown in ShownInSlack.All)
        {
            var text = DrawnBlocks.Squeezed(await page.EvaluateAsync<string>("json => window.draw(json, 'light')", shown.Json.GetRawText()));

            Assert.All(DrawnBlocks.TextsOf(shown.Json.GetProperty("blocks")).Select(DrawnBlocks.Squeezed), said => Assert.Contains(said, text, StringComparison.Ordinal));
        }

        Assert.Empty(complaints);
        await PictureAsync(page);
    }

    static async Task PictureAsync(IPage page)
    {
        foreach (var (at, start) in Pictured.Index())
        {
            var shown = ShownInSlack.All.Where(one => one.Name.StartsWith(start, StringComparison.Ordinal)).ToList();
            ShownInSlack?[] some = [shown.First(one => !one.IsView), shown.Last(one => !one.IsView), shown.LastOrDefault(one => one.IsView)];
            foreach (var (n, one) in some.OfType<ShownInSlack>().Index())
            {
                await page.EvaluateAsync("([json, theme]) => window.draw(json, theme)", new[] { one.Json.GetRawText(), at % 2 == 0 ? "light" : "dark" });
                var file = string.Create(CultureInfo.InvariantCulture, $"blocks-{at:00}-{n}.png");
                await page.Locator("#shown").ScreenshotAsync(new() { Path = Path.Combine(Checkout.Root, "artifacts", "screens", file) });
            }
        }
    }
}
