using System.Text.Json;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.BlockKit;

/// <summary>Buttons and inputs.</summary>
sealed partial class BlockList
{
    /// <summary>An input block holds one element, so its id needs to differ from nothing.</summary>
    internal const string InputActionId = "v";

    /// <summary>How the id of a button that opens a dialog begins.</summary>
    internal const string DialogActionId = "d";

    /// <summary>A dialog's button whose press is itself something asked.</summary>
    internal const string AskingActionId = DialogActionId + "q";

    protected override void AddError(string error) => AddRichText(Strong(Piece.Of(error, BlockKitLimits.RichTextMax)));

    public void AddPlace(ChannelSelect place) => AddBlock(
        "input",
        1,
        BlockRole.Control,
        json =>
        {
            json.WriteString("block_id", place.Id);
            json.PlainTextObject("label", PlainText.FitLine(place.Label, BlockKitLimits.LabelMax));
            json.PlainTextObject("hint", PlainText.Fit(place.Hint, BlockKitLimits.HintMax));
            json.WritePropertyName("element");
            WriteInputElement(json, "conversations_select", () =>
            {
                json.WriteBoolean("default_to_current_conversation", true);
                json.WriteStartObject("filter");
                json.Array("include", () =>
                {
                    json.WriteStringValue("public");
                    json.WriteStringValue("private");
                });
                json.WriteBoolean("exclude_bot_users", true);
                json.WriteEndObject();
            });
        },
        place.Id);

    protected override void AddActions(ActionSet set)
    {
        var shown = set.Actions.Where(action => action is not OpenUrl { Url: var url } || SlackUrl.IsLink(url)).ToList();
        LeaveOut(set.Actions.Length - shown.Count);
        foreach (var row in shown.Chunk(BlockKitLimits.ActionsInRow))
        {
            AddBlock("actions", row.Length, BlockRole.Control, json => json.Array("elements", () =>
            {
                foreach (var action in row)
                {
                    WriteButton(json, action);
                }
            }));
        }
    }

    /// <summary>A press and a dialog look the same to Slack; only the action's id tells the door which one needs a view.</summary>
    void WriteButton(Utf8JsonWriter json, CardAction action) => json.Typed("button", () =>
    {
        var title = PlainText.FitLine(action.Title, BlockKitLimits.ButtonTextMax);
        json.WriteString("action_id", NextActionId(action));
        json.PlainTextObject("text", title);
        if (title.Length > BlockKitLimits.ButtonTextShown)
        {
            json.WriteString("accessibility_label", PlainText.FitLine(action.Title, BlockKitLimits.AccessibilityLabelMax));
        }

        switch (action)
        {
            case Execute execute: WritePress(json, execute.Press, execute.Style); break;
            case OpenDialog dialog: WritePress(json, dialog.Press, dialog.Style); break;
            case OpenUrl link: json.WriteString("url", link.Url.AbsoluteUri); break;
            default: throw new System.Diagnostics.UnreachableException($"No rendering for {action.GetType().Name}.");
        }
    });

    void WritePress(Utf8JsonWriter json, Press press, ActionStyle style)
    {
        var value = own is not null && press.Session.Length == 0 ? $"{own}|{press.Verb}" : press.Encode();
        if (value.Length > Press.EncodedMax)
        {
            throw new ArgumentException($"A press of {value.Length} characters could not be read back: {press.Verb}.", nameof(press));
        }

        json.WriteString("value", value);
        if (style != ActionStyle.Default)
        {
            json.WriteString("style", style == ActionStyle.Positive ? "primary" : "danger");
        }
    }

    protected override void AddInput(Input input)
    {
        if (input is InputChoiceSet { Choices: [] })
        {
            AddRichText([.. Piece.Of(input.Label, BlockKitLimits.LabelMax, isStrong: true), new Piece($"\n{texts.NothingToChoose}")]);
            return;
        }

        if (input.Id.Length is 0 or > BlockKitLimits.BlockIdMax || HasInput(input.Id))
        {
            throw new ArgumentException($"An input needs an id that no other in its form has: {input.Id}.", nameof(input));
        }

        AddBlock(
            "input",
            1,
            BlockRole.Control,
            json =>
            {
                json.WriteString("block_id", input.Id);
                json.PlainTextObject("label", PlainText.FitLine(input.Label, BlockKitLimits.LabelMax));
                json.WriteBoolean("optional", !input.IsRequired);
                if (input.Hint is { } hint && !PlainText.IsBlank(PlainText.Clean(hint)))
                {
                    json.PlainTextObject("hint", PlainText.Fit(hint, BlockKitLimits.HintMax));
                }

                json.WritePropertyName("element");
                WriteInput(json, input);
            },
            input.Id);
    }

    void WriteInput(Utf8JsonWriter json, Input input)
    {
        switch (input)
        {
            case InputText text: WriteText(json, text); break;
            case InputNumber number: WriteNumber(json, number); break;
            case InputToggle toggle: WriteToggle(json, toggle); break;
            case InputChoiceSet choices: WriteChoices(json, choices); break;
            default: throw new System.Diagnostics.UnreachableException($"No rendering for {input.GetType().Name}.");
        }
    }

    static void WriteText(Utf8JsonWriter json, InputText text) => WriteInputElement(json, "plain_text_input", () =>
    {
        var max = Math.Clamp(text.MaxLength, BlockKitLimits.InputLengthMin, BlockKitLimits.InputLengthMax);
        json.WriteBoolean("multiline", text.IsMultiline);
        json.WriteNumber("max_length", max);
        var value = text.IsMultiline ? PlainText.Clean(text.Value) : PlainText.OneLine(text.Value);
        if (value.Length > 0)
        {
            json.WriteString("initial_value", PlainText.Cut(value, max)); // longer than max_length the view is refused
        }
    });

    static void WriteNumber(Utf8JsonWriter json, InputNumber number) => WriteInputElement(json, "number_input", () =>
    {
        json.WriteBoolean("is_decimal_allowed", false);
        json.WriteString("min_value", Invariant(number.Min));
        json.WriteString("max_value", Invariant(number.Max));
        if (number.Value is { } value && value >= number.Min && value <= number.Max)
        {
            json.WriteString("initial_value", Invariant(value));
        }
    });

    // Slack's single switch is a list of boxes with one in it. Its label stands above; the box repeats it, as it may not be empty.
    static void WriteToggle(Utf8JsonWriter json, InputToggle toggle) => WriteInputElement(json, "checkboxes", () =>
    {
        var box = new Choice(toggle.Label, InputToggle.On);
        json.Array("options", () => WriteOption(json, box));
        if (toggle.IsOn)
        {
            json.Array("initial_options", () => WriteOption(json, box));
        }
    });

    void WriteChoices(Utf8JsonWriter json, InputChoiceSet set)
    {
        var isExpanded = set.Style == ChoiceInputStyle.Expanded && set.Choices.Length <= BlockKitLimits.RadioOptionsMax;
        var shown = set.Choices.Take(BlockKitLimits.OptionsMax).ToList();
        LeaveOut(set.Choices.Length - shown.Count);
        WriteInputElement(json, isExpanded ? "radio_buttons" : "static_select", () =>
        {
            json.Array("options", () => shown.ForEach(choice => WriteOption(json, choice)));
            if (shown.Find(choice => choice.Value == set.Value) is { } chosen)
            {
                json.WritePropertyName("initial_option");
                WriteOption(json, chosen);
            }
        });
    }

    static void WriteOption(Utf8JsonWriter json, Choice choice)
    {
        if (choice.Value.Length is 0 or > BlockKitLimits.OptionValueMax)
        {
            throw new ArgumentException($"A choice sends 1 to {BlockKitLimits.OptionValueMax} characters: {choice.Value}.", nameof(choice));
        }

        var (title, below) = Halves(choice.Title);
        json.WriteStartObject();
        json.PlainTextObject("text", PlainText.FitLine(title, BlockKitLimits.OptionTextMax));
        json.WriteString("value", choice.Value);
        if (below is not null)
        {
            json.PlainTextObject("description", PlainText.FitLine(below, BlockKitLimits.OptionTextMax));
        }

        json.WriteEndObject();
    }

    const int HalfLettersMin = 3;

    // What is too long for a line goes on below it, where its words make a half: "Ideas to next steps: check-in, brainwriting, ...". What has a
    // number or a letter keeps its words beside that, as of a list only the first line is seen once it is chosen: "built on 17: benches for ...".
    static (string Title, string? Below) Halves(string title)
    {
        var half = title.Length <= BlockKitLimits.OptionTextMax ? -1 : title.IndexOf(": ", StringComparison.Ordinal);
        return half > 0 && half < BlockKitLimits.OptionTextMax
            && title[..half].Count(char.IsLetter) >= HalfLettersMin && !title[..half].Any(char.IsDigit)
            && !PlainText.IsBlank(PlainText.Clean(title[(half + 1)..]))
                ? (title[..half], title[(half + 1)..].Trim())
                : (title, null);
    }

    static void WriteInputElement(Utf8JsonWriter json, string type, Action properties) => json.Typed(type, () =>
    {
        json.WriteString("action_id", InputActionId);
        properties();
    });

    static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
