using System.Globalization;
using System.Text.Json;

namespace CoCreateBot.Tests.Cards.BlockKit;

/// <summary>The blocks of one surface, with what must be unique among them.</summary>
sealed class BlocksLint(bool isDialog)
{
    readonly HashSet<string> _blockIds = [];
    readonly HashSet<string> _actionIds = [];

    /// <returns>Whether there is an input among them.</returns>
    public bool All(LintNode blocks, int max)
    {
        blocks.Wrong(blocks.Json.ValueKind != JsonValueKind.Array, "is no list");
        blocks.Wrong(blocks.Items.Count == 0, "is empty");
        blocks.Wrong(blocks.Items.Count > max, $"has {blocks.Items.Count} blocks of at most {max}");
        foreach (var block in blocks.Items)
        {
            One(block);
        }

        return blocks.Items.Any(block => block["type"]?.String() == "input");
    }

    void One(LintNode block)
    {
        block.Text("block_id", BlockKitLint.IdMax, isRequired: false);
        block.Wrong(block["block_id"]?.String() is { } id && !_blockIds.Add(id), "has the block_id of another block");
        switch (block["type"]?.String())
        {
            case "divider": block.Properties(["type"], ["block_id"]); break;
            case "header": Header(block); break;
            case "section": Section(block); break;
            case "context": Context(block); break;
            case "image": Image(block, ["type", "image_url", "alt_text"]); break;
            case "actions": Actions(block); break;
            case "input": Input(block); break;
            case "rich_text": RichText(block); break;
            case var type: block.Wrong(true, $"is of no known type: {type}"); break;
        }
    }

    static void Header(LintNode block)
    {
        block.Properties(["type", "text"], ["block_id"]);
        block.PlainText("text", BlockKitLint.HeaderMax);
        block.Wrong(block["text"]?["text"]?.String()?.Contains('\n') == true, "has more than one line");
    }

    void Section(LintNode block)
    {
        block.Properties(["type"], ["text", "fields", "accessory", "block_id", "expand"]);
        block.Wrong(block["text"] is null && block["fields"] is null, "has neither text nor fields");
        block["text"]?.TextObject(BlockKitLint.TextMax);
        if (block["fields"] is { } fields)
        {
            Count(fields, BlockKitLint.FieldsMax);
            fields.Items.ToList().ForEach(field => field.TextObject(BlockKitLint.FieldTextMax));
        }

        if (block["accessory"] is { } accessory)
        {
            Button(accessory);
        }
    }

    static void Context(LintNode block)
    {
        block.Properties(["type", "elements"], ["block_id"]);
        Count(block["elements"], BlockKitLint.ContextElementsMax);
        foreach (var element in block["elements"]?.Items ?? [])
        {
            if (element["type"]?.String() == "image")
            {
                Image(element, ["type", "image_url", "alt_text"]);
            }
            else
            {
                element.TextObject(BlockKitLint.TextMax);
            }
        }
    }

    static void Image(LintNode image, string[] required)
    {
        image.Properties(required, ["block_id", "title"]);
        image.Url("image_url", BlockKitLint.UrlMax);
        image.Text("alt_text", BlockKitLint.AltTextMax, isRequired: true);
        image.PlainText("title", BlockKitLint.ImageTitleMax);
    }

    void Actions(LintNode block)
    {
        block.Properties(["type", "elements"], ["block_id"]);
        Count(block["elements"], BlockKitLint.ActionsMax);
        foreach (var element in block["elements"]?.Items ?? [])
        {
            Button(element);
        }
    }

    void Button(LintNode button)
    {
        button.OneOf("type", "button");
        button.Properties(["type", "text", "action_id"], ["value", "url", "style", "accessibility_label", "confirm"]);
        button.Text("action_id", BlockKitLint.IdMax, isRequired: false);
        button.Wrong(button["action_id"]?.String() is { } id && !_actionIds.Add(id), "has the action_id of another button");
        button.Wrong(button["value"] is null && button["url"] is null, "does nothing: it has neither value nor url");
        button.PlainText("text", BlockKitLint.ButtonTextMax);
        button.Text("value", BlockKitLint.ButtonValueMax, isRequired: false);
        button.Text("accessibility_label", BlockKitLint.AccessibilityLabelMax, isRequired: false);
        button.Url("url", BlockKitLint.UrlMax);
        button.OneOf("style", "primary", "danger");
    }

    void Input(LintNode block)
    {
        block.Wrong(!isDialog, "is an input, and a message is everybody's");
        block.Properties(["type", "block_id", "label", "element"], ["hint", "optional", "dispatch_action"]);
        block.PlainText("label", BlockKitLint.LabelMax);
        block.PlainText("hint", BlockKitLint.HintMax);
        block.Boolean("optional");
        if (block["element"] is not { } element)
        {
            return;
        }

        element.Text("action_id", BlockKitLint.IdMax, isRequired: true);
        element.PlainText("placeholder", BlockKitLint.PlaceholderMax);
        switch (element["type"]?.String())
        {
            case "plain_text_input": TextInput(element); break;
            case "number_input": NumberInput(element); break;
            case "static_select": Choices(element, BlockKitLint.OptionsMax, ["placeholder"]); break;
            case "radio_buttons": Choices(element, BlockKitLint.RadioOptionsMax, []); break;
            case "checkboxes": Boxes(element); break;
            case "conversations_select": Conversations(element); break;
            case var type: element.Wrong(true, $"is of no known type: {type}"); break;
        }
    }

    static void TextInput(LintNode input)
    {
        input.Properties(["type", "action_id"], ["initial_value", "multiline", "min_length", "max_length", "placeholder", "focus_on_load"]);
        input.Boolean("multiline");
        var max = Number(input["max_length"]) ?? BlockKitLint.InputLengthMax;
        input.Wrong(max is < 1 or > BlockKitLint.InputLengthMax, $"allows {max} characters");
        input.Wrong(Number(input["min_length"]) is < 0 or > BlockKitLint.InputLengthMax, "demands an impossible length");
        input.Text("initial_value", (int)max, isRequired: false, mayBeBlank: true);
        input.Wrong(input["initial_value"]?.String() == "", "has an empty initial_value");
    }

    static void Conversations(LintNode select)
    {
        select.Properties(
            ["type", "action_id"],
            ["default_to_current_conversation", "initial_conversation", "filter", "response_url_enabled", "placeholder", "focus_on_load"]);
        select.Boolean("default_to_current_conversation");
        select["filter"]?.Properties([], ["include", "exclude_bot_users", "exclude_external_shared_channels"]);
        select.Wrong(select["filter"]?["include"]?.Items is { Count: 0 }, "includes nothing");
    }

    static void NumberInput(LintNode input)
    {
        input.Properties(
            ["type", "action_id", "is_decimal_allowed"],
            ["initial_value", "min_value", "max_value", "placeholder", "focus_on_load"]);
        input.Boolean("is_decimal_allowed");
        var (min, max, value) = (Numeral(input["min_value"]), Numeral(input["max_value"]), Numeral(input["initial_value"]));
        input.Wrong(value < min || value > max, "starts outside its bounds");
    }

    static void Choices(LintNode choices, int max, string[] optional)
    {
        choices.Properties(["type", "action_id", "options"], ["initial_option", "focus_on_load", .. optional]);
        Count(choices["options"], max);
        var options = choices["options"]?.Items ?? [];
        foreach (var option in options)
        {
            option.Properties(["text", "value"], ["description"]);
            option.PlainText("text", BlockKitLint.OptionTextMax);
            option.PlainText("description", BlockKitLint.OptionTextMax);
            option.Text("value", BlockKitLint.OptionValueMax, isRequired: true);
        }

        choices.Wrong(
            choices["initial_option"] is { } chosen && !options.Any(option => JsonElement.DeepEquals(option.Json, chosen.Json)),
            "has an initial_option that is none of its options");
    }

    static void Boxes(LintNode boxes)
    {
        boxes.Properties(["type", "action_id", "options"], ["initial_options", "focus_on_load"]);
        Count(boxes["options"], BlockKitLint.RadioOptionsMax); // ten of either
        var options = boxes["options"]?.Items.ToList() ?? [];
        options.ForEach(option => option.PlainText("text", BlockKitLint.OptionTextMax));
        options.ForEach(option => option.Text("value", BlockKitLint.OptionValueMax, isRequired: true));
        boxes.Wrong(
            boxes["initial_options"]?.Items.Any(chosen => !options.Exists(option => JsonElement.DeepEquals(option.Json, chosen.Json))) == true,
            "has an initial option that is none of its options");
    }

    static void RichText(LintNode block)
    {
        block.Properties(["type", "elements"], ["block_id"]);
        Count(block["elements"], int.MaxValue);
        foreach (var element in block["elements"]?.Items ?? [])
        {
            if (element["type"]?.String() == "rich_text_list")
            {
                element.Properties(["type", "style", "elements"], ["indent", "offset", "border"]);
                element.OneOf("style", "bullet", "ordered");
                element.Wrong(Number(element["indent"]) is < 0 or > BlockKitLint.ListIndentMax, "is indented too far");
                Count(element["elements"], int.MaxValue);
                (element["elements"]?.Items ?? []).ToList().ForEach(RichSection);
            }
            else
            {
                RichSection(element);
            }
        }
    }

    static void RichSection(LintNode section)
    {
        section.OneOf("type", "rich_text_section");
        section.Properties(["type", "elements"], []);
        Count(section["elements"], int.MaxValue);
        var pieces = section["elements"]?.Items ?? [];
        pieces.ToList().ForEach(RichPiece);
        section.Wrong(
            pieces.All(piece => piece["type"]?.String() == "text" && string.IsNullOrWhiteSpace(piece["text"]?.String())),
            "is blank");
        section.Wrong(pieces.Sum(piece => piece["text"]?.String()?.Length ?? 0) > BlockKitLint.TextMax, "is too long to read");
    }

    static void RichPiece(LintNode piece)
    {
        switch (piece["type"]?.String())
        {
            case "text":
                piece.Properties(["type", "text"], ["style"]);
                piece.Wrong(piece["text"]?.String() == "", "is empty");
                break;
            case "date":
                piece.Properties(["type", "timestamp", "format", "fallback"], ["style", "url"]);
                piece.Wrong(Number(piece["timestamp"]) is null, "has no whole number of seconds");
                piece.Text("format", BlockKitLint.TextMax, isRequired: true);
                piece.Text("fallback", BlockKitLint.TextMax, isRequired: true);
                break;
            case "user":
                piece.Properties(["type", "user_id"], ["style"]);
                piece.Text("user_id", BlockKitLint.IdMax, isRequired: true);
                break;
            case "link":
                piece.Properties(["type", "url"], ["text", "style"]);
                piece.Url("url", BlockKitLint.UrlMax);
                break;
            case var type:
                piece.Wrong(true, $"is of no known type: {type}");
                break;
        }
    }

    static void Count(LintNode? list, int max)
    {
        list?.Wrong(list.Json.ValueKind != JsonValueKind.Array, "is no list");
        list?.Wrong(list.Items.Count == 0, "is empty");
        list?.Wrong(list.Items.Count > max, $"has {list.Items.Count} items of at most {max}");
    }

    static long? Number(LintNode? node) =>
        node?.Json.ValueKind == JsonValueKind.Number && node.Json.TryGetInt64(out var number) ? number : null;

    static decimal? Numeral(LintNode? node)
    {
        if (node?.String() is not { } text)
        {
            return null;
        }

        var isNumber = decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number);
        node.Wrong(!isNumber, "is no number");
        return isNumber ? number : null;
    }
}
