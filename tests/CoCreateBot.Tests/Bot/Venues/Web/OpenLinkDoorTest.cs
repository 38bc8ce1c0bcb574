using System.Text.RegularExpressions;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>"invite open": the page that guests see, and what it lets them do.</summary>
public sealed partial class OpenLinkDoorTest
{
    [Fact]
    public async Task Whoever_has_the_link_votes_apart_until_the_facilitator_counts_them_in()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote \"Which first?\" Paint | Garden | Bench | Lamp dots 2 cap 1");
        var link = await InviteAsync(ann);
        Assert.Equal(link, await InviteAsync(ann)); // asked again, it is the same
        var bo = await house.NewVisitor().JoinAsync(link, "Bo");

        await bo.TypeAsync("vote C D");

        Assert.StartsWith("That counts.", bo.Notice, StringComparison.Ordinal);
        Assert.Contains("1 guest took part by the open link, counted apart.", bo.Text, StringComparison.Ordinal);
        await ann.SeeAsync(ann.Room);
        Assert.Contains("0 people have voted.", ann.Text, StringComparison.Ordinal);
        await ann.PressAsync(ann.Button("guests"));
        Assert.False(ann.IsProblem);
        await ann.SeeAsync(ann.Room);
        Assert.Contains("1 person has voted", ann.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_begins_nothing_of_their_own_there()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote A | B | C");
        var bo = await house.NewVisitor().JoinAsync(await InviteAsync(ann), "Bo");

        Assert.DoesNotContain("/start", bo.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("/import", bo.Page, StringComparison.Ordinal);
        await bo.TypeAsync("checkin \"How are you?\"");
        Assert.Equal((403, true), (bo.Status, bo.IsProblem));
        Assert.Contains("Start your own in a room of your own.", bo.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_the_groups_own_says_so_to_a_guest_in_place_of_its_form()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("steps \"What now?\"");
        var bo = await house.NewVisitor().JoinAsync(await InviteAsync(ann), "Bo");

        Assert.Contains("This part is the group’s.", bo.Text, StringComparison.Ordinal);
        await bo.TypeAsync("steps add \"Mine first\"");
        Assert.Equal((403, true), (bo.Status, bo.IsProblem));
        await ann.TypeAsync("guests count");
        await bo.TypeAsync("steps add \"Mine first\"");
        Assert.Equal(200, bo.Status);
        Assert.Contains("Mine first", bo.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_facilitator_gets_it_and_never_after_names_were_given()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var bo = await house.NewVisitor().JoinAsync(ann.Room, "Bo");

        await bo.TypeAsync("invite open");
        Assert.Equal(403, bo.Status);
        await bo.TypeAsync("checkin green");
        await ann.TypeAsync("invite open");
        Assert.Equal(409, ann.Status);
    }

    static async Task<string> InviteAsync(Visitor host)
    {
        await host.TypeAsync("invite open");
        Assert.Equal(200, host.Status);
        return Link.Match(host.Page[host.Page.IndexOf("class=\"notice", StringComparison.Ordinal)..]).Groups["path"].Value;
    }

    [GeneratedRegex("href=\"http://localhost(?<path>/r/[a-z0-9]+)\"", RegexOptions.ExplicitCapture, 200)]
    static partial Regex Link { get; }
}
