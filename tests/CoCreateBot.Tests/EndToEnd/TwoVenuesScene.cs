using System.Collections.Immutable;
using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>One bot, two people in its Slack channel, and three who come by a link to a room on the web, each in another way.</summary>
sealed class TwoVenuesScene : IAsyncDisposable
{
    TwoVenuesScene(SlackScene slack, Browsers browsers, IPage phone, IPage keys, IPage desk)
    {
        (Slack, Complaints) = (slack, browsers.Complaints);
        Bo = new TouchGuest(phone, "Bohdan");
        Kim = new KeyboardGuest(keys, "Kimberly");
        Pim = new Guest(desk, "Pimchanok");
    }

    /// <summary>Alice facilitates there and writes no ideas; Bob takes part.</summary>
    public SlackScene Slack { get; }

    /// <summary>On a phone that speaks German.</summary>
    public Guest Bo { get; }

    /// <summary>Has a keyboard and no mouse.</summary>
    public Guest Kim { get; }

    public Guest Pim { get; }

    public ImmutableArray<Guest> Guests => [Bo, Kim, Pim];

    public IEnumerable<string> Complaints { get; }

    public static async Task<TwoVenuesScene> OpenAsync(Chromium chromium)
    {
        var browsers = new Browsers(chromium);
        IPage[] pages = [await browsers.PhoneAsync("de-DE", 740), await browsers.DeskAsync(zone: "America/New_York"), await browsers.DeskAsync()];
        return new TwoVenuesScene(await SlackScene.OpenAsync(chromium, "two-venues-slack"), browsers, pages[0], pages[1], pages[2]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in Guests)
        {
            await guest.Page.Context.DisposeAsync();
        }

        await Slack.DisposeAsync();
    }
}
