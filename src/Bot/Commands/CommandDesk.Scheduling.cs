using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// "checkin ... every weekday at 09:30": what starts by itself again and again, and <c>schedule</c>, by which whoever is in the venue sees and changes it.
/// </summary>
public sealed partial class CommandDesk
{
    /// <summary>Somebody else changed the same at the same moment: so often it is tried again.</summary>
    const int ChangeTries = 5;

    // Null where the line is about no schedule. Asked before all else: its "until" is none of a session's.
    Func<Sender, Task<Reply>>? Scheduling(string text, string zone, CancellationToken stop)
    {
        var line = TypedLine.Parse(text);
        if (line.Verb == ScheduleWords.Verb)
        {
            return sender => ScheduleAsync(line, sender, stop);
        }

        var starts = line.Verb == AgendaWords.Session || activities.ForVerb(line.Verb) is not null;
        return (starts || ScheduleWords.IsNoText(line.Verb)) && ScheduledLine.Read(text, time.GetUtcNow(), zone, StartsAlone) is { } read
            ? sender => starts ? PlanAsync(read, sender, stop) : Task.FromResult(Problem(ScheduleWords.NotScheduled(line.Verb), sender.Words))
            : null;
    }

    // What is no activity is told what it is instead.
    bool StartsAlone(TypedLine head) => activities.ForVerb(head.Verb) is not { } activity || activity.Plan(head).Value is not null;

    async Task<Reply> PlanAsync(Parsed<ScheduledLine> read, Sender sender, CancellationToken stop)
    {
        if (read.Value is not { } scheduled)
        {
            return Problem(read.Refusal ?? Refusals.NotUnderstood, sender.Words);
        }

        var id = new ScheduleId((await IdOfAsync(sender, stop)).Value);
        var opening = await ReadStartAsync(TypedLine.Parse(scheduled.Line), sender, stop);
        if ((opening.Refusal ?? WhyNotOpened(opening.Value)) is { } refusal)
        {
            return Problem(refusal, sender.Words);
        }

        if ((await InVenueAsync(sender.Venue, stop)).Any(session => session.State.GuestVenue == sender.Venue))
        {
            return Problem(new Refusal("Commands.GuestRoom", RefusalKind.NotYours), sender.Words);
        }

        var calendar = await store.Schedules.CalendarAsync(sender.Venue, stop);
        var schedule = new Schedule(
            id, sender.Venue, sender.Who.In(id).Key, sender.Who.Name, scheduled.Line, lexicon.In(sender.Shared).Language, scheduled.Rule, time.GetUtcNow());
        if (schedule.Next(calendar) is null)
        {
            return Problem(new Refusal("Commands.ScheduleAllQuiet", RefusalKind.NotNow), sender.Words);
        }

        return await store.Schedules.CreateAsync(schedule.In(calendar), stop) is { } kept
            ? new Reply(ScheduleTexts.Planned(kept, calendar, sender.Words))
            : Problem(new Refusal("Commands.TooManySchedules", RefusalKind.NotNow, Schedule.InVenueMax), sender.Words);
    }

    // Tried on nothing, so that what would be refused each time is refused now: a grouping that has nothing to group.
    Refusal? WhyNotOpened(Command.Open? open)
    {
        var nobody = new PersonAlias("");
        var turn = new Turn(new Actor(nobody, nobody, null, _ => nobody), time.GetUtcNow());
        return open is null ? Refusals.NotUnderstood : SessionDecider.DecideAt(open, new Session(StartKey, activities), turn).Refusal;
    }

    async Task<Reply> ScheduleAsync(TypedLine line, Sender sender, CancellationToken stop)
    {
        var asked = ScheduleWords.Read(line, time.GetUtcNow(), sender.Zone);
        var calendar = await store.Schedules.CalendarAsync(sender.Venue, stop);
        return asked.Value switch
        {
            null => Problem(asked.Refusal ?? Refusals.NotUnderstood, sender.Words),
            ScheduleAsked.List => await ListAsync(sender, calendar, stop),
            ScheduleAsked.Stop one => await WithAsync(one.Number, sender, async schedule =>
            {
                await store.Schedules.RemoveAsync(sender.Venue, schedule.Id, stop);
                return sender.Words.Say("Commands.ScheduleStopped", schedule.Number);
            }, stop),
            ScheduleAsked.Pause one => await ChangeAsync(one.Number, sender, calendar, schedule => schedule with { PausedUntil = one.In(schedule.Rule) }, stop),
            ScheduleAsked.Resume one => await ChangeAsync(one.Number, sender, calendar, Resumed, stop),
            ScheduleAsked.Skip skip => await PutAsync(known => ScheduleWords.Skipping(known, skip, time.GetUtcNow()), sender,
                sender.Words.Say(skip.IsOn ? "Commands.ScheduleSkips" : "Commands.ScheduleUnskips", ScheduleTexts.Day(skip.Day, sender.Words)), stop),
            ScheduleAsked.Quiet { Hours: { } hours } => await PutAsync(known => known with { Quiet = hours }, sender,
                sender.Words.Say("Commands.ScheduleQuietOn", ScheduleTexts.Time(hours.From), ScheduleTexts.Time(hours.To), hours.Zone), stop),
            ScheduleAsked.Quiet => await PutAsync(known => known with { Quiet = null }, sender, sender.Words["Commands.ScheduleQuietOff"], stop),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    async Task<Reply> ListAsync(Sender sender, VenueCalendar calendar, CancellationToken stop)
    {
        var all = await store.Schedules.InVenueAsync(sender.Venue, stop);
        var unseen = ImmutableDictionary.CreateBuilder<ScheduleId, string>();
        foreach (var schedule in all)
        {
            if (await WhyUnseenAsync(schedule, stop) is { } reason)
            {
                unseen[schedule.Id] = reason;
            }
        }

        var zoned = await OwnZones.OfAllAsync(all, store.Members, series, stop);
        return new Reply(ScheduleTexts.List(zoned, calendar, unseen.ToImmutable(), sender.Words));
    }

    // Nobody had asked for it just then, so nobody was told: why its venue never showed what it opened last. Null where it did, or will.
    async Task<string?> WhyUnseenAsync(Schedule schedule, CancellationToken stop)
    {
        if ((await series.LastAsync(schedule.Venue, schedule.Id, 1, stop)) is not [var last])
        {
            return null;
        }

        var slots = await store.Posts.ReadAsync(last.Id, stop);
        return slots.FirstOrDefault(slot => slot.Venue == schedule.Venue && slot is { Slot: SessionCards.RootSlot, MessageId: null })?.Failure;
    }

    // What was due in the pause is let go; where there was none, nothing is.
    Schedule Resumed(Schedule schedule) => schedule.PausedUntil is null
        ? schedule
        : schedule with { PausedUntil = null, Passed = Later(schedule.Passed, time.GetUtcNow()) };

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    async Task<Reply> WithAsync(int number, Sender sender, Func<Schedule, Task<string>> act, CancellationToken stop) =>
        (await store.Schedules.InVenueAsync(sender.Venue, stop)).FirstOrDefault(schedule => schedule.Number == number) is { } meant
            ? new Reply(await act(meant))
            : Problem(new Refusal("Commands.ScheduleUnknown", RefusalKind.NotKnown, number), sender.Words);

    async Task<Reply> ChangeAsync(int number, Sender sender, VenueCalendar calendar, Func<Schedule, Schedule> change, CancellationToken stop)
    {
        for (var tries = 0; tries < ChangeTries; tries++)
        {
            var isDone = false;
            var reply = await WithAsync(number, sender, async schedule =>
            {
                var changed = (await OwnZones.OfAsync(change(schedule), store.Members, series, stop)).In(calendar);
                isDone = await store.Schedules.ReplaceAsync(changed with { Zones = [] }, stop);
                return ScheduleTexts.Changed(changed, calendar, sender.Words);
            }, stop);
            if (isDone || reply.IsProblem)
            {
                return reply;
            }
        }

        return Problem(sender.Words["Commands.Busy"]);
    }

    // First the calendar, then when its schedules are due: until then each is looked at by the new one anyway.
    async Task<Reply> PutAsync(Func<VenueCalendar, Parsed<VenueCalendar>> change, Sender sender, string done, CancellationToken stop)
    {
        for (var tries = 0; tries < ChangeTries; tries++)
        {
            var read = change(await store.Schedules.CalendarAsync(sender.Venue, stop));
            if (read.Value is not { } calendar)
            {
                return Problem(read.Refusal ?? Refusals.NotUnderstood, sender.Words);
            }

            if (!await store.Schedules.PutCalendarAsync(sender.Venue, calendar, stop))
            {
                continue;
            }

            foreach (var schedule in await store.Schedules.InVenueAsync(sender.Venue, stop))
            {
                await ChangeAsync(schedule.Number, sender, calendar, same => same, stop);
            }

            return new Reply(done);
        }

        return Problem(sender.Words["Commands.Busy"]);
    }
}
