using System.Diagnostics;
using System.Text.Json;
using CoCreateBot.Cards.Fitting;

namespace CoCreateBot.Cards.Adaptive;

/// <summary>Buttons and inputs.</summary>
sealed partial class AdaptiveList
{
    protected override void AddError(string error) =>
        AddRichText([new Piece(AdaptiveText.Fit(error, AdaptiveLimits.HintMax))], Look.Attention, BlockRole.Remark);

    /// <summary>The first are seen; the rows below them hold the others in their menus.</summary>
    protected override void AddActions(ActionSet set)
    {
        var shown = set.Actions.Where(action => action is not OpenUrl { Url: var url } || AdaptiveUrl.IsLink(url)).ToList();
        LeaveOut(set.Actions.Length - shown.Count);
        foreach (var (row, actions) in shown.Chunk(AdaptiveLimits.ActionsShownMax).Index())
        {
            AddBlock("ActionSet", actions.Length, BlockRole.Control, json => json.Array("actions", () =>
            {
                foreach (var action in actions)
                {
                    WriteAction(json, action, isShown: row == 0);
                }
            }));
        }
    }

    void WriteAction(Utf8JsonWriter json, CardAction action, bool isShown)
    {
        switch (action)
        {
            case OpenUrl link:
                json.Typed("Action.OpenUrl", () =>
                {
                    WriteHead(json, link, ActionStyle.Default, isShown);
                    json.WriteString("url", link.Url.AbsoluteUri);
                });
                break;
            case Execute execute when IsDialog:
                WriteSubmit(json, execute, execute.Style, isShown, () => json.Press(execute.Press, context));
                break;
            case Execute execute:
                WriteExecute(json, execute, execute.Press, execute.Style, isShown, () => json.Press(execute.Press, context));
                break;
            case OpenDialog dialog when IsDialog:
                WriteSubmit(json, dialog, dialog.Style, isShown, () => WriteDialogData(json, dialog));
                break;
            case OpenDialog dialog when context.IsDialogByTask:
                WriteSubmit(json, dialog, dialog.Style, isShown, () => WriteTaskData(json, dialog));
                break;
            case OpenDialog dialog:
                WriteExecute(json, dialog, dialog.Press, dialog.Style, isShown, () => WriteDialogData(json, dialog));
                break;
            default: throw new UnreachableException($"No rendering for {action.GetType().Name}.");
        }
    }

    /// <summary>Old clients know no Action.Execute; the same comes back from them as a message.</summary>
    void WriteExecute(Utf8JsonWriter json, CardAction action, Press press, ActionStyle style, bool isShown, Action data) => json.Typed("Action.Execute", () =>
    {
        WriteHead(json, action, style, isShown);
        json.WriteString("verb", press.Verb);
        WriteData(json, data);
        json.WritePropertyName("fallback");
        WriteSubmit(json, action, style, isShown, data);
    });

    void WriteSubmit(Utf8JsonWriter json, CardAction action, ActionStyle style, bool isShown, Action data) => json.Typed("Action.Submit", () =>
    {
        WriteHead(json, action, style, isShown);
        WriteData(json, data);
        if (IsDialog)
        {
            json.WriteString("associatedInputs", "none"); // only the form's own button hands in, and only that wants all filled in
        }
    });

    static void WriteHead(Utf8JsonWriter json, CardAction action, ActionStyle style, bool isShown)
    {
        json.WriteString("title", AdaptiveText.FitLine(action.Title, AdaptiveLimits.ActionTitleMax));
        if (style != ActionStyle.Default)
        {
            json.WriteString("style", style == ActionStyle.Positive ? "positive" : "destructive");
        }

        if (!isShown)
        {
            json.WriteString("mode", "secondary");
        }
    }

    static void WriteData(Utf8JsonWriter json, Action data)
    {
        json.WriteStartObject("data");
        data();
        json.WriteEndObject();
    }

    void WriteTaskData(Utf8JsonWriter json, OpenDialog dialog)
    {
        json.Press(dialog.Press, context);
        WriteAsks(json, dialog);
        json.WriteStartObject(AdaptiveData.Teams);
        json.WriteString("type", "task/fetch");
        json.WriteEndObject();
    }

    void WriteDialogData(Utf8JsonWriter json, OpenDialog dialog)
    {
        json.Press(dialog.Press, context);
        json.WriteBoolean(AdaptiveData.Dialog, true);
        WriteAsks(json, dialog);
    }

    static void WriteAsks(Utf8JsonWriter json, OpenDialog dialog)
    {
        if (dialog.IsAsking)
        {
            json.WriteBoolean(AdaptiveData.Asks, true);
        }
    }
}
