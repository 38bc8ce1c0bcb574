using Microsoft.Playwright;

namespace CoCreateBot.Tests.Cards.Html;

/// <summary>The Chromium of this machine, started once for a class of tests; each test has its own context, which shares nothing.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    IPlaywright? driver;
    IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (path is not null)
        {
            driver = await Playwright.CreateAsync();
            browser = await driver.Chromium.LaunchAsync(new()
            {
                ExecutablePath = path,
                Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
            });
        }
    }

    /// <summary>A phone's page; the test is skipped where there is no Chromium.</summary>
    public async Task<IPage> PhoneAsync(string zone, ColorScheme scheme)
    {
        Assert.SkipUnless(browser is not null, "No Chromium on the path.");
        return await browser.NewPageAsync(new()
        {
            ViewportSize = new() { Width = 360, Height = 740 },
            Locale = "en-US",
            TimezoneId = zone,
            ColorScheme = scheme,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        driver?.Dispose();
    }
}
