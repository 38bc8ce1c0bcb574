using System.Net;
using System.Text;
using CoCreateBot.Bot.Venues.Web;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>Only what our own page in this person's hands sends comes through; what does not is said, and its words come back.</summary>
public sealed class ForgeryTest
{
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:81")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_form_from_another_site_is_refused(string header, string value)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var request = Visitor.Post($"{ann.Room}/press", ann.Carrying(
            ("press", ann.Button("note").Encode()), ("answer", "green"), ("note", "do not lose me")));
        request.Headers.Remove(header);
        request.Headers.Add(header, value);
        await ann.FollowAsync(request);

        Assert.Equal(403, ann.Status);
        Assert.StartsWith("This was sent from another site, so it did not count.", ann.Notice, StringComparison.Ordinal);
        Assert.Contains("do not lose me", ann.Page, StringComparison.Ordinal);
        await ann.SeeAsync(ann.Path);
        Assert.Contains("0 people have answered.", ann.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/rooms")]
    [InlineData("/language")]
    [InlineData("/join")]
    public async Task No_door_opens_for_another_site(string door)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var before = house.Writes;
        var request = Visitor.Post(door == "/join" ? ann.Room + door : door, [new("name", "Eve"), new("lang", "de"), new("back", "/")]);
        request.Headers.Remove("Sec-Fetch-Site");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var answer = await house.NewVisitor().SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(before, house.Writes);
    }

    [Theory]
    [InlineData(SentForm.BodyBytesMax + 1, "application/x-www-form-urlencoded", 413, "That is far more than fits")]
    [InlineData(100, "text/plain", 400, "This arrived broken")]
    public async Task A_language_that_cannot_be_read_is_told_why_and_not_that_it_is_foreign(int length, string type, int status, string sentence)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = house.NewVisitor();
        var request = Visitor.Post("/language", []);
        request.Content = new StringContent("lang=".PadRight(length, 'd'));
        request.Content.Headers.ContentType = new(type);

        await ann.FollowAsync(request);

        Assert.Equal(status, ann.Status);
        Assert.StartsWith(sentence, ann.Notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("https://cocreate.example.org")]
    public async Task Our_own_origin_comes_through_also_behind_a_proxy(string origin)
    {
        await using var house = await WebHouse.OpenAsync(publicUrl: new Uri("https://cocreate.example.org"));
        var ann = house.NewVisitor();
        var request = Visitor.Post("/rooms", []);
        request.Headers.Remove("Origin");
        request.Headers.Add("Origin", origin);

        Assert.Equal(HttpStatusCode.SeeOther, (await ann.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("en", "This form is not yours or not from this room, so it did not count.")]
    [InlineData("de", "Dieses Formular ist nicht Ihres oder nicht aus diesem Raum, darum zählt es nicht.")]
    public async Task A_form_with_anothers_token_or_none_is_refused_and_its_words_come_back(string language, string sentence)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin");
        var bo = await house.GuestAsync(ann, language: language);
        foreach (var token in new[] { ann.Token, "", "x", new string('A', 43) })
        {
            await bo.SeeAsync(ann.Room);
            await bo.PressAsync(bo.Button("note"), ("answer", "green"), ("note", "do not lose <me>"), ("token", token));

            Assert.Equal(403, bo.Status);
            Assert.StartsWith(sentence, bo.Notice, StringComparison.Ordinal);
            Assert.Contains("do not lose <me>", bo.Text, StringComparison.Ordinal);
        }

        await bo.SeeAsync(ann.Room);
        Assert.Contains("0 ", bo.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("do not lose", bo.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_not_joined_cannot_press_type_start_or_look()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        await ann.TypeAsync("checkin \"A secret question\"");
        var eve = house.NewVisitor();
        await eve.SeeAsync(ann.Room);
        Assert.DoesNotContain("secret", eve.Page, StringComparison.Ordinal);
        foreach (var door in new[] { "press", "type", "start" })
        {
            await eve.SendAsync($"{ann.Room}/{door}", ("press", ann.Button("answer", "green").Encode()), ("text", "close this at once"));
            Assert.Equal(403, eve.Status);
            Assert.Contains("Come in first, then send it again.", eve.Notice, StringComparison.Ordinal);
            Assert.Contains("close this at once", eve.Page, StringComparison.Ordinal);
        }

        var live = await eve.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{ann.Room}/live"));
        Assert.Equal(HttpStatusCode.Forbidden, live.StatusCode);
    }

    [Fact]
    public async Task A_cookie_of_ones_own_making_is_nobody()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var eve = house.NewVisitor();
        eve.Cookies.Add(new Uri("http://localhost"), new Cookie("cc", GuestSecret.New().Reveal(), ann.Room));
        await eve.SeeAsync(ann.Room);
        Assert.Contains("You are invited", eve.Page, StringComparison.Ordinal);

        await eve.SendAsync($"{ann.Room}/join", ("name", "Eve"));
        Assert.Equal("You are in.", eve.Notice);
    }

    [Theory]
    [InlineData(SentForm.BodyBytesMax, 403)]
    [InlineData(SentForm.BodyBytesMax + 1, 413)]
    [InlineData(5_000_000, 413)]
    public async Task A_body_may_have_64_KiB_and_no_byte_more(int length, int status)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        foreach (var isAnnounced in new[] { true, false })
        {
            var request = Visitor.Post($"{ann.Room}/type", []);
            var body = Encoding.ASCII.GetBytes("token=x&text=".PadRight(length, 'a'));
            request.Content = isAnnounced ? new ByteArrayContent(body) : new StreamContent(new MemoryStream(body));
            request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
            request.Headers.TransferEncodingChunked = isAnnounced ? null : true;
            await ann.FollowAsync(request);

            Assert.Equal((status, true), (ann.Status, ann.IsProblem));
        }
    }

    [Theory]
    [InlineData("application/json", "{\"text\":\"checkin\"}")]
    [InlineData("multipart/form-data; boundary=x", "--x")]
    [InlineData("text/plain", "text=checkin")]
    [InlineData("application/x-www-form-urlencoded", "text=check%")]
    [InlineData("application/x-www-form-urlencoded", "text=%zz")]
    public async Task What_is_no_form_or_breaks_off_is_said(string type, string body)
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var request = Visitor.Post($"{ann.Room}/type", []);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        await ann.FollowAsync(request);

        Assert.Equal((400, "This arrived broken, so it did not count. Go back and send it again."), (ann.Status, ann.Notice));
    }

    [Fact]
    public async Task A_body_shorter_than_announced_is_said()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var context = await house.Server.SendAsync(http =>
        {
            http.Request.Method = "POST";
            http.Request.Path = $"{ann.Room}/type";
            http.Request.ContentType = "application/x-www-form-urlencoded";
            http.Request.ContentLength = 100;
            http.Request.Body = new MemoryStream("text=check"u8.ToArray());
        });

        Assert.Equal(400, context.Response.StatusCode);
    }

    [Fact]
    public async Task Too_many_fields_are_no_form_of_ours()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        var fields = Enumerable.Range(0, SentForm.FieldsMax + 1).Select(i => KeyValuePair.Create($"f{i}", "x"));
        await ann.FollowAsync(Visitor.Post($"{ann.Room}/type", fields));

        Assert.Equal(400, ann.Status);
    }

    [Fact]
    public async Task A_hundred_join_in_a_minute_from_one_address_and_the_next_is_asked_to_wait()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = await house.HostAsync();
        for (var i = 1; i < Doorkeeper.JoinsPerMinute; i++)
        {
            var guest = house.NewVisitor();
            Assert.Equal(HttpStatusCode.SeeOther, (await guest.SendAsync(Visitor.Post($"{ann.Room}/join", []))).StatusCode);
        }

        var late = await house.NewVisitor("de").SendAsync($"{ann.Room}/join", ("name", "Lea & Co"));
        Assert.Equal(429, late.Status);
        Assert.NotNull(late.Answer.Headers.RetryAfter);
        Assert.StartsWith("Aus Ihrem Netz kommen gerade sehr viele herein.", late.Notice, StringComparison.Ordinal);
        Assert.Contains("value=\"Lea &amp; Co\"", late.Page, StringComparison.Ordinal);
        await ann.SendAsync($"{ann.Room}/join", ("name", "Anna"));
        Assert.Equal("Your name is changed.", ann.Notice);
    }

    [Fact]
    public async Task Ten_rooms_in_a_minute_from_one_address_and_no_more()
    {
        await using var house = await WebHouse.OpenAsync();
        var ann = house.NewVisitor();
        for (var i = 0; i < Doorkeeper.RoomsPerMinute; i++)
        {
            await ann.SendAsync("/rooms");
            Assert.Equal(200, ann.Status);
        }

        await ann.SendAsync("/rooms");
        Assert.Equal(429, ann.Status);
        Assert.StartsWith("Many rooms were just opened from your network.", ann.Notice, StringComparison.Ordinal);
    }
}
