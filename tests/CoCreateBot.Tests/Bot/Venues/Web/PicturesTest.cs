using System.Net;
using System.Text;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage.Sqlite;
using CoCreateBot.Tests.Bot.Venues.Web.Pictures;
using CoCreateBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>A picture from a form to the page, and to nobody else.</summary>
public sealed class PicturesTest
{
    [Fact]
    public async Task A_picture_is_kept_clean_and_shown_to_its_author_at_once()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        await GiveAsync(ann, "a red bench", SamplePictures.Chatty(SamplePictures.Jpeg));

        Assert.Equal(200, ann.Status);
        Assert.Contains("alt=\"a red bench\"", ann.Page, StringComparison.Ordinal);
        var answer = await PictureAsync(ann, PathIn(ann));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("private, no-cache", Sorted(answer.Headers.CacheControl?.ToString()));
        Assert.StartsWith("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.DoesNotContain("48.2082", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.True(bytes.Length < SamplePictures.Jpeg.Length);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        await GiveAsync(ann, "a bench", SamplePictures.Png);
        var tag = (await PictureAsync(ann, PathIn(ann))).Headers.ETag;

        var again = new HttpRequestMessage(HttpMethod.Get, PathIn(ann));
        again.Headers.IfNoneMatch.Add(tag ?? throw new InvalidOperationException("No mark."));
        Assert.Equal(HttpStatusCode.NotModified, (await ann.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Others_see_it_on_the_sheet_that_comes_to_them_or_when_it_closes_and_nobody_outside_ever_does()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        var (bo, cem) = (await house.GuestAsync(ann), await house.GuestAsync(ann, "Cem"));
        await GiveAsync(ann, "a bench", SamplePictures.Png);
        var path = PathIn(ann);
        var other = await house.HostAsync("Dora");

        Assert.Equal("200 404 404 404 404", await StatusesAsync(path, ann, bo, cem, other, house.NewVisitor()));
        await bo.PressAsync(bo.Button("write"));
        await bo.PressAsync(bo.Button("hand-in"), ("idea-1", "mine"));
        await bo.PressAsync(bo.Button("write"));
        Assert.Contains(path, bo.Page, StringComparison.Ordinal);
        Assert.Equal("200 200 404 404 404", await StatusesAsync(path, ann, bo, cem, other, house.NewVisitor()));

        await ann.PressAsync(ann.Button("close"));
        Assert.Contains(path, ann.Page, StringComparison.Ordinal);
        Assert.Equal("200 200 200 404 404", await StatusesAsync(path, ann, bo, cem, other, house.NewVisitor()));
        Assert.Equal("404", await StatusesAsync(path.Replace(ann.Room, other.Room, StringComparison.Ordinal), other));
        Assert.Equal("404", await StatusesAsync(path[..^1] + (path[^1] == '0' ? '1' : '0'), ann));
        Assert.Equal("404", await StatusesAsync(path + "0", ann));
    }

    [Fact]
    public async Task What_the_facilitator_hides_is_served_to_others_no_more()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        var bo = await house.GuestAsync(ann);
        await bo.PressAsync(bo.Button("write"));
        await GiveAsync(bo, "a bench", SamplePictures.Png);
        var path = PathIn(bo);
        await ann.PressAsync(ann.Button("close"));
        var number = ann.Text.Split("<bdi>")[Array.FindIndex(ann.Text.Split("<bdi>"), part => part.StartsWith("a bench", StringComparison.Ordinal)) - 1][..4];

        Assert.Equal("200 200", await StatusesAsync(path, ann, bo));
        await ann.TypeAsync($"hide {number}");
        Assert.Equal("404 200", await StatusesAsync(path, ann, bo));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture that can be shown here")]
    [InlineData("GIF89a but no more", "not whole")]
    public async Task A_wrong_or_broken_picture_is_one_sentence_at_its_input_and_the_words_are_still_there(string file, string said)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        await GiveAsync(ann, "a bench & a lamp", Encoding.ASCII.GetBytes(file));

        Assert.Equal(422, ann.Status);
        Assert.Contains(said, ann.Text, StringComparison.Ordinal);
        Assert.Contains("\na bench & a lamp</textarea>", ann.Text, StringComparison.Ordinal);
        Assert.Contains("aria-invalid", ann.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(StoreCall.PicturesPut, house.Store.Calls);
    }

    [Theory]
    [InlineData(Limits.PictureBytesMax, 200)]
    [InlineData(Limits.PictureBytesMax + 1, 422)]
    [InlineData(25_000_000, 422)]
    [InlineData(40_000_000, 413)]
    public async Task A_picture_at_the_bound_is_taken_and_a_larger_one_is_refused(int bytes, int status)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        await GiveAsync(ann, "a bench", [.. SamplePictures.Png, .. new byte[bytes - SamplePictures.Png.Length]]);

        Assert.Equal(status, ann.Status);
        Assert.True(status != 422 || ann.Text.Contains("more than 8 MB", StringComparison.Ordinal));
        Assert.True(status != 422 || ann.Text.Contains("\na bench</textarea>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_without_words_is_not_kept()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house, "de");
        await GiveAsync(ann, "", SamplePictures.Png);

        Assert.Equal(422, ann.Status);
        Assert.Contains("Bitte sagen Sie in Worten, was das Bild zeigt", ann.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(StoreCall.PicturesPut, house.Store.Calls);
    }

    [Fact]
    public async Task Nobody_can_claim_a_picture_by_its_id()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        await GiveAsync(ann, "a bench", SamplePictures.Png);
        var id = PathIn(ann).Split('/')[^1];
        var bo = await house.GuestAsync(ann);
        await bo.PressAsync(bo.Button("write"));
        await bo.PressAsync(bo.Button("hand-in"), ("idea-1", "mine"), ("picture-1:kept", $"{id}.100"));

        Assert.Equal(200, bo.Status);
        Assert.Equal("404", await StatusesAsync(PathIn(ann), bo));
    }

    [Fact]
    public async Task A_form_of_another_site_of_a_stranger_or_without_its_token_brings_no_picture()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        var press = ann.Button("hand-in");
        await GiveAsync(ann, "a bench", SamplePictures.Png, site: "cross-site");
        Assert.Equal(403, ann.Status);
        await ann.SeeAsync(ann.Room);
        await PostAsync(ann, press, [("idea-1", "a bench"), ("token", "x")], ("picture-1", SamplePictures.Png));
        Assert.Equal(403, ann.Status);
        var stranger = await house.NewVisitor().SeeAsync(ann.Room);
        await PostAsync(stranger, press, [("idea-1", "a bench")], ("picture-1", SamplePictures.Png));
        Assert.Equal(403, stranger.Status);
        Assert.DoesNotContain(StoreCall.PicturesPut, house.Store.Calls);
    }

    [Fact]
    public async Task A_picture_that_is_replaced_or_taken_away_is_gone()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        await GiveAsync(ann, "a bench", SamplePictures.Png);
        var first = PathIn(ann);
        await GiveAsync(ann, "a bench", SamplePictures.Jpeg, "change");
        var second = PathIn(ann);

        Assert.NotEqual(first, second);
        Assert.Equal("404", await StatusesAsync(first, ann));
        Assert.Null(await ((CoCreateBot.Storage.IStore)house.Store).Pictures.FindAsync(SessionOf(first), IdOf(first), default));
        await PostAsync(ann, ann.Button("change"), [("idea-1", "a bench"), ("no-picture-1", "off"), ("no-picture-1", "on")]);
        Assert.Equal("404", await StatusesAsync(second, ann));
    }

    [Fact]
    public async Task The_store_has_it_before_its_sender_is_told_and_where_it_would_not_nothing_is_promised()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        house.Store.FailNext(StoreCall.PicturesPut);
        await GiveAsync(ann, "a bench", SamplePictures.Png);
        Assert.Equal(429, ann.Status);
        Assert.Contains("\na bench</textarea>", ann.Text, StringComparison.Ordinal);

        await GiveAsync(ann, "a bench", SamplePictures.Png);
        Assert.Equal(200, ann.Status);
        Assert.True(house.Store.Calls.LastIndexOf(StoreCall.PicturesPut) < house.Store.Calls.LastIndexOf(StoreCall.LogAppend));
    }

    [Fact]
    public async Task Whoever_is_forgotten_and_what_is_deleted_leave_no_byte_of_a_picture()
    {
        using var folder = new TestFolder();
        await using var house = await WebHouse.OpenAsync(await SqliteStore.OpenAsync(folder.File("web.db"), new SqliteOptions()));
        var ann = await WritingAsync(house);
        var bo = await house.GuestAsync(ann);
        await bo.PressAsync(bo.Button("write"));
        await GiveAsync(ann, "a bench", Drawn("anns-drawing"));
        await GiveAsync(bo, "a lamp", Drawn("bos-drawing"));
        await ann.PressAsync(ann.Button("close"));
        Assert.Contains("bos-drawing", Text(folder), StringComparison.Ordinal);

        await bo.TypeAsync("forget me yes");
        Assert.DoesNotContain("bos-drawing", Text(folder), StringComparison.Ordinal);
        Assert.Contains("anns-drawing", Text(folder), StringComparison.Ordinal);
        await ann.SeeAsync(ann.Room);
        await ann.TypeAsync("delete yes");
        while (Text(folder).Contains("anns-drawing", StringComparison.Ordinal)) // its mailbox works on another thread; the test's time limit ends it
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_few_send_pictures_at_once_a_bound_of_others_waits_and_one_more_is_told_so()
    {
        using var door = new Doorkeeper();
        var turns = Enumerable.Range(0, Doorkeeper.UploadsAtOnce + Doorkeeper.UploadsWaitingMax)
            .Select(n => door.TurnToUploadAsync($"guest {n}", default).AsTask()).ToList();

        Assert.Equal(Doorkeeper.UploadsAtOnce, turns.Count(turn => turn.IsCompleted));
        Assert.False((await door.TurnToUploadAsync("one more", default)).IsAcquired);
        (await turns[0]).Dispose();
        Assert.True((await turns[Doorkeeper.UploadsAtOnce]).IsAcquired);
    }

    [Fact]
    public async Task One_guest_has_one_turn_at_once()
    {
        using var door = new Doorkeeper();
        var turns = Enumerable.Range(0, 1 + Doorkeeper.UploadsWaitingEach).Select(_ => door.TurnToUploadAsync("Ann", default).AsTask()).ToList();

        Assert.True(turns[0].IsCompleted && !turns[1].IsCompleted);
        Assert.False((await door.TurnToUploadAsync("Ann", default)).IsAcquired);
        Assert.True((await door.TurnToUploadAsync("Bo", default)).IsAcquired);
        (await turns[0]).Dispose();
        Assert.True((await turns[1]).IsAcquired);
    }

    [Fact]
    public async Task Words_alone_wait_for_no_turn_and_a_picture_that_gets_none_is_told_so()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        var door = house.Services.GetRequiredService<Doorkeeper>();
        var turns = Enumerable.Range(0, Doorkeeper.UploadsAtOnce + Doorkeeper.UploadsWaitingMax)
            .Select(n => door.TurnToUploadAsync($"guest {n}", default).AsTask()).ToList();

        await PostAsync(ann, ann.Button("hand-in"), [("idea-1", "a bench")]);
        Assert.Equal(200, ann.Status);
        await GiveAsync(ann, "a bench", [.. SamplePictures.Png, .. new byte[SentForm.BodyBytesMax]], "change");
        Assert.Equal(429, ann.Status);
        Assert.Equal(Doorkeeper.UploadsAtOnce, turns.Count(turn => turn.IsCompleted));
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(1, 422)]
    public async Task A_server_has_a_bound_of_pictures_and_says_so_and_words_still_count(long beyond, int status)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        var length = CoCreateBot.Bot.Venues.Web.Pictures.CleanPicture.From(SamplePictures.Png).Picture?.Bytes.Length ?? 0;
        house.Store.OtherPictureBytes = CoCreateBot.Storage.IPictures.BytesMax - length + beyond;

        await GiveAsync(ann, "a bench", SamplePictures.Png);
        Assert.Equal(status, ann.Status);
        Assert.True(status == 200 || ann.Text.Contains("as many pictures as it may", StringComparison.Ordinal));
        Assert.True(status == 200 || ann.Text.Contains("\na bench</textarea>", StringComparison.Ordinal));
        await PostAsync(ann, ann.Button(status == 200 ? "change" : "hand-in"), [("idea-1", "a green bench")]);
        Assert.Equal(200, ann.Status);
    }

    [Fact]
    public async Task Whoever_sends_too_slowly_loses_their_turn()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        var body = new System.IO.Pipelines.Pipe();
        var content = new StreamContent(body.Reader.AsStream());
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        var sending = ann.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{ann.Room}/press") { Content = content });
        await body.Writer.WriteAsync("--x\r\nContent-Disposition: form-data; name=\"idea-1\"\r\n\r\na"u8.ToArray());
        while (!sending.IsCompleted) // it is read on another thread, and the clock goes on until then; the test's time limit ends it
        {
            house.Time.Pass(FormWithFiles.Within);
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.RequestTimeout, (await sending).StatusCode);
        await body.Writer.CompleteAsync();
    }

    [Theory]
    [InlineData(SentForm.FieldsMax, 200)]
    [InlineData(SentForm.FieldsMax + 1, 400)]
    public async Task A_form_has_a_bound_of_parts(int parts, int status)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await WritingAsync(house);
        (string, string)[] more = [.. Enumerable.Range(0, parts - 5).Select(n => ($"more-{n}", ""))]; // beside press, token, once, idea and the empty picture
        await PostAsync(ann, ann.Button("hand-in"), [("idea-1", "a bench"), .. more]);
        Assert.Equal(status, ann.Status);
    }

    /// <summary>A browser would not draw it, but its data can be found.</summary>
    static byte[] Drawn(string what) =>
        [.. SamplePictures.Png[..33], .. SamplePictures.Chunk("IDAT", Encoding.ASCII.GetBytes(what)), .. SamplePictures.Chunk("IEND", [])];

    static string Text(TestFolder folder) => Encoding.Latin1.GetString(folder.AllBytes());

    static async Task<Visitor> WritingAsync(WebHouse house, string language = "en")
    {
        var ann = await house.HostAsync(language: language);
        await ann.TypeAsync("brainwrite \"What would brighten the square?\" for 2h");
        await ann.PressAsync(ann.Button("write"));
        return ann;
    }

    static Task GiveAsync(Visitor who, string words, byte[] picture, string verb = "hand-in", string site = "same-origin") =>
        PostAsync(who, who.Presses.First(press => press.Verb == verb && press.Argument.Length > 0), [("idea-1", words)], ("picture-1", picture), site);

    static Task PostAsync(Visitor who, Press press, (string, string)[] fields, (string Name, byte[] Bytes)? file = null, string site = "same-origin")
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in who.Carrying([("press", press.Encode()), .. fields]))
        {
            content.Add(new StringContent(value), name);
        }

        if (file is { } sent)
        {
            content.Add(new ByteArrayContent(sent.Bytes), sent.Name, "photo of Ann.jpg");
        }

        var none = new ByteArrayContent([]); // as a browser sends an input in which nothing was chosen
        none.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"picture-2\"; filename=\"\"");
        content.Add(none);
        var request = new HttpRequestMessage(HttpMethod.Post, $"{who.Room}/press") { Content = content };
        request.Headers.Add("Origin", "null");
        request.Headers.Add("Sec-Fetch-Site", site);
        return who.FollowAsync(request);
    }

    static string PathIn(Visitor visitor) => visitor.LinkTo($"{visitor.Room}/pictures/");

    static SessionId SessionOf(string path) => new(path.Split('/')[^2]);

    static string IdOf(string path) => path.Split('/')[^1];

    static Task<HttpResponseMessage> PictureAsync(Visitor visitor, string path) => visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    static async Task<string> StatusesAsync(string path, params Visitor[] visitors) =>
        string.Join(' ', (await Task.WhenAll(visitors.Select(visitor => PictureAsync(visitor, path)))).Select(answer => (int)answer.StatusCode));

    static string Sorted(string? list) => string.Join(", ", (list ?? "").Split(", ").OrderDescending(StringComparer.Ordinal));
}
