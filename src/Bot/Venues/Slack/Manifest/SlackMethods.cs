using System.Collections.Immutable;

namespace CoCreateBot.Bot.Venues.Slack.Manifest;

/// <summary>Every method of Slack's Web API that is called anywhere here, with the scopes that it needs, one for each kind of channel.</summary>
static class SlackMethods
{
    static readonly ImmutableArray<string> None = [];
    static readonly ImmutableArray<string> History = ["channels:history", "groups:history", "im:history", "mpim:history"];
    static readonly ImmutableArray<string> Reading = ["channels:read", "groups:read", "im:read", "mpim:read"];

    /// <summary>Those of the app's own token stand in no list of a bot's scopes.</summary>
    public const string AppTokenMethod = "apps.connections.open";

    public static readonly ImmutableDictionary<string, ImmutableArray<string>> Scopes = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal)
    {
        [AppTokenMethod] = None,
        ["auth.revoke"] = None,
        ["auth.teams.list"] = None,
        ["auth.test"] = None,
        ["chat.delete"] = ["chat:write"],
        ["chat.getPermalink"] = None,
        ["chat.postEphemeral"] = ["chat:write"],
        ["chat.postMessage"] = ["chat:write"],
        ["chat.update"] = ["chat:write"],
        ["conversations.history"] = History,
        ["conversations.info"] = Reading,
        ["conversations.join"] = ["channels:join"],
        ["conversations.open"] = ["im:write"],
        ["conversations.replies"] = History,
        ["files.completeUploadExternal"] = ["files:write"],
        ["files.getUploadURLExternal"] = ["files:write"],
        ["oauth.v2.access"] = None,
        ["reactions.add"] = ["reactions:write"],
        ["team.info"] = ["team:read"],
        ["users.info"] = ["users:read"],
        ["views.open"] = None,
        ["views.publish"] = None,
        ["views.push"] = None,
        ["views.update"] = None,
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
