using System.Collections.Immutable;
using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// A whole workshop in one web room, from the check-in to the next steps: a facilitator and eight people, of whom one leaves, one comes late, and one
/// disturbs. The server is killed while they write. What the minutes say is exactly what they gave.
/// </summary>
public sealed class WorkshopStoryTest(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    const string Purpose = "How can young people have a say in how they are policed?";
    const string Nuisance = "You are all fools & this is <b>rubbish</b>";
    const string MoreNuisance = "More rubbish from me";
    const string Asked = "Ask the council for a date";

    /// <summary>Two of each who is there in the first round but the one who disturbs, who has one; one of each in the second; three more.</summary>
    const int Statements = 21;

    readonly Screens screens = new("workshop");
    readonly Written written = new();
    readonly Queue<string> statements = [];

    [Fact]
    public async Task Nine_people_go_from_the_check_in_to_the_next_steps_and_the_minutes_hold_what_they_gave_and_nothing_else()
    {
        await using var scene = await WorkshopScene.OpenAsync(chromium);
        var (texts, source) = EndToEnd.Statements.Take(Statements);
        output.WriteLine($"Written: {source}.");
        texts.ToList().ForEach(statements.Enqueue);

        var room = await OpenRoomAsync(scene);
        await CheckInAsync(scene);
        await FirstRoundAsync(scene);
        await SecondRoundAsync(scene, room);
        await ThirdRoundAsync(scene);
        await HarvestAsync(scene);
        var groups = await ClusterAsync(scene);
        var given = await VoteAsync(scene, groups);
        await StepAsync(scene, given);
        await ReadMinutesAsync(scene, room, given);

        Assert.Empty(scene.Complaints);
        await StopsQuietlyAsync(scene, room, texts);
    }

    async Task<Uri> OpenRoomAsync(WorkshopScene scene)
    {
        var ann = scene.Ann;
        await ann.Page.GotoAsync(scene.Bot.Address.ToString());
        await ann.SendAsync(ann.Page.Locator("form[action='/rooms'] button"));
        var room = new Uri(ann.Page.Url);
        await Task.WhenAll(scene.First.Select(guest => guest.EnterAsync(room)));

        var form = ann.Page.Locator("#form-session");
        await ann.PressAsync(ann.Page.Locator("details", new() { Has = form }).Locator("summary"));
        await ann.WriteAsync(form.Locator("[name=question]"), Purpose);
        await ann.WriteAsync(form.Locator("[name=influence]"), "The rules for stops in our borough");
        await screens.TakeAsync(ann.Page, "start");
        await RoomReading.IsAccessibleAsync(ann.Page);
        await WorkshopScene.AllSeeAsync(scene.First, () => ann.SendAsync(form.Locator("button[name=press]")));
        return room;
    }

    async Task CheckInAsync(WorkshopScene scene)
    {
        await Task.WhenAll(scene.First.Select((guest, i) => guest.AnswerAsync(i % 2 == 0 ? "green" : "yellow")));
        await Expect(scene.Ann.Card(Purpose)).ToContainTextAsync(scene.Max.Name!); // ! he has a name
        await screens.TakeAsync(scene.Ann.Page, "check-in");
        await screens.TakeAsync(scene.Bo.Page, "check-in-phone");
        await NextAsync(scene, scene.First);
    }

    /// <summary>Seven people begin a sheet each; the facilitator rings for those who are done.</summary>
    async Task FirstRoundAsync(WorkshopScene scene)
    {
        await Task.WhenAll(scene.Writers.Select(guest => new Sheet(guest).TakeAsync()));
        await screens.GlanceAsync(scene.Bo.Page, "new-sheet-phone");
        var rows = scene.Writers.ToDictionary(guest => guest, guest => guest == scene.Eve ? [Nuisance, statements.Dequeue()] : Two());
        await Task.WhenAll(rows.Select(async row =>
        {
            await new Sheet(row.Key).WriteAsync(row.Value);
            await new Sheet(row.Key).HandInAsync();
        }));
        rows.Values.SelectMany(row => row).ToList().ForEach(idea => written.Wrote(idea));
        written.Hid(Nuisance);
        await Expect(scene.Ann.Card(Purpose)).ToContainTextAsync("7 of the 7 sheets of this round are handed in.");
        await screens.TakeAsync(scene.Dora.Page, "waiting-dark");
        await screens.TakeAsync(scene.Ann.Page, "first-round-facilitator");

        await WorkshopScene.AllSeeAsync([scene.Ann, .. scene.Writers], () => TypeAsync(scene.Ann, "bell"));
    }

    ImmutableArray<string> Two() => [statements.Dequeue(), statements.Dequeue()];

    /// <summary>One has left, one has come, and whoever gets the sheet of the one who disturbs tells its number.</summary>
    async Task SecondRoundAsync(WorkshopScene scene, Uri room)
    {
        await scene.Zoe.EnterAsync(room);
        await new Sheet(scene.Zoe).TakeAsync();
        var sheets = await Task.WhenAll(scene.Stayed.Add(scene.Max).Select(async guest => (Guest: guest, On: await new Sheet(guest).ReadAsync())));
        Assert.All(sheets, sheet => Assert.Equal(sheet.Guest == scene.Zoe, sheet.On.IsEmpty)); // she got a new one, as all others are taken
        var (reader, on) = Assert.Single(sheets, sheet => sheet.On.Any(idea => idea.Text == Nuisance));
        await screens.TakeAsync(reader.Page, "second-sheet");
        await scene.Max.Page.CloseAsync();
        var number = on.First(idea => idea.Text == Nuisance).Number;
        await WorkshopScene.AllSeeAsync(scene.Last, () => TypeAsync(scene.Ann, $"hide {number}"));
        await WorkshopScene.AllSeeAsync(scene.Last, () => TypeAsync(scene.Ann, $"mute {number}"));
        await Task.WhenAll(scene.Stayed.Select(guest => Expect(guest.Page.Locator("body")).Not.ToContainTextAsync(Nuisance)));

        await Task.WhenAll(scene.Stayed.Select(guest => AddAsync(guest, guest == scene.Eve ? MoreNuisance : statements.Dequeue())).ToList());
        written.Hid(MoreNuisance);
        await Expect(scene.Ann.Card(Purpose)).ToContainTextAsync("7 of the 8 sheets of this round are handed in."); // nobody is there for the eighth
        await WorkshopScene.AllSeeAsync(scene.Last, () => scene.Ann.SendAsync(scene.Ann.Page.Locator(".console button[value*='|bell|']")));
    }

    async Task AddAsync(Guest guest, string idea)
    {
        var sheet = new Sheet(guest);
        var on = (await sheet.ReadAsync()).FirstOrDefault();
        await sheet.WriteAsync(idea);
        if (on.Text is not null)
        {
            await sheet.BuildOnAsync(on.Number);
        }

        await sheet.HandInAsync();
        written.Wrote(idea, on.Text);
    }

    /// <summary>Two have written and not handed in when the server dies. The last to hand in ends the round for all.</summary>
    async Task ThirdRoundAsync(WorkshopScene scene)
    {
        var (bos, doras) = (statements.Dequeue(), statements.Dequeue());
        await new Sheet(scene.Bo).WriteAsync(bos);
        await new Sheet(scene.Dora).WriteAsync(doras);
        await scene.Bot.KillAsync();
        await scene.Bot.StartAgainAsync();
        await RoomReading.FitsAsync(scene.Bo.Page);
        await screens.TakeAsync(scene.Bo.Page, "third-sheet-phone");

        await Task.WhenAll(scene.Stayed.Remove(scene.Pim).Select(guest => new Sheet(guest).HandInAsync()));
        await Expect(scene.Ann.Card(Purpose)).ToContainTextAsync("6 of the 7 sheets of this round are handed in."); // her page found the server again
        written.Wrote(bos);
        written.Wrote(doras);
        await WorkshopScene.AllSeeAsync(scene.Last, () => new Sheet(scene.Pim).HandInAsync());
    }

    /// <summary>In the last round whoever holds a sheet stars its best two.</summary>
    async Task HarvestAsync(WorkshopScene scene)
    {
        await screens.TakeAsync(scene.Kim.Page, "harvest");
        await screens.TakeAsync(scene.Layla.Page, "harvest-without-script");
        await RoomReading.IsAccessibleAsync(scene.Kim.Page);
        await Task.WhenAll(scene.Stayed.Select(async guest =>
        {
            var sheet = new Sheet(guest);
            var on = await sheet.ReadAsync();
            Assert.DoesNotContain(on, idea => written.Hidden.Contains(idea.Text));
            ImmutableArray<(int Number, string Text)> best = [.. on.Take(2)];
            await sheet.StarAsync([.. best.Select(idea => idea.Number)]);
            await sheet.HandInAsync();
            written.Stars([.. best.Select(idea => idea.Text)]);
        }));
        await NextAsync(scene, scene.Last);
    }

    /// <returns>The groups' names by their letters.</returns>
    async Task<ImmutableArray<string>> ClusterAsync(WorkshopScene scene)
    {
        var (ann, kim) = (scene.Ann, scene.Kim);
        await screens.TakeAsync(ann.Page, "clusters-proposed");
        await screens.GlanceAsync(scene.Zoe.Page, "late-and-on-no-list-phone");
        await scene.Zoe.GiveAsync(scene.Zoe.Page.Locator("button[value$='|join|']")); // she came while nobody was named
        await Expect(scene.Zoe.Page.Locator("button[value$='|join|']")).ToHaveCountAsync(0);
        await screens.TakeAsync(scene.Bo.Page, "clusters-phone");
        var move = kim.Page.Locator("form[id$='-move']");
        await kim.ChooseAsync(move.Locator("[name=idea]"), "1");
        await kim.WriteAsync(move.Locator("[name=more]"), "2");
        await kim.ChooseAsync(move.Locator("[name=to]"), "new");
        await kim.WriteAsync(move.Locator("[name=name]"), "Speaking up");
        await WorkshopScene.AllSeeAsync(scene.Last, () => kim.GiveAsync(move.Locator("button[name=press]")));

        var group = ann.Page.Locator("form[id$='-group']");
        await ann.PressAsync(ann.Page.Locator("details", new() { Has = group }).Locator("summary"));
        var first = await group.Locator("[name=group] option").Nth(1).GetAttributeAsync("value");
        await ann.ChooseAsync(group.Locator("[name=group]"), first!); // ! the proposal has groups
        await ann.WriteAsync(group.Locator("[name=name]"), "Listening");
        await WorkshopScene.AllSeeAsync(scene.Last, () => ann.GiveAsync(group.Locator("button[name=press]")));
        await screens.TakeAsync(ann.Page, "clusters-named");
        await RoomReading.IsAccessibleAsync(ann.Page);
        await NextAsync(scene, scene.Last);
        return [.. (await scene.Pim.Ballot.Locator("label bdi").AllInnerTextsAsync()).Order(StringComparer.Ordinal).Select(label => label[3..])];
    }

    async Task<Given> VoteAsync(WorkshopScene scene, ImmutableArray<string> groups)
    {
        Assert.Contains("Listening", groups);
        Assert.Contains("Speaking up", groups);
        var given = new Given(groups);
        ImmutableArray<string> named = [.. groups.Select(given.Named)];
        var dots = int.Parse(await scene.Pim.Ballot.GetAttributeAsync("data-dots") ?? "", System.Globalization.CultureInfo.InvariantCulture);
        await screens.TakeAsync(scene.Pim.Page, "vote");
        await screens.TakeAsync(scene.Bo.Page, "vote-phone");
        await RoomReading.FitsAsync(scene.Bo.Page);
        await Task.WhenAll(scene.Last.Select(async (guest, i) =>
        {
            var other = 1 + (i % (groups.Length - 1));
            (string, int)[] ballot = [(named[0], 1), .. dots > 1 ? [(named[other], 1)] : Array.Empty<(string, int)>()];
            await guest.MarkAsync(named, ballot);
            await guest.HandInAsync();
        }));
        foreach (var (i, guest) in scene.Last.Index())
        {
            var other = groups[1 + (i % (groups.Length - 1))];
            given.Took(guest.Name!, dots > 1 ? [(groups[0], 1), (other, 1)] : [(groups[0], 1)]); // ! all have names
        }

        await Expect(scene.Ann.Card(Purpose)).ToContainTextAsync("8 people have voted.");
        await NextAsync(scene, scene.Last);
        return given;
    }

    /// <summary>One is asked and accepts, one takes what was picked, one is asked and declines.</summary>
    async Task StepAsync(WorkshopScene scene, Given given)
    {
        await screens.TakeAsync(scene.Dora.Page, "steps-dark");
        await StepAsync(scene, scene.Ann, Asked, scene.Kim.Name!); // ! she has a name
        await Expect(scene.Kim.Page.Locator("form[id$='-decline']")).ToContainTextAsync(Asked);
        await screens.TakeAsync(scene.Kim.Page, "asked-for-a-step");
        await WorkshopScene.AllSeeAsync(scene.Last, () => scene.Kim.SendAsync(scene.Kim.Page.Locator("button[value*='|accept|']")));

        var form = scene.Bo.Page.Locator("form[id$='-add']");
        await scene.Bo.ChooseAsync(form.Locator("[name=suggestion]"), "0");
        await scene.Bo.ChooseAsync(form.Locator("[name=owner]"), "me");
        await WorkshopScene.AllSeeAsync(scene.Last, () => scene.Bo.GiveAsync(form.Locator("button[name=press]")));
        Assert.Contains(given.Tally[0].Option, await scene.Ann.Card(Purpose).InnerTextAsync(), StringComparison.Ordinal);

        await StepAsync(scene, scene.Dora, "Print the minutes", scene.Zoe.Name!); // ! she has a name
        await screens.GlanceAsync(scene.Zoe.Page, "asked-for-a-step-phone");
        await WorkshopScene.AllSeeAsync(scene.Last, () => scene.Zoe.SendAsync(scene.Zoe.Page.Locator("button[value*='|decline|']")));
        await screens.TakeAsync(scene.Ann.Page, "steps");
        await WorkshopScene.AllSeeAsync(scene.Last, () => scene.Ann.SendAsync(scene.Ann.Page.Locator(".console button[value*='|close|']")));
    }

    static async Task StepAsync(WorkshopScene scene, Guest by, string what, string owner)
    {
        var form = by.Page.Locator("form[id$='-add']");
        await by.WriteAsync(form.Locator("[name=what]"), what);
        await form.Locator("[name=owner]").SelectOptionAsync(new SelectOptionValue { Label = owner });
        await WorkshopScene.AllSeeAsync(scene.Last, () => by.GiveAsync(form.Locator("button[name=press]")));
    }

    async Task ReadMinutesAsync(WorkshopScene scene, Uri room, Given given)
    {
        await screens.TakeAsync(scene.Ann.Page, "closed");
        await RoomReading.MinutesAreOfAllAsync(scene.Last, Purpose, (scene.Ann, scene.Bo), screens, given.Tally);
        foreach (var guest in scene.Last)
        {
            var parts = (await MinutesPart.AllAsync(guest.Page))[^5..];
            Assert.Equal(written.Starred, parts[1].Facts.Select(fact => Unremarked(fact.Text)).ToImmutableSortedSet());
            Assert.Equal(written.Kept, parts[2].Facts.Select(fact => fact.Text).ToImmutableSortedSet());
            Assert.Equal([Asked, given.Tally[0].Option, "Print the minutes"], parts[4].Facts.Select(fact => fact.Text.Split(" – ")[0]));
            var raw = await RoomReading.RawAsync(guest, room) + await RoomReading.RawAsync(guest, new Uri(guest.Page.Url));
            Assert.All(["rubbish", "fools"], word => Assert.DoesNotContain(word, raw, StringComparison.Ordinal));
        }

        var english = (await MinutesPart.AllAsync(scene.Ann.Page))[^5..];
        Assert.Contains($"{written.Kept.Count} ideas on 8 sheets; {written.BuiltPercent} % build on an earlier one.", english[1].Lines);
        string[] owners = ["Kimberly does it; open", "Bohdan does it; open", "nobody does it yet; open"];
        Assert.Equal(owners, english[4].Facts.Select(fact => fact.Text.Split(" – ")[^1]));
    }

    // "Paint it (builds on 417, starred)"
    string Unremarked(string line) => written.Kept.Where(idea => line.StartsWith(idea, StringComparison.Ordinal)).MaxBy(idea => idea.Length) ?? line;

    static async Task TypeAsync(Guest guest, string line)
    {
        await guest.WriteAsync(guest.Page.Locator("#command [name=text]"), line);
        await guest.SendAsync(guest.Page.Locator("#command button"));
    }

    static Task NextAsync(WorkshopScene scene, IEnumerable<Guest> all) =>
        WorkshopScene.AllSeeAsync(all, () => scene.Ann.SendAsync(scene.Ann.Page.Locator(".console button[value*='|next|']")));

    static async Task StopsQuietlyAsync(WorkshopScene scene, Uri room, ImmutableArray<string> texts)
    {
        await scene.Bot.StopAsync();
        IEnumerable<string> names = scene.First.Add(scene.Zoe).Select(guest => guest.Name).OfType<string>();
        string[] unsaid = [.. names, .. texts, Purpose, Asked, "rubbish", room.AbsolutePath];
        Assert.All(unsaid, said => Assert.DoesNotContain(said, scene.Bot.Printed, StringComparison.Ordinal));
    }
}
