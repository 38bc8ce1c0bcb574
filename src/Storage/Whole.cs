using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage;

/// <summary>
/// What the other parts of a store do not tell, for who copies all of it: under which keys there is something, and the numbers that schedules have. What stands
/// under a key is read, and all but schedules put, by the part that it belongs to.
/// </summary>
public interface IWhole
{
    /// <summary>All keys of a kind, each once, in no order.</summary>
    Task<ImmutableArray<StoredKey>> KeysAsync(KeyedKind of, CancellationToken stop);

    /// <summary>With the number and the version that it has, in the place of what was there.</summary>
    Task PutAsync(Schedule schedule, CancellationToken stop);

    /// <summary>With the version that it has, in the place of what was there.</summary>
    Task PutAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop);

    /// <summary>The last number that a schedule of the venue was given; 0 for none.</summary>
    Task<int> LastNumberAsync(VenueId venue, CancellationToken stop);

    /// <summary>No number up to this is given again. It is put behind the schedules that have such numbers.</summary>
    Task PutLastNumberAsync(VenueId venue, int last, CancellationToken stop);
}

public enum KeyedKind
{
    /// <summary>Those that have commits, keys, posts, readable rows or members.</summary>
    Session,

    /// <summary>Those that have sessions, recipes, schedules, days off or a room.</summary>
    Venue,

    /// <summary>Venue and person.</summary>
    Guest,

    /// <summary>Venue and hash.</summary>
    Link,
    Invitation,

    /// <summary>Session and id.</summary>
    Picture,

    /// <summary>Who set something for themselves.</summary>
    Person,

    /// <summary>Who is owed to be forgotten.</summary>
    Erasing,
    Address,

    /// <summary>A workspace, and what stands there for the organisation by which it has the bot, or had it.</summary>
    Served,
}

public readonly record struct StoredKey(string First, string Second = "");
