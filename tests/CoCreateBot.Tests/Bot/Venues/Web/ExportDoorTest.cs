using System.Text;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>The way out of a room as a file, and the way in again.</summary>
public sealed class ExportDoorTest
{
    [Theory]
    [InlineData("md", "text/markdown")]
    [InlineData("csv", "text/csv")]
    [InlineData("json", "application/json")]
    public async Task A_session_leaves_as_a_file_that_is_saved_and_kept_nowhere_on_the_way(string format, string type)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await ClosedAsync(house);

        await ann.SeeAsync(ann.Minutes);
        await ann.SeeAsync(ann.LinkTo($"{ann.Path}/export.{format}"));

        Assert.Equal(200, ann.Status);
        Assert.Equal(type, ann.Answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", ann.Answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal($"session-2026-03-02-090100.{format}", ann.Answer.Content.Headers.ContentDisposition?.FileName);
        Assert.True(ann.Answer.Headers.CacheControl?.NoStore);
        Assert.Contains("Bad coffee", ann.Page.Replace("\\u0020", " "));
    }

    [Fact]
    public async Task Only_people_of_the_room_get_a_file()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await ClosedAsync(house);
        var link = MinutesOf(ann) + "/export.json";
        var other = await house.HostAsync("Bo");

        var stranger = await house.NewVisitor().SeeAsync(link);
        Assert.Equal(ann.Room, stranger.Path);
        Assert.DoesNotContain("Bad coffee", stranger.Page);
        await other.SeeAsync(link.Replace(ann.Room, other.Room, StringComparison.Ordinal));
        Assert.Equal(404, other.Status);
        await ann.SeeAsync(link.Replace(".json", ".exe", StringComparison.Ordinal));
        Assert.Equal(404, ann.Status);
    }

    [Fact]
    public async Task Typing_export_or_minutes_leads_to_the_page_with_both_also_while_it_is_open()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("minutes");
        Assert.True(ann.IsProblem);
        Assert.Equal(404, ann.Status);
        await ann.TypeAsync("checkin word");
        foreach (var word in new[] { "export", "minutes" })
        {
            await ann.SeeAsync(ann.Room);
            await ann.TypeAsync(word);
            Assert.Equal(200, ann.Status);
            Assert.Contains("/export.json", ann.Page);
            Assert.Contains("Still open", ann.Page);
        }
    }

    [Fact]
    public async Task What_left_one_room_comes_into_another_and_shows_the_same()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await ClosedAsync(house);
        var path = MinutesOf(ann);
        await ann.SeeAsync(path + "/export.json");
        var file = Encoding.UTF8.GetBytes(ann.Page);
        await ann.SeeAsync(path + "/export.csv");
        var rows = ann.Page;
        var bo = await house.HostAsync("Bo");

        await ImportAsync(bo, file);
        Assert.Equal(200, bo.Status);
        Assert.Equal("The session was imported. It stands under earlier sessions.", bo.Notice);
        var there = MinutesOf(bo);
        await bo.SeeAsync(there + "/export.csv");
        var lines = bo.Page.Replace(there[^16..], path[^16..], StringComparison.Ordinal).Split("\r\n").ToList();
        Assert.Single(lines, line => line.Contains("nobody here vouches", StringComparison.Ordinal));
        Assert.Equal(rows.Split("\r\n"), lines.Where(line => !line.Contains("nobody here vouches", StringComparison.Ordinal)));
        await bo.SeeAsync(bo.Room);
        Assert.Contains("(brought in from a file)", bo.Text);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_session()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await ClosedAsync(house);
        await ann.SeeAsync(MinutesOf(ann) + "/export.json");
        var file = Encoding.UTF8.GetBytes(ann.Page);
        await ann.SeeAsync(ann.Room);
        var form = ann.Carrying();

        await ImportAsync(ann, file, form);
        var once = ann.Page.Split("/export.md\"").Length;
        await ImportAsync(ann, file, form);

        Assert.Equal(once, ann.Page.Split("/export.md\"").Length);
    }

    [Fact]
    public async Task What_is_still_open_comes_in_closed()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin word");
        await ann.TypeAsync("checkin Bad coffee");
        await ann.TypeAsync("export");
        await ann.SeeAsync(ann.Path + "/export.json");
        var bo = await house.HostAsync("Bo");

        await ImportAsync(bo, Encoding.UTF8.GetBytes(ann.Page));

        Assert.Contains("Nothing is open", bo.Text);
        Assert.Contains("Bad coffee", bo.Text);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{\"format\":\"cocreate-session\",\"version\":1,\"events\":[{\"k\":\"of-tomorrow\"}]}")]
    [InlineData("")]
    public async Task A_bad_file_is_one_sentence_on_the_page(string file)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var writes = house.Writes;

        await ImportAsync(ann, Encoding.UTF8.GetBytes(file));

        Assert.Equal(422, ann.Status);
        Assert.True(ann.IsProblem);
        Assert.Equal(writes, house.Writes);
    }

    [Fact]
    public async Task Thirty_megabytes_are_too_many_and_are_told_so()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ImportAsync(ann, new byte[30 * 1024 * 1024]);
        Assert.Equal(413, ann.Status);
        Assert.True(ann.IsProblem);
    }

    [Fact]
    public async Task A_file_at_the_bound_is_looked_at_and_one_byte_more_is_not()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ImportAsync(ann, new byte[ExportCodec.BytesMax]);
        Assert.Equal(422, ann.Status);
        await ann.SeeAsync(ann.Room);
        await ImportAsync(ann, new byte[ExportCodec.BytesMax + 1]);
        Assert.NotEqual(200, ann.Status);
        Assert.True(ann.IsProblem);
    }

    [Fact]
    public async Task A_form_of_another_site_or_without_its_token_brings_nothing_in()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ImportAsync(ann, [1], []);
        Assert.Equal(403, ann.Status);
        await ann.SeeAsync(ann.Room);
        await ImportAsync(ann, [1], site: "cross-site");
        Assert.Equal(403, ann.Status);
        var stranger = await house.NewVisitor().SeeAsync(ann.Room);
        await ImportAsync(stranger, [1], room: ann.Room);
        Assert.Equal(403, stranger.Status);
    }

    [Fact]
    public async Task Files_come_in_at_a_bounded_pace()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        for (var n = 0; n < Doorkeeper.ImportsPerMinute; n++)
        {
            await ImportAsync(ann, [1]);
            Assert.Equal(422, ann.Status);
            await ann.SeeAsync(ann.Room);
        }

        await ImportAsync(ann, [1]);
        Assert.Equal(429, ann.Status);
    }

    static async Task<Visitor> ClosedAsync(WebHouse house)
    {
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin word");
        await ann.TypeAsync("checkin other");
        await ann.TypeAsync("close");
        house.Time.Pass(TimeSpan.FromMinutes(1)); // which of two of one moment is the last one nobody can say
        await ann.TypeAsync("checkin word"); // the last one stands on the page itself, those before it in the list
        await ann.TypeAsync("checkin Bad coffee");
        await ann.TypeAsync("close");
        await ann.SeeAsync(ann.Room);
        return ann;
    }

    static string MinutesOf(Visitor visitor) => visitor.Minutes;

    internal static Task ImportAsync(
        Visitor visitor, byte[] file, IEnumerable<KeyValuePair<string, string>>? fields = null, string site = "same-origin", string? room = null)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields ?? visitor.Carrying())
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(file), "file", "session.json");
        var request = new HttpRequestMessage(HttpMethod.Post, $"{room ?? visitor.Room}/import") { Content = content };
        request.Headers.Add("Origin", "null");
        request.Headers.Add("Sec-Fetch-Site", site);
        return visitor.FollowAsync(request);
    }
}
