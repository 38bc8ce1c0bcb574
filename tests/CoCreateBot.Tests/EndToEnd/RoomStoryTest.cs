using System.Collections.Immutable;
using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// Five people in one web room: at a desk, on a German phone without a name, without script, with the keyboard alone, and at night. The server is
/// killed while they vote, and what the minutes say is exactly what they gave.
/// </summary>
public sealed class RoomStoryTest(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    const string CheckInAsked = "How did the week go?";
    const string VoteAsked = "What should the street do next?";
    const string AnnsNote = "<b>slept</b> & well";
    const string DorasNote = "better after coffee ☕";

    readonly Screens screens = new("room");

    [Fact]
    public async Task Five_people_check_in_and_vote_and_a_kill_in_the_middle_loses_nothing()
    {
        await using var scene = await RoomScene.OpenAsync(chromium);
        var room = await OpenRoomAsync(scene);
        await CheckInAsync(scene);

        var (options, source) = Statements.Take();
        output.WriteLine($"Voted on: {source}.");
        var given = new Given(options);
        await StartVoteAsync(scene, options);
        await VoteAsync(scene, room, options, given);
        await CloseAsync(scene, given);
        await ReadMinutesAsync(scene, given);

        Assert.Empty(scene.Complaints);
        await StopsQuietlyAsync(scene, room, options);
    }

    async Task<Uri> OpenRoomAsync(RoomScene scene)
    {
        var ann = scene.Ann;
        await ann.Page.GotoAsync(scene.Bot.Address.ToString());
        await RoomReading.IsAccessibleAsync(ann.Page);
        await screens.TakeAsync(ann.Page, "start");
        await ann.SendAsync(ann.Page.Locator("form[action='/rooms'] button"));
        await ann.Page.Locator("#join").WaitForAsync();
        var room = new Uri(ann.Page.Url);
        await RoomReading.IsAccessibleAsync(ann.Page);
        await screens.TakeAsync(ann.Page, "join");
        foreach (var guest in scene.All)
        {
            await guest.EnterAsync(room);
        }

        await RoomReading.FitsAsync(scene.Phone.Page);
        await RoomReading.IsAccessibleAsync(scene.Phone.Page);
        await screens.TakeAsync(scene.Phone.Page, "joined-phone");
        await screens.TakeAsync(scene.Layla.Page, "joined-without-script");
        return room;
    }

    async Task CheckInAsync(RoomScene scene)
    {
        var (ann, phone, layla, kim, dora) = (scene.Ann, scene.Phone, scene.Layla, scene.Kim, scene.Dora);
        await ann.WriteAsync(ann.Page.Locator("#command [name=text]"), $"checkin \"{CheckInAsked}\"");
        await ann.SendAsync(ann.Page.Locator("#command button"));
        await Expect(dora.Card(CheckInAsked)).ToBeVisibleAsync(); // nobody reloaded anything
        await screens.TakeAsync(ann.Page, "check-in-open");

        await dora.Page.EvaluateAsync("() => { window.isTheSame = true; }");
        await phone.Card(CheckInAsked).WaitForAsync();
        await phone.AnswerAsync("green");
        await Expect(dora.Card(CheckInAsked).Locator("dd").First).ToContainTextAsync("1 person: Guest");
        Assert.True(await dora.Page.EvaluateAsync<bool>("() => window.isTheSame === true")); // it came by itself, into the page as it was

        await kim.Card(CheckInAsked).WaitForAsync();
        await kim.AnswerAsync("yellow");
        await layla.LookAsync();
        await layla.AnswerAsync("red");
        await screens.TakeAsync(layla.Page, "check-in-without-script");
        await dora.AnswerAsync("red");
        await dora.AnswerWithNoteAsync("yellow", DorasNote);
        await ann.AnswerWithNoteAsync("green", AnnsNote);
        ImmutableArray<ImmutableSortedSet<string>> lights = [Names(scene.Ann, scene.Phone), Names(scene.Kim, scene.Dora), Names(scene.Layla)];
        foreach (var guest in scene.All)
        {
            await guest.LookAsync();
            await Expect(guest.Card(CheckInAsked)).ToContainTextAsync(AnnsNote); // the last thing that was given
            await SaysAsync(guest.Card(CheckInAsked), lights);
        }

        await RoomReading.IsAccessibleAsync(ann.Page);
        await RoomReading.FitsAsync(phone.Page);
        await screens.TakeAsync(phone.Page, "check-in-phone");
        await screens.TakeAsync(dora.Page, "check-in-dark");
        await ann.SendAsync(ann.Page.Locator(".console button[value*='|close|']"));
        await Expect(ann.Card(CheckInAsked)).ToContainTextAsync("Closed ");
        await screens.TakeAsync(ann.Page, "check-in-closed");
    }

    async Task StartVoteAsync(RoomScene scene, ImmutableArray<string> options)
    {
        var page = scene.Ann.Page;
        var form = page.Locator("#form-vote");
        await scene.Ann.PressAsync(page.Locator("details", new() { Has = form }).Locator("summary"));
        await scene.Ann.WriteAsync(form.Locator("[name=question]"), VoteAsked);
        await scene.Ann.WriteAsync(form.Locator("[name=options]"), string.Join('\n', options));
        await screens.TakeAsync(page, "starting-a-vote");
        await scene.Ann.SendAsync(form.Locator("button[name=press]"));
        await scene.Layla.LookAsync();
        foreach (var guest in scene.All)
        {
            await guest.Ballot.WaitForAsync();
        }

        await screens.GlanceAsync(page, "vote-open");
        await screens.TakeAsync(scene.Phone.Page, "vote-open-phone");
        await RoomReading.IsAccessibleAsync(page);
        await RoomReading.IsAccessibleAsync(scene.Dora.Page);
        await RoomReading.FitsAsync(scene.Phone.Page);
    }

    async Task VoteAsync(RoomScene scene, Uri room, ImmutableArray<string> options, Given given)
    {
        await scene.Kim.MarkAsync(options, (options[2], 2), (options[0], 1));
        await Expect(scene.Kim.Ballot.Locator("output")).ToHaveTextAsync("0 of 3 dots left");
        await VoteMarkedAsync(scene.Kim, given, (options[2], 2), (options[0], 1));
        await screens.TakeAsync(scene.Kim.Page, "voted-with-the-keyboard");

        await scene.Dora.MarkAsync(options, (options[1], 2), (options[2], 2));
        await Expect(scene.Dora.Ballot.Locator("output")).ToHaveTextAsync("1 too many: you have 3 dots");
        await scene.Dora.SendAsync(scene.Dora.HandInButton);
        await Expect(scene.Dora.Page.Locator("[role=alert]")).ToContainTextAsync("You have 3 dots and gave 4. Please take some back.");
        await Expect(scene.Dora.DotsOn(options[2])).ToHaveValueAsync("2"); // what she chose is still there
        await RoomReading.FitsAsync(scene.Dora.Page);
        await screens.TakeAsync(scene.Dora.Page, "one-dot-too-many-dark");
        await scene.Dora.MarkAsync(options, (options[1], 2), (options[2], 1));
        await scene.Dora.Ballot.EvaluateAsync("form => form.scrollIntoView({ behavior: 'instant' })");
        await screens.GlanceAsync(scene.Dora.Page, "voting-dark");
        await VoteMarkedAsync(scene.Dora, given, (options[1], 2), (options[2], 1));

        // Two have made up their minds and not handed in when the server dies; their forms are as good as before once it is back.
        await scene.Phone.MarkAsync(options, (options[2], 1), (options[4], 2));
        await scene.Layla.MarkAsync(options, (options[1], 1), (options[6], 1));
        await screens.TakeAsync(scene.Phone.Page, "voting-phone");
        await scene.Bot.KillAsync();
        await scene.Bot.StartAgainAsync();
        await scene.Dora.Page.EvaluateAsync("() => { window.isTheSame = true; }");
        await VoteMarkedAsync(scene.Phone, given, (options[2], 1), (options[4], 2));
        await VoteMarkedAsync(scene.Layla, given, (options[1], 1), (options[6], 1));
        await Expect(scene.Dora.Card(VoteAsked)).ToContainTextAsync("4 people have voted.");
        Assert.True(await scene.Dora.Page.EvaluateAsync<bool>("() => window.isTheSame === true")); // her page found the server again by itself

        await VoteAsync(scene.Ann, options, given, (options[0], 2), (options[1], 1));
        var before = await RoomReading.RawAsync(scene.Kim, room);
        await Expect(scene.Ann.DotsOn(options[0])).ToHaveValueAsync("2"); // the form has what she gave
        await VoteAsync(scene.Ann, options, given, (options[2], 2), (options[3], 1));
        Assert.Equal(before, await RoomReading.RawAsync(scene.Kim, room)); // what moved between options moved nothing on anybody else's page
        await AssertNoTotalAsync(scene, room);
        await screens.TakeAsync(scene.Ann.Page, "all-voted");
        await screens.GlanceAsync(scene.Ann.Page, "all-voted-at-a-glance");
    }

    static async Task VoteAsync(Guest guest, ImmutableArray<string> options, Given given, params ImmutableArray<(string Option, int Dots)> ballot)
    {
        await guest.MarkAsync(options, [.. ballot]);
        await VoteMarkedAsync(guest, given, ballot);
    }

    static async Task VoteMarkedAsync(Guest guest, Given given, params ImmutableArray<(string Option, int Dots)> ballot)
    {
        await guest.HandInAsync();
        given.Took(guest.Name ?? RoomReading.Nameless, ballot);
    }

    static async Task AssertNoTotalAsync(RoomScene scene, Uri room)
    {
        foreach (var guest in scene.All)
        {
            var raw = await RoomReading.RawAsync(guest, room);
            Assert.Contains(VoteAsked, raw, StringComparison.Ordinal);
            Assert.All(["<figure", "class=\"bar\"", "class=\"figure\"", "dots from", "Punkte von"], sign => Assert.DoesNotContain(sign, raw));
        }
    }

    async Task CloseAsync(RoomScene scene, Given given)
    {
        await scene.Ann.SendAsync(scene.Ann.Page.Locator(".console button[value*='|close|']"));
        foreach (var guest in scene.All)
        {
            await guest.LookAsync();
            await Expect(guest.Ballot).ToHaveCountAsync(0); // the card comes first, and then the page that has other parts
            Assert.Equal(given.Tally, await RoomReading.ResultAsync(guest.Card(VoteAsked), given.Tally.Length));
            await Expect(guest.Card(VoteAsked).Locator("p:not(:has(.badge))").First).ToContainTextAsync(given.Named(given.Tally[0].Option));
        }

        await RoomReading.IsAccessibleAsync(scene.Ann.Page);
        await RoomReading.IsAccessibleAsync(scene.Dora.Page);
        await RoomReading.FitsAsync(scene.Phone.Page);
        await screens.TakeAsync(scene.Ann.Page, "vote-closed");
        await screens.TakeAsync(scene.Phone.Page, "vote-closed-phone");
        await screens.GlanceAsync(scene.Dora.Page, "vote-closed-dark");
        await screens.TakeAsync(scene.Layla.Page, "vote-closed-without-script");
    }

    async Task ReadMinutesAsync(RoomScene scene, Given given)
    {
        ImmutableArray<ImmutableSortedSet<string>> lights = [Names(scene.Ann, scene.Phone), Names(scene.Kim, scene.Dora), Names(scene.Layla)];
        foreach (var guest in scene.All)
        {
            var main = guest.Page.Locator("main");
            await guest.OpenMinutesAsync(VoteAsked);
            Assert.Equal(given.Tally, await RoomReading.ResultAsync(main, given.Tally.Length));
            await Expect(main).ToContainTextAsync($"{given.People} "); // took part
            if (guest == scene.Ann || guest == scene.Phone)
            {
                await RoomReading.IsAccessibleAsync(guest.Page);
                await RoomReading.FitsAsync(guest.Page);
                await screens.TakeAsync(guest.Page, guest == scene.Ann ? "minutes" : "minutes-phone");
            }

            await guest.GoBackAsync();
            await guest.OpenMinutesAsync(CheckInAsked);
            await SaysAsync(main, lights);
        }

        await screens.TakeAsync(scene.Kim.Page, "minutes-of-the-check-in");
    }

    static async Task SaysAsync(ILocator where, ImmutableArray<ImmutableSortedSet<string>> lights)
    {
        Assert.Equal(lights, await RoomReading.LightsAsync(where));
        var notes = await RoomReading.NotesAsync(where);
        Assert.Equal(new Dictionary<string, string> { ["Ann"] = AnnsNote, ["Dora"] = DorasNote }, notes);
    }

    static ImmutableSortedSet<string> Names(params Guest[] guests) =>
        guests.Select(guest => guest.Name ?? RoomReading.Nameless).ToImmutableSortedSet(StringComparer.Ordinal);

    static async Task StopsQuietlyAsync(RoomScene scene, Uri room, ImmutableArray<string> options)
    {
        var secrets = await scene.SecretsAsync();
        Assert.Equal(scene.All.Length, secrets.Count);
        await scene.Bot.StopAsync();
        IEnumerable<string> names = scene.All.Select(guest => guest.Name).OfType<string>().Where(name => name != "Ann"); // "Ann" is in "cannot"
        string[] unsaid = [.. names, .. options, .. secrets, CheckInAsked, VoteAsked, "slept", "coffee", room.AbsolutePath];
        Assert.All(unsaid, said => Assert.DoesNotContain(said, scene.Bot.Printed, StringComparison.Ordinal));
    }
}
