using System.Text.RegularExpressions;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Sessions;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>Links for one person each.</summary>
public sealed partial class LinksTest
{
    const string Used = "Somebody has taken part by this link already";

    [Fact]
    public async Task A_link_lets_one_person_in_and_nobody_after_them()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);
        var link = (await InviteAsync(ann, 6))[3];

        var bo = await house.NewVisitor().SeeAsync(link);
        Assert.Contains("This link is yours alone", bo.Text, StringComparison.Ordinal);
        await TakeAsync(bo, "Bo");
        Assert.Equal((200, "You are in."), (bo.Status, bo.Notice));
        Assert.Contains("This link is yours alone", bo.Text, StringComparison.Ordinal);

        var eve = await house.NewVisitor().SeeAsync(link);
        Assert.Equal(409, eve.Status);
        Assert.StartsWith(Used, eve.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_opened_it_the_first_who_takes_part_has_it()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);
        var link = (await InviteAsync(ann, 1))[0];
        var (bo, eve) = (await house.NewVisitor().SeeAsync(link), await house.NewVisitor().SeeAsync(link));

        await TakeAsync(bo, "Bo");
        await TakeAsync(eve, "Eve");

        Assert.Equal((200, 409), (bo.Status, eve.Status));
        Assert.StartsWith(Used, eve.Notice, StringComparison.Ordinal);
        await eve.SeeAsync(ann.Room);
        Assert.Contains("You are invited", eve.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_to_look_at_a_link_takes_nothing()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);
        var link = (await InviteAsync(ann, 1))[0];
        var writes = house.Store.Calls.Count(call => call is StoreCall.LinksTake or StoreCall.GuestsPut);

        await house.NewVisitor().SeeAsync(link);
        await ann.SeeAsync(link); // who is in already is taken to the room

        Assert.Equal(ann.Room, ann.Path);
        Assert.Equal(writes, house.Store.Calls.Count(call => call is StoreCall.LinksTake or StoreCall.GuestsPut));
        Assert.Equal(200, (await TakeAsync(await house.NewVisitor().SeeAsync(link), "Bo")).Status);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_the_same_person()
    {
        await using var house = await WebHouse.OpenAsync();
        var link = (await InviteAsync(await HostAsync(house), 1))[0];
        var page = await house.NewVisitor().SeeAsync(link);
        var (first, again) = (house.NewVisitor(), house.NewVisitor()); // a double press: the first answer, and its cookie, are lost

        await first.SendAsync($"{page.Room}/join", FormOf(page, "Bo"));
        await again.SendAsync($"{page.Room}/join", FormOf(page, "Bo"));

        Assert.Equal((200, "You are in."), (again.Status, again.Notice));
        Assert.Contains("2 people have joined.", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_trouble_with_the_store_the_same_page_takes_it()
    {
        await using var house = await WebHouse.OpenAsync();
        var link = (await InviteAsync(await HostAsync(house), 1))[0];
        var bo = await house.NewVisitor().SeeAsync(link);
        house.Store.FailNext(StoreCall.GuestsPut);

        await TakeAsync(bo, "Bo");
        Assert.Equal(429, bo.Status);

        await TakeAsync(bo, "Bo");
        Assert.Equal((200, "You are in."), (bo.Status, bo.Notice));
    }

    [Theory]
    [InlineData("en", "There is no such link.")]
    [InlineData("de", "Diesen Link gibt es nicht.")]
    public async Task A_link_that_was_made_up_is_said_to_be_none(string language, string said)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);
        foreach (var secret in new[] { LinkSecret.New().Reveal(), "x", new string('a', LinkSecret.Length + 1) })
        {
            var eve = await house.NewVisitor(language).SeeAsync($"{ann.Room}/i/{secret}");
            Assert.Equal(404, eve.Status);
            Assert.StartsWith(said, eve.Notice, StringComparison.Ordinal);
        }

        var forged = house.NewVisitor(language);
        await forged.SendAsync($"{ann.Room}/join", ("name", "Eve"), ("link", LinkSecret.New().Reveal()), ("own", GuestSecret.New().Reveal()));
        Assert.Equal(404, forged.Status);
    }

    [Theory]
    [InlineData("en", Used)]
    [InlineData("de", "Mit diesem Link hat schon jemand teilgenommen")]
    public async Task A_used_link_is_told_in_the_readers_language(string language, string said)
    {
        await using var house = await WebHouse.OpenAsync();
        var link = (await InviteAsync(await HostAsync(house), 1))[0];
        await TakeAsync(await house.NewVisitor().SeeAsync(link), "Bo");

        Assert.StartsWith(said, (await house.NewVisitor(language).SeeAsync(link)).Notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "This link was closed")]
    [InlineData("de", "Dieser Link wurde geschlossen")]
    public async Task What_nobody_used_can_be_closed_and_who_is_in_stays(string language, string said)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);
        var links = await InviteAsync(ann, 3);
        var bo = await TakeAsync(await house.NewVisitor().SeeAsync(links[0]), "Bo");

        await ann.TypeAsync("invite off");
        Assert.Equal("Links that nobody had used and that are closed now: 2.", ann.Notice);

        var eve = await house.NewVisitor(language).SeeAsync(links[1]);
        Assert.Equal(409, eve.Status);
        Assert.StartsWith(said, eve.Notice, StringComparison.Ordinal);
        Assert.Equal(200, (await bo.SeeAsync(bo.Room)).Status);
        Assert.Contains("Bo", bo.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_locked_out_or_removed_is_shown_why_and_no_buttons()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var bo = await house.NewVisitor().JoinAsync(ann.Room, "Bo");
        await bo.TypeAsync("checkin green");
        await ann.TypeAsync("lock");

        var cem = await house.NewVisitor().JoinAsync(ann.Room, "Cem");
        Assert.Contains("The door of this session is locked", cem.Text);
        Assert.DoesNotContain(cem.Presses, press => press.Verb == "answer");
        await bo.SeeAsync(ann.Room);
        Assert.Contains(bo.Presses, press => press.Verb == "answer");
        await ann.TypeAsync("remove Bo yes");
        await bo.SeeAsync(ann.Room);
        Assert.Contains("The facilitator has removed you", bo.Text);
        Assert.DoesNotContain(bo.Presses, press => press.Verb == "answer");
    }

    [Theory]
    [InlineData("en", "The door is locked")]
    [InlineData("de", "Die Tür ist gerade verschlossen")]
    public async Task While_the_door_is_locked_unused_links_wait(string language, string said)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);
        var link = (await InviteAsync(ann, 1))[0];
        var bo = await house.NewVisitor(language).SeeAsync(link);
        await ann.TypeAsync("lock");

        await TakeAsync(bo, "Bo");
        Assert.Equal(409, bo.Status);
        Assert.StartsWith(said, bo.Notice, StringComparison.Ordinal);
        await ann.TypeAsync("invite 1");
        Assert.Equal((409, "The door is locked, so nobody new can come in. Type unlock first."), (ann.Status, ann.Notice));

        await ann.TypeAsync("unlock");
        Assert.Equal(200, (await TakeAsync(await bo.SeeAsync(link), "Bo")).Status);
    }

    [Theory]
    [InlineData("en", "What this link was for is over")]
    [InlineData("de", "Wofür dieser Link war, ist vorbei")]
    public async Task When_the_session_is_over_nobody_new_comes_in_by_its_links(string language, string said)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);
        var links = await InviteAsync(ann, 2);
        var bo = await TakeAsync(await house.NewVisitor().SeeAsync(links[0]), "Bo");
        await ann.TypeAsync("close");

        var eve = await house.NewVisitor(language).SeeAsync(links[1]);
        Assert.Equal(409, eve.Status);
        Assert.StartsWith(said, eve.Notice, StringComparison.Ordinal);
        Assert.Equal(200, (await bo.SeeAsync(bo.Room)).Status); // to see what became of it
        await ann.TypeAsync("invite 1");
        Assert.Equal(409, ann.Status);
        Assert.StartsWith("This session is over.", ann.Notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invite 0")]
    [InlineData("invite 51")]
    [InlineData("invite 1000")]
    [InlineData("invite 99999999999999999999")]
    public async Task Too_many_or_none_are_refused_with_the_bounds(string typed)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);

        await ann.TypeAsync(typed);

        Assert.Equal((422, "Say how many links, from 1 to 50: invite 6"), (ann.Status, ann.Notice));
        Assert.Equal(PersonalLinks.AtOnceMax, (await InviteAsync(ann, PersonalLinks.AtOnceMax)).Count);
    }

    [Theory]
    [InlineData("invite everybody")]
    [InlineData("invite six people")]
    [InlineData("invite -1")]
    public async Task What_is_no_number_is_told_how_it_goes(string typed)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);

        await ann.TypeAsync(typed);

        Assert.Equal(422, ann.Status);
        Assert.StartsWith("Type invite channel for a code", ann.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_has_so_many_links_and_not_one_more()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);
        for (var made = 0; made < PersonalLinks.LinksMax; made += PersonalLinks.AtOnceMax)
        {
            await InviteAsync(ann, PersonalLinks.AtOnceMax);
        }

        await ann.TypeAsync("invite 1");

        Assert.Equal((409, $"A session has {PersonalLinks.LinksMax} links at most, and these would be more."), (ann.Status, ann.Notice));
    }

    [Fact]
    public async Task Who_does_not_steer_gets_no_links_and_closes_none()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);
        var link = (await InviteAsync(ann, 1))[0];
        var bo = await house.GuestAsync(ann);

        await bo.TypeAsync("invite 2");
        Assert.Equal(403, bo.Status);
        Assert.Empty(LinksOn(bo));
        await bo.TypeAsync("invite off");
        Assert.Equal(403, bo.Status);
        Assert.Equal(200, (await house.NewVisitor().SeeAsync(link)).Status);
    }

    [Fact]
    public async Task Where_nothing_is_open_there_is_nothing_to_invite_to()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();

        await ann.TypeAsync("invite 2");

        Assert.True(ann.IsProblem);
        Assert.Empty(LinksOn(ann));
    }

    [Fact]
    public async Task Links_are_shown_once_also_where_the_command_is_sent_twice()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);
        (string, string)[] form = [("text", "invite 2"), ("token", ann.Token), ("once", "o1")];

        await ann.SendAsync($"{ann.Room}/type", form);
        Assert.Equal(2, LinksOn(ann).Count);
        await ann.SendAsync($"{ann.Room}/type", form);

        Assert.Empty(LinksOn(ann));
        Assert.StartsWith("The links of this command were shown once", ann.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_room_by_links_alone_its_own_address_lets_nobody_in()
    {
        await using var house = await WebHouse.OpenAsync();
        var room = await house.Services.GetRequiredService<WebRooms>().OpenAsync("en", default, isByLink: true);
        var path = WebRooms.PathOf(room.Venue.Place);
        var eve = house.NewVisitor("de");

        await eve.SeeAsync(path);
        Assert.Equal(403, eve.Status);
        Assert.StartsWith("Hier kommen alle mit einem eigenen Link herein.", eve.Notice, StringComparison.Ordinal);
        await eve.SendAsync($"{path}/join", ("name", "Eve"));
        Assert.Equal(403, eve.Status);
        await eve.SeeAsync(path);
        Assert.Equal(403, eve.Status);
    }

    [Fact]
    public async Task Who_is_removed_stays_out_and_is_told_so()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await HostAsync(house);
        var bo = await TakeAsync(await house.NewVisitor("de").SeeAsync((await InviteAsync(ann, 1))[0]), "Bo");
        await bo.PressAsync(bo.Button("answer", "red"));

        await ann.TypeAsync("remove Bo");
        Assert.Equal(409, ann.Status);
        Assert.StartsWith("This puts Bo out of the session for good", ann.Notice, StringComparison.Ordinal);
        await ann.TypeAsync("remove Bo yes");
        Assert.Equal(200, ann.Status);
        Assert.StartsWith("They are out", ann.Notice, StringComparison.Ordinal);
        Assert.DoesNotContain("Bo</bdi>", ann.Page, StringComparison.Ordinal);

        await bo.PressAsync(bo.Button("answer", "green"));
        Assert.Equal(403, bo.Status);
        Assert.Contains("Die Moderation hat Sie aus dieser Sitzung entfernt", bo.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_stored_opens_a_link()
    {
        var store = new CoCreateBot.Storage.Memory.MemoryStore();
        await using var house = await WebHouse.OpenAsync(store);
        var ann = await HostAsync(house);
        var link = (await InviteAsync(ann, 1))[0];
        var secret = link.Split('/')[^1];
        await TakeAsync(await house.NewVisitor().SeeAsync(link), "Bo");

        Assert.True(LinkSecret.TryParse(secret, out var parsed));
        var code = ann.Room.Split('/')[^1];
        var kept = await store.Links.FindAsync(new VenueId($"web:{code}"), parsed.HashIn(code), default);

        Assert.NotNull(kept?.Taker);
        Assert.DoesNotContain(secret, kept.ToString(), StringComparison.Ordinal);
        Assert.Null(await store.Rooms.FindGuestAsync(kept.Venue, kept.Taker, default)); // nor does it say which guest took it
    }

    static async Task<Visitor> HostAsync(WebHouse house)
    {
        var ann = await house.HostAsync();
        return await ann.TypeAsync("checkin \"How was the week?\"");
    }

    static async Task<IReadOnlyList<string>> InviteAsync(Visitor host, int count)
    {
        await host.TypeAsync($"invite {count}");
        Assert.Equal(200, host.Status);
        var links = LinksOn(host);
        Assert.Equal(count, links.Distinct().Count());
        return links;
    }

    static List<string> LinksOn(Visitor visitor) => [.. Link.Matches(visitor.Page).Select(match => match.Groups["path"].Value)];

    static Task<Visitor> TakeAsync(Visitor visitor, string name) => visitor.SendAsync($"{visitor.Room}/join", FormOf(visitor, name));

    static (string Name, string Value)[] FormOf(Visitor visitor, string name) =>
        [("name", name), .. Hidden.Matches(visitor.Page).Select(match => (match.Groups["name"].Value, match.Groups["value"].Value))];

    [GeneratedRegex("href=\"http://localhost(?<path>/r/[a-z0-9]+/i/[a-z0-9]+)\"", RegexOptions.ExplicitCapture, 200)]
    static partial Regex Link { get; }

    [GeneratedRegex("name=\"(?<name>link|own)\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 200)]
    static partial Regex Hidden { get; }
}
