using System.Diagnostics;
using System.Text.Json;
using CoCreateBot.Tests.EndToEnd;
using CoCreateBot.Tests.Storage;
using CoCreateBot.Tests.Tidy;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>A page in which the library that others wrote draws what Slack is sent.</summary>
static class DrawnBlocks
{
    static readonly string[] Seen = ["blocks", "elements", "text", "title", "label", "element", "submit"];

    public static async Task OpenAsync(IPage page, TestFolder folder)
    {
        var bundler = Path.Combine(Checkout.Root, "node_modules", ".bin", "esbuild");
        FromNpm.Needs(File.Exists(bundler), "The library that draws blocks is not installed; npm ci at the root of the checkout installs it.");
        var source = Path.Combine(Checkout.Root, "tests", "CoCreateBot.Tests", "Cards", "BlockKit", "draw.js");
        using var run = Process.Start(bundler,
            [source, "--bundle", $"--outfile={folder.File("draw.js")}", "--define:process.env.NODE_ENV=\"production\"", "--log-level=error"]);
        await run.WaitForExitAsync().WaitAsync(Child.Within, TimeProvider.System);
        Assert.Equal(0, run.ExitCode);
        await page.SetContentAsync("<!doctype html><meta charset=utf-8><body style='margin: 16px'><div id=shown></div>");
        await page.AddStyleTagAsync(new() { Path = folder.File("draw.css") });
        await page.AddScriptTagAsync(new() { Path = folder.File("draw.js") });
    }

    /// <summary>Draws it, keeps a picture in artifacts/screens, and gives its texts as they are read.</summary>
    public static async Task<string> PictureAsync(IPage page, JsonElement shown, string theme, string file)
    {
        var text = await page.EvaluateAsync<string>("([json, theme]) => window.draw(json, theme)", new[] { shown.GetRawText(), theme });
        await page.Locator("#shown").ScreenshotAsync(new() { Path = Path.Combine(Checkout.Root, "artifacts", "screens", file) });
        return Squeezed(text);
    }

    /// <summary>Titles, labels, buttons and the words of rich texts; what stands in a select is seen only when it is opened.</summary>
    public static IEnumerable<string> TextsOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.Object when json.GetProperty("type").GetString() is "text" or "plain_text" => [json.GetProperty("text").GetString() ?? ""],
        JsonValueKind.Object => json.EnumerateObject().Where(member => Seen.Contains(member.Name)).SelectMany(member => TextsOf(member.Value)),
        _ => [],
    };

    /// <summary>A browser gives white space as it shows it.</summary>
    public static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
