using System.Collections.Immutable;
using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The bot with nothing configured, a facilitator, and eight people who come to their room, each in another way.</summary>
sealed class WorkshopScene : IAsyncDisposable
{
    WorkshopScene(BotProcess bot, Browsers browsers, IPage[] pages)
    {
        (Bot, Complaints) = (bot, browsers.Complaints);
        Ann = new Guest(pages[0], "Annika");
        Bo = new TouchGuest(pages[1], "Bohdan");
        Kim = new KeyboardGuest(pages[2], "Kimberly");
        Layla = new ScriptlessGuest(pages[3], "ليلى");
        Dora = new TouchGuest(pages[4], "Dorothea");
        Eve = new Guest(pages[5], "Evelina");
        Max = new Guest(pages[6], "Maximilian");
        Pim = new Guest(pages[7], "Pimchanok");
        Zoe = new TouchGuest(pages[8], "Zoë");
    }

    public BotProcess Bot { get; }

    /// <summary>She facilitates, and writes no ideas.</summary>
    public Guest Ann { get; }

    /// <summary>On a phone that speaks German.</summary>
    public Guest Bo { get; }

    /// <summary>Has a keyboard and no mouse.</summary>
    public Guest Kim { get; }

    /// <summary>Her browser runs no script.</summary>
    public Guest Layla { get; }

    /// <summary>On a phone, at night.</summary>
    public Guest Dora { get; }

    /// <summary>She came to disturb.</summary>
    public Guest Eve { get; }

    /// <summary>He leaves after the first round.</summary>
    public Guest Max { get; }

    public Guest Pim { get; }

    /// <summary>She comes in the second round.</summary>
    public Guest Zoe { get; }

    /// <summary>All who are there from the start.</summary>
    public ImmutableArray<Guest> First => [Ann, .. Writers];

    /// <summary>Those who write in the first round.</summary>
    public ImmutableArray<Guest> Writers => [Bo, Kim, Layla, Dora, Eve, Max, Pim];

    /// <summary>Those who write once the one has left and the other has come.</summary>
    public ImmutableArray<Guest> Stayed => [Bo, Kim, Layla, Dora, Eve, Zoe, Pim];

    public ImmutableArray<Guest> Last => [Ann, .. Stayed];

    public IEnumerable<string> Complaints { get; }

    public static async Task<WorkshopScene> OpenAsync(Chromium chromium)
    {
        var browsers = new Browsers(chromium);
        IPage[] pages =
        [
            await browsers.DeskAsync(), await browsers.PhoneAsync("de-DE", 740), await browsers.DeskAsync(zone: "America/New_York"),
            await browsers.DeskAsync(hasScript: false), await browsers.PhoneAsync("en-US", 780, ColorScheme.Dark),
            await browsers.DeskAsync(), await browsers.DeskAsync(), await browsers.DeskAsync(), await browsers.PhoneAsync("en-GB", 780),
        ];
        return new WorkshopScene(await BotProcess.StartAsync(), browsers, pages);
    }

    /// <summary>Does what changes everybody's page, and waits until everybody has the new one: nobody reloads but who has no script.</summary>
    public static async Task AllSeeAsync(IEnumerable<Guest> all, Func<Task> change)
    {
        var people = all.ToList();
        await Task.WhenAll(people.Select(guest => guest.MarkOldAsync()));
        await change();
        await Task.WhenAll(people.Select(guest => guest.RenewedAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in First.Add(Zoe))
        {
            await guest.Page.Context.DisposeAsync();
        }

        await Bot.DisposeAsync();
    }
}
