using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>How a session goes back to what it was: after an undo, and as a file tells it.</summary>
public sealed partial record Session
{
    // What was only passed over is planned again. What had closed is open again for as long as it still had; what had opened after it, or was passed
    // over then, is planned again, and what followed on its result is gone.
    Session Undo(SessionEvent.Undone e)
    {
        if (Item(e.Activity) is { OpenedAt: null })
        {
            return With(PlannedAgain(ItemOf(e.Activity))) with { Passed = Passed.Remove(e.Activity) };
        }

        var until = Opened.LastIndexOf(e.Activity) + 1;
        var undone = ItemOf(e.Activity);
        var passed = Agenda.Where(item => item.Status == ActivityStatus.Skipped && item.OpenedAt is null && item.ClosedAt >= undone.ClosedAt)
            .Select(item => item.Number);
        var session = this with
        {
            Opened = Opened[..until],
            Passed = [],
            ClosedAt = null,
            WasReopened = WasReopened || ClosedAt is not null,
            MinutesFinalAt = null,
            IsCancelled = false,
        };
        session = Opened[until..].Concat(passed).Aggregate(session, (state, number) => state.With(PlannedAgain(state.ItemOf(number))));
        return session.With(undone with
        {
            Status = ActivityStatus.Open,
            Deadline = undone.Deadline + (e.At - undone.ClosedAt),
            ClosedAt = null,
            WasShown = true,
        });
    }

    Session Restore(SessionEvent.Restored e) => this with
    {
        IsRestored = true,
        BroughtAt = e.BroughtAt,
        Agenda = [.. Agenda.Zip(e.Agenda, (item, then) => item with
        {
            Status = then.Status,
            OpenedAt = then.OpenedAt,
            Deadline = then.Deadline,
            ClosedAt = then.ClosedAt,
            CloseCause = then.CloseCause,
            SkipCause = then.SkipCause,
            IsKeyDestroyed = then.IsKeyDestroyed,
            IsLevelFrozen = then.IsLevelFrozen,
            Wordings = then.Wordings,
            State = item.State with { PeopleTold = then.People },
            VoicesTold = then.Voices,
            GuestsTold = then.Guests,
            Reminded = then.Reminded.ToImmutableDictionary(key => key, _ => People.Count, StringComparer.Ordinal),
        })],
        Order = e.Order,
        Opened = e.OpenedInTurn,
        FormerPurposes = e.FormerPurposes,
        Corrections = e.Corrections,
        ClosedAt = e.ClosedAt,
        WasReopened = e.WasReopened,
        IsCancelled = e.IsCancelled,
        IsLocked = e.IsLocked,
        MinutesFinalAt = e.MinutesFinalAt,
        PausedAt = e.PausedAt,
        PausedUntil = e.PausedUntil,
        Pretend = e.Pretend,
    };

    static AgendaItem PlannedAgain(AgendaItem item) => item with
    {
        Status = item.Follows is null ? ActivityStatus.Planned : ActivityStatus.Dropped,
        OpenedAt = null,
        Deadline = null,
        ClosedAt = null,
    };
}
