using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>What the clock alone does to a session.</summary>
static class Deadlines
{
    /// <summary>
    /// Everything that had to happen up to now, at the instants at which it was due. Bounded by the length of the agenda.
    /// </summary>
    public static ImmutableArray<SessionEvent> Passed(Session session, DateTimeOffset now) =>
        Due(session, now) is [_, ..] passed ? [.. passed, .. Passed(session.Evolve(passed), now)] : [];

    static ImmutableArray<SessionEvent> Due(Session session, DateTimeOffset now)
    {
        if (session.NextReminder is { } next && next.What.At <= now && !(EndOf(session) <= next.What.At))
        {
            return [new SessionEvent.Reminded(next.Activity, next.What.Key, next.What.At)];
        }

        if (!session.IsOpen)
        {
            return session.MinutesDueAt is { } final && final <= now ? [new SessionEvent.MinutesFinalised(final)] : [];
        }

        if (session.IsPaused)
        {
            return session.PausedUntil is { } until && until <= now ? [new SessionEvent.Resumed(until)] : [];
        }

        return session.OpenItem switch
        {
            { RingsAt: { } at } open when at <= now && open.Activity.RingsOn(open) => Bell(open, at),
            { RingsAt: { } at } open when at <= now => Close(session, open.Number, at),
            _ => [],
        };
    }

    // What ends sooner ends first, also where both were slept through.
    static DateTimeOffset? EndOf(Session session) => session.OpenItem?.RingsAt ?? session.MinutesDueAt;

    static ImmutableArray<SessionEvent> Close(Session session, int number, DateTimeOffset at)
    {
        SessionEvent closed = new SessionEvent.ActivityClosed(number, at, CloseCause.Deadline);
        return [closed, .. Follows(session.Evolve(closed), at)];
    }

    static ImmutableArray<SessionEvent> Bell(AgendaItem open, DateTimeOffset at)
    {
        var rung = open.Activity.AtBell(open, at);
        if (rung.Bell is not { } bell || bell <= at)
        {
            throw new UnreachableException("Each round has a bell of its own, or none would end.");
        }

        return [.. rung.Events.Select(what => new SessionEvent.Supplied(open.Number, what)), new SessionEvent.DeadlineSet(open.Number, bell)];
    }

    // Asynchronous activities open by themselves; live ones wait for "next", as does what its facilitator has to settle first (a tie). Without
    // anything left the session ends either way.
    public static ImmutableArray<SessionEvent> Follows(Session closed, DateTimeOffset at) =>
        closed.NextPlanned is null || !(closed.IsLive || closed.Unsettled is not null) ? Openings.Next(closed, at) : [];
}
