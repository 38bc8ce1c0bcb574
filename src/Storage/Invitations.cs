using CoCreateBot.Sessions;

namespace CoCreateBot.Storage;

/// <summary>Codes by which one more place shows a session, each for one place.</summary>
public interface IInvitations
{
    /// <summary>Twice is once; the first one stays.</summary>
    Task PutAsync(PlaceInvitation invitation, CancellationToken stop);

    Task<PlaceInvitation?> FindAsync(string hash, CancellationToken stop);

    /// <summary>Whichever place comes first has it, and none has one that was withdrawn or is past its time. Gives it as it stands then.</summary>
    Task<PlaceInvitation?> TakeAsync(string hash, VenueId taker, DateTimeOffset now, CancellationToken stop);

    /// <summary>Closes all of a session's, and says how many of them could still have been taken.</summary>
    Task<int> WithdrawAsync(SessionId session, DateTimeOffset now, CancellationToken stop);

    /// <summary>All that a session ever had.</summary>
    Task<int> CountAsync(SessionId session, CancellationToken stop);
}

/// <param name="Hash">Of the code; the code itself is never stored.</param>
/// <param name="Session">Whose facilitator handed it out.</param>
/// <param name="Until">From then on nobody can take it.</param>
/// <param name="Taker">The place that has it; null where none has.</param>
public sealed record PlaceInvitation(string Hash, SessionId Session, DateTimeOffset Until, VenueId? Taker = null, bool IsWithdrawn = false)
{
    internal bool IsOpenAt(DateTimeOffset now) => this is { Taker: null, IsWithdrawn: false } && Until > now;
}
