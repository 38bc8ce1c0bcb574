using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>A session told anew: the events from which another log folds to the same minutes, cards and rows, and nothing beyond these.</summary>
public static class Export
{
    /// <summary>An activity of which only the plan leaves, and how many people have given something.</summary>
    public readonly record struct HeldBack(int Activity, int People);

    /// <summary>Those whose totals may not leave yet, or never will.</summary>
    public static ImmutableArray<HeldBack> HeldBackIn(Session session) =>
        [.. session.Agenda.Where(item => IsHeldBack(item) && !IsUntold(item)).Select(item => new HeldBack(item.Number, item.State.Contributors))];

    static bool IsHeldBack(AgendaItem item) => item.OpenedAt is not null && !item.Activity.IsRetold(item);

    // It is told as if it had never opened.
    static bool IsUntold(AgendaItem item) => item is { Status: ActivityStatus.Skipped, Activity.LeavesNoTrace: true };

    // A file names at least one that opened, or it would not be read again.
    static ImmutableArray<int> Opened(Session session) =>
        session.Opened.RemoveAll(number => session.Item(number) is { } item && IsUntold(item)) is [_, ..] told ? told : session.Opened;

    public static ImmutableArray<SessionEvent> Retell(Session session)
    {
        var renamed = new Retelling();
        var agenda = session.Agenda.SelectMany(item => Retell(item, renamed)).ToList(); // first: it says who is named
        foreach (var remark in session.Corrections)
        {
            renamed.Person(remark.Author);
        }

        return
        [
            new SessionEvent.Opened(default, renamed.Unnamed(session.Facilitator), session.Language, session.Zone, session.IsLive, session.OpenedAt),
            .. session.Charter is { } charter ? (ReadOnlySpan<SessionEvent>)[new SessionEvent.CharterSet(charter)] : [],
            .. People(session, renamed),
            .. session.CoFacilitators.Select(renamed.Unnamed).OrderBy(person => person.Value, StringComparer.Ordinal)
                .Select(person => new SessionEvent.FacilitatorAdded(person)),
            .. agenda,
            Frame(session, renamed),
        ];
    }

    // In the order of their numbers, by which those without a name are called.
    static IEnumerable<SessionEvent> People(Session session, Retelling renamed) =>
        from known in session.People.Concat(session.Expelled)
        orderby known.Value.Number
        let person = renamed.Unnamed(known.Key)
        where session.People.ContainsKey(known.Key) || renamed.IsNamed(person) // of those removed only who is named by what stayed
        select new SessionEvent.PersonJoined(person, renamed.IsNamed(person) ? known.Value.Name : null, known.Value.IsGuest);

    static IEnumerable<SessionEvent> Retell(AgendaItem item, Retelling renamed)
    {
        var plan = item.Activity.RetellPlan(item, renamed);
        yield return new SessionEvent.ActivityPlanned(item.Number, item.Activity.Kind, item.Level, item.IsBlind, item.Lasts, plan, item.Follows);
        if (item.OpenedAt is null || IsHeldBack(item))
        {
            yield break;
        }

        foreach (var what in item.Activity.Retell(item, renamed.In(item)))
        {
            yield return new SessionEvent.Contributed(item.Number, what);
        }

        foreach (var what in item.ShowsGuests ? item.Activity.Retell(item.OfGuests(), renamed.In(item)).Where(what => !item.Activity.IsShared(what)) : [])
        {
            yield return new SessionEvent.Contributed(item.Number, what, ByGuest: true);
        }
    }

    static SessionEvent.Restored Frame(Session session, Retelling renamed) => new(
        [.. session.Agenda.Select(item => HowFar(item, session))],
        session.Order, Opened(session), session.FormerPurposes,
        [.. session.Corrections.Select(remark => remark with { Author = renamed.Person(remark.Author) })],
        session.ClosedAt, session.WasReopened, session.IsCancelled, session.IsLocked, session.MinutesFinalAt, session.PausedAt, session.PausedUntil,
        session.Pretend);

    static RestoredActivity HowFar(AgendaItem item, Session session)
    {
        if (IsUntold(item))
        {
            return new RestoredActivity(
                item.Status, OpenedAt: null, Deadline: null, item.ClosedAt, CloseCause: default, item.SkipCause, IsKeyDestroyed: false, IsLevelFrozen: false,
                item.Wordings, [], People: null, Voices: null, Guests: null);
        }

        var isTold = item.OpenedAt is not null && !IsHeldBack(item);
        return new RestoredActivity(
            item.Status, item.OpenedAt, item.Deadline, item.ClosedAt, item.CloseCause, item.SkipCause, item.IsKeyDestroyed, item.IsLevelFrozen,
            item.Wordings, [.. item.Reminded.Keys.Order(StringComparer.Ordinal)],
            isTold || item.Status == ActivityStatus.Skipped ? item.State.Contributors : null,
            isTold && session.VoicesIn(item) is { IsSaid: true } voices ? voices : null,
            item.Guests > 0 ? item.Guests : null);
    }
}
