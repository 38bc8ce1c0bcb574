using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>A payload as Slack would send it to our address.</summary>
sealed record SlackSample(string Name, string ContentType, byte[] Body)
{
    const string Form = "application/x-www-form-urlencoded";
    const string Json = "application/json";

    /// <summary>Of the files that hold one request's body.</summary>
    public static IEnumerable<SlackSample> All() =>
    [
        .. Of("event.*.json", Json, file => Encoding.UTF8.GetBytes(File.ReadAllText(file).Trim())),
        .. Of("interactivity.*.json", Form, file => Payload(File.ReadAllText(file).Trim())),
        .. Of("slash_command.*.txt", Form, File.ReadAllBytes),
    ];

    static IEnumerable<SlackSample> Of(string pattern, string contentType, Func<string, byte[]> read) =>
        SlackSamples.Named(pattern).Select(file => new SlackSample(Path.GetFileName(file), contentType, read(file)));

    bool IsCommand => ContentType == Form && !Body.AsSpan().StartsWith("payload="u8);

    string Text => Encoding.UTF8.GetString(Body);

    /// <summary>What a broken line, a careless proxy or a malicious sender could make of it.</summary>
    public IEnumerable<SlackSample> Bent() =>
    [
        this with { Name = $"{Name}, half of it", Body = Body[..(Body.Length / 2)] },
        this with { Name = $"{Name}, with a byte that is no text", Body = [.. Body[..(Body.Length / 2)], 0xFF, .. Body[(Body.Length / 2)..]] },
        this with { Name = $"{Name}, with an escaped byte that is no text", Body = [.. Body, .. "%FF"u8] },
        this with { Name = $"{Name}, said to be something else", ContentType = ContentType == Json ? Form : Json },
        .. IsCommand ? WithoutFields() : WithNulls(),
    ];

    IEnumerable<SlackSample> WithoutFields()
    {
        var fields = Text.Split('&');
        for (var at = 0; at < fields.Length; at++)
        {
            var name = fields[at].Split('=')[0];
            var (before, after) = (fields[..at], fields[(at + 1)..]);
            yield return this with { Name = $"{Name} without {name}", Body = Joined([.. before, .. after]) };
            yield return this with { Name = $"{Name} with {name} empty", Body = Joined([.. before, name + "=", .. after]) };
        }
    }

    static byte[] Joined(params ReadOnlySpan<string> fields) => Encoding.UTF8.GetBytes(string.Join('&', fields!)); // ! none is null

    IEnumerable<SlackSample> WithNulls()
    {
        var json = ContentType == Json ? Text : Uri.UnescapeDataString(Text["payload=".Length..]);
        foreach (var (path, bent) in Nulls(JsonNode.Parse(json)!)) // ! a sample is a JSON object
        {
            yield return this with
            {
                Name = $"{Name} with {path} null",
                Body = ContentType == Json ? Encoding.UTF8.GetBytes(bent.ToJsonString()) : Payload(bent.ToJsonString()),
            };
        }
    }

    /// <summary>The same JSON again and again, each time with another value null.</summary>
    public static IEnumerable<(string Path, JsonNode Bent)> Nulls(JsonNode root)
    {
        foreach (var path in Paths(root, []).ToList())
        {
            var copy = root.DeepClone();
            var parent = path[..^1].Aggregate(copy, (node, step) => step is int at ? node[at]! : node[(string)step]!); // ! it is there
            if (path[^1] is int index)
            {
                parent[index] = null;
            }
            else
            {
                parent[(string)path[^1]] = null;
            }

            yield return (string.Join('.', path.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step}"))), copy);
        }
    }

    static IEnumerable<object[]> Paths(JsonNode? node, object[] path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Paths(field.Value, [.. path, field.Key]).Prepend([.. path, field.Key])),
        JsonArray items => items.SelectMany((item, at) => Paths(item, [.. path, at]).Prepend([.. path, at])),
        _ => [],
    };

    static byte[] Payload(string json) => Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(json));
}
