using CoCreateBot.Sessions;

namespace CoCreateBot.Storage;

/// <summary>What single people set for themselves, beside all sessions.</summary>
public interface IPeople
{
    /// <summary>Null where they set nothing.</summary>
    /// <param name="person">Their key: "slack:T1/U1".</param>
    Task<PersonSettings?> FindAsync(string person, CancellationToken stop);

    /// <summary>Takes the place of what they set before.</summary>
    Task PutAsync(string person, PersonSettings settings, CancellationToken stop);

    /// <summary>When this ends no byte of it is left in any file. Twice is once; where it fails, ask again.</summary>
    Task RemoveAsync(string person, CancellationToken stop);
}

/// <param name="Language">Two letters; null is as their chat says.</param>
/// <param name="Quiet">In these hours nothing comes to them in private; null for none.</param>
public sealed record PersonSettings(string? Language, QuietHours? Quiet)
{
    public static readonly PersonSettings None = new(null, null);
}

/// <summary>A session of somebody's, as far as one knows it without reading it; null is not known yet.</summary>
public sealed record MemberSession(SessionId Session, DateTimeOffset? OpenedAt, DateTimeOffset? ClosedAt);

/// <summary>A session in one of its places.</summary>
public sealed record PlacedSession(VenueId Venue, SessionId Session);
