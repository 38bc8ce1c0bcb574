using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>What a person or the clock asks of a session. Each says what shall be, so that asking twice is asking once.</summary>
public abstract record Command
{
    /// <summary>Starts the session; its sender becomes the facilitator.</summary>
    public sealed record Open(VenueId Venue, string Language, string Zone, bool IsLive, ImmutableArray<ActivityPlan> Agenda) : Command;

    /// <summary>Takes part: from now on counted, and told when something opens.</summary>
    public sealed record Join : Command;

    public sealed record Contribute(int Activity, ActivityCommand What) : Command;

    /// <param name="From">
    /// The activity to go on from, as a button knows it: pressed twice it goes on by one. Null: from whatever there is.
    /// </param>
    public sealed record Next(int? From = null) : Command;

    /// <param name="From">The deadline to extend, as a button knows it: pressed twice it extends once. Null: whatever it is.</param>
    public sealed record Extend(TimeSpan By, DateTimeOffset? From = null) : Command;

    /// <param name="For">Null: until <see cref="Resume"/>.</param>
    public sealed record Pause(TimeSpan? For) : Command;

    public sealed record Resume : Command;

    /// <summary>Ends the session: the open activity closes, what is still planned is skipped.</summary>
    public sealed record Close : Command;

    /// <param name="Of">
    /// What the button is for: the activity whose closing is meant, or 0 for the end of the session alone. Null: the last.
    /// </param>
    public sealed record Undo(int? Of = null) : Command;

    public sealed record SetLevel(AnonymityLevel Level) : Command;

    /// <summary>The clock's own: closes what is past its deadline, resumes what is past its pause.</summary>
    public sealed record Tick : Command;

    /// <summary>Says that an activity's key is gone. Only the host sends it, after it destroyed the key.</summary>
    public sealed record NoteKeyDestroyed(int Activity) : Command;
}

/// <summary>A command to one activity.</summary>
public abstract record ActivityCommand
{
    /// <summary>Only a facilitator may.</summary>
    public virtual bool IsSteering => false;

    /// <summary>Is meant for an activity that has closed.</summary>
    public virtual bool IsAfterClose => false;

    /// <summary>May come while it is open and after: hiding a text, say.</summary>
    public virtual bool IsAtAnyTime => false;
}

/// <summary>An activity as it stands on the agenda.</summary>
/// <param name="Event">The activity's own first event: what was planned.</param>
/// <param name="IsBlind">Nothing of the totals is shown to anyone before it closes.</param>
/// <param name="Lasts">Null: until somebody closes it.</param>
public sealed record ActivityPlan(string Kind, ActivityEvent Event, AnonymityLevel Level, bool IsBlind, TimeSpan? Lasts);
