using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The sheet that lies before one person in the room.</summary>
sealed class Sheet(Guest guest)
{
    ILocator Form => guest.Page.Locator("form.form", new() { Has = guest.Page.Locator("[name=idea-1]") }).First;

    public async Task TakeAsync()
    {
        await guest.SendAsync(guest.Page.Locator("form.actions button[value$='|write|']"));
        await Form.WaitForAsync();
    }

    /// <summary>What others wrote on it: number and text.</summary>
    public async Task<ImmutableArray<(int Number, string Text)>> ReadAsync()
    {
        var numbers = await Form.Locator("dl.facts dt").AllInnerTextsAsync();
        var texts = await Form.Locator("dl.facts dd > bdi").AllInnerTextsAsync();
        return [.. numbers.Zip(texts, (number, text) => (int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture), text))];
    }

    public async Task WriteAsync(params ImmutableArray<string> ideas)
    {
        foreach (var (cell, idea) in ideas.Index())
        {
            await guest.WriteAsync(Form.Locator($"[name=idea-{cell + 1}]"), idea);
        }
    }

    /// <summary>The first idea of the row builds on that one.</summary>
    public Task BuildOnAsync(int number) => guest.ChooseAsync(Form.Locator("[name=on-1]"), $"{number}");

    public async Task StarAsync(params ImmutableArray<int> numbers)
    {
        foreach (var (star, number) in numbers.Index())
        {
            await guest.ChooseAsync(Form.Locator($"[name=star-{star + 1}]"), $"{number}");
        }
    }

    public Task HandInAsync() => guest.GiveAsync(Form.Locator("button[name=press]"));
}
