using CoCreateBot.Tests.Cards.Html;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// What comes again and what was: somebody with a keyboard alone plans a check-in, answers a mood beside others, and finds it again by its words, on a screen,
/// on a phone at night, in German and without script.
/// </summary>
public sealed class ComesAgainStoryTest(Chromium chromium) : IClassFixture<Chromium>
{
    readonly Screens screens = new("again");

    [Fact]
    public async Task What_is_planned_and_answered_by_keyboard_is_found_again_and_readable_for_everybody()
    {
        await using var scene = await RoomScene.OpenAsync(chromium);
        var (ann, kim) = (scene.Ann, scene.Kim);
        await ann.Page.GotoAsync(scene.Bot.Address.ToString());
        await ann.SendAsync(ann.Page.Locator("form[action='/rooms'] button"));
        var room = new Uri(ann.Page.Url);
        await Task.WhenAll(scene.All.Select(guest => guest.EnterAsync(room)));

        await PlanAsync(kim);
        await MoodAsync(scene);
        await FindAsync(scene, room);
        Assert.Empty(scene.Complaints);
    }

    async Task PlanAsync(Guest kim)
    {
        var plan = kim.Page.Locator("details", new() { Has = kim.Page.Locator("form [name=days]") });
        await kim.PressAsync(plan.Locator("summary"));
        await kim.WriteAsync(plan.Locator("[name=question]"), "How are you today?");
        await kim.SendAsync(plan.Locator("button[name=press]"));

        await Expect(kim.Page.GetByText("How are you today?").First).ToBeVisibleAsync();
        await RoomReading.IsAccessibleAsync(kim.Page);
    }

    async Task MoodAsync(RoomScene scene)
    {
        var (ann, kim, phone) = (scene.Ann, scene.Kim, scene.Dora);
        await TypeAsync(ann, "checkin mood \"How is the weather inside?\"");
        await kim.Page.ReloadAsync();
        await Expect(kim.Card("How is the weather inside?")).ToBeVisibleAsync();
        await TypeAsync(kim, "checkin 4 2");
        await TypeAsync(scene.Layla, "checkin 1 5");
        await TypeAsync(phone, "checkin 4 2");
        await RoomReading.IsAccessibleAsync(phone.Page);

        await phone.Page.GotoAsync(new Uri(scene.Bot.Address, await phone.Page.Locator("a[href$='/board']").First.GetAttributeAsync("href")).ToString());
        await Expect(phone.Page.GetByText("2 people: Calm")).ToBeVisibleAsync();
        await RoomReading.IsAccessibleAsync(phone.Page);
        await RoomReading.FitsAsync(phone.Page);
        await screens.GlanceAsync(phone.Page, "mood-dark");
        await ann.SendAsync(ann.Page.Locator(".console button[value*='|close|']"));
    }

    async Task FindAsync(RoomScene scene, Uri room)
    {
        foreach (var guest in new[] { scene.Kim, scene.Phone, scene.Layla })
        {
            await guest.Page.GotoAsync(room.ToString());
            await guest.WriteAsync(guest.Page.Locator("[role=search] [name=q]"), "WEATHER inside");
            await guest.SendAsync(guest.Page.Locator("[role=search] button"));
            await Expect(guest.Page.Locator("ul.past a")).ToHaveTextAsync("How is the weather inside?");
            if (guest != scene.Layla) // in her browser nothing runs, what would look at it neither
            {
                await RoomReading.IsAccessibleAsync(guest.Page);
                await RoomReading.FitsAsync(guest.Page);
            }
        }

        await screens.GlanceAsync(scene.Phone.Page, "found");
        await scene.Kim.OpenMinutesAsync("How is the weather inside?");
    }

    static async Task TypeAsync(Guest guest, string line)
    {
        await guest.WriteAsync(guest.Page.Locator("#command [name=text]"), line);
        await guest.SendAsync(guest.Page.Locator("#command button"));
    }
}
