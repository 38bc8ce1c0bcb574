using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>Before the close, what leaves the server does not depend on how anybody voted.</summary>
public sealed class BlindTest
{
    [Fact]
    public async Task What_others_see_and_hear_is_the_same_whatever_was_voted()
    {
        var left = await SeenAsync(choice: "0");
        var right = await SeenAsync(choice: "1");

        Assert.Equal(left.Card, right.Card);
        Assert.Equal(left.Events, right.Events);
        Assert.Equal(left.Length, right.Length);
        Assert.Contains("2 people have voted.", left.Card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_close_it_is_told_to_all()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote \"Which?\" Paint | Garden");
        var bo = await house.GuestAsync(ann);
        await bo.PressAsync(bo.Button("ballot"), ("choice", "1"));
        Assert.DoesNotContain("Picked", ann.Page, StringComparison.Ordinal);
        await ann.PressAsync(ann.Button("close"));

        Assert.Contains("1 dot from 1 person", ann.Page, StringComparison.Ordinal);
        await ann.SeeAsync(ann.Minutes);
        Assert.Contains("1 dot from 1 person", ann.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bo", ann.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_never_holds_a_guests_secret()
    {
        using var folder = new TestFolder();
        var secrets = new List<string>();
        await using (var house = await WebHouse.OpenAsync(await SqliteStore.OpenAsync(folder.File("web.db"), new SqliteOptions())))
        {
            var ann = await house.HostAsync();
            await ann.TypeAsync("checkin");
            await ann.PressAsync(ann.Button("answer", "green"));
            secrets.Add(ann.Cookies.GetAllCookies().First(cookie => cookie.Name == "cc").Value);
            secrets.Add(ann.Token);
        }

        var bytes = System.Text.Encoding.Latin1.GetString(folder.AllBytes());
        Assert.Contains("Ann", bytes, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal));
    }

    static async Task<(string Card, string Events, int Length)> SeenAsync(string choice)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("vote \"Which?\" Paint | Garden");
        await ann.PressAsync(ann.Button("ballot"), ("choice", "0"));
        var bo = await house.GuestAsync(ann);
        await bo.PressAsync(bo.Button("ballot"), ("choice", choice));

        await ann.SeeAsync(ann.Room);
        await using var live = await EventReader.OpenAsync(ann);
        var told = await live.NextAsync();
        var session = ann.Button("ballot").Session;
        var id = $"live-{session}";
        var card = ann.Page.Split($"id=\"{id}\">")[1].Split("</article>")[0];
        return (card, (told?.Data ?? "").Replace(session, "", StringComparison.Ordinal), ann.Page.Length);
    }

    [Fact]
    public async Task What_tells_a_page_that_it_is_out_of_date_is_computed_by_nobody_outside_and_the_same_after_a_restart()
    {
        var store = new MemoryStore();
        VenueId room;
        string signature;
        await using (var house = await WebHouse.OpenAsync(store))
        {
            var ann = await house.HostAsync();
            await ann.TypeAsync("checkin");
            room = new VenueId($"web:{ann.Room[3..]}");
            var look = await LookAsync(house, room);
            var known = Encoding.UTF8.GetBytes($"{look.Open[0].State.Id}/False/True/Open/Named/");
            Assert.NotEqual(Convert.ToHexStringLower(SHA256.HashData(known))[..look.Signature.Length], look.Signature);
            signature = look.Signature;
        }

        await using var again = await WebHouse.OpenAsync(store);
        Assert.Equal(signature, (await LookAsync(again, room)).Signature);
    }

    static Task<RoomLook> LookAsync(WebHouse house, VenueId room) =>
        RoomLook.AtAsync(room, house.Store, house.Services.GetRequiredService<SessionHosts>(), CancellationToken.None);
}
