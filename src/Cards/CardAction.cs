namespace CoCreateBot.Cards;

/// <summary>A button. The title alone must say what it does.</summary>
public abstract record CardAction(string Title);

public enum ActionStyle
{
    Default,
    Positive,
    Destructive,
}

/// <summary>Does something at once (Adaptive: Action.Execute; Slack: a button; web: a form of one button).</summary>
public sealed record Execute(string Title, Press Press, ActionStyle Style = ActionStyle.Default) : CardAction(Title);

/// <summary>
/// Opens the person's own dialog (Adaptive: Action.Submit with task/fetch; Slack: a button answered by views.open; web: a link to the form in the page).
/// </summary>
public sealed record OpenDialog(string Title, Press Press, ActionStyle Style = ActionStyle.Default) : CardAction(Title)
{
    /// <summary>The press is itself something asked (a sheet to write on), done before the dialog is drawn.</summary>
    public bool IsAsking { get; init; }
}

public sealed record OpenUrl(string Title, Uri Url) : CardAction(Title);
