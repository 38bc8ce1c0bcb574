using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>From the front door to the minutes, with forms alone.</summary>
public sealed class RoomTest
{
    [Fact]
    public async Task From_the_start_page_to_the_minutes_it_takes_forms_and_nothing_else()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = house.NewVisitor();
        await ann.SeeAsync("/");
        Assert.Contains("Open a room", ann.Page, StringComparison.Ordinal);
        await ann.SendAsync("/rooms");
        Assert.Contains("You are invited", ann.Page, StringComparison.Ordinal);
        await ann.SendAsync($"{ann.Path}/join", ("name", "Ann"));
        Assert.Equal((200, "You are in."), (ann.Status, ann.Notice));

        await ann.TypeAsync("""checkin "How was the week?" """);
        Assert.StartsWith("It is open.", ann.Notice, StringComparison.Ordinal);
        var bo = await house.GuestAsync(ann);
        await bo.PressAsync(bo.Button("answer", "yellow"));
        Assert.Equal((200, "That counts. You can change it until it closes."), (bo.Status, bo.Notice));
        await bo.PressAsync(bo.Button("note"), ("answer", "red"), ("note", "slept badly"));

        await ann.SeeAsync(ann.Room);
        await ann.PressAsync(ann.Button("close"));
        Assert.Equal((200, "It is closed, and the result stands on its card."), (ann.Status, ann.Notice));
        await bo.SeeAsync(bo.Room);
        Assert.Contains("slept badly", bo.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(bo.Presses, press => press.Verb is "answer" or "note" or "close");

        await bo.SeeAsync(MinutesIn(bo));
        Assert.Contains("<h1>Minutes</h1>", bo.Page, StringComparison.Ordinal);
        Assert.Contains("How was the week?", bo.Text, StringComparison.Ordinal);
        Assert.Contains("1 person took part", bo.Text, StringComparison.Ordinal);
        Assert.Contains("slept badly", bo.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_cannot_be_read_does_not_vanish_from_its_room()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var damaged = SessionId.New();
        var venue = new VenueId($"{WebRooms.Platform}:{ann.Room[(ann.Room.LastIndexOf('/') + 1)..]}");
        await house.Store.Log.AppendAsync(damaged, new StoredCommit(1, Guid.NewGuid(), [], "[{\"k\":\"from-the-future\"}]"u8.ToArray()), default);
        await house.Store.Directory.PutAsync(new DirectoryEntry(damaged, venue, "Which first?", house.Time.GetUtcNow(), null), default);

        await ann.SeeAsync(ann.Room);

        Assert.Contains("“Which first?” cannot be read", ann.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_ballot_is_not_said_to_count()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote Paint | Garden | Bus stop | Library");

        await ann.PressAsync(ann.Button("ballot"), ("option-0", "0"), ("option-1", "0"), ("option-2", "0"), ("option-3", "0"));

        Assert.Equal((200, "Saved. Nothing of yours counts now; you may still answer."), (ann.Status, ann.Notice));
    }

    [Fact]
    public async Task A_page_that_says_why_something_was_refused_follows_the_room_too_and_leads_back_to_it()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("closse");

        Assert.Contains($"data-live=\"{ann.Room}/live?seen=", ann.Page, StringComparison.Ordinal);
        Assert.Contains($"data-page=\"{ann.Room}\"", ann.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_gave_stands_in_the_form_again()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await ann.PressAsync(ann.Button("note"), ("answer", "red"), ("note", "tired"));

        Assert.Contains("value=\"red\" checked", ann.Page, StringComparison.Ordinal);
        Assert.Contains("value=\"tired\"", ann.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_that_is_asked_for_lies_open_and_nothing_is_said_to_count_before_it_is_handed_in()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("brainwrite \"Which?\" live");
        Assert.DoesNotContain(ann.Presses, press => press.Verb == "change"); // there is nothing to change yet
        Assert.Equal(2, ann.Text.Split("Write ideas").Length); // said once

        await ann.PressAsync(ann.Button("write"));
        Assert.Null(ann.Notice);
        var mine = ann.Page.Split("<div class=\"mine\"")[1];
        Assert.StartsWith("#mine-", ann.Path[ann.Path.IndexOf('#', StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("<details", mine[..mine.IndexOf("name=\"idea-1\"", StringComparison.Ordinal)], StringComparison.Ordinal);
        await ann.PressAsync(ann.Button("hand-in"), ("idea-1", "Benches"));

        Assert.StartsWith("That counts.", ann.Notice, StringComparison.Ordinal);
        Assert.Contains(ann.Presses, press => press.Verb == "change");
    }

    [Fact]
    public async Task A_vote_is_started_by_form_with_one_option_to_a_line()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.StartAsync("vote", ("question", "Which \"first\"?"), ("options", "Paint | pale\r\n\r\n  Garden  \r\nBus stop\r\n"), ("minutes", "10"));

        Assert.StartsWith("It is open.", ann.Notice, StringComparison.Ordinal);
        Assert.Contains("Which \"first\"?", ann.Text, StringComparison.Ordinal);
        Assert.Contains("<bdi>Paint | pale</bdi>", ann.Page, StringComparison.Ordinal);
        Assert.Contains("<dt><bdi>C</bdi></dt>", ann.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt><bdi>D</bdi></dt>", ann.Page, StringComparison.Ordinal);
        Assert.Contains("2026-03-02T09:10:00Z", ann.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("light", "How are you arriving?")]
    [InlineData("word", "In one word: how are you arriving?")]
    [InlineData("scale", "From 1 to 5: how are you arriving?")]
    [InlineData("roti", "Was this worth your time?")]
    public async Task A_check_in_is_started_by_form_in_each_format(string format, string prompt)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.StartAsync("checkin", ("question", ""), ("format", format), ("minutes", ""));

        Assert.Contains($"<h2><strong>{prompt}</strong></h2>", ann.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_sessions_are_open_in_a_room_all_of_them_shown_and_no_more()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        for (var i = 1; i <= CommandDesk.OpenMax; i++)
        {
            await ann.TypeAsync($"checkin \"Question {i}?\"");
            Assert.Equal(200, ann.Status);
        }

        Assert.Equal(CommandDesk.OpenMax, ann.Page.Split("id=\"live-").Length - 1);
        await ann.TypeAsync("checkin \"One too many?\"");
        Assert.Equal((409, "20 sessions are open here already. Close one of them first."), (ann.Status, ann.Notice));
        await ann.SeeAsync(ann.Room);
        await ann.PressAsync(ann.Button("close"));
        await ann.TypeAsync("checkin \"One too many?\"");
        Assert.Equal(200, ann.Status);
    }

    [Fact]
    public async Task The_minutes_hold_exactly_what_was_given()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await ann.PressAsync(ann.Button("note"), ("answer", "green"), ("note", "first, then changed"));
        await ann.PressAsync(ann.Button("note"), ("answer", "red"), ("note", "one | two <three>"));
        foreach (var (name, light) in new[] { ("Bo", "red"), ("Cy", "yellow"), ("Di", "") })
        {
            var guest = await house.GuestAsync(ann, name);
            if (light.Length > 0)
            {
                await guest.PressAsync(guest.Button("answer", light));
            }
        }

        await ann.PressAsync(ann.Button("close"));
        await ann.SeeAsync(MinutesIn(ann));
        var facts = ann.Text.Replace("<bdi>", "", StringComparison.Ordinal).Replace("</bdi>", "", StringComparison.Ordinal);
        Assert.Contains("3 people took part", facts, StringComparison.Ordinal);
        Assert.Contains("<dt>● Green</dt><dd>0 people</dd>", facts, StringComparison.Ordinal);
        Assert.Contains("<dt>▲ Yellow</dt><dd>1 person: Cy</dd>", facts, StringComparison.Ordinal);
        Assert.Contains("<dt>■ Red</dt><dd>2 people: Ann, Bo</dd>", facts, StringComparison.Ordinal);
        Assert.Contains("<dt>Ann</dt><dd>one | two <three></dd>", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("first, then changed", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("Di", facts.Split("<main")[1].Split("</main>")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_chat_channel_does_not_show_is_a_line_on_the_facilitator_s_console_until_it_does()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("""checkin "How was <the> week?" """);
        var bo = await house.GuestAsync(ann);
        var place = new VenueId($"web:{ann.Room[(ann.Room.LastIndexOf('/') + 1)..]}");
        var room = await house.Store.Directory.InVenueAsync(place, 1, default);
        var slot = new PostedSlot(Assert.Single(room).Session, place, "root", Guid.NewGuid(), "1.1", "", "Slack.Archived");
        await house.Store.Posts.PutAsync(slot, default);

        await ann.SeeAsync(ann.Room);
        await bo.SeeAsync(bo.Room);
        Assert.Contains("“<bdi>How was &lt;the&gt; week?</bdi>”: the channel does not show how things stand, because it is archived. Unarchive it;", ann.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("archived", bo.Text, StringComparison.Ordinal);

        await house.Store.Posts.PutAsync(slot with { Failure = null }, default);
        await ann.SeeAsync(ann.Room);
        Assert.DoesNotContain("archived", ann.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_facilitator_sees_a_console()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var bo = await house.GuestAsync(ann);

        Assert.Contains("For you as facilitator", ann.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("For you as facilitator", bo.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("  {0}  ")]
    [InlineData("https://cocreate.example.org/r/{0}")]
    [InlineData("http://localhost:5080/r/{0}/s/abc?x=1#y")]
    public async Task A_room_is_found_by_its_code_or_link(string typed)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var bo = house.NewVisitor();
        await bo.SeeAsync($"/go?room={Uri.EscapeDataString(string.Format(null, typed, ann.Room[3..]))}");

        Assert.Equal((200, ann.Room), (bo.Status, bo.Path));
    }

    [Fact]
    public async Task What_is_no_code_is_said_and_shown_again()
    {
        await using var house = await WebHouse.OpenAsync();
        var bo = house.NewVisitor();
        await bo.SeeAsync("/go?room=%3Cb%3E+hello");

        Assert.Equal(422, bo.Status);
        Assert.StartsWith("That is no room’s link or code.", bo.Notice, StringComparison.Ordinal);
        Assert.Contains("value=\"&lt;b&gt; hello\"", bo.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "There is no room with this link.")]
    [InlineData("de", "Einen Raum mit diesem Link gibt es nicht.")]
    public async Task An_unknown_room_is_said_in_one_sentence(string language, string sentence)
    {
        await using var house = await WebHouse.OpenAsync();
        foreach (var code in new[] { "abcdefghijklmnop", "short", "ABCDEFGHIJKLMNOP", "a%20b" })
        {
            var bo = await house.NewVisitor(language).SeeAsync($"/r/{code}");
            Assert.Equal(404, bo.Status);
            Assert.StartsWith(sentence, bo.Notice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Minutes_are_for_those_who_joined_and_of_this_room_only()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await ann.PressAsync(ann.Button("answer", "green"));
        await ann.PressAsync(ann.Button("close"));
        var minutes = MinutesIn(ann);
        var stranger = await house.NewVisitor().SeeAsync(minutes);
        var other = await house.HostAsync("Cy");
        await other.SeeAsync(other.Room + minutes[ann.Room.Length..]);

        Assert.Equal(ann.Room, stranger.Path);
        Assert.Contains("You are invited", stranger.Page, StringComparison.Ordinal);
        Assert.Equal(404, other.Status);
        Assert.StartsWith("There are no minutes here", other.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_room_has_the_same_code_at_each_start()
    {
        var store = new CoCreateBot.Storage.Memory.MemoryStore();
        async Task<string> FirstAsync()
        {
            await using var house = await WebHouse.OpenAsync(store);
            return (await house.Services.GetRequiredService<WebRooms>().FirstAsync(default)).Venue.Place;
        }

        var first = await FirstAsync();
        Assert.Equal(first, await FirstAsync());
        Assert.True(WebRooms.IsCode(first));
    }

    [Fact]
    public async Task Help_is_said_on_the_page()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("help all");

        Assert.Equal((200, false), (ann.Status, ann.IsProblem));
        Assert.Contains("checkin roti", ann.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_is_shown_once()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        Assert.Equal("You are in.", ann.Notice);
        await ann.SeeAsync(ann.Room);

        Assert.Null(ann.Notice);
    }

    static string MinutesIn(Visitor visitor) => visitor.Minutes;
}
