using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Tests.Pretend;
using CoCreateBot.Tests.Storage;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>
/// Teams cannot be asked whether a post is there whose answer was lost: it is posted again, and two cards stand. What is given on either counts, once, and in
/// the end one of them is the card and the other says so.
/// </summary>
public sealed class TeamsOrphansTest
{
    const string Post = "POST activities";
    const string Edit = "PUT activities";
    const string Twice = "posted twice";
    const string OtherName = "1:1aEb_t8xYcdQWHv96vLan89Vq2bzTp3wih6Cu23Gxk_I";

    public static TheoryData<string> Kinds => [.. TeamsPlaces.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_pressed_on_the_one_that_is_not_kept_counts_once_and_one_card_is_left(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        var (first, kept) = await StartTwiceAsync(story, place);
        var old = AsItIs(first);

        var fresh = await story.Ann.PressAsync(place, old, "Green", "f:1");
        await story.PassUntilAsync(() => Says(first, Twice) && Says(kept, "1 person"), "one card, and one that says so");
        var again = await story.Ann.PressAsync(place, old, "Green", "f:1"); // Teams repeats itself
        await story.Ann.PressAsync(place, old, "Green"); // and their screen is old

        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)fresh["type"]);
        Assert.Contains("1 person", TeamsStory.TextOf(fresh), StringComparison.Ordinal);
        Assert.Contains("1 person", TeamsStory.TextOf(again), StringComparison.Ordinal);
        Assert.Equal(2, Roots(place).Length);
        await story.Ann.SayAsync(place, "close");
        await story.PassUntilAsync(() => Slot(kept.Card) is null, "it is over on the card");
        Assert.True(Says(first, Twice), TeamsStory.TextOf(first.Card));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_dialog_that_it_opens_counts_as_well(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        var (first, kept) = await StartTwiceAsync(story, place, "vote \"Which first?\" Paint | Garden");

        var dialog = await story.Ann.OpenAsync(place, AsItIs(first), "Vote");
        var left = await story.Ann.HandInAsync(place, first, dialog, ("Your choice", "Garden"));

        Assert.Null(left);
        await story.PassUntilAsync(() => Says(first, Twice) && Says(kept, "1 person has voted"), "one card, and one that says so");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task After_a_start_it_is_so_as_well(string kind)
    {
        var before = await TeamsStory.BeginAsync();
        var place = before.Place(kind);
        var (first, kept) = await StartTwiceAsync(before, place);
        await using var story = await before.RestartAsync();

        await story.Ann.PressAsync(place, AsItIs(first), "Green");

        await story.PassUntilAsync(() => Says(first, Twice) && Says(kept, "1 person"), "one card, and one that says so");
        Assert.Equal(2, Roots(place).Length);
    }

    [Fact]
    public async Task What_a_process_did_not_come_to_say_the_next_one_does()
    {
        var before = await TeamsStory.BeginAsync();
        var (first, kept) = await StartTwiceAsync(before, before.Channel);
        before.Teams.Trouble(Edit, [.. Enumerable.Repeat(new PretendTrouble.NoConnection(), 3)]);
        await before.Ann.PressAsync(before.Channel, AsItIs(first), "Green");

        await using var story = await before.RestartAsync();

        await story.PassUntilAsync(() => Says(first, Twice) && Says(kept, "1 person"), "one card, and one that says so");
    }

    [Fact]
    public async Task Pressed_before_another_one_is_posted_it_is_the_card()
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Teams.Trouble(Post, new PretendTrouble.LoseAnswer(), new PretendTrouble.NoConnection());
        var starting = story.Ann.MentionAsync(story.Channel, "checkin");
        await story.PassUntilAsync(() => story.Teams.Called.Count(call => call == Post) == 2, "it is posted again, and that fails");

        await story.Bob.PressAsync(story.Channel, AsItIs(story.Channel.Root), "Green");

        await story.PassUntilAsync(() => Says(story.Channel.Root, "1 person"), "it is kept up to date");
        await starting;
        Assert.Single(Roots(story.Channel));
    }

    [Fact]
    public async Task Where_it_is_gone_meanwhile_the_card_is_posted_anew()
    {
        await using var story = await TeamsStory.BeginAsync();
        story.Teams.Trouble(Post, new PretendTrouble.LoseAnswer(), new PretendTrouble.NoConnection());
        var starting = story.Ann.MentionAsync(story.Channel, "checkin");
        await story.PassUntilAsync(() => story.Teams.Called.Count(call => call == Post) == 2, "it is posted again, and that fails");
        var lost = AsItIs(story.Channel.Root);
        story.Channel.Root.IsDeleted = true;

        await story.Bob.PressAsync(story.Channel, lost, "Green");

        await story.PassUntilAsync(() => Roots(story.Channel) is [var one] && Says(one, "1 person"), "another one");
        await starting;
    }

    [Fact]
    public async Task One_that_Teams_does_not_let_us_edit_is_left_alone_and_the_card_goes_on()
    {
        await using var story = await TeamsStory.BeginAsync();
        var (first, kept) = await StartTwiceAsync(story, story.Channel);
        var old = AsItIs(first);
        first.IsDeleted = true;

        await story.Bob.PressAsync(story.Channel, old, "Green");
        await story.PassUntilAsync(() => Says(kept, "1 person"), "the card goes on");
        await story.Ann.PressAsync(story.Channel, old, "Yellow");

        await story.PassUntilAsync(() => Says(kept, "2 people"), "the card goes on");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    public async Task No_more_than_so_many_are_kept_whoever_sends_what(int pressed)
    {
        var store = new MemoryStore();
        await using var story = await TeamsStory.BeginAsync(store);
        var (card, _) = await StartTwiceAsync(story, story.Channel);
        for (var n = 0; n < pressed; n++)
        {
            await story.Bob.PressAsync(story.Channel, AsItIs(card, $"{100 + n}"), "Green");
        }

        var entry = Assert.Single(await store.Directory.InVenueAsync(TeamsPlaces.VenueOf(story.Channel), 9, default));
        Assert.Equal(20, (await store.Posts.ReadAsync(entry.Session, default)).Count(slot => slot.Slot.StartsWith("orphan-1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_no_answer_was_lost_there_is_none_whatever_a_client_calls_the_card()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("checkin");

        await story.Bob.PressAsync(story.Channel, AsItIs(card, OtherName), "Green");

        await story.PassUntilAsync(() => Says(card, "1 person"), "it counts");
        var entry = Assert.Single(await story.Store.Directory.InVenueAsync(TeamsPlaces.VenueOf(story.Channel), 9, default));
        Assert.DoesNotContain(await story.Store.Posts.ReadAsync(entry.Session, default), slot => slot.Slot.StartsWith("orphan-", StringComparison.Ordinal));
    }

    /// <summary>Teams has two names for one message, and tells one or both.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_card_itself_is_none_by_whichever_of_its_names_it_is_known(string kind)
    {
        await using var story = await TeamsStory.BeginAsync();
        var place = story.Place(kind);
        var (_, kept) = await StartTwiceAsync(story, place);

        await story.Ann.SendAsync(Named(story.Ann.Presses(place, AsItIs(kept), "Green"), OtherName, kept.Id));

        var entry = Assert.Single(await story.Store.Directory.InVenueAsync(TeamsPlaces.VenueOf(place), 9, default));
        Assert.DoesNotContain(
            await story.Store.Posts.ReadAsync(entry.Session, default), slot => slot.Slot.StartsWith("orphan-1", StringComparison.Ordinal));
        await story.PassUntilAsync(() => Says(kept, "1 person"), "it counts");
    }

    [Fact]
    public async Task Told_by_the_other_name_alone_nobody_can_say_that_it_is_not_the_card()
    {
        await using var story = await TeamsStory.BeginAsync();
        var (_, kept) = await StartTwiceAsync(story, story.Channel);
        kept.OtherId = OtherName;

        await story.Bob.PressAsync(story.Channel, AsItIs(kept, OtherName), "Green");

        await story.PassUntilAsync(() => Says(kept, "1 person"), "it counts");
        Assert.False(Says(kept, Twice));
        var entry = Assert.Single(await story.Store.Directory.InVenueAsync(TeamsPlaces.VenueOf(story.Channel), 9, default));
        Assert.DoesNotContain(
            await story.Store.Posts.ReadAsync(entry.Session, default), slot => slot.Slot.StartsWith("orphan-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pressed_while_it_is_posted_it_is_the_card_by_either_of_its_names()
    {
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var store = new MisbehavingStore(new MemoryStore());
        await using var story = await TeamsStory.BeginAsync(store);
        store.Otherwise = async (call, work) =>
        {
            if (call == StoreCall.PostsPut && Roots(story.Channel).Length == 1 && reached.TrySetResult())
            {
                await goOn.Task; // it stands there, and which message it is is not kept yet
            }

            await work();
        };
        var starting = story.Ann.MentionAsync(story.Channel, "checkin");
        await reached.Task;
        var card = story.Channel.Root;
        card.OtherId = OtherName;

        var pressing = story.Bob.SendAsync(Named(story.Bob.Presses(story.Channel, AsItIs(card), "Green"), OtherName, card.Id));
        await pressing;
        goOn.SetResult();
        await starting;

        await story.PassUntilAsync(() => Says(card, "1 person"), "it counts");
        Assert.False(Says(card, Twice));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(OtherName)]
    public async Task Told_by_its_older_name_alone_or_by_both_it_counts_and_one_is_left(string? name)
    {
        await using var story = await TeamsStory.BeginAsync();
        var (first, kept) = await StartTwiceAsync(story, story.Channel);
        var press = story.Ann.Presses(story.Channel, AsItIs(first), "Green");

        await story.Ann.SendAsync(name is null ? Named(press, null, first.Id) : Named(press, first.Id, name));

        await story.PassUntilAsync(() => Says(first, Twice) && Says(kept, "1 person"), "one card, and one that says so");
    }

    [Fact]
    public async Task A_reply_under_it_counts()
    {
        await using var story = await TeamsStory.BeginAsync();
        var (first, kept) = await StartTwiceAsync(story, story.Channel, "ask \"What would help?\" for 2h");
        await story.Bob.OpenAsync(story.Channel, AsItIs(first), "Reply");

        await story.Bob.TellAsync(story.Bob.Reply(story.Channel, "More light", first.Id));

        await story.PassUntilAsync(() => Says(kept, "1 reply"), "it is counted");
    }

    /// <summary>The answer to the first post is lost, so there is a second.</summary>
    static async Task<(PretendActivity First, PretendActivity Kept)> StartTwiceAsync(TeamsStory story, PretendConversation place, string line = "checkin")
    {
        story.Teams.Trouble(Post, new PretendTrouble.LoseAnswer());
        var starting = story.Ann.SayAsync(place, line);
        await story.PassUntilAsync(() => Roots(place).Length == 2, "it is posted again");
        await starting;
        await story.PassUntilAsync(() => place.Saying("For you as facilitator") is not null, "the start is answered");
        return (Roots(place)[0], Roots(place)[1]);
    }

    static ImmutableArray<PretendActivity> Roots(PretendConversation place) =>
        [.. place.Shown.Where(one => one.Thread is null && (Says(one, Twice) || Slot(one.Card) == "root"))];

    static string? Slot(JsonNode? card) =>
        PretendTeamsMember.Typed(card).Select(one => (one["data"] as JsonObject)?["cocreate.slot"]).OfType<JsonValue>().FirstOrDefault()?.ToString();

    static bool Says(PretendActivity message, string text) => TeamsStory.TextOf(message.Card).Contains(text, StringComparison.Ordinal);

    static JsonObject Named(JsonObject press, string? name, string older)
    {
        press["replyToId"] = name;
        press["channelData"]!["legacy"] = new JsonObject { ["replyToId"] = older }; // ! each activity has some
        return press;
    }

    /// <summary>As it stands on somebody's screen that does not follow.</summary>
    static PretendActivity AsItIs(PretendActivity message, string? id = null) =>
        message with { Id = id ?? message.Id, Content = (JsonObject)message.Content.DeepClone() };
}
