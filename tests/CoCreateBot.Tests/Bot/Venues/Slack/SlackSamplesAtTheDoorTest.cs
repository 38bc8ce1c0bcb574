using System.Globalization;
using System.Net;
using System.Text;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>Every sample through the real door, with the whole bot behind it: as it is, cut, and with each of its fields missing.</summary>
public sealed class SlackSamplesAtTheDoorTest
{
    [Fact]
    public void Of_every_sample_it_is_said_what_becomes_of_it() => Assert.Equal(
        SlackSamples.Named("*").Select(Path.GetFileName), SlackFates.All.Select(fate => fate.File).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_sample_is_taken_or_ignored_as_is_said_of_it()
    {
        await using var story = await SlackStory.BeginAsync();
        var late = 0;
        foreach (var sample in SlackSample.All())
        {
            var fate = SlackFates.All.Single(fate => fate.File == sample.Name);
            var request = SlackRequestReader.Read(sample.ContentType, [.. sample.Body]);
            Assert.Equal((sample.Name, fate.ReadAs), (sample.Name, request is SlackRequest.Ignored no ? $"Ignored {no.Why}" : request!.GetType().Name));

            var response = await story.Http.SendAsync(story.Ann.Signed(sample.Body, sample.ContentType));

            Assert.Equal((sample.Name, HttpStatusCode.OK), (sample.Name, response.StatusCode));
            Says(request, await response.Content.ReadAsStringAsync());
            late += request is SlackRequest.Pressed { ResponseUrl: not null } or SlackRequest.Typed { Text: "" } ? 1 : 0;
        }

        await story.Slack.UntilAsync(() => story.Count("response_url") == late, "whoever pressed or asked for the dialog is told");
        FindsNoBug(story);
    }

    // All others are answered with nothing: what follows of them, follows later.
    static void Says(SlackRequest? request, string body)
    {
        switch (request)
        {
            case SlackRequest.Verification asked:
                Assert.Contains(asked.Challenge, body, StringComparison.Ordinal);
                break;
            case SlackRequest.Typed { Text.Length: > 0 }:
                Assert.StartsWith("{\"response_type\":\"ephemeral\"", body, StringComparison.Ordinal);
                break;
            case SlackRequest.HandedIn:
                Assert.Contains("This card is out of date", body, StringComparison.Ordinal);
                break;
            default:
                Assert.Equal("", body);
                break;
        }
    }

    [Theory]
    [InlineData("http.event.retry.synthetic.txt")]
    [InlineData("http.slash_command.signed.synthetic.txt")]
    public async Task A_whole_request_is_genuine_as_it_stands(string file)
    {
        var (headers, body) = Split(await File.ReadAllTextAsync(SlackSamples.Named(file).Single()));
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["X-Slack-Request-Timestamp"], CultureInfo.InvariantCulture));
        await using var story = await SlackStory.BeginAsync(new PretendSlack(new ManualTime(at)));
        var type = headers["Content-Type"];
        var request = new HttpRequestMessage(HttpMethod.Post, SlackDoor.Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith("X-Slack", StringComparison.Ordinal)))
        {
            request.Headers.Add(name, value);
        }

        request.Content.Headers.Add("Content-Type", type);
        var response = await story.Http.SendAsync(request);

        var read = SlackRequestReader.Read(type, Encoding.UTF8.GetBytes(body));
        Assert.Equal(SlackFates.All.Single(fate => fate.File == file).ReadAs, read is SlackRequest.Ignored no ? $"Ignored {no.Why}" : read!.GetType().Name);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Says(read, await response.Content.ReadAsStringAsync());
        FindsNoBug(story);
    }

    [Fact]
    public async Task Every_sample_cut_in_half_or_with_a_field_missing_is_taken_or_refused_and_never_a_bug()
    {
        await using var story = await SlackStory.BeginAsync();
        var seen = 0;
        foreach (var bent in SlackSample.All().SelectMany(sample => sample.Bent()))
        {
            var response = await story.Http.SendAsync(story.Ann.Signed(bent.Body, bent.ContentType));

            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{bent.Name}: {response.StatusCode}");
            seen++;
        }

        Assert.InRange(seen, 2_000, 5_000); // of all samples, and still done in seconds
        FindsNoBug(story);
    }

    [Fact]
    public async Task No_sample_is_even_read_without_a_signature()
    {
        await using var story = await SlackStory.BeginAsync();
        foreach (var sample in SlackSample.All())
        {
            var request = story.Ann.Signed(sample.Body, sample.ContentType);
            request.Headers.Remove("X-Slack-Signature");

            Assert.Equal(HttpStatusCode.Unauthorized, (await story.Http.SendAsync(request)).StatusCode);
        }
    }

    static void FindsNoBug(SlackStory story) => Assert.DoesNotContain(
        story.Log.Text.Split('\n'),
        line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)
            || line.Contains("   at CoCreateBot.", StringComparison.Ordinal));

    static (Dictionary<string, string> Headers, string Body) Split(string request)
    {
        var parts = request.ReplaceLineEndings("\n").Split("\n\n", 2);
        var headers = parts[0].Split('\n').Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return (headers, parts[1]);
    }
}
