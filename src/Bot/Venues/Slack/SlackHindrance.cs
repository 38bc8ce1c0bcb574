using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What is wrong with an installation, to whoever acted: the cause, and who can mend it.</summary>
static class SlackHindrance
{
    public const string MissingScope = "Slack.MissingScope";

    /// <summary>Null where it is something else, such as a moment's trouble.</summary>
    public static string? Of(Exception why, Words words) => why is not VenueRefusedException refused ? null : (refused.ReasonKey, refused.Detail) switch
    {
        (MissingScope, { } scope) => words.Say("Slack.LacksScope", scope),
        (MissingScope, _) => words["Slack.LacksSomeScope"],
        ("Slack.TokenRefused", _) => words["Slack.InstallationRefused"],
        (SlackTokens.NotInstalled, _) => words["Slack.InstallationMissing"],
        _ => null,
    };

    /// <summary>Why a dialog is not open, and what to do.</summary>
    public static string NotOpened(Exception why, Words words) => Of(why, words)
        ?? words[why is VenueRefusedException { ReasonKey: "Slack.TriggerExpired" and var expired } ? expired : "Slack.Unreachable"];
}
