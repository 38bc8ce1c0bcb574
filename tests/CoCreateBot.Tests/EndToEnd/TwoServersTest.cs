using System.Collections.Immutable;
using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// Ann and Bob share a room, each at a server of their own over the same tables. Hers is killed in the middle; she goes on at his, and the summary is the
/// same everywhere, with each answer once.
/// </summary>
public sealed class TwoServersTest(Chromium chromium) : IClassFixture<Chromium>
{
    const string Asked = "How did the week go?";
    const string Note = "slept well, and walked";

    static readonly ImmutableArray<ImmutableSortedSet<string>> Lights = [["Ann"], ["Bob"], []];

    [Fact]
    public async Task A_room_at_two_servers_goes_on_where_one_is_killed_and_each_answer_counts_once()
    {
        await using var scene = await TwoServersScene.OpenAsync(chromium);
        var room = await OpenRoomAsync(scene);
        await AskAsync(scene);
        await AnswerAsync(scene);

        await scene.A.KillAsync();
        await GoOnAtTheOtherAsync(scene, room);
        var minutes = await ReadMinutesAsync(scene.Ann);
        Assert.Equal(minutes, await ReadMinutesAsync(scene.Bob));

        await scene.ReplaceAAsync();
        await TwoServersScene.GoAsync(scene.Ann, scene.A, room, Past(scene.Ann));
        Assert.Equal(minutes, await ReadMinutesAsync(scene.Ann));
        Assert.Empty(scene.Complaints);
        await scene.A.StopAsync();
        await scene.B.StopAsync();
    }

    /// <returns>The room's path, which is the same at each server.</returns>
    static async Task<string> OpenRoomAsync(TwoServersScene scene)
    {
        var (ann, bob) = (scene.Ann, scene.Bob);
        await TwoServersScene.GoAsync(ann, scene.A, "/", Rooms(ann));
        await TwoServersScene.PressAsync(ann, Rooms(ann), Join(ann));
        var room = new Uri(ann.Page.Url).AbsolutePath;
        await TwoServersScene.GoAsync(bob, scene.B, room, Join(bob));
        foreach (var guest in new[] { ann, bob })
        {
            await TwoServersScene.DoAsync(guest, () => EnterAsync(guest), guest.Page.Locator(".you"));
        }

        return room;
    }

    static async Task EnterAsync(Guest guest)
    {
        await guest.WriteAsync(guest.Page.Locator("#join #name"), guest.Name!); // ! both have one
        await guest.SendAsync(Join(guest));
    }

    /// <summary>Opened at A, and there at B without anybody's reloading.</summary>
    static async Task AskAsync(TwoServersScene scene)
    {
        await TwoServersScene.DoAsync(scene.Ann, () => TypeAsync(scene.Ann, $"checkin \"{Asked}\""), scene.Ann.Card(Asked));
        await Expect(scene.Bob.Card(Asked)).ToBeVisibleAsync();
    }

    static async Task TypeAsync(Guest guest, string line)
    {
        await guest.WriteAsync(guest.Page.Locator("#command [name=text]"), line);
        await guest.SendAsync(guest.Page.Locator("#command button"));
    }

    /// <summary>Bob at B, which Ann's page at A shows by itself; then Ann at A, which is acknowledged and no more.</summary>
    static async Task AnswerAsync(TwoServersScene scene)
    {
        var (ann, bob) = (scene.Ann, scene.Bob);
        await ann.Page.EvaluateAsync("() => { window.isTheSame = true; }");
        await TwoServersScene.PressAsync(bob, bob.Page.Locator("form.actions button[value$='|answer|yellow']"), Counted(bob));
        await Expect(ann.Card(Asked).Locator("dd bdi")).ToHaveTextAsync("Bob");
        Assert.True(await ann.Page.EvaluateAsync<bool>("() => window.isTheSame === true")); // into the page as it was
        await TwoServersScene.DoAsync(ann, () => ann.SendNoteAsync("green", Note), Counted(ann));
    }

    /// <summary>What A acknowledged is at B, though A had no time to tell. Ann does not know that, and answers again before she closes.</summary>
    static async Task GoOnAtTheOtherAsync(TwoServersScene scene, string room)
    {
        var (ann, bob) = (scene.Ann, scene.Bob);
        await TwoServersScene.GoAsync(ann, scene.B, room, ann.Card(Asked));
        foreach (var guest in new[] { ann, bob })
        {
            await Expect(guest.Card(Asked)).ToContainTextAsync(Note);
            Assert.Equal(Lights, await RoomReading.LightsAsync(guest.Card(Asked)));
        }

        await TwoServersScene.DoAsync(ann, () => ann.SendNoteAsync("green", Note), Counted(ann));
        await TwoServersScene.PressAsync(ann, ann.Page.Locator(".console button[value*='|close|']"), ann.Card(Asked).Filter(new() { HasText = "Closed " }));
        await Expect(bob.Card(Asked)).ToContainTextAsync("Closed ");
        await Expect(Past(bob)).ToBeVisibleAsync(); // the card comes first, and then the page that has other parts
    }

    /// <returns>All that stands there.</returns>
    static async Task<string> ReadMinutesAsync(Guest guest)
    {
        var minutes = guest.Page.Locator("main");
        await TwoServersScene.PressAsync(guest, Past(guest), minutes.Locator("a[href$='/export.csv']")); // which the room's page has not
        Assert.Contains("/s/", guest.Page.Url, StringComparison.Ordinal);
        Assert.Equal(Lights, await RoomReading.LightsAsync(minutes));
        Assert.Equal(new Dictionary<string, string> { ["Ann"] = Note }, await RoomReading.NotesAsync(minutes));
        return await minutes.InnerTextAsync();
    }

    static ILocator Rooms(Guest guest) => guest.Page.Locator("form[action='/rooms'] button");

    static ILocator Join(Guest guest) => guest.Page.Locator("#join button");

    static ILocator Counted(Guest guest) => guest.Page.Locator("p.notice[role=status]");

    static ILocator Past(Guest guest) => guest.Page.Locator("ul.past a", new() { HasText = Asked });
}
