using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>One person at local-slack's own page, in the one channel there is.</summary>
sealed class SlackPerson
{
    /// <summary>A click that hits a button which is drawn anew in that moment does nothing; a person sees that and clicks again.</summary>
    const int ClicksMax = 3;
    const int OpensWithinMs = 10_000;

    static readonly TimeSpan SentWithin = TimeSpan.FromSeconds(5);

    readonly IPage page;
    TaskCompletionSource pressed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    SlackPerson(IPage page)
    {
        this.page = page;
        page.WebSocket += (_, socket) =>
        {
            socket.FrameReceived += (_, frame) => Hear(frame.Text);
            socket.FrameSent += (_, frame) =>
            {
                if (frame.Text?.Contains("\"t\":\"block_action\"", StringComparison.Ordinal) == true)
                {
                    pressed.TrySetResult();
                }
            };
        };
    }

    public IPage Page => page;

    /// <summary>The dialog on top, as the bot sent it; empty where none is open.</summary>
    public string DialogJson { get; private set; } = "";

    public ILocator Dialog => page.Locator(".modal");

    public ILocator Thread => page.Locator(".thread-pane");

    public static async Task<SlackPerson> OpenAsync(IPage page, Uri slack, string name)
    {
        var person = new SlackPerson(page);
        await page.GotoAsync(slack.ToString());
        await page.Locator(".actas select").SelectOptionAsync(new SelectOptionValue { Label = name });
        await Expect(page.Locator(".status").Last).ToHaveTextAsync("ui live"); // behind the bot's own, where that comes through a socket
        return person;
    }

    // The page hears from its server what it shows.
    void Hear(string? told)
    {
        if (told is null || !told.Contains("\"stack\"", StringComparison.Ordinal))
        {
            return;
        }

        using var json = JsonDocument.Parse(told);
        if (json.RootElement.TryGetProperty("stack", out var stack))
        {
            DialogJson = stack.EnumerateArray().Select(view => view.GetRawText()).LastOrDefault("");
        }
    }

    /// <summary>The message for everybody that has this heading.</summary>
    public ILocator Card(string heading) => page.Locator(".messages > .msg").Filter(new()
    {
        Has = page.Locator(".bk-header", new() { HasText = heading }),
        HasNot = page.Locator(".badge-eph"),
    });

    public async Task SayAsync(string text)
    {
        await page.Locator(".composer-input").FillAsync(text);
        await page.Locator(".composer-send").ClickAsync();
    }

    public async Task PressAsync(string heading, string button)
    {
        pressed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var click = 1; click <= ClicksMax; click++)
        {
            await Button(Card(heading), button).ClickAsync();
            if (await Task.WhenAny(pressed.Task, Task.Delay(SentWithin, TimeProvider.System)) == pressed.Task)
            {
                return;
            }
        }

        throw new InvalidOperationException($"No press of {button} reached Slack in {ClicksMax} clicks.");
    }

    /// <summary>The same where it opens a dialog. On a busy machine what Slack gave for it may have run out; then it is pressed again, as people do.</summary>
    public async Task OpenAsync(string heading, string button)
    {
        for (var press = 1; ; press++)
        {
            await PressAsync(heading, button);
            try
            {
                await page.Locator(".modal .bk-input").First.WaitForAsync(new() { Timeout = OpensWithinMs });
                return;
            }
            catch (TimeoutException) when (press < ClicksMax)
            {
                // It is told them as well.
            }
        }
    }

    /// <summary>A button in the message that only the facilitator sees.</summary>
    public Task SteerAsync(string button) => Button(page.Locator(".messages > .msg", new() { Has = page.Locator(".badge-eph") }).Last, button).ClickAsync();

    public async Task SetAsync(params (string Option, int Dots)[] ballot)
    {
        foreach (var (option, dots) in ballot)
        {
            await DotsOn(option).SelectOptionAsync(new SelectOptionValue { Value = $"{dots}" });
        }
    }

    public ILocator DotsOn(string option) => Dialog.Locator(".bk-input", new() { HasText = option }).Locator("select");

    public Task SubmitAsync() => Dialog.Locator(".modal-btn.primary").ClickAsync();

    public Task OpenThreadAsync(string heading) => Card(heading).Locator(".thread-summary").ClickAsync();

    /// <summary>Writes in the thread under a message, and closes it again: beside it a page has two places to write.</summary>
    public async Task ReplyAsync(string heading, string text)
    {
        await OpenThreadAsync(heading);
        await Thread.Locator(".composer-input").FillAsync(text);
        await Thread.Locator(".composer-send").ClickAsync();
        await Expect(Thread).ToContainTextAsync(text);
        await Thread.Locator(".thread-x").ClickAsync();
    }

    public ILocator Field(string label) => Dialog.Locator(".bk-input", new() { HasText = label });

    public async Task ChooseAsync(string label, string option)
    {
        var list = Field(label).Locator("select");
        var value = await list.Locator("option", new() { HasText = option }).First.GetAttributeAsync("value");
        await list.SelectOptionAsync(value!); // ! Slack has no choice without one
    }

    static ILocator Button(ILocator where, string name) => where.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
