using Microsoft.Playwright;

namespace CoCreateBot.Tests.Cards.Html;

/// <summary>The Chromium of this machine, started once for a class of tests; each test has its own context, which shares nothing.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Each wait ends as soon as what it waits for is there; the bound is for busy machines.</summary>
    const int WaitMs = 30_000;

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
    public Task<IPage> PhoneAsync(string zone, ColorScheme scheme) => PageAsync(new()
    {
        ViewportSize = new() { Width = 360, Height = 740 },
        Locale = "en-US",
        TimezoneId = zone,
        ColorScheme = scheme,
    });

    /// <summary>A page of somebody's own browser; the test is skipped where there is no Chromium.</summary>
    public async Task<IPage> PageAsync(BrowserNewContextOptions options)
    {
        Assert.SkipUnless(browser is not null, "No Chromium on the path.");
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(WaitMs);
        Assertions.SetDefaultExpectTimeout(WaitMs);
        return await context.NewPageAsync();
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
