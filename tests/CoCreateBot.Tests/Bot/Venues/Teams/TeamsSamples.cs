using System.Text;
using System.Text.Json.Nodes;
using CoCreateBot.Tests.Bot.Venues.Slack;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Real activities, which lie outside the project: in the folder that COCREATE_SHARED names.</summary>
static class TeamsSamples
{
    const string Playground = "playground";

    static string Folder => Path.Combine(SlackSamples.Shared, "samples", "teams");

    public static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>Microsoft's local client's lie there with the headers they came with.</summary>
    public static byte[] Body(string name)
    {
        var text = File.ReadAllBytes(Path.Combine(Folder, name));
        return name.StartsWith(Playground, StringComparison.Ordinal) && JsonNode.Parse(text) is JsonObject sent && sent["body"] is { } body
            ? Encoding.UTF8.GetBytes(body.ToJsonString())
            : text;
    }
}
