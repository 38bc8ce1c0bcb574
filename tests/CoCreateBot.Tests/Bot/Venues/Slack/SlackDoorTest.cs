using System.Globalization;
using System.Net;
using System.Text;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Who is let in, and what the others are told.</summary>
public sealed class SlackDoorTest
{
    const string Form = "application/x-www-form-urlencoded";
    const string Json = "application/json";
    const string Words = "something-only-people-say";

    [Fact]
    public async Task Slack_s_question_whether_this_is_our_address_is_answered()
    {
        await using var story = await SlackStory.BeginAsync();

        var (status, body) = await SendAsync(story, $$"""{"type":"url_verification","token":"x","challenge":"{{Words}}"}""", Json);

        Assert.Equal((HttpStatusCode.OK, $$"""{"challenge":"{{Words}}"}"""), (status, body));
    }

    [Theory]
    [InlineData(Json, """{"type":"event_callback","event":{"type":"message","text":"hello"},"event_id":"Ev1"}""")]
    [InlineData(Json, """{"type":"app_rate_limited","team_id":"T1"}""")]
    [InlineData(Json, """{"type":"something_new"}""")]
    [InlineData(Form, "ssl_check=1&token=x")]
    [InlineData(Form, "payload=%7B%22type%22%3A%22view_closed%22%7D")]
    [InlineData(Form, "payload=%7B%22type%22%3A%22shortcut%22%7D")]
    public async Task What_is_not_for_us_is_taken_without_a_word_so_that_it_is_not_sent_again(string contentType, string sent)
    {
        await using var story = await SlackStory.BeginAsync();

        Assert.Equal((HttpStatusCode.OK, ""), await SendAsync(story, sent, contentType));
        Assert.Empty(story.Slack.Called);
    }

    [Theory]
    [InlineData(Form, "payload=%7B%22type%22%3A%22block_actions%22")]
    [InlineData(Form, "payload=%7")]
    [InlineData(Form, "command=%2Fcocreate&team_id=T1")]
    [InlineData(Form, "")]
    [InlineData(Json, "{\"type\":")]
    [InlineData(Json, "")]
    [InlineData("text/plain", "hello")]
    public async Task What_is_signed_and_malformed_is_a_bad_request(string contentType, string sent)
    {
        await using var story = await SlackStory.BeginAsync();

        var (status, body) = await SendAsync(story, sent, contentType);

        Assert.Equal((HttpStatusCode.BadRequest, "The request is signed, but it was not understood."), (status, body));
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("no time")]
    [InlineData("forged")]
    [InlineData("other body")]
    [InlineData("stale")]
    [InlineData("early")]
    [InlineData("twice")]
    public async Task Without_Slack_s_fresh_signature_nothing_happens_and_nothing_of_it_is_logged(string how)
    {
        await using var story = await SlackStory.BeginAsync();
        var channel = story.Slack.Channel("C0GENERAL");
        var request = story.Ann.Signed(Encoding.UTF8.GetBytes(
            $"team_id=T1&channel_id=C0GENERAL&user_id=U1&user_name=ann&command=%2Fcocreate&text=checkin+{Words}&trigger_id=1"), Form);
        var signature = request.Headers.GetValues("X-Slack-Signature").Single();
        switch (how)
        {
            case "unsigned": request.Headers.Remove("X-Slack-Signature"); break;
            case "no time": request.Headers.Remove("X-Slack-Request-Timestamp"); break;
            case "forged":
                request.Headers.Remove("X-Slack-Signature");
                request.Headers.Add("X-Slack-Signature", signature[..^1] + (signature[^1] == '0' ? '1' : '0'));
                break;
            case "other body": request.Content = new StringContent("ssl_check=1", Encoding.UTF8, Form); break;
            case "stale": story.Slack.Time.Pass(SlackSignature.AgeMax + TimeSpan.FromSeconds(1)); break;
            case "early":
                request.Headers.Remove("X-Slack-Request-Timestamp");
                var soon = story.Slack.Time.GetUtcNow().AddSeconds(301).ToUnixTimeSeconds();
                request.Headers.Add("X-Slack-Request-Timestamp", soon.ToString(CultureInfo.InvariantCulture));
                break;
            default: request.Headers.Add("X-Slack-Signature", signature); break;
        }

        var response = await story.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("The request is not signed as Slack signs, or is late.", await response.Content.ReadAsStringAsync());
        Assert.Empty(channel.Messages);
        Assert.DoesNotContain(Words, story.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(signature[3..], story.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SlackDoor.BodyMax, true, HttpStatusCode.BadRequest)]
    [InlineData(SlackDoor.BodyMax + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(SlackDoor.BodyMax, false, HttpStatusCode.BadRequest)]
    [InlineData(SlackDoor.BodyMax + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_has_a_longest_length_whether_it_says_so_or_not(int length, bool says, HttpStatusCode expected)
    {
        await using var story = await SlackStory.BeginAsync();
        var body = new byte[length];
        Array.Fill(body, (byte)'a');
        var request = story.Ann.Signed(body, Form);
        if (!says)
        {
            request.Content = new StreamContent(new Unsized(body));
            request.Content.Headers.Add("Content-Type", Form);
        }

        Assert.Equal(expected, (await story.Http.SendAsync(request)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(LargestView.Letters), MemberType = typeof(LargestView))]
    public async Task The_largest_dialog_that_we_draw_comes_back_in_any_script(string letter)
    {
        await using var story = await SlackStory.BeginAsync();

        var (status, body) = await SendAsync(story, $"payload={WebUtility.UrlEncode(LargestView.HandedIn(letter))}", Form);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("This session is not known here", body, StringComparison.Ordinal); // it is read to its end
    }

    [Fact]
    public async Task A_look_with_a_browser_finds_nothing_here()
    {
        await using var story = await SlackStory.BeginAsync();

        Assert.False((await story.Http.GetAsync(SlackDoor.Path)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task People_s_words_are_in_no_log_whatever_happens()
    {
        await using var story = await SlackStory.BeginAsync();
        var (channel, console) = await story.StartAsync($"checkin “{Words}?”");
        story.Slack.Trouble("chat.update", new PretendTrouble.Says("invalid_blocks"), new PretendTrouble.NoConnection());
        var note = await story.Bob.OpenAsync(channel.Root, "Add a note");
        await story.Bob.SubmitAsync(note, ("How are you?", "■ Red"), ("Note", Words));
        await story.Ann.PressAsync(console, "Close");
        await story.PassUntilAsync(story.Slack.UntilAsync(() => channel.Messages.Count == 2, "the minutes are posted"));

        foreach (var secret in (string[])[Words, "U0BOB", "U0ANN", PretendSlack.Token, PretendSlack.Secret])
        {
            Assert.DoesNotContain(secret, story.Log.Text, StringComparison.Ordinal);
        }
    }

    static async Task<(HttpStatusCode Status, string Body)> SendAsync(SlackStory story, string sent, string contentType)
    {
        var response = await story.Http.SendAsync(story.Ann.Signed(Encoding.UTF8.GetBytes(sent), contentType));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A stream that does not know its length, sent in chunks.</summary>
    sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
