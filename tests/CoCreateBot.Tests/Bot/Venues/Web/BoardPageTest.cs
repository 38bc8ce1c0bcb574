using System.Text.Json;
using System.Text.RegularExpressions;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>The page on which a session is a picture.</summary>
public sealed partial class BoardPageTest
{
    const int Ideas = 523;

    static readonly ExportCodec Codec = new(Activities.BuiltIn, new Lexicon(Activities.BuiltIn));

    [Fact]
    public async Task The_room_and_the_minutes_lead_to_the_board_and_it_leads_back()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await ann.PressAsync(ann.Button("answer", "green"));
        var board = Link(ann);
        await ann.SeeAsync(board);

        Assert.Equal(200, ann.Status);
        Assert.Contains("1 person", ann.Page, StringComparison.Ordinal);
        Assert.Contains("data-print", ann.Page, StringComparison.Ordinal);
        Assert.Contains("<noscript>", ann.Page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{ann.Room}\"", ann.Page, StringComparison.Ordinal);
        await ann.SeeAsync(ann.Minutes);
        Assert.Equal(board, Link(ann));
        await ann.SeeAsync(ann.Room);
        await ann.TypeAsync("close");
        Assert.Equal(board, Link(ann)); // also of what closed last
        await ann.SeeAsync(board);
        Assert.DoesNotContain("data-live=", ann.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_for_people_of_the_room_alone()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("ask \"What would help?\"");
        await ann.TypeAsync("ask More light");
        var board = Link(ann);
        var other = await house.HostAsync("Bo");

        var stranger = await house.NewVisitor().SeeAsync(board);
        Assert.Equal(ann.Room, stranger.Path);
        Assert.DoesNotContain("More light", stranger.Page, StringComparison.Ordinal);
        await other.SeeAsync(board.Replace(ann.Room, other.Room, StringComparison.Ordinal));
        Assert.Equal(404, other.Status);
        Assert.DoesNotContain("More light", other.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abcdefghijklmnop")]
    [InlineData("x")]
    [InlineData("..%2F..")]
    public async Task An_unknown_session_has_no_board_and_a_sentence_says_so(string session)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.SeeAsync($"{ann.Room}/s/{session}/board");

        Assert.Equal(404, ann.Status);
        Assert.True(ann.IsProblem);
    }

    [Fact]
    public async Task Over_its_pages_no_idea_is_lost_and_none_comes_twice()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await ImportedAsync(house);
        var first = ann.Page;
        Assert.Contains("aria-label=\"Page 3 of 3\"", first, StringComparison.Ordinal);
        var seen = Texts(first);
        Assert.Equal(SessionBoard.NotesAPage, seen.Count);
        foreach (var page in new[] { 2, 3 })
        {
            await ann.SeeAsync($"{Board(ann)}?page={page}");
            Assert.Contains($"aria-current=\"page\" aria-label=\"Page {page} of 3\"", ann.Page, StringComparison.Ordinal);
            seen.AddRange(Texts(ann.Page));
        }

        Assert.Equal(Ideas, seen.Count);
        Assert.Equal(Enumerable.Range(1, Ideas).Select(n => $"idea number {n:D4}"), seen.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("4", 3)]
    [InlineData("2147483647", 3)]
    [InlineData("99999999999", 1)]
    [InlineData("0", 1)]
    [InlineData("-1", 1)]
    [InlineData("two", 1)]
    public async Task A_page_that_is_not_there_is_the_last_one_and_no_number_the_first(string asked, int shown)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await ImportedAsync(house);
        await ann.SeeAsync($"{Board(ann)}?page={asked}");

        Assert.Equal(200, ann.Status);
        Assert.Contains($"aria-current=\"page\" aria-label=\"Page {shown} of 3\"", ann.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_board_hears_of_the_part_that_changed_and_when_another_opens()
    {
        await using var house = await WebHouse.OpenAsync(time: TimeProvider.System);
        var ann = await house.HostAsync();
        await ann.TypeAsync("session \"Why?\" check-in live for 1h");
        await ann.TypeAsync("checkin green");
        await ann.TypeAsync("add vote \"Which?\" A | B");
        var board = Link(ann);
        await ann.SeeAsync(board);
        await using var live = await EventReader.OpenAsync(ann, System.Net.WebUtility.HtmlDecode(ann.LinkTo($"{ann.Room}/live")));
        Assert.Contains("1 person", Html(await live.NextAsync()), StringComparison.Ordinal); // as it stands: nobody knows how old the page is
        await ann.SeeAsync(ann.Room);
        await ann.TypeAsync("checkin red");
        var (id, html) = (Id(await live.NextAsync()), "");
        await ann.SeeAsync(board);
        Assert.Contains($"<div id=\"{id}\">", ann.Page, StringComparison.Ordinal);

        await ann.SeeAsync(ann.Room);
        await ann.TypeAsync("next");
        do
        {
            var heard = await live.NextAsync();
            html += heard?.EventType == "page" ? "|page" : "";
        }
        while (html.Length == 0);
        Assert.Equal("|page", html);
    }

    [Fact]
    public async Task It_speaks_the_readers_language()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote \"Which?\" Paint | Garden");
        var fritz = await house.GuestAsync(ann, "Fritz", "de");
        await fritz.SeeAsync(Link(fritz));

        Assert.Contains("Zurück in den Raum", fritz.Text, StringComparison.Ordinal);
        Assert.Contains("0 Personen haben", fritz.Text, StringComparison.Ordinal);
    }

    static string Html(System.Net.ServerSentEvents.SseItem<string>? item) => Json(item).GetProperty("html").GetString() ?? "";

    static string Id(System.Net.ServerSentEvents.SseItem<string>? item) => Json(item).GetProperty("id").GetString() ?? "";

    static JsonElement Json(System.Net.ServerSentEvents.SseItem<string>? item) => JsonDocument.Parse(item?.Data ?? "{}").RootElement;

    static string Link(Visitor visitor) => BoardLink.Match(visitor.Page).Groups["path"].Value;

    static string Board(Visitor visitor) => visitor.Path.Split('?')[0];

    static List<string> Texts(string page) => [.. Idea.Matches(page).Select(idea => idea.Value)];

    /// <summary>In a room with a session of so many ideas in groups, on its board.</summary>
    static async Task<Visitor> ImportedAsync(WebHouse house)
    {
        var ideas = Enumerable.Range(1, Ideas).Select(n => new TakenIdea(1, n, $"idea number {n:D4}", true, n % 3 == 0 ? null : n % 7));
        var story = Story.Given("cluster A | B").And(new SessionEvent.Supplied(
            1, new ClusteringEvent.Taken([.. ideas], [.. Enumerable.Range(0, 7).Select(n => $"Group {n}")], 0)));
        var ann = await house.HostAsync();
        await ExportDoorTest.ImportAsync(ann, Codec.Write(story.When(new Command.Close(), Somebody.Ann).Session));
        Assert.False(ann.IsProblem, ann.Text);
        return await ann.SeeAsync(Link(ann));
    }

    [GeneratedRegex("href=\"(?<path>/r/[a-z0-9]+/s/[a-z0-9]+/board)\"", RegexOptions.ExplicitCapture, 10_000)]
    static partial Regex BoardLink { get; }

    [GeneratedRegex("idea number [0-9]{4}", RegexOptions.None, 10_000)]
    static partial Regex Idea { get; }
}
