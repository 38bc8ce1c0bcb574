using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoCreateBot.Tests.Cards;

/// <summary>As much of JSON Schema (draft 7) as a schema of Adaptive Cards needs; a keyword it does not know is an error, not a pass.</summary>
sealed class CardSchema(JsonElement root)
{
    static readonly string[] Remarks = ["description", "$schema", "definitions"];

    public IReadOnlyList<string> Faults(JsonElement json) => [.. Faults(json, root, "")];

    IEnumerable<string> Faults(JsonElement json, JsonElement schema, string path) => schema.TryGetProperty("$ref", out var reference)
        ? Faults(json, At(reference.GetString()!), path) // ! a $ref is a text
        : schema.EnumerateObject()
            .Where(keyword => !Remarks.Contains(keyword.Name) && keyword.Name is not "then" and not "else")
            .SelectMany(keyword => Faults(json, schema, keyword.Name, keyword.Value, path));

    IEnumerable<string> Faults(JsonElement json, JsonElement schema, string keyword, JsonElement value, string path) => keyword switch
    {
        "type" => When(!IsOfType(json, value.GetString()), $"{path} is no {value}"),
        "const" => When(!JsonElement.DeepEquals(json, value), $"{path} is not {value}"),
        "enum" => When(!value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, json)), $"{path} is none of {value}"),
        "pattern" => When(IsText(json) && !IsLike(json.GetString()!, value.GetString()!), $"{path} is not like {value}"), // ! both texts
        "required" => value.EnumerateArray()
            .Where(name => IsObject(json) && !json.TryGetProperty(name.GetString()!, out _)) // ! a name is a text
            .Select(name => $"{path} lacks {name}"),
        "properties" => Children(json).SelectMany(
            child => value.TryGetProperty(child.Name, out var rule) ? Faults(child.Value, rule, $"{path}/{child.Name}") : []),
        "additionalProperties" => Children(json)
            .Where(child => !(schema.TryGetProperty("properties", out var known) && known.TryGetProperty(child.Name, out _)))
            .SelectMany(child => value.ValueKind switch
            {
                JsonValueKind.False => [$"{path} has an unknown property: {child.Name}"],
                JsonValueKind.Object => Faults(child.Value, value, $"{path}/{child.Name}"),
                _ => (IEnumerable<string>)[],
            }),
        "items" => Items(json).SelectMany((item, at) => Faults(item, value, $"{path}/{at}")),
        "allOf" => value.EnumerateArray().SelectMany(one => Faults(json, one, path)),
        "anyOf" => When(!value.EnumerateArray().Any(one => !Faults(json, one, path).Any()), $"{path} is none of what it may be"),
        "if" => schema.TryGetProperty(Faults(json, value, path).Any() ? "else" : "then", out var rule) ? Faults(json, rule, path) : [],
        _ => throw new NotSupportedException($"The schema says {keyword}, which is not known here."),
    };

    JsonElement At(string reference) => reference.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));

    static bool IsOfType(JsonElement json, string? type) => type switch
    {
        "object" => IsObject(json),
        "array" => json.ValueKind == JsonValueKind.Array,
        "string" => IsText(json),
        "number" => json.ValueKind == JsonValueKind.Number,
        "boolean" => json.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => json.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"The schema has the type {type}, which is not known here."),
    };

    static bool IsObject(JsonElement json) => json.ValueKind == JsonValueKind.Object;

    static bool IsText(JsonElement json) => json.ValueKind == JsonValueKind.String;

    static bool IsLike(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    static JsonElement.ObjectEnumerator Children(JsonElement json) => IsObject(json) ? json.EnumerateObject() : default;

    static JsonElement.ArrayEnumerator Items(JsonElement json) => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : default;

    static IEnumerable<string> When(bool isWrong, string fault) => isWrong ? [fault] : [];
}
