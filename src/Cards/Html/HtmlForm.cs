using System.Diagnostics;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Cards.Html;

/// <summary>
/// One person's form. Ids in the page are the form's id and the input's, joined by '_', which neither has in it;
/// the names that are sent are the inputs' ids.
/// </summary>
sealed class HtmlForm(HtmlWriter html, HtmlContext context, Form form)
{
    /// <summary>From here on a phone has no room for a list beside its label.</summary>
    const int LongLabel = 40;

    /// <summary>A list with a longer choice has a line of its own: beside its label it would be cut. "10 Punkte" is not.</summary>
    const int ShortChoice = 9;

    readonly string id = form.Submit is { } submit ? HtmlRenderer.FormId(submit.Press) : "waiting";
    readonly HtmlTexts texts = new(form.Lang);
    bool hasActions;

    public void Write()
    {
        var elements = new HtmlElements(html, context, form.Lang, this);
        var actions = new HtmlActions(html, context, outer: null);
        actions.OpenForm(
            ("enctype", form.Inputs.Any(input => input is InputPicture) ? "multipart/form-data" : null),
            ("id", id), ("class", "form"), ("lang", form.Lang), ("dir", elements.Direction), ("aria-labelledby", $"{id}_title"),
            ("data-dots", form.DotsMax is { } dots ? Number(dots) : null),
            ("data-dots-left", form.DotsMax is null ? null : texts.DotsLeft),
            ("data-dots-over", form.DotsMax is null ? null : texts.DotsOver));
        elements.Heading([new TextRun(form.Title)], $"{id}_title");
        ErrorSummary();
        elements.All(form.Body);
        if (form.Submit is { } submit)
        {
            html.Open("p", ("class", "actions"));
            actions.Button(submit, submit.Style is ActionStyle.Destructive ? "destructive" : "positive");
            html.Close("p");
        }

        html.Close("form");
        if (hasActions)
        {
            actions.OpenForm(("id", $"{id}_actions"));
            html.Close("form");
        }
    }

    /// <summary>The id of the second form, for buttons among the inputs that do not hand in.</summary>
    public string ActionsId()
    {
        hasActions = true;
        return $"{id}_actions";
    }

    public void Field(Input input)
    {
        switch (input)
        {
            case InputText text: TextField(text); break;
            case InputNumber number: NumberField(number); break;
            case InputToggle toggle: ToggleField(toggle); break;
            case InputChoiceSet { Style: ChoiceInputStyle.Expanded } choices: RadioField(choices); break;
            case InputChoiceSet choices: SelectField(choices); break;
            case InputPicture picture: PictureField(picture); break;
            default: throw new UnreachableException();
        }
    }

    void ErrorSummary()
    {
        if (form.Errors.IsEmpty)
        {
            return;
        }

        // The focus starts here, so that whoever cannot see the marks is told first.
        html.Open("div", ("class", "errors"), ("role", "alert"), ("tabindex", "-1"), ("autofocus", "autofocus"))
            .Element("p", texts.PleaseCheck).Open("ul");
        foreach (var input in form.Inputs)
        {
            if (form.Errors.TryGetValue(input.Id, out var error))
            {
                html.Open("li").Open("a", ("href", $"#{FocusId(input)}")).Text($"{input.Label}: {error}").Close("a").Close("li");
            }
        }

        foreach (var (_, error) in form.Errors.Where(e => form.Inputs.All(i => i.Id != e.Key)).OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            html.Element("li", error);
        }

        html.Close("ul").Close("div");
    }

    void TextField(InputText input)
    {
        OpenField("field", input);
        Label(input);
        var described = Notes(input, texts.AtMost(input.MaxLength));
        ReadOnlySpan<(string, string?)> common =
        [
            .. Common(input, described), ("maxlength", Number(input.MaxLength)), ("dir", "auto"), ("autocomplete", "off"),
        ];
        if (input.IsMultiline)
        {
            // Browsers drop a line feed right after the tag: this one goes, the text's own stays.
            html.Open("textarea", [.. common, ("rows", "4")]).Text($"\n{input.Value}").Close("textarea");
        }
        else
        {
            html.Void("input", [("type", "text"), .. common, ("value", input.Value)]);
        }

        html.Close("div");
    }

    void NumberField(InputNumber input)
    {
        OpenField("field number", input);
        Label(input);
        var described = Notes(input, texts.Between(input.Min, input.Max));
        html.Void("input",
        [
            ("type", "number"), .. Common(input, described), ("inputmode", "numeric"),
            ("min", Number(input.Min)), ("max", Number(input.Max)),
            ("value", input.Value is { } value ? Number(value) : null), ("autocomplete", "off"),
        ]);
        html.Close("div");
    }

    // "image/*" lets a phone offer its camera; which kinds there may be, the hint says, and the server looks.
    void PictureField(InputPicture input)
    {
        OpenField("field", input);
        Label(input);
        if (input.Given is { } given)
        {
            new HtmlElements(html, context, form.Lang, this).Picture(given);
        }

        html.Void("input", [("type", "file"), .. Common(input, Notes(input)), ("accept", "image/*")]);
        html.Close("div");
    }

    // A box that is not ticked sends nothing, so that "off" goes before it: the last value of a name counts.
    void ToggleField(InputToggle input)
    {
        OpenField("field toggle", input);
        html.Void("input", ("type", "hidden"), ("name", input.Id), ("value", InputToggle.Off));
        html.Open("label", ("for", Id(input)));
        html.Void("input",
        [
            ("type", "checkbox"), .. Common(input, Described(input, Note(input))), ("value", InputToggle.On),
            ("checked", input.IsOn ? "checked" : null), ("autocomplete", "off"),
        ]);
        html.Text(" ");
        LabelText(input);
        html.Close("label");
        Notes(input);
        html.Close("div");
    }

    void SelectField(InputChoiceSet input)
    {
        OpenField(
            input.Choices.Any(choice => choice.Title.Length > ShortChoice) ? "field wide" : input.Label.Length > LongLabel ? "field long" : "field", input);
        Label(input);
        var described = Notes(input);
        html.Open("select", [.. Common(input, described), ("autocomplete", "off")]);
        var isChosen = input.Choices.Any(c => c.Value == input.Value);
        if (!isChosen || !input.IsRequired)
        {
            html.Element("option", isChosen ? "–" : texts.NothingChosen, ("value", ""));
        }

        foreach (var choice in input.Choices)
        {
            html.Element("option", choice.Title,
                ("value", choice.Value), ("dir", "auto"), ("selected", choice.Value == input.Value ? "selected" : null));
        }

        html.Close("select").Close("div");
    }

    void RadioField(InputChoiceSet input)
    {
        var isWrong = form.Errors.ContainsKey(input.Id);
        html.Open("fieldset",
            ("id", Id(input)), ("class", isWrong ? "field wrong" : "field"), ("role", "radiogroup"),
            ("aria-describedby", Described(input, Note(input))),
            ("aria-required", input.IsRequired ? "true" : null), ("aria-invalid", isWrong ? "true" : null));
        html.Open("legend");
        LabelText(input);
        html.Close("legend");
        Notes(input);
        html.Open("div", ("class", "choices"));
        for (var at = 0; at < input.Choices.Length; at++)
        {
            var (title, value) = input.Choices[at];
            html.Open("label", ("for", $"{Id(input)}_{Number(at)}")).Void("input",
                ("type", "radio"), ("id", $"{Id(input)}_{Number(at)}"), ("name", input.Id), ("value", value),
                ("checked", value == input.Value ? "checked" : null),
                ("required", input.IsRequired ? "required" : null), ("autocomplete", "off"));
            html.Text(" ").Element("bdi", title).Close("label");
        }

        html.Close("div").Close("fieldset");
    }

    void OpenField(string fieldClass, Input input) =>
        html.Open("div", ("class", form.Errors.ContainsKey(input.Id) ? $"{fieldClass} wrong" : fieldClass));

    void Label(Input input)
    {
        html.Open("label", ("for", Id(input)));
        LabelText(input);
        html.Close("label");
    }

    void LabelText(Input input)
    {
        html.Element("bdi", input.Label);
        var hasAlways = input is InputChoiceSet { Value: not null }; // nobody can leave it out
        if (input.IsRequired && !hasAlways)
        {
            html.Text(" ").Element("span", $"({texts.Required})", ("class", "required"));
        }
    }

    static string Note(Input input, string? bounds = null) =>
        string.Join(' ', new[] { input.Hint, bounds }.Where(t => !string.IsNullOrEmpty(t)));

    /// <summary>Hint, bounds and error, before the input, where a phone's keyboard does not cover them.</summary>
    /// <returns>The ids of what describes the input.</returns>
    string? Notes(Input input, string? bounds = null)
    {
        var note = Note(input, bounds);
        if (note.Length > 0)
        {
            html.Element("p", note, ("class", "hint"), ("id", $"{Id(input)}_hint"));
        }

        if (form.Errors.TryGetValue(input.Id, out var error))
        {
            html.Element("p", error, ("class", "error"), ("id", $"{Id(input)}_error"));
        }

        return Described(input, note);
    }

    string? Described(Input input, string note) => (note.Length > 0, form.Errors.ContainsKey(input.Id)) switch
    {
        (false, false) => null,
        (true, false) => $"{Id(input)}_hint",
        (false, true) => $"{Id(input)}_error",
        (true, true) => $"{Id(input)}_error {Id(input)}_hint",
    };

    (string, string?)[] Common(Input input, string? described) =>
    [
        ("id", Id(input)), ("name", input.Id), ("aria-describedby", described),
        ("required", input.IsRequired ? "required" : null), ("aria-invalid", form.Errors.ContainsKey(input.Id) ? "true" : null),
    ];

    string Id(Input input) => $"{id}_{input.Id}";

    /// <summary>Where a link to the input leads: radio buttons are reached at the first of them.</summary>
    string FocusId(Input input) =>
        input is InputChoiceSet { Style: ChoiceInputStyle.Expanded, Choices: not [] } ? $"{Id(input)}_0" : Id(input);
}
