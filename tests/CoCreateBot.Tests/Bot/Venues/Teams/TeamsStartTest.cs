using System.Text.Json.Nodes;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Something is started in a dialog, by whoever would not type.</summary>
public sealed class TeamsStartTest
{
    const string Start = "start";
    const string What = "What would you like to start?";
    const string Console = "For you as facilitator";
    const string Check = "Start a check-in";

    static readonly string[] All =
    [
        "Start a session", Check, "Start a vote", "Ask an open question", "Start a brainwriting", "Start 5 Whys", "Start a warm-up", "Plan what comes again",
    ];

    public static TheoryData<string> Kinds => [.. TeamsPlaces.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_button_opens_the_dialog_whose_form_starts_what_was_chosen_and_its_starter_gets_the_console(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        await story.Ann.SayAsync(place, "start");
        var offer = await story.HearAsync(place, "What one needs first");

        var choice = await story.Ann.OpenAsync(place, offer, "Start something");
        var form = await story.Ann.HandInAsync(place, offer, choice, (What, "Start a vote"));
        var end = await story.Ann.HandInAsync(place, offer, form!, ("Question", "Which first?"), ("What to choose from", "Paint\nGarden")); // ! it goes on

        Assert.Null(end);
        Assert.NotNull(place.Saying("Garden"));
        var console = await story.HearAsync(place, Console);
        Assert.Equal(kind == "personal" ? null : story.Ann.Id, console.Reader);
        var closed = await story.Ann.PressAsync(place, console, "Close");
        Assert.Contains("It is closed", TeamsStory.TextOf(closed), StringComparison.Ordinal);
        await story.HearAsync(place, "Nobody voted.");
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task A_mention_without_words_is_answered_to_its_sender_alone(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);

        await story.Ann.MentionAsync(place, "");

        var offer = await story.HearAsync(place, "Start something");
        Assert.Equal(story.Ann.Id, offer.Reader);
        Assert.Empty(place.Shown);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Our_entry_in_Teams_menus_opens_the_same_dialog(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);

        var choice = await story.Ann.ChooseAsync(place, Start);
        Assert.Equal(All.Order(StringComparer.Ordinal), Offers(choice).Order(StringComparer.Ordinal));
        var form = await story.Ann.SubmitAsync(place, Start, choice, fields: (What, Check));
        var end = await story.Ann.SubmitAsync(place, Start, form!); // ! it goes on

        Assert.Null(end);
        await story.HearAsync(place, Console);
        Assert.Single(await OpenAsync(story, place));
    }

    [Theory]
    [InlineData("en-US", What)]
    [InlineData("de-AT", "Was möchten Sie beginnen?")]
    public async Task Each_offer_has_its_form_that_Teams_takes(string locale, string what)
    {
        await using var story = await TeamsStory.BeginAsync();
        var dora = story.Member("Dora", locale);
        var choice = await dora.ChooseAsync(story.Channel, Start);

        Assert.Equal(All.Length, Offers(choice).Count);
        foreach (var offer in Offers(choice))
        {
            var form = await dora.SubmitAsync(story.Channel, Start, choice, fields: (what, offer));

            Assert.Equal("continue", (string?)form?["task"]?["type"]);
            Assert.DoesNotContain(PretendSlack.TextsIn(form), text => text.EndsWith('…')); // nothing was cut
        }
    }

    [Fact]
    public async Task In_a_chat_of_one_s_own_the_dialog_says_that_it_begins_there()
    {
        await using var story = await TeamsStory.BeginAsync();

        Assert.Contains("only you and I", TeamsStory.TextOf(await story.Ann.ChooseAsync(story.Place("personal"), Start)), StringComparison.Ordinal);
        Assert.DoesNotContain("only you and I", TeamsStory.TextOf(await story.Ann.ChooseAsync(story.Channel, Start)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Start a vote", "What to choose from", "Only one", "at least 2 options")]
    [InlineData("Start a session", "Until when?", "some day", "no moment on the calendar")]
    [InlineData("Plan what comes again", "At what time", "noonish", "Write when it comes")]
    public async Task What_is_wrong_is_said_beside_its_input_and_nothing_typed_is_lost(string offer, string label, string value, string says)
    {
        await using var story = await TeamsStory.BeginAsync();
        var form = await FormAsync(story, story.Channel, offer);

        var again = await story.Ann.SubmitAsync(story.Channel, Start, form, fields: [(label, value), ("uestion", "Why not?"), ("What is it about?", "Less")]);

        Assert.Equal("continue", (string?)again?["task"]?["type"]);
        Assert.Equal(value, PretendTeamsMember.ValueOf(again, label));
        var body = again!["task"]!["value"]!["card"]!["content"]!["body"]!.AsArray(); // ! it is a dialog
        var at = body.ToList().FindIndex(part => (string?)part!["type"] == "RichTextBlock" && part["inlines"]![0]!["color"] is not null); // ! no null
        Assert.True(at >= 0, body.ToJsonString());
        Assert.Contains(says, TeamsStory.TextOf(body[at]), StringComparison.OrdinalIgnoreCase);
        var below = body.Skip(at).SelectMany(PretendTeamsMember.Typed).Select(part => (string?)part["label"]).First(one => one is not null);
        Assert.StartsWith(label, below, StringComparison.Ordinal);
        Assert.DoesNotContain("@CoCreate", TeamsStory.TextOf(body[at]), StringComparison.Ordinal); // one is in a form
        Assert.Empty(story.Channel.Messages);
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task Where_the_bot_is_no_member_the_form_stays_and_says_what_to_do_and_the_same_form_starts_it_afterwards(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        place.HasBot = false;
        var form = await FormAsync(story, place, "Start a vote");

        var again = await story.Ann.SubmitAsync(
            place, Start, form, fields: [("Question", "Which first?"), ("What to choose from", "Paint\nGarden")]);

        Assert.Contains("Add me here", TeamsStory.TextOf(again), StringComparison.Ordinal);
        Assert.Equal("Which first?", PretendTeamsMember.ValueOf(again, "Question"));
        Assert.Empty(await OpenAsync(story, place));
        place.HasBot = true;
        Assert.Null(await story.Ann.SubmitAsync(place, Start, again!)); // ! it stayed
        Assert.NotNull(place.Saying("Garden"));
        Assert.Single(await OpenAsync(story, place));
    }

    [Fact]
    public async Task A_chat_between_two_people_is_none_with_the_bot()
    {
        await using var story = await TeamsStory.BeginAsync();
        var own = story.Place("personal");
        await story.Ann.WriteAsync(own, "help");
        await story.HearAsync(own, "What one needs first");
        var two = new PretendConversation($"19:{Guid.NewGuid()}_{Guid.NewGuid()}@unq.gbl.spaces", "personal") { HasBot = false };

        var choice = await story.Ann.ChooseAsync(two, Start);

        Assert.DoesNotContain("only you and I", TeamsStory.TextOf(choice), StringComparison.Ordinal);
        story.Channel.Members.Remove(story.Ann.Id); // so that what is for her alone comes into their chat
        await story.Ann.MentionAsync(story.Channel, "frobnicate");
        await story.HearAsync(own, "frobnicate");
    }

    [Fact]
    public async Task One_between_a_person_and_the_bot_is_whatever_it_is_called()
    {
        await using var story = await TeamsStory.BeginAsync();
        var two = new PretendConversation($"19:{Guid.NewGuid()}_{PretendTeamsKeys.Bot.ToUpperInvariant()}@unq.gbl.spaces", "personal");

        var choice = await story.Ann.ChooseAsync(two, Start);

        Assert.Contains("only you and I", TeamsStory.TextOf(choice), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_hand_in_twice_starts_once_and_is_told_once(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        var form = await FormAsync(story, place, Check);

        Assert.Null(await story.Ann.SubmitAsync(place, Start, form, "f:twice"));
        await story.HearAsync(place, Console);
        Assert.Null(await story.Ann.SubmitAsync(place, Start, form, "f:twice"));
        Assert.Null(await story.Ann.SubmitAsync(place, Start, form, "f:twice"));
        await story.Ann.SayAsync(place, "frobnicate");
        await story.HearAsync(place, "frobnicate");

        Assert.Single(await OpenAsync(story, place));
        Assert.Single(place.Messages, message => TeamsStory.TextOf(message.Card).Contains(Console, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("task/submit")]
    [InlineData("composeExtension/submitAction")]
    public async Task What_comes_back_bent_starts_nothing_and_is_told_in_a_sentence(string call)
    {
        await using var story = await TeamsStory.BeginAsync();
        foreach (var own in new[] { "start|nonsense", "start|", "start", "|", "other|vote", "start|vote|teams:x/19:other", "START|vote", new string('x', 200) })
        {
            await ToldAsync(new JsonObject { ["cocreate.own"] = own, ["question"] = "Which?", ["options"] = "A\nB" });
        }

        foreach (var what in new JsonNode?[] { "nonsense", "", "start", null, new JsonObject() })
        {
            await ToldAsync(new JsonObject { ["cocreate.own"] = "start|start", ["start-what"] = what });
        }

        Assert.Empty(story.Channel.Messages);

        async Task ToldAsync(JsonObject data)
        {
            var answer = await story.Bob.ForgeAsync(story.Channel, call, data);
            Assert.True((string?)answer?["task"]?["type"] == "message", $"{data.ToJsonString()}: {answer?.ToJsonString()}");
        }
    }

    [Fact]
    public async Task The_place_is_that_of_the_activity_whatever_the_dialog_says()
    {
        await using var story = await TeamsStory.BeginAsync();
        var group = story.Place("groupChat");
        var form = await FormAsync(story, story.Channel, Check);

        Assert.Null(await story.Ann.SubmitAsync(group, Start, form, fields: ("Question", "How are we?")));

        Assert.Empty(story.Channel.Messages);
        Assert.NotNull(group.Saying("How are we?"));
    }

    [Fact]
    public async Task While_the_store_is_away_the_dialog_opens_and_what_could_not_be_saved_stays_in_it()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        await story.StartAsync("checkin");
        store.IsDown = true;
        var form = await FormAsync(story, story.Channel, Check);

        var again = await story.Ann.SubmitAsync(story.Channel, Start, form, fields: ("Question", "How are we?"));
        Assert.Contains("could not be saved", TeamsStory.TextOf(again), StringComparison.Ordinal);
        Assert.Equal("How are we?", PretendTeamsMember.ValueOf(again, "Question"));

        store.IsDown = false;
        Assert.Null(await story.Ann.SubmitAsync(story.Channel, Start, again!)); // ! it stayed
        Assert.NotNull(story.Channel.Saying("How are we?"));
    }

    [Fact]
    public async Task While_the_store_is_away_who_asks_in_a_new_place_is_told_so()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        store.IsDown = true;

        var answer = await story.Ann.ChooseAsync(story.Channel, Start);

        Assert.Contains("could not be saved", (string?)answer["task"]!["value"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_opens_although_the_store_hangs()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        var gate = store.HoldNext(StoreCall.DirectoryRead);

        var opening = story.Ann.ChooseAsync(story.Channel, Start);
        await gate.Reached;
        await story.PassUntilAsync(() => opening.IsCompleted, "the dialog");

        Assert.Equal(All.Length, Offers(await opening).Count);
        gate.Open();
    }

    [Fact]
    public async Task A_start_that_takes_longer_than_Teams_waits_is_told_when_it_is_done()
    {
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        var form = await FormAsync(story, story.Channel, Check);
        var gate = store.HoldNext(StoreCall.LogAppend);

        var handing = story.Ann.SubmitAsync(story.Channel, Start, form);
        await gate.Reached;
        await story.PassUntilAsync(() => handing.IsCompleted, "an answer");
        Assert.Contains("takes longer than usual", TeamsStory.TextOf(await handing), StringComparison.Ordinal);
        gate.Open();

        await story.HearAsync(story.Channel, Console);
        Assert.Single(story.Channel.Shown);
    }

    [Fact]
    public async Task Whoever_steers_something_there_can_have_it_played_and_reads_its_minutes()
    {
        await using var story = await TeamsStory.BeginAsync();
        await story.StartAsync("checkin “How was the week?”");

        var form = await FormAsync(story, story.Channel, "Try it with pretend people");
        Assert.Null(await story.Ann.SubmitAsync(story.Channel, Start, form, fields: ("How many", "3")));

        await story.PassUntilAsync(
            () => story.Channel.Messages.Exists(one => one.Reader == story.Ann.Id && TeamsStory.TextOf(one.Card).Contains("How was the week?", StringComparison.Ordinal)),
            "the minutes");
        Assert.DoesNotContain("Try it with pretend people", Offers(await story.Bob.ChooseAsync(story.Channel, Start)));
    }

    static async Task<JsonNode> FormAsync(TeamsStory story, PretendConversation place, string offer) =>
        await story.Ann.SubmitAsync(place, Start, await story.Ann.ChooseAsync(place, Start), fields: (What, offer))
        ?? throw new InvalidOperationException("It goes on.");

    static async Task<IReadOnlyList<CoCreateBot.Storage.DirectoryEntry>> OpenAsync(TeamsStory story, PretendConversation place) =>
    [
        .. (await story.Store.Directory.InVenueAsync(TeamsIds.Venue(PretendTeams.Tenant, place.Id), 9, CancellationToken.None)).Where(one => one.ClosedAt is null),
    ];

    static List<string> Offers(JsonNode dialog) =>
        [.. PretendTeamsMember.Typed(dialog).First(one => one["choices"] is not null)["choices"]!.AsArray().Select(choice => (string)choice!["title"]!)];
}
