using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>
/// A session read from a file comes into its place in two parts: what was told is written first, and is no session to anybody yet; then the frame
/// is, and with it the session is there, whole and closed. Whoever brought it may steer it.
/// </summary>
public static class Import
{
    /// <summary>Events of one commit, and how many bytes of a file they may be; a commit holds half a megabyte.</summary>
    public const int PartMax = 200;

    /// <summary>All but the frame, in parts that fit into a commit each.</summary>
    public static IEnumerable<ImmutableArray<SessionEvent>> Parts(ImportedSession imported) =>
        imported.Events[..^1].Chunk(PartMax).Select(part => part.ToImmutableArray());

    internal static Decision Bring(ImportedSession imported, Session session, Turn turn)
    {
        if (!session.Opened.IsEmpty)
        {
            return Decision.Nothing; // the same file, sent twice
        }

        var frame = imported.Events[^1] is SessionEvent.Restored told ? told with { BroughtAt = turn.Now } : imported.Events[^1];
        var restored = session.Evolve(frame);
        var end = End(restored, turn.Now);
        return new Decision([frame, .. turn.Who is { } who ? [new SessionEvent.FacilitatorAdded(who.Person)] : (ReadOnlySpan<SessionEvent>)[], .. end]);
    }

    /// <summary>What was still open when the file was written is over where it is read.</summary>
    internal static ImmutableArray<SessionEvent> End(Session restored, DateTimeOffset now) => restored switch
    {
        { IsOpen: false } => [],
        { OpenItem: { } open } => [Ended(open, now), new SessionEvent.Closed(now)],
        _ => [new SessionEvent.Closed(now)],
    };

    static SessionEvent Ended(AgendaItem open, DateTimeOffset now) => open.State.HasResult
        ? new SessionEvent.ActivityClosed(open.Number, now, CloseCause.Facilitator)
        : new SessionEvent.ActivitySkipped(open.Number, now, SkipCause.Facilitator);
}
