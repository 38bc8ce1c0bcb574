using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage;

/// <summary>What single people set for themselves, beside all sessions.</summary>
public interface IPeople
{
    /// <summary>Keys of one person that are asked for in one go.</summary>
    const int KeysMax = 2_001;

    /// <summary>Null where they set nothing.</summary>
    /// <param name="person">Their key: "slack:T1/U1".</param>
    Task<PersonSettings?> FindAsync(string person, CancellationToken stop);

    /// <summary>The same for each of these keys, in one go; who set nothing is not among them.</summary>
    /// <param name="people">At most <see cref="KeysMax"/>.</param>
    Task<ImmutableDictionary<string, PersonSettings>> FindAsync(ImmutableArray<string> people, CancellationToken stop);

    /// <summary>Takes the place of what they set before.</summary>
    Task PutAsync(string person, PersonSettings settings, CancellationToken stop);

    /// <summary>When this ends no byte of it is left in any file. Twice is once; where it fails, ask again.</summary>
    Task RemoveAsync(string person, CancellationToken stop);

    /// <summary>From now on somebody is owed to be forgotten; takes the place of what they were owed before.</summary>
    Task OweAsync(OwedErasing owed, CancellationToken stop);

    /// <summary>The same, but only in the place of the very one that is known; false where that is gone or another one.</summary>
    Task<bool> SwapOwedAsync(OwedErasing known, OwedErasing owed, CancellationToken stop);

    /// <summary>All that is owed to those whose keys begin so, by person.</summary>
    /// <param name="begins">Ends with the mark behind a platform's name: "slack:".</param>
    Task<ImmutableArray<OwedErasing>> OwedAsync(string begins, int max, CancellationToken stop);

    /// <summary>What one person is owed now; null for nothing.</summary>
    Task<OwedErasing?> FindOwedAsync(string person, CancellationToken stop);

    /// <summary>
    /// They have been forgotten, and told so: no byte of the row is left in any file, nor of the addresses by which they were told. Twice is once; where it
    /// fails, ask again: the row goes with the last of them.
    /// </summary>
    /// <param name="addresses">Their places; at most <see cref="Address.BatchMax"/>.</param>
    Task SettleAsync(string person, ImmutableArray<string> addresses, CancellationToken stop);
}

/// <summary>"Erase me", as it was promised.</summary>
/// <param name="Person">Their key.</param>
/// <param name="Delivery">By which it was asked for: the same one forgets once.</param>
/// <param name="IsDone">Nothing is left but to tell them.</param>
public sealed record OwedErasing(string Person, string Delivery, bool IsDone = false);

/// <param name="Language">Two letters; null is as their chat says.</param>
/// <param name="Quiet">In these hours nothing comes to them in private; null for none.</param>
public sealed record PersonSettings(string? Language, QuietHours? Quiet)
{
    public static readonly PersonSettings None = new(null, null);
}

/// <summary>A session of somebody's, as far as one knows it without reading it; null is not known yet.</summary>
public sealed record MemberSession(SessionId Session, DateTimeOffset? OpenedAt, DateTimeOffset? ClosedAt);

/// <summary>A session in one of its places.</summary>
/// <param name="ClosedAt">Null where it is open.</param>
public sealed record PlacedSession(VenueId Venue, SessionId Session, DateTimeOffset? ClosedAt = null);
