using System.Text.Json;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>One message as Slack keeps it.</summary>
/// <param name="Thread">The message it answers; null where it stands in the channel itself.</param>
/// <param name="Lines">What a reader sees, a line for each block, and for each section where a block has several; what a person typed is one line. A tab for each step
/// that a list is set in.</param>
sealed record SlackMessage(string Id, string? Thread, IReadOnlyList<string> Lines)
{
    /// <summary>What only one person sees says so.</summary>
    public static bool IsForAll(JsonElement message) =>
        !(message.TryGetProperty("subtype", out var subtype) && subtype.GetString() == "ephemeral");

    public static SlackMessage Of(JsonElement message) => new(
        Text(message, "ts") ?? "",
        Text(message, "thread_ts"),
        message.TryGetProperty("blocks", out var blocks) ? [.. blocks.EnumerateArray().SelectMany(LinesOf)] : [Text(message, "text") ?? ""]);

    static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) ? text.GetString() : null;

    static IEnumerable<string> LinesOf(JsonElement block) => Text(block, "type") switch
    {
        "header" => [Text(block.GetProperty("text"), "text") ?? ""],
        "context" => [string.Concat(block.GetProperty("elements").EnumerateArray().Select(part => Text(part, "text")))],
        "rich_text" => block.GetProperty("elements").EnumerateArray().SelectMany(Sections),
        _ => [],
    };

    static int Indent(JsonElement list) => list.TryGetProperty("indent", out var indent) ? indent.GetInt32() : 0;

    static IEnumerable<string> Sections(JsonElement part) => Text(part, "type") is "rich_text_list"
        ? part.GetProperty("elements").EnumerateArray().SelectMany(Sections).Select(line => new string('\t', Indent(part)) + line)
        : [string.Concat(part.GetProperty("elements").EnumerateArray().Select(piece => Text(piece, "text")))];
}
