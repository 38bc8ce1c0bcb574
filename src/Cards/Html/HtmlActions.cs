using System.Diagnostics;

namespace CoCreateBot.Cards.Html;

/// <summary>Buttons and links. All buttons of a set share one form, so that one anti-forgery token serves them.</summary>
/// <param name="outer">The form around the set, if any: forms cannot be nested, so its buttons belong to a second form behind it.</param>
sealed class HtmlActions(HtmlWriter html, HtmlContext context, HtmlForm? outer)
{
    public void Write(ActionSet set)
    {
        var actions = context.IsReadonly ? [.. set.Actions.Where(a => a is OpenUrl)] : set.Actions;
        if (actions.IsEmpty)
        {
            return;
        }

        var ownsForm = outer is null && actions.Any(a => a is Execute);
        if (ownsForm)
        {
            OpenForm(("class", "actions"));
        }
        else
        {
            html.Open("div", ("class", "actions"));
        }

        foreach (var action in actions)
        {
            Write(action);
        }

        html.Close(ownsForm ? "form" : "div");
    }

    public void Button(Execute execute, string? styleClass, string? formId = null) =>
        html.Element("button", execute.Title,
            ("type", "submit"), ("class", styleClass), ("name", "press"), ("value", execute.Press.Encode()), ("form", formId));

    public void OpenForm(params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        html.Open("form", [("method", "post"), ("action", context.Action), .. attributes]);
        foreach (var (name, value) in context.Hidden)
        {
            html.Void("input", ("type", "hidden"), ("name", name), ("value", value));
        }
    }

    void Write(CardAction action)
    {
        switch (action)
        {
            case Execute execute:
                Button(execute, Class(execute.Style), outer?.ActionsId());
                break;
            case OpenDialog dialog:
                html.Element("a", dialog.Title,
                    ("class", $"button {Class(dialog.Style)}".TrimEnd()), ("href", $"#{HtmlRenderer.FormId(dialog.Press)}"));
                break;
            case OpenUrl link when SafeUrl.Of(link.Url) is { } url:
                html.Element("a", link.Title, ("class", "link"), ("href", url), ("target", context.IsFramed ? "_blank" : null), ("rel", "noopener noreferrer"));
                break;
            case OpenUrl link:
                html.Element("span", link.Title);
                break;
            default:
                throw new UnreachableException();
        }
    }

    static string? Class(ActionStyle style) => style switch
    {
        ActionStyle.Default => null,
        ActionStyle.Positive => "positive",
        ActionStyle.Destructive => "destructive",
        _ => throw new UnreachableException(),
    };
}
