using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>Who takes turns, from the opening on and as people come and go.</summary>
static class WarmUpTurns
{
    /// <summary>Whether there are turns is told at the opening; they begin with the second person.</summary>
    public static Taken Take(Opening opening, AgendaItem item)
    {
        var (state, session) = ((WarmUp)item.State, opening.Session);
        var isLive = state.IsLive || session.IsLive;
        var order = Comers(session, state);
        var isWanted = IsWanted(state, session);
        var keeps = isWanted && order.Length <= WarmUp.OrderMax;
        var (each, all) = (Each(state, session), isLive ? WarmUpReading.Live : WarmUpReading.Asynchronous);
        return new Taken(new WarmUpEvent.Started(
            state.Game ?? WarmUpCards.Drawn(session.Id, item.Number), keeps ? each : null, keeps ? order : []))
        {
            Lasts = keeps && order.Length >= WarmUp.TurnsFrom ? each
                : isWanted ? TimeSpan.FromTicks(Math.Max(each.Ticks, all.Ticks)) // what was typed is of a turn
                : state.LastsSet ?? all,
        };
    }

    static bool IsWanted(WarmUp state, Session session) => state.WantsTurns || !(state.IsLive || session.IsLive);

    static TimeSpan Each(WarmUp state, Session session) =>
        state.LastsSet ?? (state.IsLive || session.IsLive ? WarmUpReading.LiveTurn : WarmUpReading.AsynchronousTurn);

    // Guests take turns once they count with the group; whoever was forgotten takes none.
    static ImmutableArray<PersonAlias> Comers(Session session, WarmUp state) =>
    [
        .. session.People.Where(person => IsIn(person.Value, session) && !state.Order.Contains(person.Key))
            .OrderBy(person => person.Value.Number).Select(person => person.Key),
    ];

    static bool IsIn(Participant? person, Session session) => person is { IsErased: false } && (session.CountsGuests || !person.IsGuest);

    /// <summary>Whose turn has ended with it leaves a whole one to the next.</summary>
    public static ActivityDecision AtDoor(WarmUp state, Session session, DateTimeOffset at)
    {
        if (state.TurnLasts is not { } lasts)
        {
            return ActivityDecision.Nothing;
        }

        ImmutableArray<PersonAlias> went = [.. state.Order.Where(person => !IsIn(session.People.GetValueOrDefault(person), session))];
        var room = WarmUp.OrderMax - state.Order.Length + went.Length;
        var came = room > 0 ? [.. Comers(session, state).Take(room)] : ImmutableArray<PersonAlias>.Empty;
        ImmutableArray<ActivityEvent> events =
        [
            .. went.IsEmpty ? [] : (ReadOnlySpan<ActivityEvent>)[new WarmUpEvent.Went(went)],
            .. came.IsEmpty ? [] : (ReadOnlySpan<ActivityEvent>)[new WarmUpEvent.Came(came)],
        ];
        var then = WarmUpFold.Evolve(state, events);
        return then switch
        {
            _ when events.IsEmpty => ActivityDecision.Nothing,
            { KeepsTurns: true, WhoseTurn: null, WasAlone: false } => new ActivityDecision(events) { IsComplete = true },
            { WhoseTurn: { } now } when now != state.WhoseTurn => new ActivityDecision(events) { Bell = at + lasts, KeepsPause = true },
            _ => new ActivityDecision(events),
        };
    }

    /// <summary>As if each took their whole time; null where there are no turns.</summary>
    public static DateTimeOffset? EndOf(AgendaItem item, Session session)
    {
        var state = (WarmUp)item.State;
        var people = state.TurnLasts is null && IsWanted(state, session) ? Comers(session, state).Length : 0;
        return state is { TurnsLeft: > 0 and var left, TurnLasts: { } lasts } ? item.Deadline + ((state.WasAlone ? left : left - 1) * lasts)
            : people is >= WarmUp.TurnsFrom and <= WarmUp.OrderMax ? item.OpenedAt + (people * state.Rounds * Each(state, session))
            : null;
    }
}
