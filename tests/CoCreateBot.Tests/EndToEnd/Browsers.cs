using System.Collections.Concurrent;
using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>A browser for each person of a story, each of another kind, and what these complain about.</summary>
sealed class Browsers(Chromium chromium)
{
    readonly ConcurrentQueue<string> complaints = [];

    /// <summary>What they complained about in our own pages. That the server was away for a moment, and refusals, are part of a story.</summary>
    public IEnumerable<string> Complaints => complaints.Where(said => !said.StartsWith("Failed to load resource", StringComparison.Ordinal));

    public async Task<IPage> DeskAsync(bool hasScript = true, string zone = "Europe/Vienna") => Heard(await chromium.PageAsync(new()
    {
        ViewportSize = new() { Width = 960, Height = 1180 },
        Locale = "en-GB",
        TimezoneId = zone,
        JavaScriptEnabled = hasScript,
    }));

    public async Task<IPage> PhoneAsync(string locale, int height, ColorScheme scheme = ColorScheme.Light) => Heard(await chromium.PageAsync(new()
    {
        ViewportSize = new() { Width = 360, Height = height },
        DeviceScaleFactor = 2,
        IsMobile = true,
        HasTouch = true,
        Locale = locale,
        ColorScheme = scheme,
        TimezoneId = "Europe/Berlin",
    }));

    IPage Heard(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        return page;
    }
}
