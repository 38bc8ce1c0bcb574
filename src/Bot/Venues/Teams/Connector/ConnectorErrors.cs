using System.Net;

namespace CoCreateBot.Bot.Venues.Teams.Connector;

/// <summary>What the connector's errors mean for us (learn.microsoft.com, "Send and receive messages with a bot", status codes).</summary>
static class ConnectorErrors
{
    /// <summary>Where Teams says "later" and not when.</summary>
    public static readonly TimeSpan RetryAfterDefault = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan RetryAfterMin = TimeSpan.FromSeconds(1);

    /// <summary>A slot must not sleep for ever because of one odd header.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromMinutes(5);

    /// <summary>The conversation takes nothing from us any more, until it writes to us again.</summary>
    public static bool IsDead(string reasonKey) => reasonKey is NotInConversation or Disabled or Blocked or Gone;

    /// <summary>For a reason that is not known here.</summary>
    public const string Refused = "Teams.Refused";

    const string NotInConversation = "Teams.NotInConversation";
    const string Disabled = "Teams.DisabledByAdmin";
    const string Blocked = "Teams.Blocked";
    const string Gone = "Teams.ConversationGone";

    /// <summary>Their codes are shorter; anything longer is none and must not fill a log.</summary>
    const int CodeMax = 60;

    public static Exception Of(HttpStatusCode status, string? code, TimeSpan? retryAfter)
    {
        var name = Short(code) ?? $"http_{(int)status}";
        return (int)status switch
        {
            412 => new CallsCollidedException(name),
            429 => Throttled(retryAfter),
            502 or 503 or 504 => new VenueUnavailableException(name),
            404 when Is(code, "ActivityNotFoundInConversation") => new MessageGoneException(name),
            _ => new VenueRefusedException(ReasonOf((int)status, code), name),
        };
    }

    static VenueThrottledException Throttled(TimeSpan? retryAfter)
    {
        var wait = retryAfter ?? RetryAfterDefault;
        return new VenueThrottledException(wait < RetryAfterMin ? RetryAfterMin : wait > RetryAfterMax ? RetryAfterMax : wait);
    }

    static string ReasonOf(int status, string? code) => (status, code) switch
    {
        (401, _) => "Teams.TokenRefused",
        (413, _) or (_, "MessageSizeTooBig") => "Teams.CardTooBig",
        // Told, and not sent again to the other host: it is of another cloud, where the bot's token is not taken and must not be shown, and every address
        // that Teams gives would lead to the wrong one again. Whoever runs the bot sets its cloud.
        (403, _) when Is(code, "InvalidBotApiHost") => "Teams.WrongCloud",
        (403, _) when Is(code, "BotDisabledByAdmin") => Disabled,
        (403, _) when Is(code, "ConversationBlockedByUser") => Blocked,
        (403, _) when Is(code, "BotNotInConversationRoster") => NotInConversation,
        (404, _) => Gone,
        _ => Refused,
    };

    static bool Is(string? code, string known) => string.Equals(code, known, StringComparison.OrdinalIgnoreCase);

    // Fit for a log.
    static string? Short(string? code) =>
        code is null ? null : code.Length is > 0 and <= CodeMax && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') ? code : "odd_code";
}

/// <summary>Two calls met in one conversation, and nothing was done. How long to wait depends on how often they did.</summary>
sealed class CallsCollidedException(string message) : Exception(message);
