using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <summary>What the bot asks a workspace for. Each is told with its reason to whoever installs it.</summary>
public static class SlackScopes
{
    public static readonly ImmutableArray<string> Bot =
    [
        "app_mentions:read", "channels:history", "channels:join", "channels:read", "chat:write", "commands", "files:write", "groups:history", "groups:read",
        "im:history", "im:read", "im:write", "mpim:history", "mpim:read", "reactions:read", "reactions:write", "team:read", "users:read",
    ];

    /// <summary>Why it is asked for, in one sentence.</summary>
    public static string Why(string scope, Words words) => words["Install.Scope-" + scope.Replace(':', '-')];
}
