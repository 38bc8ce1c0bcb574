using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <summary>What Slack gave us when somebody installed the bot. It is stored as a whole, protected.</summary>
/// <param name="Workspace">Its id, or that of the organisation that installed the bot for its workspaces.</param>
/// <param name="Scopes">What was granted, as Slack lists it.</param>
public sealed record SlackInstallation(string Workspace, string Token, string Scopes, DateTimeOffset InstalledAt)
{
    public string App { get; init; } = "";

    public string? Name { get; init; }

    public bool IsOrg { get; init; }

    /// <summary>The user's id of who installed it.</summary>
    public string? Installer { get; init; }

    /// <summary>Where tokens are rotated: what the next pair is got with, once.</summary>
    public string? Refresh { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Slack no longer gives a next pair for this one: it has to be installed again.</summary>
    public bool IsRefused { get; init; }

    /// <summary>By which server the next pair is asked for just now; it works once.</summary>
    public Guid? AskedBy { get; init; }

    /// <summary>Until then nobody else asks for it.</summary>
    public DateTimeOffset? AskedUntil { get; init; }

    /// <summary>Of oauth.v2.access, whether it was asked with a code or for the next pair; null where the token or the workspace is missing.</summary>
    public static SlackInstallation? Of(JsonElement answer, DateTimeOffset now)
    {
        var isOrg = answer.Member("is_enterprise_install").ValueKind == JsonValueKind.True;
        var home = answer.Member(isOrg ? "enterprise" : "team");
        if (answer.Text("access_token") is not { Length: > 0 } token || home.Text("id") is not { } workspace || !SlackIds.IsId(workspace))
        {
            return null;
        }

        return new(workspace, token, answer.Text("scope") ?? "", now)
        {
            App = answer.Text("app_id") ?? "",
            Name = home.Text("name"),
            IsOrg = isOrg,
            Installer = answer.Member("authed_user").Text("id"),
        };
    }

    /// <summary>With the pair that came in this answer.</summary>
    public SlackInstallation With(JsonElement answer, DateTimeOffset now) => this with
    {
        Token = answer.Text("access_token") ?? Token,
        Refresh = answer.Text("refresh_token") ?? Refresh,
        ExpiresAt = answer.Member("expires_in") is { ValueKind: JsonValueKind.Number } seconds && seconds.TryGetInt32(out var lives)
            ? now + TimeSpan.FromSeconds(lives)
            : null,
        Scopes = answer.Text("scope") ?? Scopes,
        AskedBy = null,
        AskedUntil = null,
    };

    public override string ToString() => $"Installation in {Workspace}"; // a record would print its secrets
}

[JsonSerializable(typeof(SlackInstallation))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
sealed partial class SlackInstallationJson : JsonSerializerContext;
