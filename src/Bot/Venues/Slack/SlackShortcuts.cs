using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Our entries in Slack's menus, as the manifest has them; what is installed once has their names for ever.</summary>
static class SlackShortcuts
{
    /// <summary>In a message's menu: 5 Whys about it.</summary>
    public const string AskWhy = "ask-why";

    /// <summary>In a message's menu: it becomes an idea of the open brainwriting.</summary>
    public const string AddIdea = "add-idea";

    /// <summary>Beside the message box, wherever one is.</summary>
    public const string Start = "start-session";

    public static readonly ImmutableArray<SlackShortcut> All =
    [
        new(Start, "Start a session", IsOnMessage: false, "Choose what to do together, and in which channel"),
        new(AskWhy, "Ask why about this", IsOnMessage: true, "Start 5 Whys here, with this message as the problem"),
        new(AddIdea, "Add to brainwriting", IsOnMessage: true, "Put this message on your own sheet of the open brainwriting"),
    ];

    public static bool IsOnMessage([NotNullWhen(true)] string? callback) => Has(callback, isOnMessage: true);

    public static bool IsGlobal([NotNullWhen(true)] string? callback) => Has(callback, isOnMessage: false);

    static bool Has(string? callback, bool isOnMessage)
    {
        foreach (var one in All)
        {
            if (one.Callback == callback && one.IsOnMessage == isOnMessage)
            {
                return true;
            }
        }

        return false;
    }
}

/// <param name="Callback">By which it comes back.</param>
/// <param name="IsOnMessage">In the menu of each message; else wherever somebody writes.</param>
sealed record SlackShortcut(string Callback, string Name, bool IsOnMessage, string Description);
