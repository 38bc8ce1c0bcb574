using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What an operator sets to turn Slack on.</summary>
public sealed record SlackOptions(string SigningSecret, string BotToken, string ApiUrl)
{
    public static readonly SlackOptions Off = new("", "", "");

    /// <summary>xapp-…: Slack is called, and calls nothing.</summary>
    public string AppToken { get; init; } = "";

    public const string ApiUrlDefault = "https://slack.com/api/";

    /// <summary>Of the app, where people install it themselves, in many workspaces.</summary>
    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>Folder of the keys that protect what is stored of installations; empty is beside the database.</summary>
    public string KeysPath { get; init; } = "";

    /// <summary>Nothing is set: this installation does without Slack.</summary>
    public bool IsOff => !IsSigned && !IsSocket && !HasOAuth && BotToken.Length == 0 && ApiUrl.Length == 0;

    /// <summary>Slack comes to our address, and signs what it says.</summary>
    public bool IsSigned => SigningSecret.Length > 0;

    /// <summary>We go to Slack: no address of ours is needed.</summary>
    public bool IsSocket => AppToken.Length > 0;

    /// <summary>Workspaces install the app by themselves; no token is set by hand.</summary>
    public bool HasOAuth => ClientId.Length > 0 || ClientSecret.Length > 0;

    /// <summary>By this the app itself is known to Slack.</summary>
    public AuthenticationHeaderValue AppPermit => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}")));

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
        ClientId = settings["Slack:ClientId"]?.Trim() ?? "",
        ClientSecret = settings["Slack:ClientSecret"]?.Trim() ?? "",
        KeysPath = settings["Slack:KeysPath"]?.Trim() ?? "",
    };

    /// <summary>
    /// What is missing or wrong, each with how to get it right; empty where Slack is off or can start. No secret is ever repeated.
    /// </summary>
    public ImmutableArray<string> Problems() => IsOff ? [] : [.. Check(), .. HasOAuth ? CheckOAuth() : []];

    IEnumerable<string> CheckOAuth()
    {
        if (BotToken.Length > 0)
        {
            yield return "Slack:BotToken and Slack:ClientId are two ways that exclude each other: leave out Slack:ClientId and Slack:ClientSecret for one "
                + "workspace, or Slack:BotToken where workspaces install the app by themselves.";
        }

        if (ClientId.Length == 0 || ClientSecret.Length == 0)
        {
            yield return $"{(ClientId.Length == 0 ? "Slack:ClientId" : "Slack:ClientSecret")} is missing: on api.slack.com/apps open your app, "
                + "Basic Information → App Credentials → Client ID and Client Secret.";
        }
    }

    IEnumerable<string> Check()
    {
        if (!IsSigned && !IsSocket)
        {
            yield return "Slack:AppToken is missing, or Slack:SigningSecret: on api.slack.com/apps open your app. With Socket Mode, which needs no public "
                + "address, set Slack:AppToken: Basic Information → App-Level Tokens, with the scope connections:write. Where Slack comes to an address of "
                + "yours, set Slack:SigningSecret: Basic Information → App Credentials → Signing Secret.";
        }

        if (IsSocket && !IsToken(AppToken, "xapp-"))
        {
            yield return "Slack:AppToken is not an app-level token: it starts with xapp- and has no spaces. "
                + "On api.slack.com/apps open your app, Basic Information → App-Level Tokens, with the scope connections:write.";
        }

        if (BotToken.Length == 0 && !HasOAuth)
        {
            yield return "Slack:BotToken is missing: on api.slack.com/apps open your app, "
                + "OAuth & Permissions → Bot User OAuth Token, starts with xoxb-.";
        }
        else if (BotToken.Length > 0 && !IsBotToken(BotToken))
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
