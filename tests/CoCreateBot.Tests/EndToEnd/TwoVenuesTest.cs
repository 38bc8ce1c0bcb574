using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CoCreateBot.Tests.Cards.Html;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// One session in a Slack channel and in a web room at once, from the charter to the minutes: whoever steers does so in Slack, and it happens in both.
/// There is one tally, and the minutes say the same in both places. The channel stays within the noise budget.
/// </summary>
public sealed partial class TwoVenuesTest(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    const string Purpose = "How can young people have a say in how they are policed?";
    const string Influence = "The rules for stops in our borough";
    const string Asked = "Ask the council for a date";
    const string Here = "Speaking up";
    const string There = "Listening";

    /// <summary>
    /// One of each writer in the first round and one in the second. A message in Slack holds 12,000 bytes, and minutes beyond that are cut at their end,
    /// where the result of the vote and the steps stand; those of some dozen ideas are. The room's are whole at any length.
    /// </summary>
    const int Statements = 8;

    /// <summary>Those are written of so many that are nearest to this length: very short ones tell of people and are no ideas.</summary>
    const int StatementsRead = 28;
    const int StatementLength = 70;

    /// <summary>PRODUCT's noise budget: at most so many posts of a session in the channel.</summary>
    const int ChannelPostsMax = 4;

    /// <summary>One bell for each activity but the first, and the minutes.</summary>
    const int ThreadPosts = 5;

    const string NothingYet = "0 of the 4 sheets of this round are handed in.";
    const string Bob = "U02BOB";

    readonly Screens screens = new("two-venues-web");
    readonly Written written = new();
    readonly Queue<string> statements = [];
    int typed;

    [Fact]
    public async Task Five_people_in_a_channel_and_a_web_room_hold_one_session_and_both_places_tell_the_same()
    {
        await using var scene = await TwoVenuesScene.OpenAsync(chromium);
        var (read, source) = EndToEnd.Statements.Take(StatementsRead);
        ImmutableArray<string> texts = [.. read.OrderBy(text => Math.Abs(text.Length - StatementLength)).Take(Statements)];
        output.WriteLine($"Written: {source}.");
        texts.ToList().ForEach(statements.Enqueue);

        await OpenAsync(scene);
        await CheckInAsync(scene);
        await FirstRoundAsync(scene);
        await SecondRoundAsync(scene);
        await ThirdRoundAsync(scene);
        await HarvestAsync(scene);
        var given = await VoteAsync(scene, await ClusterAsync(scene));
        await StepAsync(scene, given);
        await ReadMinutesAsync(scene, given);

        Assert.Empty(scene.Complaints);
        await StaysQuietAsync(scene);
        await scene.Slack.Bot.StopAsync();
        string[] unsaid = [.. scene.Guests.Select(guest => guest.Name).OfType<string>(), .. texts, Purpose, Asked, "Alice", Bob];
        Assert.All(unsaid, said => Assert.DoesNotContain(said, scene.Slack.Bot.Printed, StringComparison.Ordinal));
    }

    /// <summary>The charter is agreed on in the channel, and the link to the room goes to its facilitator alone.</summary>
    async Task OpenAsync(TwoVenuesScene scene)
    {
        var (alice, bob) = (scene.Slack.Alice, scene.Slack.Bob);
        await TypeAsync(scene, $"session \"{Purpose}\" ideas live");
        await Expect(bob.Card(Purpose)).ToBeVisibleAsync();
        await TypeAsync(scene, $"charter influence \"{Influence}\"");
        await scene.Slack.SeeAsync(Influence);
        await TypeAsync(scene, "invite web");
        await scene.Slack.SeeAsync("/r/");
        var (to, said) = Assert.Single(await scene.Slack.Slack.PrivateAsync(), message => Link.IsMatch(message.Text));
        Assert.NotEqual(Bob, to);
        var room = new Uri(Link.Match(said).Value);
        await Task.WhenAll(scene.Guests.Select(guest => guest.EnterAsync(room)));
        await Task.WhenAll(scene.Guests.Select(guest => Expect(guest.Card(Purpose)).ToContainTextAsync(Influence)));
        await scene.Slack.PictureAsync(alice, "invited");
        await screens.TakeAsync(scene.Bo.Page, "arrived-phone");
    }

    async Task CheckInAsync(TwoVenuesScene scene)
    {
        await Task.WhenAll(scene.Guests.Select(guest => guest.AnswerAsync("green")));
        await scene.Slack.Bob.PressAsync(Purpose, "● Green");
        await scene.Slack.Alice.PressAsync(Purpose, "▲ Yellow");
        await Expect(scene.Slack.Bob.Card(Purpose)).ToContainTextAsync("5 people have answered.");
        await Expect(scene.Kim.Card(Purpose)).ToContainTextAsync("5 people have answered.");
        await scene.Slack.PictureAsync(scene.Slack.Bob, "check-in");
        await screens.TakeAsync(scene.Kim.Page, "check-in");
        await SteerAsync(scene, "next");
    }

    /// <summary>The facilitator writes nothing, so she rings for those who do.</summary>
    async Task FirstRoundAsync(TwoVenuesScene scene)
    {
        var rows = scene.Guests.ToDictionary(guest => guest, _ => statements.Dequeue());
        await Task.WhenAll(scene.Guests.Select(async guest =>
        {
            await new Sheet(guest).TakeAsync();
            await new Sheet(guest).WriteAsync(rows[guest]);
            await new Sheet(guest).HandInAsync();
        }));
        var (sheet, bobs) = (BobsSheet(scene), statements.Dequeue());
        await sheet.TakeAsync();
        await sheet.WriteAsync(bobs);
        await scene.Slack.PictureAsync(scene.Slack.Bob, "sheet");
        await sheet.HandInAsync("4 of the 4 sheets of this round are handed in.");
        rows.Values.Append(bobs).ToList().ForEach(idea => written.Wrote(idea));
        await screens.TakeAsync(scene.Bo.Page, "waiting-phone");
        await SteerAsync(scene, "bell");
    }

    /// <summary>The last to hand in does so in the channel, and that rings the bell in the room.</summary>
    async Task SecondRoundAsync(TwoVenuesScene scene)
    {
        var ideas = scene.Guests.ToDictionary(guest => guest, _ => statements.Dequeue());
        await Task.WhenAll(scene.Guests.Select(async guest =>
        {
            var on = (await new Sheet(guest).ReadAsync())[0];
            await new Sheet(guest).WriteAsync(ideas[guest]);
            await new Sheet(guest).BuildOnAsync(on.Number);
            await new Sheet(guest).HandInAsync();
            written.Wrote(ideas[guest], on.Text);
        }));
        var (sheet, bobs) = (BobsSheet(scene), statements.Dequeue());
        await sheet.TakeAsync();
        var basis = (await sheet.ReadAsync())[0];
        await sheet.WriteAsync(bobs);
        await sheet.BuildOnAsync(basis);
        await scene.Slack.PictureAsync(scene.Slack.Bob, "second-sheet");
        written.Wrote(bobs, Whole(basis));
        await WorkshopScene.AllSeeAsync(scene.Guests, () => sheet.HandInAsync(NothingYet));
    }

    /// <summary>Cells may stay empty, and the sheet goes on all the same.</summary>
    static async Task ThirdRoundAsync(TwoVenuesScene scene)
    {
        await Task.WhenAll(scene.Guests.Select(guest => new Sheet(guest).HandInAsync()));
        var sheet = BobsSheet(scene);
        await sheet.TakeAsync();
        await WorkshopScene.AllSeeAsync(scene.Guests, () => sheet.HandInAsync(NothingYet));
    }

    async Task HarvestAsync(TwoVenuesScene scene)
    {
        await screens.TakeAsync(scene.Kim.Page, "harvest");
        await Task.WhenAll(scene.Guests.Select(async guest =>
        {
            var best = (await new Sheet(guest).ReadAsync())[0];
            await new Sheet(guest).StarAsync(best.Number);
            await new Sheet(guest).HandInAsync();
            written.Stars(best.Text);
        }));
        var sheet = BobsSheet(scene);
        await sheet.TakeAsync();
        var on = await sheet.ReadAsync();
        await sheet.StarAsync(on[0]);
        await scene.Slack.PictureAsync(scene.Slack.Bob, "harvest");
        await sheet.HandInAsync("4 of the 4 sheets of this round are handed in.");
        written.Stars(Whole(on[0]));
        await SteerAsync(scene, "next");
    }

    /// <summary>One group is made in the room and one in the channel.</summary>
    /// <returns>The groups' names by their letters.</returns>
    async Task<ImmutableArray<string>> ClusterAsync(TwoVenuesScene scene)
    {
        var kim = scene.Kim;
        var move = kim.Page.Locator("form[id$='-move']");
        await kim.ChooseAsync(move.Locator("[name=idea]"), "1");
        await kim.WriteAsync(move.Locator("[name=more]"), "2");
        await kim.ChooseAsync(move.Locator("[name=to]"), "new");
        await kim.WriteAsync(move.Locator("[name=name]"), Here);
        await WorkshopScene.AllSeeAsync(scene.Guests, () => kim.GiveAsync(move.Locator("button[name=press]")));
        await scene.Slack.SeeAsync(Here);
        await SteerAsync(scene, $"cluster new \"{There}\" 3 4");
        await scene.Slack.SeeAsync(There);
        await SteerAsync(scene, "cluster new \"Trust\" 5"); // four groups at least, whatever was proposed: three would have one choice each, and no dots
        await SteerAsync(scene, "cluster new \"Training\" 6");
        await scene.Slack.PictureAsync(scene.Slack.Bob, "clusters");
        await screens.TakeAsync(scene.Bo.Page, "clusters-phone");
        await SteerAsync(scene, "next");
        await Expect(scene.Pim.Ballot.Locator("label bdi").First).ToBeVisibleAsync();
        return [.. (await scene.Pim.Ballot.Locator("label bdi").AllInnerTextsAsync()).Order(StringComparer.Ordinal).Select(label => label[3..])];
    }

    /// <summary>Alice types her ballot, Bob gives his in the dialog, the others theirs in the room.</summary>
    async Task<Given> VoteAsync(TwoVenuesScene scene, ImmutableArray<string> groups)
    {
        Assert.Contains(Here, groups);
        Assert.Contains(There, groups);
        var given = new Given(groups);
        ImmutableArray<string> named = [.. groups.Select(given.Named)];
        var dots = int.Parse(await scene.Pim.Ballot.GetAttributeAsync("data-dots") ?? "", CultureInfo.InvariantCulture);
        var others = Math.Min(dots - 1, 1);
        await Task.WhenAll(scene.Guests.Select(async (guest, i) =>
        {
            await guest.MarkAsync(named, (named[0], 1), (named[Other(i)], others));
            await guest.HandInAsync();
        }));
        scene.Guests.Index().ToList().ForEach(one => given.Took(one.Item.Name!, (groups[0], 1), (groups[Other(one.Index)], others))); // ! all have names
        await screens.TakeAsync(scene.Pim.Page, "voted");

        await TypeAsync(scene, $"vote A{(others > 0 ? $" {(char)('A' + Other(3))}" : "")}");
        given.Took("alice", (groups[0], 1), (groups[Other(3)], others));
        await Expect(scene.Slack.Bob.Card(Purpose)).ToContainTextAsync("4 people have voted.");
        await scene.Slack.Bob.PressAsync(Purpose, "Vote");
        await scene.Slack.Bob.SetAsync([.. named.Select((option, i) => (option, i == 0 ? 1 : i == Other(4) ? others : 0))]);
        given.Took("bob", (groups[0], 1), (groups[Other(4)], others));
        await scene.Slack.PictureAsync(scene.Slack.Bob, "ballot");
        await scene.Slack.HandInAsync(scene.Slack.Bob);
        await Expect(scene.Slack.Bob.Card(Purpose)).ToContainTextAsync("5 people have voted.");
        await Expect(scene.Kim.Card(Purpose)).ToContainTextAsync("5 people have voted.");
        await SteerAsync(scene, "next");
        return given;

        int Other(int person) => 1 + (person % (groups.Length - 1));
    }

    /// <summary>Somebody in the room is asked from the channel, and accepts there; another takes what was picked.</summary>
    async Task StepAsync(TwoVenuesScene scene, Given given)
    {
        await SteerAsync(scene, $"steps \"{Asked}\" by {scene.Kim.Name}");
        await Expect(scene.Kim.Page.Locator("form[id$='-decline']")).ToContainTextAsync(Asked);
        await screens.TakeAsync(scene.Kim.Page, "asked-for-a-step");
        await WorkshopScene.AllSeeAsync(scene.Guests, () => scene.Kim.SendAsync(scene.Kim.Page.Locator("button[value*='|accept|']")));
        var form = scene.Bo.Page.Locator("form[id$='-add']");
        await scene.Bo.ChooseAsync(form.Locator("[name=suggestion]"), "0");
        await scene.Bo.ChooseAsync(form.Locator("[name=owner]"), "me");
        await WorkshopScene.AllSeeAsync(scene.Guests, () => scene.Bo.GiveAsync(form.Locator("button[name=press]")));
        await Expect(scene.Slack.Bob.Card(Purpose)).ToContainTextAsync("2 steps; 0 open and not accepted yet");
        Assert.Contains(given.Tally[0].Option, await scene.Kim.Card(Purpose).InnerTextAsync(), StringComparison.Ordinal);
        await SteerAsync(scene, "close");
    }

    async Task ReadMinutesAsync(TwoVenuesScene scene, Given given)
    {
        var bob = scene.Slack.Bob;
        await Expect(bob.Card(Purpose).Locator(".thread-summary")).ToContainTextAsync($"{ThreadPosts} replies");
        await bob.OpenThreadAsync(Purpose);
        await scene.Slack.PictureAsync(bob, "minutes");
        await RoomReading.MinutesAreOfAllAsync(scene.Guests, Purpose, (scene.Kim, scene.Bo), screens, given.Tally);

        var parts = (await MinutesPart.AllAsync(scene.Kim.Page))[^5..];
        Assert.Equal(written.Kept, parts[2].Facts.Select(fact => fact.Text).ToImmutableSortedSet());
        Assert.Contains($"{Statements} ideas on 4 sheets; {written.BuiltPercent} % build on an earlier one.", parts[1].Lines);
        var minutes = (await scene.Slack.Slack.MessagesAsync())[^1];
        var inSlack = Facts(minutes.Lines.SkipWhile(line => line != parts[0].Title));
        var inTheRoom = Facts(parts.SelectMany(part =>
            part.Lines.Prepend(part.Title).Concat(part.Facts.Select(fact => fact.Name.Length > 0 ? $"{fact.Name}: {fact.Text}" : fact.Text))));
        output.WriteLine(string.Join('\n', inTheRoom));
        Assert.Equal(inTheRoom, inSlack);
        Assert.All(written.Starred, idea => Assert.Contains(inSlack, line => line.Contains(idea, StringComparison.Ordinal)));
        Assert.All(given.Tally, sum => Assert.Contains(sum.Figure, inSlack));
    }

    /// <summary>Line by line, in the order of their words, and without the bars, which each venue draws in its own way.</summary>
    static ImmutableArray<string> Facts(IEnumerable<string> lines) =>
    [
        .. lines.SelectMany(line => line.Split('\n')).Select(line => line.Trim('▇', ' ')).Where(line => line.Length > 0).Order(StringComparer.Ordinal),
    ];

    /// <summary>Nobody is told anything but in answer to what they did; in the channel stands one post that is edited.</summary>
    async Task StaysQuietAsync(TwoVenuesScene scene)
    {
        var posts = await scene.Slack.Slack.MessagesAsync();
        Assert.InRange(posts.Count(post => post.Thread is null), 1, ChannelPostsMax);
        Assert.Equal(ThreadPosts, posts.Count(post => post.Thread is not null));
        var calls = await scene.Slack.Slack.CallsAsync();
        var told = (await scene.Slack.Slack.PrivateAsync()).CountBy(message => message.To).ToDictionary();
        output.WriteLine($"In the channel: {posts.Count(post => post.Thread is null)}; in its thread: {posts.Count(post => post.Thread is not null)}.");
        output.WriteLine($"Answers seen by one person alone: {string.Join(", ", told.Select(one => $"{one.Key} {one.Value}"))}.");
        output.WriteLine($"Calls: {string.Join(", ", calls.CountBy(call => call).Select(one => $"{one.Key} {one.Value}"))}.");
        Assert.DoesNotContain("chat.postEphemeral", calls);
        Assert.DoesNotContain("conversations.open", calls);
        Assert.Equal(posts.Count, calls.Count(call => call == "chat.postMessage"));
        // Each command of hers has its answer, on a slow machine in two parts, as Slack waits for three seconds only. Bob only pressed.
        Assert.InRange(Assert.Single(told).Value, typed, 2 * typed);
    }

    /// <summary>The facilitator types it in the channel, and all who are in the room see it.</summary>
    Task SteerAsync(TwoVenuesScene scene, string line) => WorkshopScene.AllSeeAsync(scene.Guests, () => TypeAsync(scene, line));

    Task TypeAsync(TwoVenuesScene scene, string line)
    {
        typed++;
        return scene.Slack.Alice.SayAsync("/cocreate " + line);
    }

    static SlackSheet BobsSheet(TwoVenuesScene scene) => new(scene.Slack, scene.Slack.Bob, Purpose);

    // A list shows only its beginning.
    string Whole(string excerpt) => written.Kept.Single(idea => idea.StartsWith(excerpt, StringComparison.Ordinal));

    [GeneratedRegex("http://[0-9.:]+/r/[a-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    static partial Regex Link { get; }
}
