namespace CoCreateBot.Sessions;

/// <summary>One readable row of what a session keeps, for Storage Explorer, Power BI and exports.</summary>
/// <param name="Activity">Number of the activity it came from; 0 is the session itself.</param>
/// <param name="Key">
/// Its key among the rows of its activity. Where people are not named the store gives random ones instead and shuffles the rows.
/// </param>
/// <param name="Kind">answer, tally, minutes: stored for ever.</param>
/// <param name="Text">The words.</param>
/// <param name="Value">The figure where there is one: dots, a scale's step, a count.</param>
/// <param name="Author">The name, only where the activity is named.</param>
public sealed record Artifact(int Activity, string Key, string Kind, string Text, int? Value, string? Author)
{
    /// <summary>
    /// Key of the row of the same activity that it builds on: the idea before, what it is a cause of, the root cause that a counter-measure is for. Where
    /// keys are random it leads to the random one.
    /// </summary>
    public string? BuildsOn { get; init; }

    /// <summary>How many people a tally is of.</summary>
    public int? People { get; init; }

    /// <summary>Who does it, or is asked to; only where the activity is named.</summary>
    public string? Owner { get; init; }

    public DateOnly? Due { get; init; }

    /// <summary>Of a step open, done or dropped; of a cause open, root or outside: stored for ever.</summary>
    public string? State { get; init; }

    /// <summary>How keys and kinds of rows begin that guests of an open link gave, counted apart.</summary>
    public const string OfGuests = "guest-";
}
