using System.Collections.Immutable;
using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The bot with nothing configured, and five people who come to a room by its link, each in another way.</summary>
sealed class RoomScene : IAsyncDisposable
{
    RoomScene(BotProcess bot, Browsers browsers, IPage ann, IPage phone, IPage layla, IPage kim, IPage dora)
    {
        (Bot, Complaints) = (bot, browsers.Complaints);
        Ann = new Guest(ann, "Ann");
        Phone = new TouchGuest(phone, null);
        Layla = new ScriptlessGuest(layla, "ليلى");
        Kim = new KeyboardGuest(kim, "Kim");
        Dora = new TouchGuest(dora, "Dora");
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

    public IEnumerable<string> Complaints { get; }

    public static async Task<RoomScene> OpenAsync(Chromium chromium)
    {
        var browsers = new Browsers(chromium);
        IPage[] pages =
        [
            await browsers.DeskAsync(),
            await browsers.PhoneAsync("de-DE", 740),
            await browsers.DeskAsync(hasScript: false),
            await browsers.DeskAsync(zone: "America/New_York"),
            await browsers.PhoneAsync("en-US", 780, ColorScheme.Dark),
        ];
        return new RoomScene(await BotProcess.StartAsync(), browsers, pages[0], pages[1], pages[2], pages[3], pages[4]);
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
}
