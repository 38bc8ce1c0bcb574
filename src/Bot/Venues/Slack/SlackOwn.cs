namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// What stands in buttons and dialogs that belong to no session: a name, and behind a '|' whatever its owner needs. No session's press begins so.
/// </summary>
static class SlackOwn
{
    public const char Prefix = '~';

    /// <summary>The dialog that starts a session.</summary>
    public const string Start = "~start";

    /// <summary>The App Home.</summary>
    public const string Home = "~home";

    const char Separator = '|';

    public static string NameIn(string value) => value.IndexOf(Separator, StringComparison.Ordinal) is var at and > 0 ? value[..at] : value;
}
