using CoCreateBot.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>Who somebody is in a room: with a name or a number, on more than one device, and in their language.</summary>
public sealed class GuestsTest
{
    [Fact]
    public async Task A_guest_without_a_name_is_a_numbered_guest()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var bo = await house.GuestAsync(ann, name: "  ");
        await bo.PressAsync(bo.Button("answer", "green"));

        Assert.Contains("You are here without a name.", bo.Text, StringComparison.Ordinal);
        Assert.Contains("Guest 2", bo.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_may_have_60_characters_and_not_61()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync(name: new string('n', Limits.NameMax));
        Assert.Equal(200, ann.Status);
        var bo = await house.GuestAsync(ann, name: new string('n', Limits.NameMax + 1));

        Assert.Equal(422, bo.Status);
        Assert.Contains("That is 61 characters long; at most 60 fit.", bo.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{new string('n', Limits.NameMax + 1)}\"", bo.Page, StringComparison.Ordinal);
        var fritz = house.NewVisitor("de");
        await fritz.JoinAsync(ann.Room, new string('n', Limits.NameMax + 1));
        Assert.Contains("Das sind 61 Zeichen; höchstens 60 passen.", fritz.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_name_shows_at_once_where_one_is_named()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await ann.PressAsync(ann.Button("answer", "green"));
        await ann.SendAsync($"{ann.Room}/join", ("name", "Anna Maria"));

        Assert.Equal("Your name is changed.", ann.Notice);
        Assert.Contains("1 person: <bdi>Anna Maria</bdi>", ann.Page, StringComparison.Ordinal);
        Assert.Contains("1 person has joined.", ann.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_joins_a_room_has_joined_what_is_open_there()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await house.GuestAsync(ann);

        var entry = Assert.Single(await house.Store.Directory.InVenueAsync(new VenueId($"web:{ann.Room[3..]}"), 9, default));
        var session = await house.Services.GetRequiredService<CoCreateBot.Bot.Hosting.SessionHosts>().LookAsync(entry.Session, default);
        Assert.Equal(["Ann", "Bo"], session!.State.People.Values.OrderBy(person => person.Number).Select(person => person.Name)); // ! it was just started
    }

    [Fact]
    public async Task A_personal_link_is_the_same_person_on_another_device_and_puts_nobody_in_anothers_place()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await ann.PressAsync(ann.Button("answer", "red"));
        var link = ann.LinkTo($"http://localhost{ann.Room}/as/")["http://localhost".Length..];
        var phone = house.NewVisitor();
        var answer = await phone.SendAsync(new HttpRequestMessage(HttpMethod.Get, link));
        await phone.SeeAsync(ann.Room);
        var bo = await house.GuestAsync(ann);
        await bo.SeeAsync(link);

        Assert.Equal((303, ann.Room), ((int)answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Contains("value=\"red\" checked", phone.Page, StringComparison.Ordinal);
        Assert.Contains("For you as facilitator", phone.Page, StringComparison.Ordinal);
        Assert.Equal(409, bo.Status);
        await bo.SeeAsync(ann.Room);
        Assert.Contains("You are here as <bdi>Bo</bdi>", bo.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_reader_reads_in_their_language_and_may_choose_another()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var fritz = await house.GuestAsync(ann, "Fritz", "fr, de-AT;q=0.8, en;q=0.5");
        Assert.Contains("<html lang=\"de\"", fritz.Page, StringComparison.Ordinal);
        Assert.Contains("Wie kommen Sie an?", fritz.Text, StringComparison.Ordinal);
        Assert.Equal("Sie sind dabei.", fritz.Notice);

        await fritz.SendAsync("/language", ("lang", "en"), ("back", fritz.Room));
        Assert.Equal(fritz.Room, fritz.Path);
        Assert.Contains("How are you arriving?", fritz.Text, StringComparison.Ordinal);
        await fritz.SendAsync("/language", ("lang", "xx"), ("back", "//evil.example"));
        Assert.Equal("/", fritz.Path);
        Assert.Contains("<html lang=\"en\"", fritz.Page, StringComparison.Ordinal);
    }
}
