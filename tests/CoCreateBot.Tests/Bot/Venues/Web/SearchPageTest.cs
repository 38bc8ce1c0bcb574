using CoCreateBot.Bot.Commands;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>The page on which a room's earlier sessions are searched.</summary>
public sealed class SearchPageTest
{
    [Fact]
    public async Task What_is_found_leads_to_its_minutes()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote \"Which <b>way</b>?\" Left | Right");
        await ann.TypeAsync("close");
        await ann.SeeAsync(ann.Room);
        Assert.Contains("action=\"" + ann.Room + "/search\"", ann.Page, StringComparison.Ordinal);

        await ann.TypeAsync("search left");

        Assert.Equal(200, ann.Status);
        Assert.Contains("They stand in 1 session.", ann.Text, StringComparison.Ordinal);
        Assert.Contains("A. Left", ann.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"left\"", ann.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>way</b>", ann.Page, StringComparison.Ordinal);
        await ann.SeeAsync(ann.LinkTo(ann.Room + "/s/"));
        Assert.Contains("Which <b>way</b>?", ann.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_are_asked_to_join_first()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote \"Which way?\" Left | Right");
        await ann.TypeAsync("close");

        var eve = await house.NewVisitor().SeeAsync(ann.Room + "/search?q=left");
        Assert.DoesNotContain("Left", eve.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await house.NewVisitor().SeeAsync("/r/none/search?q=left")).Status);
    }

    [Theory]
    [InlineData("a", "at least two letters")]
    [InlineData("%00", "at least two letters")]
    public async Task What_cannot_be_looked_for_is_said_beside_the_field(string sought, string sentence)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();

        await ann.SeeAsync($"{ann.Room}/search?q={sought}");
        Assert.Equal(422, ann.Status);
        Assert.Contains(sentence, ann.Text, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"q_error\"", ann.Page, StringComparison.Ordinal);
        await ann.SeeAsync($"{ann.Room}/search?q={new string('a', History.WordsMax + 1)}");
        Assert.Equal(422, ann.Status);
        await ann.SeeAsync($"{ann.Room}/search");
        Assert.Equal(200, ann.Status);
    }
}
