using System.Collections.Immutable;

namespace CoCreateBot.Bot.Venues.Slack.Manifest;

/// <summary>What the bot asks a workspace for.</summary>
static class SlackScopes
{
    public static readonly ImmutableArray<string> Bot =
    [
        "app_mentions:read", "channels:history", "channels:join", "channels:read", "chat:write", "commands", "files:write", "groups:history", "groups:read",
        "im:history", "im:read", "im:write", "mpim:history", "mpim:read", "reactions:read", "reactions:write", "team:read", "users:read",
    ];
}
