using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>One activity in the minutes, as a page shows it.</summary>
/// <param name="Lines">Its sentences.</param>
/// <param name="Facts">What is listed in it, and under which number or word.</param>
sealed record MinutesPart(string Title, ImmutableArray<string> Lines, ImmutableArray<(string Name, string Text)> Facts)
{
    const string Read = """
        article => {
          const parts = [];
          for (const one of article.children) {
            if (/^H\d$/.test(one.tagName)) parts.push({ title: one.innerText, lines: [], names: [], texts: [] });
            else if (one.matches('dl')) {
              parts.at(-1).names.push(...[...one.querySelectorAll('dt')].map(d => d.innerText));
              parts.at(-1).texts.push(...[...one.querySelectorAll('dd')].map(d => d.innerText));
            } else parts.at(-1).lines.push(one.innerText);
          }
          return JSON.stringify(parts);
        }
        """;

    public static async Task<ImmutableArray<MinutesPart>> AllAsync(IPage page)
    {
        using var parts = JsonDocument.Parse(await page.Locator("main article").EvaluateAsync<string>(Read));
        return [.. parts.RootElement.EnumerateArray().Select(part => new MinutesPart(
            part.GetProperty("title").GetString() ?? "", Texts(part, "lines"), [.. Texts(part, "names").Zip(Texts(part, "texts"))]))];
    }

    static ImmutableArray<string> Texts(JsonElement part, string name) =>
        [.. part.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? "")];
}
