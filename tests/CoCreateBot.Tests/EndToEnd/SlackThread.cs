using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The thread under one card, before one person, who begins it, and changes or deletes what they wrote.</summary>
sealed class SlackThread(SlackPerson person, string heading)
{
    /// <summary>
    /// local-slack's page offers to change and to delete a message in the channel, and not in a thread (0.1.8). Its server does both wherever the message
    /// stands, so it is told on the page's own line, as the page would tell it.
    /// </summary>
    const string Tell = """
        ([what, text, better]) => new Promise(done => {
          const user = document.querySelector('.actas select').value;
          const shown = [...document.querySelectorAll('.thread-pane .msg')].find(one => one.innerText.includes(text));
          const line = new WebSocket(`ws://${location.host}/ui`);
          line.onopen = () => {
            line.send(JSON.stringify({ t: what, channel: 'CHANNEL', ts: shown.dataset.ts, user, text: better }));
            done();
          };
        })
        """;

    ILocator Pane => person.Thread;

    /// <summary>The first reply makes a thread of it: before, it is begun from the menu of the card.</summary>
    public async Task BeginAsync(string text)
    {
        var card = person.Card(heading);
        await card.HoverAsync();
        await card.GetByTitle("Reply in thread", new() { Exact = true }).ClickAsync();
        await Pane.Locator(".composer-input").FillAsync(text);
        await Pane.Locator(".composer-send").ClickAsync();
        await Expect(Pane).ToContainTextAsync(text);
        await CloseAsync();
    }

    public async Task EditAsync(string text, string better)
    {
        await person.OpenThreadAsync(heading);
        await TellAsync("edit_message", text, better);
        await Expect(Message(better).Locator(".msg-edited")).ToBeVisibleAsync();
        await CloseAsync();
    }

    public async Task DeleteAsync(string text)
    {
        await person.OpenThreadAsync(heading);
        await TellAsync("delete_message", text, "");
        await Expect(Message(text)).ToHaveCountAsync(0);
        await CloseAsync();
    }

    /// <summary>The mark on a reply that says it counts.</summary>
    public async Task SeeReceiptAsync(string text)
    {
        await person.OpenThreadAsync(heading);
        await Expect(Message(text).Locator(".reaction")).ToHaveCountAsync(1);
        await CloseAsync();
    }

    public Task CloseAsync() => Pane.Locator(".thread-x").ClickAsync();

    ILocator Message(string text) => Pane.Locator(".msg", new() { HasText = text });

    async Task TellAsync(string what, string text, string better)
    {
        await Expect(Message(text)).ToHaveCountAsync(1);
        await person.Page.EvaluateAsync(Tell.Replace("CHANNEL", LocalSlack.Channel, StringComparison.Ordinal), new[] { what, text, better });
    }
}
