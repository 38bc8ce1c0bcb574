using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoCreateBot.Tests.EndToEnd;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>What stands on a card and in a dialog, as it is read.</summary>
public sealed partial class SlackWholeFlowTest
{
    static string Labelled(PretendView view, string says) => view.Content["blocks"]!.AsArray()
        .Select(block => (string?)block!["label"]?["text"])
        .Single(label => label?.Contains(says, StringComparison.Ordinal) == true)!;

    static string Choice(PretendView view, string label, string idea) => Choices(view, label).Single(choice => choice.EndsWith(" " + idea, StringComparison.Ordinal));

    static IEnumerable<string> Choices(PretendView view, string label) => view.Content["blocks"]!.AsArray()
        .Where(block => (string?)block!["label"]?["text"] == label)
        .SelectMany(block => block!["element"]!["options"]!.AsArray())
        .Select(option => (string)option!["text"]!["text"]!);

    /// <summary>Ann goes on with her own buttons, and gives those that she has then.</summary>
    static async Task<PretendMessage> NextAsync(SlackStory story, PretendMessage console, string activity)
    {
        var told = story.Slack.Whispers.Count;
        await story.Ann.PressAsync(console, $"Next: {activity}");
        await story.Slack.UntilAsync(() => story.Slack.Whispers.Skip(told).Any(one => one is { Replaces: true }), "her buttons are new");
        return story.Slack.Whispers.Skip(told).First(one => one is { Replaces: true }).Message;
    }

    static async Task SeeAsync(SlackStory story, PretendChannel channel, params string[] texts)
    {
        try
        {
            await story.PassUntilAsync(story.Slack.UntilAsync(() => texts.All(text => Reads(channel.Root, text)), $"the card says {string.Join(", ", texts)}"));
        }
        catch (Xunit.Sdk.FailException e)
        {
            Assert.Fail($"{e.Message} It says:\n{string.Join('\n', Lines(channel.Root.Content))}");
        }
    }

    static bool Reads(PretendMessage message, string text) => message.Says(text) || Lines(message.Content).Any(line => line.Contains(text, StringComparison.Ordinal));

    static IReadOnlyList<string> Lines(JsonObject content) =>
        SlackMessage.Of(JsonSerializer.Deserialize<JsonElement>(content.ToJsonString())).Lines;

    static void Says(PretendMessage message, params IEnumerable<string> texts)
    {
        var read = string.Join('\n', Lines(message.Content));
        Assert.All(texts, text => Assert.Contains(text, read, StringComparison.Ordinal));
    }

    /// <summary>Each has the name in Slack that their client sends.</summary>
    static void Introduce(SlackStory story, params ReadOnlySpan<PretendSlackMember> people)
    {
        foreach (var person in people)
        {
            var name = person.Id["U0".Length..].ToLowerInvariant();
            story.Slack.Profiles[person.Id] = new JsonObject { ["id"] = person.Id, ["name"] = name, ["tz"] = "Europe/Vienna" };
        }
    }

    static async Task OkAsync(Task<HttpResponseMessage> sending) => Assert.Equal(HttpStatusCode.OK, (await sending).StatusCode);
}
