using System.IO.Compression;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Tests.Bot.Venues.Web;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Teams.Tabs;

/// <summary>Tabs stand in frames of Teams, and no other page stands in a frame of anybody.</summary>
public sealed class TabFramesTest
{
    const string Ancestors = "frame-ancestors https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft ";

    [Fact]
    public async Task Only_tabs_may_be_framed_and_by_Teams_alone()
    {
        await using var story = await TeamsStory.BeginAsync();
        var bob = await TabReader.EnterAsync(story, story.Bob);
        foreach (var path in new[] { $"/teams/me{bob.Query}", "/teams/me" })
        {
            await bob.Page.SeeAsync(path);
            Assert.Contains(Ancestors, Policy(bob.Page), StringComparison.Ordinal);
            Assert.DoesNotContain("'none' https", Policy(bob.Page), StringComparison.Ordinal);
            Assert.False(bob.Page.Answer.Headers.Contains("X-Frame-Options"));
            Assert.Equal("no-referrer", string.Join("", bob.Page.Answer.Headers.GetValues("Referrer-Policy")));
        }

        foreach (var path in new[] { "/", "/nowhere", "/r/abcdefghijklmnop", "/teams", "/teams/nowhere" })
        {
            await bob.Page.SeeAsync(path);
            Assert.EndsWith("frame-ancestors 'none'", Policy(bob.Page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_cloud_has_other_frames()
    {
        var options = new TeamsOptions { AppId = PretendTeamsKeys.Bot, AppPassword = "s3cret", TenantId = PretendTeams.Tenant, Cloud = TeamsCloud.Government };
        await using var story = await TeamsStory.BeginAsync(teams: options);

        var page = await new Visitor(story.Server, "en").SeeAsync("/teams/me");

        Assert.Contains("https://*.teams.microsoft.us", Policy(page), StringComparison.Ordinal);
        Assert.DoesNotContain("https://teams.microsoft.com", Policy(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_is_for_this_frame_alone()
    {
        await using var story = await TeamsStory.BeginAsync();
        var bob = await TabReader.EnterAsync(story, story.Bob);

        var set = bob.Page.Received.First(answer => answer.Contains("Set-Cookie: tab=", StringComparison.Ordinal)).ToLowerInvariant();

        Assert.All(["secure", "httponly", "samesite=none", "partitioned", "path=/teams"], part => Assert.Contains($"; {part}", set, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("default")]
    [InlineData("dark")]
    [InlineData("contrast")]
    public async Task The_theme_of_Teams_holds_from_page_to_page(string theme)
    {
        await using var story = await TeamsStory.BeginAsync();
        var bob = await TabReader.EnterAsync(story, story.Bob, theme);

        Assert.Contains($"data-theme=\"{theme}\"", bob.Page.Page, StringComparison.Ordinal);
        await bob.SendAsync(new("", 0, "settings"), ("language", "de"));
        Assert.Contains($"data-theme=\"{theme}\"", bob.Page.Page, StringComparison.Ordinal);
        await bob.SendAsync(new("", 0, "settings"), ("quiet-from", "x"));
        Assert.Contains($"data-theme=\"{theme}\"", bob.Page.Page, StringComparison.Ordinal);
        var styles = await new Visitor(story.Server, "en").SeeAsync(bob.Page.LinkTo("/assets/themes."));
        Assert.Contains($":root[data-theme=\"{theme}\"] {{", styles.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"><script>alert(1)</script>")]
    [InlineData("glass")]
    [InlineData("")]
    public async Task Whatever_else_is_said_of_the_theme_is_no_theme(string theme)
    {
        await using var story = await TeamsStory.BeginAsync();

        var page = await new Visitor(story.Server, "en").SeeAsync($"/teams/me?theme={Uri.EscapeDataString(theme)}&locale={Uri.EscapeDataString(theme)}");

        Assert.Contains("data-theme=\"default\"", page.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_speaks_as_Teams_does()
    {
        await using var story = await TeamsStory.BeginAsync();

        var page = await new Visitor(story.Server, "en").SeeAsync("/teams/me?locale=de-AT");

        Assert.StartsWith("Diese Seite weiß nicht", page.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_frame_nothing_leads_out_of_it_by_accident()
    {
        await using var story = await TeamsStory.BeginAsync();
        var card = await story.StartAsync("session \"How might we be heard?\" ideas live");
        await story.Bob.PressAsync(story.Channel, card, "Take part");
        var bob = await TabReader.EnterAsync(story, story.Bob);

        foreach (var link in bob.Page.Page.Split("<a ").Skip(1).Select(rest => rest[..rest.IndexOf('>')]))
        {
            Assert.True(link.Contains("href=\"#") || link.Contains("href=\"/teams/") || link.Contains("target=\"_blank\""), link);
        }

        Assert.All(bob.Page.Page.Split("<form ").Skip(1), form => Assert.Contains("action=\"/teams/", form[..form.IndexOf('>')], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_a_tab_weighs_less_than_100_kB_with_all_it_needs()
    {
        const int BytesMax = 100_000;
        await using var story = await TeamsStory.BeginAsync();
        var bob = await TabReader.EnterAsync(story, story.Bob);
        var bytes = bob.Page.Page.Length;
        foreach (var path in bob.Page.Page.Split('"').Where(part => part.StartsWith("/assets/", StringComparison.Ordinal)).Distinct())
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept-Encoding", "br");
            using var answer = await bob.Page.SendAsync(request);
            Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
            var packed = await answer.Content.ReadAsByteArrayAsync();
            await using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
            using var text = new StreamReader(brotli);
            Assert.NotEmpty(await text.ReadToEndAsync());
            bytes += packed.Length;
        }

        Assert.InRange(bytes, 10_000, BytesMax);
    }

    static string Policy(Visitor visitor) => string.Join(", ", visitor.Answer.Headers.GetValues("Content-Security-Policy"));
}
