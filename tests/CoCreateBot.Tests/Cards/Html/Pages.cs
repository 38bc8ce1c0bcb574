using Microsoft.Playwright;

namespace CoCreateBot.Tests.Cards.Html;

/// <summary>What a page is asked for while others may reload it.</summary>
static class Pages
{
    /// <summary>Its scripts have run. It asks the page itself, again after each reload: an event of a load that was overtaken by the next one never comes.</summary>
    public static async Task LoadedAsync(this IPage page) => await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
}
