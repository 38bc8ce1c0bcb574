using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>What one activity hands on to the next: an idea, a group of ideas, an option that was picked.</summary>
/// <param name="Activity">Number of the activity that keeps it.</param>
/// <param name="Id">Its id there; with the number it names this thing for the whole session.</param>
/// <param name="Text">In its author's words, or a group's name.</param>
/// <param name="IsProposed">It is put forward (starred, picked, a group); the others are at hand, but not on the table.</param>
public sealed record Material(int Activity, int Id, string Text, bool IsProposed)
{
    /// <summary>What a group holds; empty where it is a single thing.</summary>
    public ImmutableArray<Material> Parts { get; init; } = [];

    /// <summary>What was said already of who does it; null where nothing was.</summary>
    public Undertaking? Undertaking { get; init; }
}

/// <summary>Who is to be asked for something, by when, and how one will see that it worked. People are named by their alias in the session.</summary>
public sealed record Undertaking(PersonAlias? Owner, DateOnly? Due, string? Sign);

/// <summary>The moment at which an activity opens.</summary>
/// <param name="Session">As it stands just before; for who joined and whether it is live.</param>
/// <param name="Material">What the nearest closed activity before it hands on; empty where there is none.</param>
public sealed record Opening(Session Session, ImmutableArray<Material> Material, DateTimeOffset At);

/// <summary>What an activity makes of its opening.</summary>
/// <param name="Event">Kept in its state, so that it never has to look back; null where there is nothing to keep.</param>
public sealed record Taken(ActivityEvent? Event = null)
{
    public static readonly Taken AsPlanned = new();

    /// <summary>There is nothing to work on: it is passed over, and the minutes say so.</summary>
    public static readonly Taken Nothing = new() { IsNothing = true };

    public bool IsNothing { get; init; }

    /// <summary>How long it lasts, or its first round, where only the opening can tell; null leaves what was planned.</summary>
    public TimeSpan? Lasts { get; init; }
}
