using System.Globalization;
using CoCreateBot.Tests.Tidy;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>Pictures of a story's steps, to be looked at: artifacts/screens of the checkout. Those of the README are among them.</summary>
sealed class Screens(string story)
{
    int taken;

    /// <summary>The whole page, as far as it goes.</summary>
    public Task TakeAsync(IPage page, string what) => TakeAsync(page, what, isWhole: true);

    /// <summary>What the person sees without scrolling further.</summary>
    public Task GlanceAsync(IPage page, string what) => TakeAsync(page, what, isWhole: false);

    Task<byte[]> TakeAsync(IPage page, string what, bool isWhole)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"{story}-{++taken:00}-{what}.png");
        return page.ScreenshotAsync(new() { Path = Path.Combine(Checkout.Root, "artifacts", "screens", file), FullPage = isWhole });
    }
}
