using CoCreateBot.Tests.Cards.Html;
using CoCreateBot.Tests.Storage.Tables;
using Microsoft.Playwright;
using Xunit.Sdk;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// Two servers as processes of their own over the same tables, and a person at each. The first server can be killed, and another put in its place.
/// </summary>
sealed class TwoServersScene : IAsyncDisposable
{
    /// <summary>How often a server is started, or something pressed, where the tables did not answer in time.</summary>
    const int TriesMax = 20;

    /// <summary>One that no other test has at work: a server waits for its tables no longer than people wait for a server.</summary>
    readonly Azurite azurite;
    readonly (string Name, string Value)[] settings;

    TwoServersScene(Azurite azurite, (string Name, string Value)[] settings, BotProcess a, BotProcess b, Browsers browsers, IPage ann, IPage bob)
    {
        (this.azurite, this.settings, A, B, Complaints) = (azurite, settings, a, b, browsers.Complaints);
        Ann = new Guest(ann, "Ann");
        Bob = new Guest(bob, "Bob");
    }

    public BotProcess A { get; private set; }

    public BotProcess B { get; }

    /// <summary>She opens the room, at A, and facilitates.</summary>
    public Guest Ann { get; }

    /// <summary>At B.</summary>
    public Guest Bob { get; }

    public IEnumerable<string> Complaints { get; }

    public static async Task<TwoServersScene> OpenAsync(Chromium chromium)
    {
        var browsers = new Browsers(chromium);
        var (ann, bob) = (await browsers.DeskAsync(), await browsers.DeskAsync()); // first: without Chromium this skips
        var tables = new Azurite();
        BotProcess? a = null;
        try
        {
            (string, string)[] set = [("Storage__ConnectionString", await tables.ConnectionStringAsync())];
            a = await StartAsync(set);
            return new TwoServersScene(tables, set, a, await StartAsync(set), browsers, ann, bob);
        }
        catch
        {
            await (a?.DisposeAsync() ?? ValueTask.CompletedTask);
            await tables.DisposeAsync();
            throw;
        }
    }

    /// <summary>Somewhere else, with nothing of the one before: what it knows it has from the tables.</summary>
    public async Task ReplaceAAsync()
    {
        await A.DisposeAsync();
        A = await StartAsync(settings);
    }

    /// <summary>The same page at another server. A browser keeps its cookies for the host, whatever the port.</summary>
    public static Task GoAsync(Guest guest, BotProcess server, string path, ILocator shown)
    {
        var address = new Uri(server.Address, path).ToString();
        return DoAsync(guest, () => guest.Page.GotoAsync(address), shown, address);
    }

    /// <summary>Presses what leads to another page, in the room as it is.</summary>
    public static Task PressAsync(Guest guest, ILocator button, ILocator shown) => DoAsync(guest, () => guest.SendAsync(button), shown);

    /// <summary>Does something on a page, and sees what it leads to.</summary>
    public static Task DoAsync(Guest guest, Func<Task> act, ILocator shown) => DoAsync(guest, act, shown, guest.Page.Url);

    // On a busy machine the tables may take longer than a server waits for them. It says so and asks to try again in a moment: that is what people do.
    static async Task DoAsync(Guest guest, Func<Task> act, ILocator shown, string from)
    {
        var problem = guest.Page.Locator("[role=alert]");
        await act();
        for (var tries = 1; ; tries++)
        {
            await Expect(shown.Or(problem).First).ToBeVisibleAsync();
            if (await problem.CountAsync() == 0)
            {
                return;
            }

            Assert.True(tries < TriesMax, string.Join('\n', await problem.AllInnerTextsAsync()));
            await guest.Page.GotoAsync(from);
            if (await problem.CountAsync() == 0 && !await shown.IsVisibleAsync())
            {
                await act();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in new[] { Ann, Bob })
        {
            await guest.Page.Context.DisposeAsync();
        }

        await A.DisposeAsync();
        await B.DisposeAsync();
        await azurite.DisposeAsync();
    }

    // A server does not start where its tables do not answer in time.
    static async Task<BotProcess> StartAsync((string Name, string Value)[] settings)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await BotProcess.StartAsync(settings);
            }
            catch (Exception e) when (tries < TriesMax && e is InvalidOperationException or XunitException)
            {
                // It is started again.
            }
        }
    }
}
