using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>The facilitator's verbs. Who may use them was decided before.</summary>
static class Steering
{
    public static Decision Close(Session session, DateTimeOffset now, CloseCause cause)
    {
        if (!session.IsOpen)
        {
            return Decision.Nothing;
        }

        return new Decision([.. CloseOpen(session, now, cause), new SessionEvent.Closed(now)]);
    }

    public static Decision Next(Session session, DateTimeOffset now)
    {
        if (!session.IsOpen)
        {
            return Refusals.SessionOver;
        }

        return session.NextPlanned is { } next
            ? new Decision([.. CloseOpen(session, now, CloseCause.Facilitator), SessionDecider.Opened(next.Number, next.Lasts, now)])
            : Close(session, now, CloseCause.Facilitator);
    }

    static ImmutableArray<SessionEvent> CloseOpen(Session session, DateTimeOffset now, CloseCause cause)
    {
        if (session.OpenItem is not { } open)
        {
            return [];
        }

        SessionEvent closed = new SessionEvent.ActivityClosed(open.Number, now, cause);
        return session.IsPaused ? [new SessionEvent.Resumed(now), closed] : [closed];
    }

    public static Decision Extend(Session session, TimeSpan by, DateTimeOffset now)
    {
        if (by < Limits.DurationMin || by > Limits.DurationMax)
        {
            return Refusals.BadDuration;
        }

        return session.OpenItem switch
        {
            null => Refusals.NothingOpen,
            { Deadline: null } => new Refusal("Session.NoDeadline"),
            { Deadline: { } deadline } when deadline + by > now + Limits.DurationMax => Refusals.BadDuration,
            { Deadline: { } deadline } open => Decision.Of(new SessionEvent.DeadlineSet(open.Number, deadline + by)),
        };
    }

    public static Decision Pause(Session session, TimeSpan? length, DateTimeOffset now)
    {
        if (length < Limits.DurationMin || length > Limits.DurationMax)
        {
            return Refusals.BadDuration;
        }

        if (session.OpenItem is null)
        {
            return Refusals.NothingOpen;
        }

        return session.IsPaused ? Decision.Nothing : Decision.Of(new SessionEvent.Paused(now, now + length));
    }

    public static Decision Resume(Session session, DateTimeOffset now) =>
        session.IsPaused ? Decision.Of(new SessionEvent.Resumed(now)) : Decision.Nothing;

    public static Decision Undo(Session session, DateTimeOffset now)
    {
        var last = session.Agenda.LastOrDefault(item => item.Status == ActivityStatus.Closed);
        if (last is not { ClosedAt: { } closed, CloseCause: not CloseCause.Deadline, IsKeyDestroyed: false } || now >= closed + Limits.UndoWindow)
        {
            return new Refusal("Session.NothingToUndo", (int)Limits.UndoWindow.TotalSeconds);
        }

        return session.Agenda.Skip(last.Number).Any(item => item.State.Contributors > 0)
            ? new Refusal("Session.UndoTooLate")
            : Decision.Of(new SessionEvent.Undone(last.Number, now));
    }

    public static Decision SetLevel(Session session, AnonymityLevel level) => session.OpenItem switch
    {
        null => Refusals.NothingOpen,
        { } open when open.Level == level => Decision.Nothing,
        { State.Contributors: > 0 } => new Refusal("Session.LevelFrozen"),
        { } open => Decision.Of(new SessionEvent.LevelSet(open.Number, level)),
    };
}
