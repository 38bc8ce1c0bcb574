using System.Collections.Immutable;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What an operator sets to turn Slack on.</summary>
public sealed record SlackOptions(string SigningSecret, string BotToken, string ApiUrl)
{
    public static readonly SlackOptions Off = new("", "", "");

    /// <summary>xapp-…: Slack is called, and calls nothing.</summary>
    public string AppToken { get; init; } = "";

    public const string ApiUrlDefault = "https://slack.com/api/";

    /// <summary>Nothing is set: this installation does without Slack.</summary>
    public bool IsOff => SigningSecret.Length == 0 && BotToken.Length == 0 && AppToken.Length == 0 && ApiUrl.Length == 0;

    /// <summary>Slack comes to our address, and signs what it says.</summary>
    public bool IsSigned => SigningSecret.Length > 0;

    /// <summary>We go to Slack: no address of ours is needed.</summary>
    public bool IsSocket => AppToken.Length > 0;

    /// <summary>The base of all method names; ends with '/'.</summary>
    public Uri ApiBase => new(ApiUrl switch
    {
        "" => ApiUrlDefault,
        [.., '/'] => ApiUrl,
        _ => ApiUrl + '/',
    });

    public static SlackOptions From(IConfiguration settings) => new(
        settings["Slack:SigningSecret"]?.Trim() ?? "",
        settings["Slack:BotToken"]?.Trim() ?? "",
        settings["Slack:ApiUrl"]?.Trim() ?? "")
    {
        AppToken = settings["Slack:AppToken"]?.Trim() ?? "",
    };

    /// <summary>
    /// What is missing or wrong, each with how to get it right; empty where Slack is off or can start. No secret is ever repeated.
    /// </summary>
    public ImmutableArray<string> Problems() => IsOff ? [] : [.. Check()];

    IEnumerable<string> Check()
    {
        if (!IsSigned && !IsSocket)
        {
            yield return "Slack:SigningSecret is missing: on api.slack.com/apps open your app, "
                + "Basic Information → App Credentials → Signing Secret. Or set Slack:AppToken instead: then no public address is needed.";
        }

        if (IsSocket && !IsToken(AppToken, "xapp-"))
        {
            yield return "Slack:AppToken is not an app-level token: it starts with xapp- and has no spaces. "
                + "On api.slack.com/apps open your app, Basic Information → App-Level Tokens, with the scope connections:write.";
        }

        if (BotToken.Length == 0)
        {
            yield return "Slack:BotToken is missing: on api.slack.com/apps open your app, "
                + "OAuth & Permissions → Bot User OAuth Token, starts with xoxb-.";
        }
        else if (!IsBotToken(BotToken))
        {
            yield return "Slack:BotToken is not a bot token: it starts with xoxb- and has no spaces. "
                + "On api.slack.com/apps open your app, OAuth & Permissions → Bot User OAuth Token.";
        }

        if (ApiUrl.Length > 0 && !(Uri.TryCreate(ApiUrl, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"))
        {
            yield return $"Slack:ApiUrl is not an absolute http or https address. Leave it out to use {ApiUrlDefault}.";
        }
    }

    // With token rotation it starts with xoxe.xoxb-.
    static bool IsBotToken(string token) => IsToken(token, "xoxb-") || IsToken(token, "xoxe.xoxb-");

    static bool IsToken(string token, string start) => token.StartsWith(start, StringComparison.Ordinal) && token.All(c => c is > ' ' and < (char)127);

    public override string ToString() => $"Slack at {ApiUrl}"; // a record would print its secrets
}
