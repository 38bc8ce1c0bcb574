using System.Collections.Immutable;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>The sheet that lies before one person in the channel, in its dialog.</summary>
sealed class SlackSheet(SlackScene scene, SlackPerson person, string purpose)
{
    const string None = "none";

    ILocator Builds => Field("Idea 1 is").Locator("select");

    ILocator FirstStar => Field("Star 1").Locator("select");

    public async Task TakeAsync()
    {
        await person.PressAsync(purpose, "Write ideas");
        await Field("Idea 1").Locator("input").First.WaitForAsync();
        foreach (var list in await person.Dialog.Locator("select").AllAsync())
        {
            await list.SelectOptionAsync(None); // Slack hands in what a list starts with; local-slack calls it missing (0.1.8)
        }
    }

    public async Task WriteAsync(params ImmutableArray<string> ideas)
    {
        foreach (var (cell, idea) in ideas.Index())
        {
            await Field($"Idea {cell + 1}").Locator("input").First.FillAsync(idea);
        }
    }

    /// <summary>Of what others wrote on it, as long as a list shows it.</summary>
    public async Task<ImmutableArray<string>> ReadAsync()
    {
        var choices = await Builds.Locator("option").AllInnerTextsAsync();
        return [.. choices.Where(choice => choice.Contains(": ", StringComparison.Ordinal)).Select(choice => choice.Split(": ", 2)[1].TrimEnd('…'))];
    }

    public Task BuildOnAsync(string idea) => ChooseAsync(Builds, idea);

    public Task StarAsync(string idea) => ChooseAsync(FirstStar, idea);

    /// <summary>Hands in what stands in the dialog. Whatever this turns it into is closed.</summary>
    /// <param name="seen">What the card says then.</param>
    /// <param name="becomes">What this turns the dialog into says so, and is looked at under this name.</param>
    public async Task HandInAsync(string seen, (string Says, string Look)? becomes = null)
    {
        await person.SubmitAsync();
        await Expect(scene.Bob.Card(purpose)).ToContainTextAsync(seen);
        if (becomes is var (says, look))
        {
            await Expect(person.Dialog).ToContainTextAsync(says);
            await scene.LookAsync(person, look);
        }

        await scene.CloseDialogAsync();
    }

    ILocator Field(string label) => person.Dialog.Locator(".bk-input", new() { HasText = label });

    static async Task ChooseAsync(ILocator list, string idea)
    {
        var option = await list.Locator("option", new() { HasText = idea }).GetAttributeAsync("value");
        await list.SelectOptionAsync(option!); // ! it is on the sheet
    }
}
