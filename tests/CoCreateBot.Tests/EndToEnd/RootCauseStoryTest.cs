using CoCreateBot.Tests.Cards.Html;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// The recipe "root cause" in a web room, with four people: a facilitator with a mouse, one without script, one with a keyboard alone, one on a phone. They
/// come from one problem to two root causes with counter-measures, which become next steps.
/// </summary>
public sealed class RootCauseStoryTest(Chromium chromium) : IClassFixture<Chromium>
{
    const string Problem = "The report was late three times in October";
    const int DeepEnough = 5;
    const int Deepest = 10;

    static readonly string[] Chain =
    [
        "It was printed on Friday evening", "The printer was empty all afternoon", "Paper is ordered when there is none left",
        "The order has no day of its own in the calendar of the office", "The calendar is made anew each year from last year’s, by whoever has time",
        "Nobody is asked what was missing in it", "The yearly review looks at money alone", "Its form has only figures", "The form is the ministry’s",
        "It was made for another kind of office",
    ];

    readonly Screens screens = new("root-cause");

    [Fact]
    public async Task Four_people_come_from_one_problem_to_two_root_causes_with_counter_measures()
    {
        await using var scene = await RoomScene.OpenAsync(chromium);
        var people = new[] { scene.Ann, scene.Layla, scene.Kim, scene.Dora };
        await OpenAsync(scene, people);
        await AskAsync(scene);
        await GoDeepAsync(scene);
        await SettleAsync(scene);
        await FreshAsync(scene);
        await screens.TakeAsync(scene.Ann.Page, "settled");
        await screens.GlanceAsync(scene.Dora.Page, "settled-phone-dark");
        await RoomReading.IsAccessibleAsync(scene.Ann.Page);
        await RoomReading.FitsAsync(scene.Dora.Page);

        await NextAsync(scene);
        await TypeAsync(scene.Kim, "steps A");
        await Expect(scene.Ann.Card(Problem)).ToContainTextAsync("Order on Thursday");
        await Expect(scene.Ann.Card(Problem)).ToContainTextAsync("Dora is asked");
        await scene.Ann.SendAsync(scene.Ann.Page.Locator(".console button[value*='|close|']"));
        await scene.Ann.OpenMinutesAsync(Problem);
        await screens.TakeAsync(scene.Ann.Page, "minutes");
        await RoomReading.IsAccessibleAsync(scene.Ann.Page);
        var minutes = scene.Ann.Page.Locator("main");
        await Expect(minutes).ToContainTextAsync("2 root causes, 2 counter-measures");
        await Expect(minutes).ToContainTextAsync($"{Chain[2]} – therefore – {Chain[1]} – therefore – {Chain[0]} – therefore – {Problem}");
        Assert.Empty(scene.Complaints);
    }

    async Task OpenAsync(RoomScene scene, Guest[] people)
    {
        var ann = scene.Ann;
        await ann.Page.GotoAsync(scene.Bot.Address.ToString());
        await ann.SendAsync(ann.Page.Locator("form[action='/rooms'] button"));
        var room = new Uri(ann.Page.Url);
        await Task.WhenAll(people.Select(guest => guest.EnterAsync(room)));

        var form = ann.Page.Locator("#form-session");
        await ann.PressAsync(ann.Page.Locator("details", new() { Has = form }).Locator("summary"));
        await ann.WriteAsync(form.Locator("[name=question]"), Problem);
        await form.Locator("input[value=root-cause]").CheckAsync();
        await ann.SendAsync(form.Locator("button[name=press]"));
        await Task.WhenAll(people.Select(guest => guest.LookAsync()));
        await scene.Dora.AnswerAsync("green");
        await NextAsync(scene);
        await scene.Layla.Page.ReloadAsync();
        await Expect(scene.Dora.Page.Locator("form.form [name=under]").First).ToBeAttachedAsync();
    }

    // Each in their own way: without script, with the keyboard, with a finger.
    async Task AskAsync(RoomScene scene)
    {
        await GiveAsync(scene.Layla, Chain[0], "evidence");
        await GiveAsync(scene.Kim, "Somebody forgot the stamp and the signature", "assumption");
        await Expect(scene.Kim.Page.Locator("form.form", new() { Has = scene.Kim.Page.Locator("[name=under]") }).First).ToContainTextAsync("What let that happen?");
        await screens.TakeAsync(scene.Kim.Page, "asked");
        await GiveAsync(scene.Dora, "Nobody reads it before Monday", "assumption");
        await Expect(scene.Ann.Card(Problem)).ToContainTextAsync("Nobody reads it before Monday");

        await TypeAsync(scene.Ann, "why vote 0");
        await Expect(scene.Dora.Page.Locator("button[value*='|choose|']")).ToHaveCountAsync(3);
        await FreshAsync(scene);
        await screens.GlanceAsync(scene.Dora.Page, "vote-phone-dark");
        await scene.Dora.GiveAsync(scene.Dora.Page.Locator("button[value*='|choose|']").First);
        await scene.Ann.Page.ReloadAsync();
        await scene.Ann.SendAsync(scene.Ann.Page.Locator(".console button[value*='|count|']"));
        await Expect(scene.Ann.Card(Problem)).ToContainTextAsync("Most chose 1");
    }

    async Task GoDeepAsync(RoomScene scene)
    {
        for (var depth = 2; depth <= Deepest; depth++)
        {
            await TypeAsync(scene.Layla, $"why \"{Chain[depth - 1]}\" under {Number(depth - 1)}{(depth % 2 == 0 ? " evidence" : "")}");
            if (depth == DeepEnough)
            {
                await TypeAsync(scene.Ann, $"why follow {Number(depth)}");
                await FreshAsync(scene);
                await screens.TakeAsync(scene.Ann.Page, "depth-5");
                await screens.GlanceAsync(scene.Dora.Page, "depth-5-phone-dark");
            }
        }

        await TypeAsync(scene.Ann, $"why follow {Number(Deepest)}");
        await Expect(scene.Dora.Card(Problem)).ToContainTextAsync(Chain[Deepest - 1]);
        await FreshAsync(scene);
        await screens.TakeAsync(scene.Ann.Page, "depth-10");
        await screens.GlanceAsync(scene.Dora.Page, "depth-10-phone-dark");
        await RoomReading.FitsAsync(scene.Dora.Page);
        await RoomReading.IsAccessibleAsync(scene.Dora.Page);
    }

    // The branch goes back to where the group can change something.
    static async Task SettleAsync(RoomScene scene)
    {
        for (var depth = Deepest; depth > 3; depth--)
        {
            await TypeAsync(scene.Layla, $"why withdraw {Number(depth)}");
        }

        await TypeAsync(scene.Ann, $"why root {Number(3)}");
        await TypeAsync(scene.Ann, "why root 3");
        await TypeAsync(scene.Ann, $"why measure {Number(3)} \"Order on Thursday\" by Dora due 31.12. sign \"Paper on Fridays\"");
        var form = scene.Kim.Page.Locator("form.form", new() { Has = scene.Kim.Page.Locator("[name=sign]") }).First;
        await Expect(form).ToBeAttachedAsync();
        await scene.Kim.PressAsync(scene.Kim.Page.Locator("details", new() { Has = form }).Locator("summary"));
        await scene.Kim.ChooseAsync(form.Locator("[name=cause]"), await form.Locator("[name=cause] option", new() { HasText = "3 " }).GetAttributeAsync("value") ?? "");
        await scene.Kim.WriteAsync(form.Locator("[name=what]"), "A reader is named each week");
        await scene.Kim.GiveAsync(form.Locator("button[name=press]"));
        await Expect(scene.Ann.Card(Problem)).ToContainTextAsync("A reader is named each week");
    }

    // A page comes anew by itself when others change its forms; one that is as new as can be stays while it is looked at.
    static async Task FreshAsync(RoomScene scene)
    {
        foreach (var page in new[] { scene.Ann.Page, scene.Dora.Page })
        {
            try
            {
                await page.ReloadAsync();
            }
            catch (Microsoft.Playwright.PlaywrightException e) when (
                e.Message.Contains("ERR_ABORTED", StringComparison.Ordinal) || e.Message.Contains("Not attached", StringComparison.Ordinal))
            {
                await page.LoadedAsync(); // it came anew by itself at this very moment
            }
        }
    }

    static string Number(int depth) => string.Join('.', Enumerable.Repeat("1", depth));

    static async Task GiveAsync(Guest guest, string text, string kind)
    {
        var form = guest.Page.Locator("form.form", new() { Has = guest.Page.Locator("[name=under]") }).First;
        await guest.WriteAsync(form.Locator("[name=text]"), text);
        await form.Locator($"input[value={kind}]").CheckAsync();
        await guest.GiveAsync(form.Locator("button[name=press]"));
    }

    static async Task NextAsync(RoomScene scene)
    {
        await scene.Ann.SendAsync(scene.Ann.Page.Locator(".console button[value*='|next|']"));
        await scene.Layla.Page.ReloadAsync();
    }

    static async Task TypeAsync(Guest guest, string line)
    {
        await guest.WriteAsync(guest.Page.Locator("#command [name=text]"), line);
        await guest.SendAsync(guest.Page.Locator("#command button"));
    }
}
