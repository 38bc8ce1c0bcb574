using CoCreateBot.Tests.Cards.Html;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// A session on its board, beside the people who hold it: one with a keyboard alone, one without script, one on a phone at night. The board follows the
/// session by itself, leaves its reader where they are, and prints.
/// </summary>
public sealed class BoardStoryTest(Chromium chromium) : IClassFixture<Chromium>
{
    const string Question = "What would help the square?";
    const int IdeasFirst = 40;

    readonly Screens screens = new("board");

    [Fact]
    public async Task The_board_follows_the_session_and_leaves_its_reader_where_they_are()
    {
        await using var scene = await RoomScene.OpenAsync(chromium);
        await OpenAsync(scene);
        var kim = scene.Kim.Page;
        await scene.Kim.PressAsync(kim.Locator("a[href$='/board']").First);
        await kim.WaitForURLAsync("**/board");
        await Expect(kim.Locator(".note")).ToHaveCountAsync(IdeasFirst);
        await RoomReading.IsAccessibleAsync(kim);
        await screens.TakeAsync(kim, "wall");

        // She reads further down, and does not press anything.
        await kim.EvaluateAsync("() => { document.activeElement.blur(); scrollTo({ top: 600, behavior: 'instant' }); }");
        var before = await kim.EvaluateAsync<double>("() => scrollY");
        await TypeAsync(scene.Ann, "cluster note 12 \"for children too\"");
        await Expect(kim.Locator(".note", new() { HasText = "for children too" })).ToHaveCountAsync(1);
        Assert.InRange(await kim.EvaluateAsync<double>("() => scrollY"), before - 200, before + 200);

        await ClosedAsync(scene);
        Assert.Empty(scene.Complaints);
    }

    async Task OpenAsync(RoomScene scene)
    {
        var ann = scene.Ann;
        await ann.Page.GotoAsync(scene.Bot.Address.ToString());
        await ann.SendAsync(ann.Page.Locator("form[action='/rooms'] button"));
        var room = new Uri(ann.Page.Url);
        await Task.WhenAll(new[] { ann, scene.Kim, scene.Layla, scene.Dora }.Select(guest => guest.EnterAsync(room)));
        await TypeAsync(ann, $"cluster \"{Question}\" {string.Join(" | ", Enumerable.Range(1, IdeasFirst).Select(n => $"A bench by tree number {n}"))}");
        await Expect(scene.Kim.Page.Locator("a[href$='/board']").First).ToBeVisibleAsync();
    }

    // Without script and on a phone it is the same, also when all is over.
    async Task ClosedAsync(RoomScene scene)
    {
        await scene.Ann.SendAsync(scene.Ann.Page.Locator(".console button[value*='|close|']"));
        var (phone, plain) = (scene.Dora.Page, scene.Layla.Page);
        foreach (var page in new[] { phone, plain })
        {
            await page.ReloadAsync();
            await page.GotoAsync(new Uri(new Uri(page.Url), await page.Locator("a[href$='/board']").First.GetAttributeAsync("href")).ToString());
            await Expect(page.Locator(".note").First).ToBeVisibleAsync();
        }

        await RoomReading.FitsAsync(phone);
        await RoomReading.IsAccessibleAsync(phone);
        await screens.GlanceAsync(phone, "phone-dark");
        await Expect(plain.Locator("[data-print]")).ToBeHiddenAsync();
        Assert.Contains("use your browser’s “Print”", await plain.Locator("noscript").TextContentAsync(), StringComparison.Ordinal);

        await phone.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        await Expect(phone.Locator(".tools").First).ToBeHiddenAsync();
        await Expect(phone.Locator(".note").First).ToBeVisibleAsync();
    }

    static async Task TypeAsync(Guest guest, string line)
    {
        await guest.WriteAsync(guest.Page.Locator("#command [name=text]"), line);
        await guest.SendAsync(guest.Page.Locator("#command button"));
    }
}
