using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>How activities open: with what those before them hand on.</summary>
static class Openings
{
    /// <summary>Opens what is next; what has nothing to work on is passed over, and where nothing is left the session ends.</summary>
    public static ImmutableArray<SessionEvent> Next(Session session, DateTimeOffset at)
    {
        var events = ImmutableArray.CreateBuilder<SessionEvent>();
        for (var state = session; state.NextPlanned is { } next; state = state.Evolve(events[^1]))
        {
            var opened = Of(state, next, at);
            events.AddRange(opened);
            if (opened is not [SessionEvent.ActivitySkipped])
            {
                return events.ToImmutable();
            }
        }

        return [.. events, new SessionEvent.Closed(at)];
    }

    public static ImmutableArray<SessionEvent> Of(Session session, AgendaItem item, DateTimeOffset at)
    {
        var taken = item.Activity.Take(new Opening(session, MaterialFor(session), at), item);
        if (taken.IsNothing)
        {
            return [new SessionEvent.ActivitySkipped(item.Number, at, SkipCause.NothingToWorkOn)];
        }

        SessionEvent opened = new SessionEvent.ActivityOpened(item.Number, at, at + (taken.Lasts ?? item.Lasts));
        return taken.Event is { } what ? [opened, new SessionEvent.Supplied(item.Number, what)] : [opened];
    }

    static ImmutableArray<Material> MaterialFor(Session session) => session.Opened.Reverse()
        .Select(session.Item)
        .Where(item => item is { Status: ActivityStatus.Closed })
        .Select(item => item!.Activity.HandsOn(item)) // not null: see above
        .FirstOrDefault(material => !material.IsEmpty, []);
}
