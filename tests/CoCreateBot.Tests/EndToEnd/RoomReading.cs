using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>Reads from a page what a person would read there, whatever its language.</summary>
static partial class RoomReading
{
    /// <summary>How the nameless are called, in a story that has one of them.</summary>
    public const string Nameless = "(a guest)";

    /// <summary>The bars of a result in their order, from what is said beside them.</summary>
    public static async Task<ImmutableArray<Sum>> ResultAsync(ILocator where, int options)
    {
        var bars = where.Locator(".chart li");
        await Expect(bars).ToHaveCountAsync(options);
        var labels = await bars.Locator(".label bdi").AllInnerTextsAsync();
        var figures = await bars.Locator(".figure").AllInnerTextsAsync();
        return [.. labels.Zip(figures.Select(figure => Numbers.Matches(figure)), (label, numbers) => new Sum(label, Whole(numbers[0]), Whole(numbers[1])))];
    }

    /// <summary>Who stands at green, yellow and red, and the numbers beside them, which have to be as many.</summary>
    public static async Task<ImmutableArray<ImmutableSortedSet<string>>> LightsAsync(ILocator where)
    {
        var lights = where.Locator("dl.facts").First.Locator("dd");
        await Expect(lights).ToHaveCountAsync(3);
        var people = ImmutableArray.CreateBuilder<ImmutableSortedSet<string>>();
        foreach (var light in await lights.AllAsync())
        {
            var names = (await light.Locator("bdi").AllInnerTextsAsync()).Select(Known).ToImmutableSortedSet(StringComparer.Ordinal);
            Assert.Equal(names.Count, Whole(Numbers.Match(await light.InnerTextAsync())));
            people.Add(names);
        }

        return people.ToImmutable();
    }

    /// <summary>Notes by name.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NotesAsync(ILocator where)
    {
        var notes = where.Locator("dl.facts").Nth(1);
        var names = await notes.Locator("dt").AllInnerTextsAsync();
        return names.Zip(await notes.Locator("dd").AllInnerTextsAsync()).ToDictionary(line => Known(line.First), line => line.Second);
    }

    /// <summary>
    /// The page as the server sends it to this person, without what is new in each answer: the number by which a form that is sent twice counts once.
    /// </summary>
    public static async Task<string> RawAsync(Guest guest, Uri room)
    {
        var answer = await guest.Page.APIRequest.GetAsync(room.ToString());
        Assert.Equal(200, answer.Status);
        return Once.Replace(await answer.TextAsync(), "");
    }

    /// <summary>All have the minutes open, on a screen and on a phone, can read them, and read the same result.</summary>
    public static async Task MinutesAreOfAllAsync(
        IReadOnlyCollection<Guest> all, string question, (Guest Wide, Guest Phone) pictured, Screens screens, ImmutableArray<Sum> tally)
    {
        await Task.WhenAll(all.Select(guest => guest.OpenMinutesAsync(question)));
        await screens.TakeAsync(pictured.Wide.Page, "minutes");
        await screens.TakeAsync(pictured.Phone.Page, "minutes-phone");
        await IsAccessibleAsync(pictured.Wide.Page);
        await FitsAsync(pictured.Phone.Page);
        foreach (var guest in all)
        {
            Assert.Equal(tally, await ResultAsync(guest.Page.Locator("main"), tally.Length));
        }
    }

    /// <summary>Nothing that keeps anybody with an assistive technology out.</summary>
    public static async Task IsAccessibleAsync(IPage page)
    {
        var found = await page.RunAxe();
        var grave = found.Violations.Where(violation => violation.Impact is "serious" or "critical");
        Assert.Equal("", string.Join('\n', grave.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}"))));
    }

    /// <summary>Nothing has to be pushed sideways to be read.</summary>
    public static async Task FitsAsync(IPage page) => Assert.InRange(
        await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, page.ViewportSize?.Width ?? 0);

    static string Known(string name) => GuestNumber.Replace(name, Nameless);

    static int Whole(Match digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    static partial Regex Numbers { get; }

    [GeneratedRegex("^(Guest|Gast) [0-9]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    static partial Regex GuestNumber { get; }

    [GeneratedRegex("name=\"once\" value=\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    static partial Regex Once { get; }
}
