using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CoCreateBot.Tests.Cards.Html;
using CoCreateBot.Tests.EndToEnd;
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

    static readonly string[] Seen = ["blocks", "elements", "text", "title", "label", "element", "submit"];

    [Fact]
    public async Task Everything_that_Slack_is_sent_is_drawn_with_all_its_texts()
    {
        var page = await chromium.PageAsync(new() { ViewportSize = new() { Width = 720, Height = 400 }, DeviceScaleFactor = 2 });
        var complaints = new ConcurrentQueue<string>();
        page.PageError += (_, error) => complaints.Enqueue(error);
        using var folder = new TestFolder();
        await OpenAsync(page, folder);
        foreach (var shown in ShownInSlack.All)
        {
            var text = Squeezed(await page.EvaluateAsync<string>("json => window.draw(json, 'light')", shown.Json.GetRawText()));

            Assert.All(TextsOf(shown.Json.GetProperty("blocks")).Select(Squeezed), said => Assert.Contains(said, text, StringComparison.Ordinal));
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

    static async Task OpenAsync(IPage page, TestFolder folder)
    {
        var bundler = Path.Combine(Checkout.Root, "node_modules", ".bin", "esbuild");
        Assert.SkipUnless(File.Exists(bundler), "The library that draws blocks is not installed; npm ci at the root of the checkout installs it.");
        var source = Path.Combine(Checkout.Root, "tests", "CoCreateBot.Tests", "Cards", "BlockKit", "draw.js");
        using var run = Process.Start(bundler,
            [source, "--bundle", $"--outfile={folder.File("draw.js")}", "--define:process.env.NODE_ENV=\"production\"", "--log-level=error"]);
        await run.WaitForExitAsync().WaitAsync(Child.Within, TimeProvider.System);
        Assert.Equal(0, run.ExitCode);
        await page.SetContentAsync("<!doctype html><meta charset=utf-8><body style='margin: 16px'><div id=shown></div>");
        await page.AddStyleTagAsync(new() { Path = folder.File("draw.css") });
        await page.AddScriptTagAsync(new() { Path = folder.File("draw.js") });
    }

    // Titles, labels, buttons and the words of rich texts; what stands in a select is seen only when it is opened.
    static IEnumerable<string> TextsOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.Object when json.GetProperty("type").GetString() is "text" or "plain_text" => [json.GetProperty("text").GetString() ?? ""],
        JsonValueKind.Object => json.EnumerateObject().Where(member => Seen.Contains(member.Name)).SelectMany(member => TextsOf(member.Value)),
        _ => [],
    };

    // A browser gives white space as it shows it.
    static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
