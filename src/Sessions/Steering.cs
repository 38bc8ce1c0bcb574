using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>The facilitator's verbs. Who may use them was decided before.</summary>
static partial class Steering
{
    public static Decision Decide(Command command, Session session, DateTimeOffset now) => command switch
    {
        Command.Close { IsSure: var isSure } => Close(session, isSure, now),
        Command.Next next => Next(session, next, now),
        Command.Extend extend => Extend(session, extend, now),
        Command.Pause pause => Pause(session, pause.For, now),
        Command.Resume => Resume(session, now),
        Command.Undo undo => Undo(session, undo.Of, now),
        Command.SetLevel set => SetLevel(session, set.Level),
        Command.Skip skip => Skip(session, skip.Activity, now),
        Command.Add add => Add(session, add.Plan),
        Command.Order order => Reorder(session, order.Activities),
        Command.Reword reword => Reword(session, reword),
        Command.SetCharter set => SetCharter(session, set),
        Command.Reopen => Reopen(session, now),
        Command.Delete delete => Delete(session, delete.IsSure, now),
        Command.Cancel cancel => Cancel(session, cancel.IsSure, now),
        Command.SetDoor { IsLocked: var isLocked } =>
            isLocked == session.IsLocked ? Decision.Nothing : Decision.Of(new SessionEvent.DoorSet(isLocked)),
        Command.AddVenue add => AddVenue(session, add),
        Command.CountGuests => CountGuests(session),
        Command.Move move => Move(session, move.To),
        Command.Remove remove => Removing.Decide(session, remove, now),
        Command.Invite { Count: var count } => Invite(session, count),
        Command.InvitePlace => InvitePlace(session),
        Command.CoFacilitate with => CoFacilitate(session, with.Name),
        Command.Rehearse rehearse => Rehearse(session, rehearse.Pretend),
        _ => throw new UnreachableException(),
    };

    public static Decision Close(Session session, bool isSure, DateTimeOffset now) => session switch
    {
        { IsOpen: false } => Decision.Nothing,
        { NextPlanned: { } next } when !isSure => new Refusal(
            "Session.CloseAsks", RefusalKind.NotNow, session.Agenda.Count(item => item.Status == ActivityStatus.Planned), CharterCards.NameKeyOf(next)),
        _ => new Decision([.. CloseOpen(session, now, CloseCause.Facilitator), new SessionEvent.Closed(now)]),
    };

    /// <summary>
    /// Shared ownership: what is past its deadline anyone may close, so that no session waits for one person for ever. It then goes on as
    /// if the clock had closed it; what is still planned stays so.
    /// </summary>
    public static Decision CloseOverdue(Session session, DateTimeOffset now) => session switch
    {
        { IsPaused: false, OpenItem.Deadline: { } deadline } when deadline <= now =>
            CloseOverdue(CloseOpen(session, now, CloseCause.Overdue), session, now),
        { IsOpen: false } or { OpenItem: null, Current.CloseCause: CloseCause.Overdue } => Decision.Nothing, // somebody was first
        _ => Refusals.NotFacilitator,
    };

    static Decision CloseOverdue(ImmutableArray<SessionEvent> closed, Session session, DateTimeOffset now) =>
        new([.. closed, .. Deadlines.Follows(session.Evolve(closed), now)]);

    public static Decision Next(Session session, Command.Next command, DateTimeOffset now)
    {
        if (command.From is { } from && (from != session.Current?.Number || (session.Unsettled is not null && !command.IsPastTie)))
        {
            return Decision.Nothing; // the button was pressed twice, or by two hands
        }

        if (!session.IsOpen)
        {
            return Refusals.SessionOver;
        }

        var closed = CloseOpen(session, now, CloseCause.Facilitator);
        var after = session.Evolve(closed);
        return !closed.IsEmpty && after is { Unsettled: not null, NextPlanned: not null }
            ? new Decision(closed) // once something else has opened nobody could settle it any more
            : new Decision([.. closed, .. Openings.Next(after, now)]);
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

    public static Decision Extend(Session session, Command.Extend command, DateTimeOffset now)
    {
        var by = command.By;
        if (by < Limits.DurationMin || by > Limits.DurationMax)
        {
            return Refusals.BadDuration;
        }

        return session.OpenItem switch
        {
            null => Refusals.NothingOpen,
            { Deadline: null } => new Refusal("Session.NoDeadline", RefusalKind.NotNow),
            { Deadline: { } deadline } when command.From is { } from && from != deadline => Decision.Nothing,
            { Deadline: { } deadline } when deadline + by > (session.PausedAt ?? now) + Limits.DurationMax => Refusals.BadDuration,
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

    public static Decision Undo(Session session, int? of, DateTimeOffset now)
    {
        if (WhyNeverAgain(session) is { } why)
        {
            return why;
        }

        if (session.Undoable is not { } undoable)
        {
            return NothingToUndo;
        }

        if (of is not null && of != undoable)
        {
            return Decision.Nothing;
        }

        if (!session.Passed.IsEmpty)
        {
            return now < session.Item(undoable)?.ClosedAt + Limits.UndoWindow ? Decision.Of(new SessionEvent.Undone(undoable, now)) : NothingToUndo;
        }

        return session.LastClosed is { ClosedAt: { } closed } last ? UndoClose(session, last, closed, now) : NothingToUndo;
    }

    static Decision UndoClose(Session session, AgendaItem last, DateTimeOffset closed, DateTimeOffset now)
    {
        if (session is { Undoable: 0, ClosedAt: { } over } && now < over + Limits.UndoWindow)
        {
            return Decision.Of(new SessionEvent.Reopened(now));
        }

        if (last is not { CloseCause: not CloseCause.Deadline, IsKeyDestroyed: false } || now >= closed + Limits.UndoWindow)
        {
            return NothingToUndo;
        }

        if (last.IsResultSeen)
        {
            return Refusals.ResultSeen;
        }

        var since = session.Opened[(session.Opened.LastIndexOf(last.Number) + 1)..];
        return since.Any(number => session.Item(number) is { IsLevelFrozen: true })
            ? new Refusal("Session.UndoTooLate", RefusalKind.NotNow)
            : Decision.Of(new SessionEvent.Undone(last.Number, now));
    }

    static Refusal? WhyNeverAgain(Session session) => session switch
    {
        { IsCancelled: true } => new Refusal("Session.CancelledStays", RefusalKind.NotNow),
        { IsRestored: true } => new Refusal("Session.RestoredStays", RefusalKind.NotNow),
        _ => null,
    };

    static readonly Refusal NothingToUndo = new("Session.NothingToUndo", RefusalKind.NotNow, (int)Limits.UndoWindow.TotalSeconds);

    public static Decision SetLevel(Session session, AnonymityLevel level) => session.OpenItem switch
    {
        null => Refusals.NothingOpen,
        { } open when open.Level == level => Decision.Nothing,
        { IsLevelFrozen: true } => new Refusal("Session.LevelFrozen", RefusalKind.NotNow),
        { } open => Decision.Of(new SessionEvent.LevelSet(open.Number, level)),
    };
}
