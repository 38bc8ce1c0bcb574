using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What Slack's error codes mean for us.</summary>
static class SlackErrors
{
    /// <summary>Where Slack says "later" and not when.</summary>
    public static readonly TimeSpan RetryAfterDefault = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan RetryAfterMin = TimeSpan.FromSeconds(1);

    /// <summary>Longer than Slack has ever asked for; a slot must not sleep for ever because of one odd header.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromMinutes(5);

    /// <summary>Slack's codes are shorter; anything longer is none and must not fill a log.</summary>
    const int CodeMax = 60;

    /// <param name="needed">The scope that is missing.</param>
    public static Exception Of(string code, TimeSpan? retryAfter, string? needed = null) => code switch
    {
        "ratelimited" or "rate_limited" or "message_limit_exceeded" => Throttled(retryAfter),
        "message_not_found" or "thread_not_found" => new MessageGoneException(code),
        "cant_update_message" or "edit_window_closed" => new MessageFixedException("Slack.EditRefused", code),
        "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" or "team_added_to_org" =>
            new VenueUnavailableException(code),
        "missing_scope" => new VenueRefusedException(ReasonOf(code), code) { Detail = IsScope(needed) ? needed : null },
        _ => new VenueRefusedException(ReasonOf(code), Short(code)),
    };

    // It is shown to people.
    static bool IsScope([NotNullWhen(true)] string? scope) =>
        scope is { Length: > 0 and <= CodeMax } && scope.All(c => char.IsAsciiLetterLower(c) || c is ':' or '.' or '_' or ',');

    public static Exception Of(HttpStatusCode status, TimeSpan? retryAfter) => (int)status switch
    {
        429 => Throttled(retryAfter),
        >= 500 => new VenueUnavailableException($"http_{(int)status}"),
        _ => new VenueRefusedException("Slack.Refused", $"http_{(int)status}"),
    };

    static VenueThrottledException Throttled(TimeSpan? retryAfter)
    {
        var wait = retryAfter ?? RetryAfterDefault;
        return new VenueThrottledException(wait < RetryAfterMin ? RetryAfterMin : wait > RetryAfterMax ? RetryAfterMax : wait);
    }

    static string ReasonOf(string code) => code switch
    {
        // A private channel without us, and a conversation between two people, are not there as far as we can see.
        "not_in_channel" or "channel_not_found" => "Slack.NotInChannel",
        "is_archived" => "Slack.Archived",
        "messages_tab_disabled" => "Slack.MessagesTabDisabled",
        "missing_scope" or "not_allowed_token_type" => "Slack.MissingScope",
        "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive" or "org_login_required"
            or "access_denied" or "team_access_not_granted" or "ekm_access_denied" or "no_permission" => "Slack.TokenRefused",
        "msg_too_long" or "msg_blocks_too_long" or "invalid_blocks" or "invalid_blocks_format" or "view_too_large" or "no_text" =>
            "Slack.CardRefused",
        "expired_trigger_id" or "exchanged_trigger_id" or "invalid_trigger_id" => "Slack.TriggerExpired",
        _ when code.StartsWith("restricted_action", StringComparison.Ordinal) => "Slack.Restricted",
        _ => "Slack.Refused",
    };

    /// <summary>Fit for a log.</summary>
    public static string Short(string code) =>
        code.Length <= CodeMax && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? code : "odd_code";
}
