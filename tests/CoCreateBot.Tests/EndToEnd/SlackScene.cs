using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The bot, a workspace on this machine, and two people in its one channel; two more may come.</summary>
sealed class SlackScene : IAsyncDisposable
{
    public const int Wide = 1080;

    /// <summary>local-slack has a list of channels beside the messages at any width: what is left of this is as wide as a phone.</summary>
    public const int Phone = 620;

    const int High = 2600;

    const int TriesMax = 3;

    readonly SlackScreens screens;
    readonly List<SlackPerson> people;

    SlackScene(BotProcess bot, LocalSlack slack, string story, SlackPerson alice, SlackPerson bob)
    {
        (Bot, Slack, Alice, Bob) = (bot, slack, alice, bob);
        people = [alice, bob];
        screens = new SlackScreens(story, slack);
    }

    public SlackPerson Alice { get; }

    public SlackPerson Bob { get; }

    public BotProcess Bot { get; }

    public LocalSlack Slack { get; }

    /// <param name="isSocket">The bot goes to Slack, and has neither an address nor a signing secret.</param>
    public static async Task<SlackScene> OpenAsync(Chromium chromium, string story, bool isSocket = false)
    {
        LocalSlack.SkipUnlessInstalled();
        var (alice, bob) = (await PageAsync(chromium), await PageAsync(chromium)); // first: without Chromium this skips
        var (bot, slack, address) = await StartAsync(isSocket);
        try
        {
            await (isSocket ? slack.ConnectedAsync() : Task.CompletedTask);
            return new SlackScene(
                bot, slack, story,
                await SlackPerson.OpenAsync(alice, address, "Alice Anderson"),
                await SlackPerson.OpenAsync(bob, address, "Bob Brown"));
        }
        catch
        {
            await slack.DisposeAsync();
            await bot.DisposeAsync();
            throw;
        }
    }

    // Another program may be faster to take a port that was free.
    static async Task<(BotProcess Bot, LocalSlack Slack, Uri Address)> StartAsync(bool isSocket)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await StartOnceAsync(isSocket);
            }
            catch (InvalidOperationException) when (tries < TriesMax)
            {
                // With other ports it is tried again.
            }
        }
    }

    static async Task<(BotProcess Bot, LocalSlack Slack, Uri Address)> StartOnceAsync(bool isSocket)
    {
        var (address, house) = LocalSlack.FreeAddresses();
        var bot = await BotProcess.StartAtAsync(
            house,
            ("Web__PublicUrl", house.ToString()),
            isSocket ? ("Slack__AppToken", LocalSlack.AppToken) : ("Slack__SigningSecret", LocalSlack.SigningSecret),
            ("Slack__BotToken", LocalSlack.BotToken),
            ("Slack__ApiUrl", new Uri(address, "api/").ToString()));
        try
        {
            return (bot, await LocalSlack.StartAsync(address, isSocket ? null : bot.Address), address);
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <param name="name">Carla Costa or Dan Diaz.</param>
    public async Task<SlackPerson> EnterAsync(Chromium chromium, string name)
    {
        var person = await SlackPerson.OpenAsync(await PageAsync(chromium), Slack.Address, name);
        people.Add(person);
        return person;
    }

    /// <summary>Waits until something stands in the channel. local-slack's page shows no rich text, so the page asks its server.</summary>
    public async Task SeeAsync(string text)
    {
        const string Wait = $$"""
            async ([text, ms]) => {
              for (const end = Date.now() + ms; Date.now() < end; await new Promise(go => setTimeout(go, 50)))
                if ((await (await fetch('/_control/messages/{{LocalSlack.Channel}}')).text()).includes(text)) return true;
              return false;
            }
            """;
        Assert.True(await Bob.Page.EvaluateAsync<bool>(Wait, new object[] { text, Child.Within.TotalMilliseconds }), $"Waited in vain for: {text}");
    }

    public Task PictureAsync(SlackPerson person, string what) => screens.TakeAsync(person, what);

    /// <summary>High enough for all that stands there, as what is for one person's eyes pushes the card away.</summary>
    public async Task LookAsync(SlackPerson person, string what, int width = Wide)
    {
        var size = person.Page.ViewportSize!; // ! a page has one
        await person.Page.SetViewportSizeAsync(width, High);
        await PictureAsync(person, what);
        await person.Page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>Closes what is open, for whom it may be: local-slack shows a dialog to all.</summary>
    public async Task CloseDialogAsync()
    {
        foreach (var one in people)
        {
            if (await one.Dialog.IsVisibleAsync())
            {
                await one.Dialog.Locator(".modal-x").ClickAsync();
            }

            await Expect(one.Dialog).ToHaveCountAsync(0);
        }
    }

    /// <summary>Hands in what stands in the dialog; it closes when that is kept.</summary>
    public async Task HandInAsync(SlackPerson person)
    {
        await person.SubmitAsync();
        foreach (var one in people)
        {
            await Expect(one.Dialog).ToHaveCountAsync(0);
        }
    }

    /// <summary>The card in the channel and what stands in its thread: all that the bot posted, or the test fails.</summary>
    public async Task<(SlackMessage Card, SlackMessage Minutes)> PostsAsync()
    {
        var posts = await Slack.MessagesAsync();
        var card = Assert.Single(posts, post => post.Thread is null);
        var minutes = Assert.Single(posts, post => post.Thread is not null);
        Assert.Equal(card.Id, minutes.Thread);
        return (card, minutes);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in people)
        {
            await one.Page.Context.DisposeAsync();
        }

        await Slack.DisposeAsync();
        await Bot.DisposeAsync();
    }

    static Task<IPage> PageAsync(Chromium chromium) => chromium.PageAsync(new()
    {
        ViewportSize = new() { Width = 1080, Height = 700 },
        Locale = "en-GB",
        TimezoneId = "Europe/Vienna",
    });
}
