using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Our entries in Slack's menus, by the names that the manifest gives them; what is installed once has them for ever.</summary>
static class SlackShortcuts
{
    /// <summary>In a message's menu: 5 Whys about it.</summary>
    public const string AskWhy = "ask-why";

    /// <summary>In a message's menu: it becomes an idea of the open brainwriting.</summary>
    public const string AddIdea = "add-idea";

    /// <summary>Beside the message box, wherever one is.</summary>
    public const string Start = "start-session";

    public static readonly ImmutableArray<string> OnMessages = [AskWhy, AddIdea];

    public static bool IsOnMessage([NotNullWhen(true)] string? callback) => callback is not null && OnMessages.Contains(callback, StringComparer.Ordinal);
}
