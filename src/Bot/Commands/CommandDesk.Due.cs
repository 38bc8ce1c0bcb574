using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Commands;

/// <summary>What is scheduled and due is opened as if its maker had just typed it.</summary>
public sealed partial class CommandDesk
{
    /// <summary>Schedules that are looked at in one go, and how often there is another.</summary>
    const int DueMax = 200;
    const int DueRoundsMax = 50;

    /// <summary>Opens what is due by now, each once, however often and on however many nodes this is called.</summary>
    internal async Task OpenDueAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        for (var (rounds, isMore) = (0, true); isMore && rounds < DueRoundsMax; rounds++)
        {
            var due = await store.Schedules.DueAsync(now, DueMax, stop);
            var settled = 0;
            foreach (var schedule in due)
            {
                stop.ThrowIfCancellationRequested();
                settled += await IsSettledAsync(schedule, now, stop) ? 1 : 0;
            }

            isMore = due.Length == DueMax && settled > 0;
        }
    }

    async Task<bool> IsSettledAsync(Schedule schedule, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            return await OpenDueAsync(schedule, now, stop);
        }
        catch (StoreUnavailableException)
        {
            return false; // the next look tries again; the others are due as well
        }
    }

    // First the session, whose id follows from what it is, then the word of it: after a crash in between the same is opened again, which changes nothing.
    async Task<bool> OpenDueAsync(Schedule schedule, DateTimeOffset now, CancellationToken stop)
    {
        var calendar = await store.Schedules.CalendarAsync(schedule.Venue, stop);
        var (then, opens) = schedule.Look(now, calendar);
        if (opens is { } occurrence)
        {
            var reply = await OpenAsync(schedule, occurrence, calendar, stop);
            if (reply.Cause is Answer.Busy or Answer.Unavailable)
            {
                return false;
            }

            then = reply.IsProblem ? then with { Missed = occurrence.At } : then;
        }

        return await store.Schedules.ReplaceAsync(then, stop);
    }

    async Task<Reply> OpenAsync(Schedule schedule, Occurrence occurrence, VenueCalendar calendar, CancellationToken stop)
    {
        var sender = new Sender(
            schedule.Venue, new Person(schedule.Maker, schedule.MakerName), $"{schedule.Id}/{occurrence.On.UtcDateTime:O}",
            WordsIn(schedule.Venue, schedule.Language), schedule.Language, schedule.Rule.Zone);
        var opening = await ReadStartAsync(TypedLine.Parse(schedule.Line), sender, stop);
        return opening.Value is { } open
            ? await OpenAsync(UntilNext(open, schedule, occurrence, calendar) with { Series = schedule.Id }, sender, stop)
            : Problem(opening.Refusal ?? Refusals.NotUnderstood, sender.Words);
    }

    // What says no length of its own is over when the next one comes.
    Command.Open UntilNext(Command.Open open, Schedule schedule, Occurrence occurrence, VenueCalendar calendar)
    {
        if (open is not { Charter: null, Agenda: [var plan] } || TypedLine.Parse(schedule.Line).Settings.ContainsKey("for"))
        {
            return open;
        }

        // With the time in which what was begun still counts: nobody who answers the next is asked which they mean.
        var next = (schedule.After(occurrence.On, calendar)?.At - Limits.HandInGrace - time.GetUtcNow()) ?? Limits.DurationMax;
        var lasts = plan.Lasts < next ? plan.Lasts.Value : next;
        return open with
        {
            Agenda = [plan with { Lasts = TimeSpan.FromTicks(Math.Clamp(lasts.Ticks, Limits.DurationMin.Ticks, Limits.DurationMax.Ticks)) }],
        };
    }
}
