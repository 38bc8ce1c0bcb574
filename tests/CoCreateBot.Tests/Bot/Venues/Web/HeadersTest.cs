using System.IO.Compression;
using System.Net;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>What browsers, caches and link previews are told, and what a page weighs.</summary>
public sealed class HeadersTest
{
    [Fact]
    public async Task Every_page_has_its_headers()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        foreach (var path in new[] { "/", ann.Room, "/r/abcdefghijklmnop", "/nowhere", $"{ann.Room}/s/abcdefghijklmnop", "/go?room=x" })
        {
            await ann.SeeAsync(path);
            Assert.Equal("text/html", ann.Answer.Content.Headers.ContentType?.MediaType);
            Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self'", Header(ann, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", Header(ann, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal("no-referrer", Header(ann, "Referrer-Policy"));
            Assert.Equal("nosniff", Header(ann, "X-Content-Type-Options"));
            Assert.Equal("no-store", Header(ann, "Cache-Control"));
            Assert.Equal("noindex, nofollow", Header(ann, "X-Robots-Tag"));
            Assert.False(ann.Answer.Headers.Contains("Server") || ann.Answer.Headers.Contains("blazor-enhanced-nav"));
        }
    }

    [Fact]
    public async Task No_page_needs_an_exception_from_its_content_policy()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await ann.TypeAsync("vote \"Which?\" Paint | Garden");

        Assert.Equal(1, ann.Page.Split("<script").Length - 1);
        Assert.All([" style=", " onclick=", " onload=", "javascript:", "<style", "<iframe"], part =>
            Assert.DoesNotContain(part, ann.Page, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_persons_cookie_is_theirs_alone()
    {
        await using var house = await WebHouse.OpenAsync(publicUrl: new Uri("https://cocreate.example.org"));
        var ann = await house.HostAsync();
        var bo = house.NewVisitor();
        var answer = await bo.SendAsync(Visitor.Post($"{ann.Room}/join", [new("name", "Bo")]));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("cc=", StringComparison.Ordinal)).ToLowerInvariant();

        Assert.All(["httponly", "samesite=lax", "secure", $"path={ann.Room}"], part => Assert.Contains(part, cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Style_script_and_icon_are_kept_for_ever_under_names_of_their_content()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.NewVisitor().SeeAsync("/");
        foreach (var file in new[] { "favicon.", "site." })
        {
            foreach (var path in ann.Page.Split($"\"/assets/{file}").Skip(1).Select(rest => $"/assets/{file}{rest[..rest.IndexOf('"')]}"))
            {
                var answer = await ann.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
                Assert.Matches(@"\.[0-9a-f]{10}\.(css|js|svg)$", path);
            }
        }

        var style = await ann.SeeAsync(ann.LinkTo("/assets/site."));
        Assert.Contains("url(\"favicon.", style.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("favicon.svg", style.Page, StringComparison.Ordinal);
        Assert.Equal(404, (await ann.SeeAsync("/assets/site.css")).Status);
    }

    [Fact]
    public async Task The_first_page_of_a_room_weighs_less_than_100_kB_with_all_it_needs()
    {
        const int BytesMax = 100_000;
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var options = Enumerable.Range(1, 40).Select(i => $"Option {i} of the many that there are to choose from");
        await ann.TypeAsync("vote \"Which?\" " + string.Join(" | ", options));
        await ann.TypeAsync("checkin");
        var bytes = await WeightAsync(ann, ann.Room);
        foreach (var file in new[] { "/assets/favicon.", "/assets/site." })
        {
            foreach (var path in ann.Page.Split('"').Where(part => part.StartsWith(file, StringComparison.Ordinal)))
            {
                bytes += await WeightAsync(ann, path);
            }
        }

        Assert.InRange(bytes, 1_000, BytesMax);
    }

    [Fact]
    public async Task Looking_changes_nothing_and_link_previews_are_no_guests()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await ann.TypeAsync("checkin green"); // what follows the start is written before the next thing is answered
        await ann.SeeAsync(ann.Room);
        Assert.Contains("1 person has answered", ann.Text, StringComparison.Ordinal);
        var link = ann.LinkTo($"http://localhost{ann.Room}/as/")["http://localhost".Length..];
        var before = house.Writes;
        var preview = house.NewVisitor();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            foreach (var path in new[]
                { "/", "/go", "/rooms", "/language", ann.Room, link, $"{ann.Room}/join", $"{ann.Room}/press", $"{ann.Room}/type", $"{ann.Room}/start", "/x" })
            {
                using var answer = await preview.SendAsync(new HttpRequestMessage(method, path));
                Assert.True((int)answer.StatusCode < 500, path);
            }
        }

        Assert.Equal(before, house.Writes);
    }

    [Fact]
    public async Task An_address_that_answered_a_form_leads_back_to_the_room()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        foreach (var sent in new[] { "join", "press", "type", "start" })
        {
            await ann.SeeAsync($"{ann.Room}/{sent}");
            Assert.Equal((200, ann.Room), (ann.Status, ann.Path));
        }
    }

    static string Header(Visitor visitor, string name) => string.Join(", ", visitor.Answer.Headers.GetValues(name));

    static async Task<int> WeightAsync(Visitor visitor, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "br");
        using var answer = await visitor.SendAsync(request);
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        var packed = await answer.Content.ReadAsByteArrayAsync();
        await using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var text = new StreamReader(brotli);
        Assert.NotEmpty(await text.ReadToEndAsync());
        return packed.Length;
    }
}
