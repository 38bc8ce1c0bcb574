using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Bot.Venues.Slack.Socket;

/// <summary>Every sample of Socket Mode through a socket, with the whole bot behind it; what becomes of each stands in <see cref="SlackFates"/>.</summary>
public sealed class SlackSamplesThroughTheSocketTest
{
    [Fact]
    public async Task Every_sample_is_acknowledged_or_understood_and_never_a_bug()
    {
        await using var story = await SocketStory.BeginAsync();
        var line = await story.Sockets.LineAsync(0);
        foreach (var (file, sample) in Samples())
        {
            if (sample["payload"] is JsonObject payload)
            {
                var ack = await line.TellAsync((string)sample["type"]!, payload); // ! an envelope has a type
                Assert.True(ack.Payload is null, $"{file}: {ack.Payload}"); // the command's only word is its name: the dialog that it asks for comes by itself
            }
            else if (FateOf(file) == "Hello")
            {
                await line.WriteTextAsync(sample.ToJsonString());
            }
        }

        Assert.Single(story.Sockets.Lines);
        var goodbye = Samples().Single(sample => FateOf(sample.File) == "Disconnect").Sample;
        await line.WriteTextAsync(goodbye.ToJsonString());
        await story.PassUntilAsync(() => story.Sockets.Lines.Count == 2, "another connection takes its place");
        FindsNoBug(story);
    }

    [Fact]
    public async Task Cut_in_half_or_with_a_field_missing_it_is_acknowledged_or_passed_over_and_never_a_bug()
    {
        await using var story = await SocketStory.BeginAsync();
        var line = await story.Sockets.LineAsync(0);
        foreach (var (_, sample) in Samples())
        {
            var text = sample.ToJsonString();
            await line.WriteTextAsync(text[..(text.Length / 2)]);
            foreach (var (_, bent) in sample["payload"] is { } payload ? SlackSample.Nulls(payload) : [])
            {
                await line.TellAsync((string)sample["type"]!, bent.AsObject()); // ! an envelope has a type
            }
        }

        await line.TellAsync("events_api", new JsonObject { ["type"] = "app_rate_limited" });
        Assert.Single(story.Sockets.Lines);
        FindsNoBug(story);
    }

    static string FateOf(string file) => SlackFates.All.Single(fate => fate.File == file).ReadAs;

    static IEnumerable<(string File, JsonObject Sample)> Samples() =>
        SlackSamples.Named("socket.*.json").Select(file => (Path.GetFileName(file), JsonNode.Parse(File.ReadAllText(file))!.AsObject())); // ! it is JSON

    static void FindsNoBug(SocketStory story) => Assert.DoesNotContain(
        story.Log.Text.Split('\n'),
        line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)
            || line.Contains("   at CoCreateBot.", StringComparison.Ordinal));
}
