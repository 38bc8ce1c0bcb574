using System.Collections.Concurrent;
using System.Collections.Immutable;
using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The bot with nothing configured, and five people who come to a room by its link, each in another way.</summary>
sealed class RoomScene : IAsyncDisposable
{
    readonly ConcurrentQueue<string> complaints = [];

    RoomScene(BotProcess bot, IPage ann, IPage phone, IPage layla, IPage kim, IPage dora)
    {
        Bot = bot;
        Ann = new Guest(Heard(ann), "Ann");
        Phone = new TouchGuest(Heard(phone), null);
        Layla = new ScriptlessGuest(Heard(layla), "ليلى");
        Kim = new KeyboardGuest(Heard(kim), "Kim");
        Dora = new TouchGuest(Heard(dora), "Dora");
    }

    public BotProcess Bot { get; }

    /// <summary>She starts and closes, at a desk.</summary>
    public Guest Ann { get; }

    /// <summary>On a phone that speaks German, without a name.</summary>
    public Guest Phone { get; }

    /// <summary>Her browser runs no script, and her name is written from right to left.</summary>
    public Guest Layla { get; }

    /// <summary>Has a keyboard and no mouse.</summary>
    public Guest Kim { get; }

    /// <summary>On another phone, at night.</summary>
    public Guest Dora { get; }

    public ImmutableArray<Guest> All => [Ann, Phone, Layla, Kim, Dora];

    /// <summary>What the browsers complained about in our own pages. That the server was away for a moment, and refusals, are part of a story.</summary>
    public IEnumerable<string> Complaints => complaints.Where(said => !said.StartsWith("Failed to load resource", StringComparison.Ordinal));

    public static async Task<RoomScene> OpenAsync(Chromium chromium)
    {
        var desk = new BrowserNewContextOptions { ViewportSize = new() { Width = 960, Height = 1180 }, Locale = "en-GB", TimezoneId = "Europe/Vienna" };
        IPage[] pages =
        [
            await chromium.PageAsync(desk),
            await chromium.PageAsync(PhoneOf("de-DE", 740, ColorScheme.Light)),
            await chromium.PageAsync(new(desk) { JavaScriptEnabled = false }),
            await chromium.PageAsync(new(desk) { TimezoneId = "America/New_York" }),
            await chromium.PageAsync(PhoneOf("en-US", 780, ColorScheme.Dark)),
        ];
        return new RoomScene(await BotProcess.StartAsync(), pages[0], pages[1], pages[2], pages[3], pages[4]);
    }

    /// <summary>Nothing of what people wrote, are called or are known by may stand in the log.</summary>
    public async Task<IReadOnlyList<string>> SecretsAsync()
    {
        var cookies = await Task.WhenAll(All.Select(guest => guest.Page.Context.CookiesAsync()));
        return [.. cookies.SelectMany(of => of).Select(cookie => cookie.Value).Where(value => value.Length > 20)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in All)
        {
            await guest.Page.Context.DisposeAsync();
        }

        await Bot.DisposeAsync();
    }

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

    static BrowserNewContextOptions PhoneOf(string locale, int height, ColorScheme scheme) => new()
    {
        ViewportSize = new() { Width = 360, Height = height },
        DeviceScaleFactor = 2,
        IsMobile = true,
        HasTouch = true,
        Locale = locale,
        ColorScheme = scheme,
        TimezoneId = "Europe/Berlin",
    };
}
