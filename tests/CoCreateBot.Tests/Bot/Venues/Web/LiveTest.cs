using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>An open page is told what changed, at the pace and in the bounds that were promised.</summary>
public sealed class LiveTest
{
    [Fact]
    public async Task A_page_hears_of_each_card_on_connecting_and_again_when_it_changes()
    {
        await using var house = await WebHouse.OpenAsync(time: TimeProvider.System);
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var fritz = await house.GuestAsync(ann, "Fritz", "de");
        await using var live = await EventReader.OpenAsync(fritz);
        var first = await live.NextAsync();
        await ann.PressAsync(ann.Button("answer", "red"));
        var second = await live.NextAsync();

        Assert.Equal("text/event-stream", live.Answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("card", "card"), (first?.EventType, second?.EventType));
        Assert.Contains("0 Personen haben geantwortet.", Html(first), StringComparison.Ordinal);
        Assert.Contains("1 Person: <bdi>Ann</bdi>", Html(second), StringComparison.Ordinal);
        Assert.Contains($"id=\"{Id(second)}\"", fritz.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_sends_holds_nothing_to_press_or_fill_in()
    {
        await using var house = await WebHouse.OpenAsync(time: TimeProvider.System);
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await using var live = await EventReader.OpenAsync(ann);
        var html = Html(await live.NextAsync());

        Assert.Contains("<article", html, StringComparison.Ordinal);
        Assert.All(["<form", "<input", "<button", "<textarea", "<select"], tag => Assert.DoesNotContain(tag, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_is_told_of_a_bell_as_another_sheet_lies_there()
    {
        await using var house = await WebHouse.OpenAsync(time: TimeProvider.System);
        var ann = await house.HostAsync();
        await house.GuestAsync(ann, "Fritz", "de");
        await ann.TypeAsync("brainwrite \"Which?\" live rounds 2");
        await ann.PressAsync(ann.Button("write"));
        await using var live = await EventReader.OpenAsync(ann);
        Assert.Equal("card", (await live.NextAsync())?.EventType);

        await ann.PressAsync(ann.Button("bell"));
        Assert.Equal("card", (await live.NextAsync())?.EventType);
        Assert.Equal("page", (await live.NextAsync())?.EventType);
    }

    [Fact]
    public async Task A_page_is_told_when_it_needs_other_parts()
    {
        await using var house = await WebHouse.OpenAsync(time: TimeProvider.System);
        var ann = await house.HostAsync();
        await using var live = await EventReader.OpenAsync(ann);
        await ann.TypeAsync("checkin");
        Assert.Equal("card", (await live.NextAsync())?.EventType);
        Assert.Equal("page", (await live.NextAsync())?.EventType);

        await ann.PressAsync(ann.Button("close"));
        Assert.Equal("card", (await live.NextAsync())?.EventType);
        Assert.Equal("page", (await live.NextAsync())?.EventType);
    }

    [Fact]
    public async Task A_page_that_is_out_of_date_is_told_so_on_connecting()
    {
        await using var house = await WebHouse.OpenAsync(time: TimeProvider.System);
        var ann = await house.HostAsync();
        var stale = ann.LinkTo($"{ann.Room}/live");
        await ann.TypeAsync("checkin");
        await using var live = await EventReader.OpenAsync(ann, stale);

        Assert.Equal("card", (await live.NextAsync())?.EventType);
        Assert.Equal("page", (await live.NextAsync())?.EventType);
    }

    [Fact]
    public async Task A_silent_stream_beats_every_20_seconds()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await using var live = await EventReader.OpenAsync(ann);
        var next = live.NextAsync();
        while (!next.IsCompleted)
        {
            house.Time.Pass(LiveEndpoint.Beat);
            await Task.Yield();
        }

        var beat = await next;
        Assert.Equal(("beat", ""), (beat?.EventType, beat?.Data));
    }

    [Fact]
    public async Task Streams_of_a_room_are_bounded()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var signals = house.Services.GetRequiredService<VenueSignals>();
        var others = Enumerable.Range(1, LiveEndpoint.StreamsMax).Select(_ => signals.Look(new VenueId($"web:{ann.Room[3..]}"))).ToList();
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync());
        others[0].Dispose();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());

        async Task<HttpStatusCode> StatusAsync()
        {
            using var answer = await ann.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{ann.Room}/live"), isStream: true);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Fifty_pages_that_hear_of_one_change_read_the_room_once()
    {
        await using var house = await WebHouse.OpenAsync(time: TimeProvider.System);
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var path = ann.LinkTo($"{ann.Room}/live");
        var pages = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => EventReader.OpenAsync(ann, path)));
        foreach (var page in pages)
        {
            Assert.Equal("card", (await page.NextAsync())?.EventType);
        }

        var before = Reads(house);
        var press = ann.Carrying(("press", ann.Button("answer", "red").Encode()));
        (await ann.SendAsync(Visitor.Post($"{ann.Room}/press", press))).Dispose(); // the page itself, which it leads to, is not read
        foreach (var page in pages)
        {
            Assert.Contains("1 person: <bdi>Ann</bdi>", Html(await page.NextAsync()), StringComparison.Ordinal);
            await page.DisposeAsync();
        }

        Assert.Equal(1, Reads(house) - before);
    }

    [Fact]
    public async Task However_much_happens_a_room_is_read_for_its_pages_once_in_the_quiet_time_and_the_last_change_is_not_missed()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var (signals, looks) = (house.Services.GetRequiredService<VenueSignals>(), house.Services.GetRequiredService<RoomLooks>());
        using var watch = signals.Look(new VenueId($"web:{ann.Room[3..]}"));
        using var other = signals.Look(watch.Venue);
        await looks.AtAsync(watch, default);
        var asked = new List<Task<RoomLook>>();
        for (var i = 0; i < 20; i++)
        {
            signals.Pulse(watch.Venue);
            asked.Add(looks.AtAsync(i % 2 == 0 ? watch : other, default));
        }

        await ann.TypeAsync("checkin");
        var before = Reads(house); // the page itself has read, too
        asked.Add(looks.AtAsync(watch, default));
        var all = Task.WhenAll(asked);
        while (!all.IsCompleted)
        {
            house.Time.Pass(RoomLooks.Quiet);
            await Task.Yield();
        }

        Assert.Equal(1, Reads(house) - before);
        Assert.All(await all, look => Assert.Single(look.Open));
        Assert.Same(await asked[0], await looks.AtAsync(other, default)); // nothing has happened since
    }

    [Fact]
    public async Task A_look_that_failed_is_not_kept()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var looks = house.Services.GetRequiredService<RoomLooks>();
        using var watch = house.Services.GetRequiredService<VenueSignals>().Look(new VenueId($"web:{ann.Room[3..]}"));
        house.Store.FailNext(StoreCall.DirectoryRead);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => looks.AtAsync(watch, default));
        house.Time.Pass(RoomLooks.Quiet);

        Assert.Empty((await looks.AtAsync(watch, default)).Open);
    }

    static int Reads(WebHouse house) => house.Store.Calls.Count(call => call == StoreCall.DirectoryRead);

    [Fact]
    public async Task Streams_end_when_the_bot_stops()
    {
        await using var house = await WebHouse.OpenAsync(time: TimeProvider.System);
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        await using var live = await EventReader.OpenAsync(ann);
        await live.NextAsync();
        house.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Null(await live.NextAsync());
    }

    [Fact]
    public async Task A_store_out_of_reach_ends_the_stream_and_breaks_nothing()
    {
        await using var house = await WebHouse.OpenAsync(time: TimeProvider.System);
        var ann = await house.HostAsync();
        await using var live = await EventReader.OpenAsync(ann);
        house.Store.FailNext(StoreCall.DirectoryRead);
        house.Services.GetRequiredService<VenueSignals>().Pulse(new VenueId($"web:{ann.Room[3..]}"));

        Assert.Null(await live.NextAsync());
    }

    static string Id(SseItem<string>? card) => Of(card, "id");

    static string Html(SseItem<string>? card) => Of(card, "html");

    static string Of(SseItem<string>? card, string name) =>
        JsonDocument.Parse(card?.Data ?? "{}").RootElement.GetProperty(name).GetString() ?? "";
}
