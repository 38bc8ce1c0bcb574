using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>Who asks, and when. A decision depends on nothing else but this, the command and the state.</summary>
/// <param name="Who">Null is the clock.</param>
public readonly record struct Turn(Actor? Who, DateTimeOffset Now);

/// <param name="Person">The person's alias in the session.</param>
/// <param name="Voice">The same person's alias in the activity the command is about; nothing in the log links the two.</param>
/// <param name="Name">As the venue shows it; null where the person gave none.</param>
/// <param name="AuthorIn">The alias under which this person's contributions to another activity of the session are kept.</param>
public sealed record Actor(PersonAlias Person, PersonAlias Voice, string? Name, Func<int, PersonAlias> AuthorIn)
{
    /// <summary>They come by the open link.</summary>
    public bool IsGuest { get; init; }
}

/// <summary>
/// The turn as an activity sees it: it is told the author under the alias its level allows, and nothing more of the person.
/// </summary>
/// <param name="Author">The alias under which a contribution is kept.</param>
/// <param name="AuthorIn">
/// The same person's alias in an earlier activity, to find out what is their own ("not your own idea"). It is asked and forgotten: an alias of
/// one activity never goes into another's events.
/// </param>
public readonly record struct ActivityTurn(PersonAlias Author, DateTimeOffset Now, Func<int, PersonAlias> AuthorIn)
{
    /// <summary>Where people are named: those who can be named in what is given ("by Ann"). Else nobody.</summary>
    public ImmutableDictionary<PersonAlias, Participant> Joined { get; init; } = ImmutableDictionary<PersonAlias, Participant>.Empty;

    /// <summary>
    /// Who gave a thing of an earlier activity (its number, the thing's id), under the alias of that activity; null where nobody is known. For
    /// the same question as <see cref="AuthorIn"/>, and as quickly forgotten.
    /// </summary>
    public Func<int, int, PersonAlias?> AuthorOf { get; init; } = (_, _) => null;

    /// <summary>The deadline is over and the clocks go: what was begun before may still be handed in.</summary>
    public bool IsInGrace { get; init; }

    /// <summary>Of the session: where working time is counted.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Of the activity; null where it has none.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Where people are named: it is the facilitator who asks.</summary>
    public bool IsFacilitator { get; init; }
}

/// <summary>Who will see whose words they are. Frozen at an activity's first contribution. Stored for ever, by name.</summary>
public enum AnonymityLevel
{
    Named,
    AnonymousToGroup,
    AnonymousToEveryone,
}
