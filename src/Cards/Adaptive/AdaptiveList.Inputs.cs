using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>What a person fills in. Clients check what they can before they send; the server checks all of it again.</summary>
sealed partial class AdaptiveList
{
    /// <summary>Boxes to tick, one after the other, stand close.</summary>
    bool _isAfterBox;

    protected override void AddInput(Input input)
    {
        if (input is InputChoiceSet { Choices: [] })
        {
            AddRichText(
                [new Piece(AdaptiveText.FitLine(input.Label, AdaptiveLimits.LabelMax), IsStrong: true), new Piece($" – {texts.NothingToChoose}")],
                Look.Default,
                BlockRole.Text);
            return;
        }

        if (input.Id.Length is 0 or > AdaptiveLimits.InputIdMax || AdaptiveData.IsOurs(input.Id) || HasInput(input.Id))
        {
            throw new ArgumentException($"An input needs an id that neither another in its form nor a button has: {input.Id}.", nameof(input));
        }

        var isNext = _isAfterBox && Drafted[^1].InputId is not null;
        Draft(Grouped(input is InputChoiceSet set
            ? ChoiceBlock(set, set.Choices.Length)
            : InputBlock(input, 1, json => WriteInput(json, input, isNext))));
        _isAfterBox = input is InputToggle { Hint: null };
    }

    /// <summary>The input with its hint below it.</summary>
    static Block InputBlock(Input input, int items, Action<Utf8JsonWriter> write)
    {
        var hint = input.Hint is { } said && !PlainText.IsBlank(PlainText.Clean(said)) ? AdaptiveText.Fit(said, AdaptiveLimits.HintMax) : null;
        var json = CardJson.Render(json =>
        {
            if (hint is null)
            {
                write(json);
                return;
            }

            json.Typed("Container", () => json.Array("items", () =>
            {
                write(json);
                json.RichText([new Piece(hint)], Look.Subtle, AdaptiveShapes.Close);
            }));
        });
        return new Block(json, items, BlockRole.Control, input.Id);
    }

    void WriteInput(Utf8JsonWriter json, Input input, bool isNext)
    {
        switch (input)
        {
            case InputText text: WriteText(json, text); break;
            case InputNumber number: WriteNumber(json, number); break;
            case InputToggle toggle: WriteToggle(json, toggle, isNext); break;
            default: throw new UnreachableException($"No rendering for {input.GetType().Name}.");
        }
    }

    void WriteText(Utf8JsonWriter json, InputText text) => json.Typed("Input.Text", () =>
    {
        WriteHead(json, text, texts.Fill);
        var max = Math.Clamp(text.MaxLength, AdaptiveLimits.InputLengthMin, AdaptiveLimits.InputLengthMax);
        json.WriteNumber("maxLength", max);
        if (text.IsMultiline)
        {
            json.WriteBoolean("isMultiline", true);
        }

        var value = text.IsMultiline ? PlainText.Clean(text.Value) : PlainText.OneLine(text.Value); // as it is, not made tame: it comes back
        if (value.Length > 0)
        {
            json.WriteString("value", PlainText.Cut(value, max));
        }
    });

    void WriteNumber(Utf8JsonWriter json, InputNumber number) => json.Typed("Input.Number", () =>
    {
        WriteHead(json, number, texts.Between(number.Min, number.Max), isCheckedAnyway: true);
        json.WriteNumber("min", number.Min);
        json.WriteNumber("max", number.Max);
        if (number.Value is { } value && value >= number.Min && value <= number.Max)
        {
            json.WriteNumber("value", value);
        }
    });

    /// <summary>Its title is read as Markdown by some clients, a label by none: words that could be markup are the label of a box that says "Yes".</summary>
    void WriteToggle(Utf8JsonWriter json, InputToggle toggle, bool isNext) => json.Typed("Input.Toggle", () =>
    {
        if (isNext)
        {
            json.WriteString("spacing", AdaptiveShapes.Close);
        }

        var label = AdaptiveText.FitLine(toggle.Label, AdaptiveLimits.LabelMax);
        json.WriteString("id", toggle.Id);
        if (!AdaptiveText.IsPlain(label))
        {
            json.WriteString("label", label);
        }

        json.WriteString("title", AdaptiveText.IsPlain(label) ? label : texts.Yes);
        json.WriteBoolean("wrap", true);
        json.WriteString("valueOn", InputToggle.On);
        json.WriteString("valueOff", InputToggle.Off);
        json.WriteString("value", toggle.IsOn ? InputToggle.On : InputToggle.Off);
    });

    /// <summary>As many choices as there is room for: the one that is chosen, and of the others the first.</summary>
    Block ChoiceBlock(InputChoiceSet set, int count)
    {
        var chosen = set.Choices.FirstOrDefault(choice => choice.Value == set.Value);
        ImmutableArray<Choice> shown = [.. set.Choices.Take(count)];
        if (chosen is not null && !shown.Contains(chosen))
        {
            shown = [.. shown[..^1], chosen];
        }

        return InputBlock(set, shown.Length, json => WriteChoices(json, set, shown, chosen)) with
        {
            Head = set.Choices.Length > 1 ? fewer => ChoiceBlock(set, fewer) : null,
        };
    }

    // The titles of buttons to choose one of are read as Markdown by some clients, those of a list that opens by none.
    void WriteChoices(Utf8JsonWriter json, InputChoiceSet set, ImmutableArray<Choice> shown, Choice? chosen) => json.Typed("Input.ChoiceSet", () =>
    {
        var titles = shown.Select(choice => AdaptiveText.FitLine(choice.Title, AdaptiveLimits.ChoiceTitleMax)).ToList();
        var isExpanded = set.Style == ChoiceInputStyle.Expanded && shown.Length <= AdaptiveLimits.ExpandedMax && titles.TrueForAll(AdaptiveText.IsPlain);
        WriteHead(json, set, texts.Fill);
        json.WriteString("style", isExpanded ? "expanded" : "compact");
        json.WriteBoolean("wrap", true);
        json.Array("choices", () =>
        {
            foreach (var (title, choice) in titles.Zip(shown))
            {
                WriteChoice(json, title, choice.Value);
            }
        });
        if (chosen is not null)
        {
            json.WriteString("value", chosen.Value);
        }
    });

    static void WriteChoice(Utf8JsonWriter json, string title, string value)
    {
        if (value.Length is 0 or > AdaptiveLimits.ChoiceValueMax)
        {
            throw new ArgumentException($"A choice sends 1 to {AdaptiveLimits.ChoiceValueMax} characters: {value}.", nameof(value));
        }

        json.WriteStartObject();
        json.WriteString("title", title);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    /// <param name="isCheckedAnyway">The client says the error also of what need not be given.</param>
    static void WriteHead(Utf8JsonWriter json, Input input, string error, bool isCheckedAnyway = false)
    {
        json.WriteString("id", input.Id);
        json.WriteString("label", AdaptiveText.FitLine(input.Label, AdaptiveLimits.LabelMax));
        if (input.IsRequired)
        {
            json.WriteBoolean("isRequired", true);
        }

        if (input.IsRequired || isCheckedAnyway)
        {
            json.WriteString("errorMessage", error);
        }
    }
}
