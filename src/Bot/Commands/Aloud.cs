using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>A command typed where all could read it: a message to the bot in a channel or a thread.</summary>
/// <param name="Thread">The session in whose thread it stands; null where it stands in none.</param>
public sealed record Aloud(SessionId? Thread)
{
    /// <summary>What is typed before a command there, where that is not what it is elsewhere in this venue.</summary>
    public string? Prefix { get; init; }

    /// <summary>What was promised to be private is not counted where it was typed for all to read.</summary>
    public static Refusal Refusal => new("Commands.TypedAloud", RefusalKind.Wrong);
}
