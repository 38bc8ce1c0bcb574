using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>The inputs of a dialog as Slack's client fills them: it refuses what the view does not allow.</summary>
static class PretendSlackForm
{
    /// <summary>state.values for a view in which these inputs, found by their labels or by how those begin, were filled in.</summary>
    public static JsonObject Filled(JsonObject view, (string Label, string Value)[] given)
    {
        var values = new JsonObject();
        var inputs = view["blocks"]!.AsArray().Where(block => (string?)block!["type"] == "input").ToList();
        foreach (var (label, _) in given)
        {
            Assert.Single(inputs, input => IsMeant(input!, label));
        }

        foreach (var input in inputs)
        {
            var element = input!["element"]!;
            var label = Label(input);
            var value = Value(element, given.FirstOrDefault(one => IsMeant(input, one.Label)).Value);
            var isFilled = value["value"] is not null || value["selected_option"] is not null
                || value["selected_options"] is JsonArray { Count: > 0 } || value["selected_conversation"] is not null;
            Assert.True((bool?)input["optional"] == true || isFilled, $"“{label}” is required.");
            values[(string)input["block_id"]!] = new JsonObject { [(string)element["action_id"]!] = value };
        }

        return values;

        // “Idea 1” is not “Idea 1 is” where there are both.
        bool IsMeant(JsonNode input, string label) => inputs.Exists(one => Label(one!) == label)
            ? Label(input) == label
            : Label(input).StartsWith(label, StringComparison.Ordinal);
    }

    static string Label(JsonNode input) => (string)input["label"]!["text"]!;

    static JsonObject Value(JsonNode element, string? typed)
    {
        var type = (string)element["type"]!;
        var value = new JsonObject { ["type"] = type };
        if (type is "static_select" or "radio_buttons")
        {
            value["selected_option"] = (typed is null ? element["initial_option"] : Option(element, typed))?.DeepClone();
            return value;
        }

        if (type == "checkboxes")
        {
            var isTicked = typed is null ? element["initial_options"] is not null : typed == "on";
            value["selected_options"] = isTicked ? element["options"]!.DeepClone() : new JsonArray();
            return value;
        }

        if (type == "conversations_select")
        {
            value["selected_conversation"] = typed;
            return value;
        }

        var text = typed ?? (string?)element["initial_value"];
        if (text is { Length: > 0 })
        {
            Assert.True(text.Length <= ((int?)element["max_length"] ?? 3000), $"“{text}” is longer than Slack lets one type.");
        }

        value["value"] = text is "" ? null : text;
        return value;
    }

    static JsonNode Option(JsonNode element, string title) =>
        element["options"]!.AsArray()
            .SingleOrDefault(option => ((string)option!["text"]!["text"]!).StartsWith(title, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"No option “{title}” in {element.ToJsonString(PretendJson.Readable)}");
}
