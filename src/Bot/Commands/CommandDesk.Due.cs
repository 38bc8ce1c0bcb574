using System.Collections.Immutable;
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
        var bugs = new List<Exception>();
        for (var (rounds, isMore) = (0, true); isMore && rounds < DueRoundsMax; rounds++)
        {
            var due = await store.Schedules.DueAsync(now, DueMax, stop);
            var settled = 0;
            foreach (var schedule in due)
            {
                stop.ThrowIfCancellationRequested();
                // A bug with one must not keep all others from coming.
                await Root.RunAsync(
                    async () => settled += await IsSettledAsync(schedule, now, stop) ? 1 : 0,
                    bug => bugs.Add(new InvalidOperationException($"Schedule {schedule.Id} cannot be opened.", bug)), stop);
            }

            isMore = due.Length == DueMax && settled > 0;
        }

        if (bugs.Count > 0)
        {
            throw new AggregateException(bugs);
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
    async Task<bool> OpenDueAsync(Schedule stored, DateTimeOffset now, CancellationToken stop)
    {
        var calendar = await store.Schedules.CalendarAsync(stored.Venue, stop);
        var earlier = stored.Rule.IsOwnTime ? await EarlierAsync(stored, stop) : [];
        var schedule = stored with { Zones = [.. (await OwnZones.ReadAsync(store.Members, earlier, stop)).Values.Distinct(StringComparer.Ordinal)] };
        var (then, opens) = schedule.Look(now, calendar);
        if (opens is { } occurrence)
        {
            await CloseEarlierAsync(schedule, occurrence, earlier, stop);
            var reply = await OpenAsync(schedule, occurrence, calendar, earlier, stop);
            if (reply.Cause is Answer.Busy or Answer.Unavailable)
            {
                return false;
            }

            then = reply.IsProblem ? then with { Missed = occurrence.At } : then;
        }

        if (then.Rule.Next(then.Passed) is null && opens is not null)
        {
            await store.Schedules.RemoveAsync(then.Venue, then.Id, stop); // its last has come
            return true;
        }

        return await store.Schedules.ReplaceAsync(then with { Zones = [] }, stop);
    }

    // The newest first: whoever joined them takes part.
    async Task<ImmutableArray<SessionId>> EarlierAsync(Schedule schedule, CancellationToken stop) =>
        [.. (await series.LastAsync(schedule.Venue, schedule.Id, OwnTimes.EarlierMax, stop)).Select(session => session.Id)];

    // Somebody of a zone further east took part since it opened, so the next comes sooner than was foreseen then. What was extended stays.
    async Task CloseEarlierAsync(Schedule schedule, Occurrence occurrence, ImmutableArray<SessionId> earlier, CancellationToken stop)
    {
        if (earlier is [var last, ..] && await hosts.LookIfReadableAsync(last, stop) is { State: { Charter: null, OpenItem.Deadline: { } until } state }
            && until <= occurrence.On && state.OpenedAt < occurrence.At)
        {
            var delivery = $"{schedule.Id}/{occurrence.On.UtcDateTime:O}/before";
            await hosts.AskAsync(last, new Wish.Ready(new Command.Close()), new Person(schedule.Maker, schedule.MakerName), delivery, stop);
        }
    }

    async Task<Reply> OpenAsync(
        Schedule schedule, Occurrence occurrence, VenueCalendar calendar, ImmutableArray<SessionId> earlier, CancellationToken stop)
    {
        var sender = new Sender(
            schedule.Venue, new Person(schedule.Maker, schedule.MakerName), $"{schedule.Id}/{occurrence.On.UtcDateTime:O}",
            WordsIn(schedule.Venue, schedule.Language), schedule.Language, schedule.Rule.Zone);
        var opening = await ReadStartAsync(TypedLine.Parse(schedule.Line), sender, stop);
        return opening.Value is { } open
            ? await OpenAsync(
                UntilNext(open, schedule, occurrence, calendar) with { Series = schedule.Id, OwnTimes = TimesOf(schedule, occurrence, earlier) }, sender, stop)
            : Problem(opening.Refusal ?? Refusals.NotUnderstood, sender.Words);
    }

    OwnTimes? TimesOf(Schedule schedule, Occurrence occurrence, ImmutableArray<SessionId> earlier) => schedule.Rule is { IsOwnTime: true } rule
        ? new OwnTimes(
            rule.DayOf(occurrence.On), rule.At,
            [.. schedule.MomentsOf(occurrence.On).Where(at => at > time.GetUtcNow()).Take(OwnTimes.MomentsMax)], earlier)
        : null;

    // What says no length of its own is over when the next one comes.
    Command.Open UntilNext(Command.Open open, Schedule schedule, Occurrence occurrence, VenueCalendar calendar)
    {
        if (open is not { Charter: null, Agenda: [var plan] } || TypedLine.Parse(schedule.Line).Settings.ContainsKey("for"))
        {
            return open;
        }

        // With the time in which what was begun still counts: nobody who answers the next is asked which they mean.
        var next = (schedule.After(occurrence.On, calendar)?.At - Limits.HandInGrace - time.GetUtcNow()) ?? Limits.DurationMax;
        var own = plan.Lasts + (occurrence.Last - occurrence.At); // as long for those with whom it is that time last
        var lasts = own < next ? own.Value : next;
        return open with
        {
            Agenda = [plan with { Lasts = TimeSpan.FromTicks(Math.Clamp(lasts.Ticks, Limits.DurationMin.Ticks, Limits.DurationMax.Ticks)) }],
        };
    }
}
