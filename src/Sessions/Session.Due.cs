using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What the clock alone will do to it next.</summary>
public sealed partial record Session
{
    /// <summary>The next instant at which the clock alone changes something; null where it never does.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            var closes = IsPaused ? PausedUntil : OpenItem?.RingsAt;
            if ((DeletedAt + Limits.DeleteWithin ?? ErasedAt) is { } owed)
            {
                return owed;
            }

            return Earliest(Earliest(Earliest(closes, Agenda.Min(item => item.KeyDueAt)), MinutesDueAt), NextReminder?.What.At);
        }
    }

    /// <summary>The reminder whose moment comes next; none while the session is paused, as its clocks stand still.</summary>
    public (int Activity, Reminder What)? NextReminder
    {
        get
        {
            (int Activity, Reminder What)? next = null;
            foreach (var item in IsPaused || IsCancelled || IsRestored ? [] : Agenda) // asked at each contribution: no LINQ
            {
                foreach (var reminder in item.Status is ActivityStatus.Open or ActivityStatus.Closed ? RemindersOf(item) : [])
                {
                    if (!item.Reminded.ContainsKey(reminder.Key) && !(next?.What.At <= reminder.At))
                    {
                        next = (item.Number, reminder);
                    }
                }
            }

            return next;
        }
    }

    /// <summary>What is to be said in private of an activity.</summary>
    public IEnumerable<Reminder> RemindersOf(AgendaItem item) => OwnTimes?.Reminders(item, this) ?? item.Activity.Reminders(item, this);

    /// <summary>What a reminder says; null where it is settled meanwhile.</summary>
    public static ImmutableArray<Run>? TextOf(Reminder reminder, ActivityView view) =>
        reminder.IsOwnTime ? view.Session.OwnTimes?.Text(view) : view.Item.Activity.ReminderText(reminder.Key, view);

    static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
