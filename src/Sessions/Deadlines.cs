using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>What the clock alone does to a session.</summary>
static class Deadlines
{
    /// <summary>
    /// Everything that had to happen up to now, at the instants at which it was due. Bounded by the length of the agenda.
    /// </summary>
    public static ImmutableArray<SessionEvent> Passed(Session session, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<SessionEvent>();
        for (var state = session; state.IsOpen;)
        {
            var passed = Due(state, now);
            if (passed.IsEmpty)
            {
                break;
            }

            events.AddRange(passed);
            state = state.Evolve(passed);
        }

        return events.ToImmutable();
    }

    static ImmutableArray<SessionEvent> Due(Session session, DateTimeOffset now)
    {
        if (session.IsPaused)
        {
            return session.PausedUntil is { } until && until <= now ? [new SessionEvent.Resumed(until)] : [];
        }

        return session.OpenItem is { ClosesAt: { } at } open && at <= now
            ? [new SessionEvent.ActivityClosed(open.Number, at, CloseCause.Deadline), .. Follows(session, at)]
            : [];
    }

    // Asynchronous activities open by themselves; live ones wait for "next".
    public static ImmutableArray<SessionEvent> Follows(Session session, DateTimeOffset at) => session.NextPlanned switch
    {
        null => [new SessionEvent.Closed(at)],
        { } next when !session.IsLive => [SessionDecider.Opened(next.Number, next.Lasts, at)],
        _ => [],
    };
}
