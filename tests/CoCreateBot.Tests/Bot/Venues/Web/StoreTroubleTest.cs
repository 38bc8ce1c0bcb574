using CoCreateBot.Bot;
using CoCreateBot.Storage;
using CoCreateBot.Storage.Memory;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>When the store would not, people read a sentence and have their words; a restart loses nothing that was confirmed and no open form.</summary>
public sealed class StoreTroubleTest
{
    [Theory]
    [InlineData("en", "What is kept here cannot be read or written just now")]
    [InlineData("de", "Was hier aufbewahrt wird, lässt sich gerade nicht lesen oder schreiben")]
    public async Task A_room_that_cannot_be_read_says_so(string language, string sentence)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync(language: language);
        house.Store.IsDown = true;
        await ann.SeeAsync(ann.Room);

        Assert.Equal(429, ann.Status);
        Assert.NotNull(ann.Answer.Headers.RetryAfter);
        Assert.StartsWith(sentence, ann.Notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "This could not be saved just now, so it does not count yet.")]
    [InlineData("de", "Das ließ sich gerade nicht speichern und zählt noch nicht.")]
    public async Task An_answer_that_cannot_be_kept_comes_back_in_its_form(string language, string sentence)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync(language: language);
        await ann.TypeAsync("checkin");
        house.Store.FailNext(StoreCall.LogAppend, StoreTrouble.Full);
        await ann.PressAsync(ann.Button("note"), ("answer", "green"), ("note", "do not lose me"));

        Assert.Equal(429, ann.Status);
        Assert.NotNull(ann.Answer.Headers.RetryAfter);
        Assert.StartsWith(sentence, ann.Notice, StringComparison.Ordinal);
        Assert.Contains("value=\"do not lose me\"", ann.Page, StringComparison.Ordinal);
        await ann.PressAsync(ann.Button("note"), ("answer", "green"), ("note", "do not lose me"));
        Assert.Equal(200, ann.Status);
    }

    [Theory]
    [InlineData(StoreCall.RoomsRead)]
    [InlineData(StoreCall.GuestsRead)]
    [InlineData(StoreCall.DirectoryRead)]
    [InlineData(StoreCall.KeysKeep)]
    public async Task Whichever_part_fails_the_typed_line_comes_back(StoreCall call)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        house.Store.FailNext(call);
        await ann.TypeAsync("checkin \"How was the week?\"");

        Assert.Equal((429, true), (ann.Status, ann.IsProblem));
        Assert.Contains("checkin \"How was the week?\"", ann.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Joining_and_opening_say_so_too_and_give_the_name_back()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var bo = await house.NewVisitor().SeeAsync(ann.Room);
        house.Store.FailNext(StoreCall.GuestsPut, StoreTrouble.Full);
        await bo.SendAsync($"{ann.Room}/join", ("name", "Bo"));
        Assert.Equal((429, true), (bo.Status, bo.IsProblem));
        Assert.Contains("value=\"Bo\"", bo.Page, StringComparison.Ordinal);

        house.Store.FailNext(StoreCall.RoomsCreate, StoreTrouble.Full);
        await bo.SendAsync("/rooms");
        Assert.Equal((429, true), (bo.Status, bo.IsProblem));
        Assert.Contains("Open a room", bo.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "You are in, but what is open here could not take up your name just now.")]
    [InlineData("de", "Sie sind dabei, aber was hier offen ist, konnte Ihren Namen gerade nicht aufnehmen.")]
    public async Task Whom_an_open_session_could_not_take_up_is_told_so_and_is_in_all_the_same(string language, string sentence)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        house.Store.FailNext(StoreCall.LogAppend, StoreTrouble.Full);
        var bo = await house.GuestAsync(ann, language: language);

        Assert.Equal((429, true), (bo.Status, bo.IsProblem));
        Assert.StartsWith(sentence, bo.Notice, StringComparison.Ordinal);
        await bo.PressAsync(bo.Button("answer", "red")); // the page they were given is the room's, with a form that counts
        Assert.Equal((200, false), (bo.Status, bo.IsProblem));
        Assert.Contains("<bdi>Bo</bdi>", bo.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Please press again in a moment.", "This could not be saved, and pressing again will hardly help.", "tell whoever runs this server")]
    [InlineData("de", "Bitte drücken Sie", "Das ließ sich nicht speichern, und noch einmal zu drücken hilft wohl nicht.", "die diesen Server betreiben")]
    public async Task A_store_that_stays_full_is_said_to_be_so_and_not_to_be_pressed_at_for_ever(string language, string again, string sentence, string whom)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync(language: language);
        await ann.TypeAsync("checkin");
        var note = ann.Button("note");
        for (var failures = 1; failures <= StoreWatch.FailuresMax; failures++)
        {
            house.Store.FailNext(StoreCall.LogAppend, StoreTrouble.Full);
            await ann.PressAsync(note, ("answer", "green"), ("note", "do not lose me"));
            Assert.Equal((429, failures < StoreWatch.FailuresMax), (ann.Status, ann.Notice!.Contains(again))); // ! it did not count, and says so
            Assert.Contains("value=\"do not lose me\"", ann.Page, StringComparison.Ordinal);
        }

        Assert.StartsWith(sentence, ann.Notice, StringComparison.Ordinal);
        Assert.Contains(whom, ann.Notice, StringComparison.Ordinal);
        Assert.Equal(503, await ReadyAsync(house));

        await ann.PressAsync(note, ("answer", "green"), ("note", "do not lose me")); // somebody made space
        house.Time.Pass(Readiness.KeptAfterFailure);
        Assert.Equal((200, 200), (ann.Status, await ReadyAsync(house)));
    }

    [Fact]
    public async Task A_typed_start_a_join_and_a_page_say_so_too()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var bo = await house.NewVisitor().SeeAsync(ann.Room);
        house.Store.FailNext(StoreCall.DueRead, StoreTrouble.Damaged);
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => house.Services.GetRequiredService<IStore>().Due.UpToAsync(house.Time.GetUtcNow(), 1, default));

        house.Store.FailNext(StoreCall.KeysKeep);
        await ann.TypeAsync("checkin \"How was the week?\"");
        Assert.StartsWith("This could not be saved, and pressing again will hardly help.", ann.Notice, StringComparison.Ordinal);
        Assert.Contains("checkin \"How was the week?\"", ann.Text, StringComparison.Ordinal);
        house.Store.FailNext(StoreCall.GuestsPut);
        await bo.SendAsync($"{ann.Room}/join", ("name", "Bo"));
        Assert.StartsWith("This could not be saved, and pressing again will hardly help.", bo.Notice, StringComparison.Ordinal);
        house.Store.FailNext(StoreCall.RoomsRead);
        await ann.SeeAsync(ann.Room);
        Assert.StartsWith("What is kept here cannot be read or written, and trying again will hardly help.", ann.Notice, StringComparison.Ordinal);
        Assert.Equal(503, await ReadyAsync(house)); // though the probe could be written
    }

    static async Task<int> ReadyAsync(WebHouse house)
    {
        using var http = house.Server.CreateClient();
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (int)answer.StatusCode;
    }

    [Fact]
    public async Task A_restart_keeps_what_was_confirmed_and_every_open_form()
    {
        using var folder = new TestFolder();
        List<KeyValuePair<string, string>> open;
        string room;
        Visitor before;
        await using (var house = await OpenAsync(folder))
        {
            before = await house.HostAsync();
            await before.TypeAsync("checkin");
            await before.PressAsync(before.Button("answer", "yellow"));
            open = before.Carrying(("press", before.Button("note").Encode()), ("answer", "green"), ("note", "after the restart"));
            room = before.Room;
        }

        await using var again = await OpenAsync(folder);
        var ann = again.NewVisitor();
        foreach (System.Net.Cookie cookie in before.Cookies.GetAllCookies())
        {
            ann.Cookies.Add(cookie);
        }

        await ann.SeeAsync(room);
        Assert.Contains("value=\"yellow\" checked", ann.Page, StringComparison.Ordinal);
        await ann.FollowAsync(Visitor.Post($"{room}/press", open));
        Assert.Equal("That counts. You can change it until it closes.", ann.Notice);
        Assert.Contains("after the restart", ann.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bug_is_one_sentence_without_details()
    {
        await using var house = await WebHouse.OpenAsync(new Broken());
        var ann = await house.NewVisitor("de").SeeAsync("/r/abcdefghijklmnop");

        Assert.Equal((500, true), (ann.Status, ann.IsProblem));
        Assert.StartsWith("Bei uns ist etwas kaputtgegangen.", ann.Notice, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", ann.Page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", string.Join(' ', ann.Answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    static async Task<WebHouse> OpenAsync(TestFolder folder) =>
        await WebHouse.OpenAsync(await SqliteStore.OpenAsync(folder.File("web.db"), new SqliteOptions()));

    /// <summary>A store with a bug where rooms are.</summary>
    sealed class Broken() : PassingStore(new MemoryStore())
    {
        public override IRooms Rooms => throw new InvalidOperationException("secret detail");
    }
}
