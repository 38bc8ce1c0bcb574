namespace CoCreateBot.Sessions;

/// <summary>Why a session is held, and what becomes of what people give.</summary>
/// <param name="Purpose">As a question, in the words of who started it.</param>
/// <param name="Influence">What the input will influence; shown again at each prompt.</param>
/// <param name="Decider">Who decides, and by which rule, in the facilitator's words.</param>
/// <param name="HearBackAt">When people will hear what became of it; null is <see cref="HearBackAfter"/> the close.</param>
/// <param name="Feeds">Where the result enters daily work, and who sponsors it.</param>
/// <param name="EndsAt">When it is to be over; the agenda is planned backwards from it.</param>
public sealed record Charter(
    string Purpose, string? Influence = null, string? Decider = null, DateTimeOffset? HearBackAt = null, string? Feeds = null,
    string? GroundRules = null, DateTimeOffset? EndsAt = null)
{
    /// <summary>PRODUCT: people hear back after 14 days where nothing else is said.</summary>
    public static readonly TimeSpan HearBackAfter = TimeSpan.FromDays(14);
}

/// <summary>What of a charter can be said or changed later by its facilitator.</summary>
public enum CharterField
{
    Influence,
    Decider,
    Feeds,
    GroundRules,
    HearBack,
}
