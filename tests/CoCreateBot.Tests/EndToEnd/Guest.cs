using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>One person in the room, at a browser of their own, with a mouse. How others press and write is theirs.</summary>
/// <param name="name">Null for whoever stays without one.</param>
class Guest(IPage page, string? name)
{
    public IPage Page => page;

    public string? Name => name;

    /// <summary>The one ballot that is open on the page.</summary>
    public ILocator Ballot => page.Locator("form[data-dots]");

    /// <summary>The card that everybody sees, as it is now.</summary>
    public ILocator Card(string question) => page.Locator("[id^=live-]", new() { HasText = question });

    public async Task EnterAsync(Uri room)
    {
        await page.GotoAsync(room.ToString());
        if (name is not null)
        {
            await WriteAsync(page.Locator("#join #name"), name);
        }

        await SendAsync(page.Locator("#join button"));
        await page.Locator(".you").WaitForAsync();
    }

    /// <summary>One tap, one answer.</summary>
    public Task AnswerAsync(string choice) => GiveAsync(page.Locator($"form.actions button[value$='|answer|{choice}']"));

    public Task AnswerWithNoteAsync(string choice, string note) => WithNoteAsync(choice, note, GiveAsync);

    /// <summary>The same, and whether it counts is looked for by whoever asks.</summary>
    public Task SendNoteAsync(string choice, string note) => WithNoteAsync(choice, note, SendAsync);

    async Task WithNoteAsync(string choice, string note, Func<ILocator, Task> press)
    {
        var form = page.Locator("form.form", new() { Has = page.Locator("[name=note]") });
        if (!await form.IsVisibleAsync())
        {
            await PressAsync(page.Locator("details", new() { Has = form }).Locator("summary"));
        }

        await PickAsync(form.Locator($"input[value={choice}]"));
        await WriteAsync(form.Locator("[name=note]"), note);
        await press(form.Locator("button[name=press]"));
    }

    /// <summary>Sets the whole ballot, and does not hand it in.</summary>
    public async Task MarkAsync(IEnumerable<string> options, params (string Option, int Dots)[] ballot)
    {
        foreach (var option in options)
        {
            var dots = ballot.FirstOrDefault(given => given.Option == option).Dots;
            if (await DotsOn(option).InputValueAsync() != $"{dots}")
            {
                await SetAsync(DotsOn(option), dots);
            }
        }
    }

    public ILocator DotsOn(string option) => Ballot.GetByLabel(option);

    /// <summary>Hands the ballot in, and is told that it counts.</summary>
    public Task HandInAsync() => GiveAsync(HandInButton);

    public ILocator HandInButton => Ballot.Locator("button[name=press]");

    /// <summary>From the room to the minutes of what was there.</summary>
    public async Task OpenMinutesAsync(string question)
    {
        await SendAsync(page.Locator("ul.past a", new() { HasText = question }));
        Assert.Contains("/s/", page.Url, StringComparison.Ordinal);
    }

    public Task GoBackAsync() => SendAsync(page.Locator("main a.button"));

    /// <summary>Presses what leads to another page, and waits until that is there, be it at the same address.</summary>
    public async Task SendAsync(ILocator button)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Note(object? sender, IFrame frame) => arrived.TrySetResult();
        page.FrameNavigated += Note;
        try
        {
            await PressAsync(button);
            await arrived.Task.WaitAsync(Child.Within, TimeProvider.System);
        }
        finally
        {
            page.FrameNavigated -= Note;
        }

        await page.Locator("footer").WaitForAsync(); // the end of every page; waiting for a load state can miss it when it comes at that very moment
    }

    /// <summary>Looks whether something is new, where the page does not come to it by itself.</summary>
    public virtual Task LookAsync() => Task.CompletedTask;

    /// <summary>From now until the page comes anew it is the old one.</summary>
    public virtual Task MarkOldAsync() => page.EvaluateAsync("() => { window.isOld = true; }");

    /// <summary>Waits until the page has come anew, by itself or by this person's own press.</summary>
    public virtual async Task RenewedAsync()
    {
        await page.WaitForFunctionAsync("() => window.isOld !== true");
        await page.Locator("footer").WaitForAsync();
    }

    public virtual Task PressAsync(ILocator what) => what.ClickAsync();

    public virtual Task WriteAsync(ILocator where, string text) => where.FillAsync(text);

    public virtual Task ChooseAsync(ILocator list, string value) => list.SelectOptionAsync(value);

    protected virtual Task PickAsync(ILocator choice) => choice.CheckAsync();

    protected virtual Task SetAsync(ILocator dots, int number) => dots.SelectOptionAsync($"{number}");

    /// <summary>Presses what hands something in, and is told that it counts.</summary>
    public async Task GiveAsync(ILocator button)
    {
        await SendAsync(button);
        await Expect(page.Locator("p.notice[role=status]")).ToBeVisibleAsync();
    }
}

/// <summary>With a finger.</summary>
sealed class TouchGuest(IPage page, string? name) : Guest(page, name)
{
    public override Task PressAsync(ILocator what) => what.TapAsync();

    protected override Task PickAsync(ILocator choice) => choice.TapAsync();
}

/// <summary>In a browser that runs no script.</summary>
sealed class ScriptlessGuest(IPage page, string? name) : Guest(page, name)
{
    public override Task LookAsync() => SendAsync(Page.Locator("noscript a"));

    public override Task MarkOldAsync() => Task.CompletedTask;

    public override Task RenewedAsync() => LookAsync();
}

/// <summary>With nothing but Tab, Space, Enter and the arrows.</summary>
sealed class KeyboardGuest(IPage page, string? name) : Guest(page, name)
{
    /// <summary>More than a room with a ballot of seven has to tab to, far less than a person would endure.</summary>
    const int TabsMax = 60;

    public override async Task PressAsync(ILocator what)
    {
        await ReachAsync(what);
        await Page.Keyboard.PressAsync("Enter");
    }

    public override async Task WriteAsync(ILocator where, string text)
    {
        await ReachAsync(where);
        await Page.Keyboard.TypeAsync(text);
    }

    protected override async Task PickAsync(ILocator choice)
    {
        await ReachAsync(choice);
        await Page.Keyboard.PressAsync("Space");
    }

    protected override Task SetAsync(ILocator dots, int number) => ChooseAsync(dots, $"{number}");

    public override async Task ChooseAsync(ILocator list, string value)
    {
        await ReachAsync(list);
        var by = await list.EvaluateAsync<int>("(list, value) => [...list.options].findIndex(o => o.value === value) - list.selectedIndex", value);
        for (var step = 0; step < Math.Abs(by); step++)
        {
            await Page.Keyboard.PressAsync(by > 0 ? "ArrowDown" : "ArrowUp");
        }
    }

    async Task ReachAsync(ILocator what)
    {
        await what.WaitForAsync();
        for (var tab = 0; tab < TabsMax; tab++)
        {
            try
            {
                if (await what.EvaluateAsync<bool>("one => one === document.activeElement"))
                {
                    return;
                }

                await Page.Keyboard.PressAsync("Tab");
            }
            catch (PlaywrightException e) when (e.Message.Contains("navigation", StringComparison.Ordinal))
            {
                await Page.LoadedAsync(); // it came anew by itself at this very moment
            }
        }

        Assert.Fail($"{what} cannot be reached with Tab.");
    }
}
