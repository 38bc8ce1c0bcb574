using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>
/// The rules that all sessions share: who may steer, what is open, what a deadline means. Pure: what happens follows from the command, the
/// state and the turn alone. What is the activity's own business it decides itself.
/// </summary>
public static class SessionDecider
{
    public static Decision Decide(Command command, Session session, Turn turn)
    {
        // A deadline holds even if nobody was awake at that moment: whatever comes now finds it closed.
        var overdue = Passed(session, turn.Now);
        var decision = DecideAt(command, session.Evolve(overdue), turn);
        return overdue.IsEmpty ? decision : decision with { Events = [.. overdue, .. decision.Events] };
    }

    /// <summary>Everything that had to happen up to now, whatever comes.</summary>
    public static ImmutableArray<SessionEvent> Passed(Session session, DateTimeOffset now) =>
        session.Exists && session.DeletedAt is null ? Deadlines.Passed(session, now) : [];

    /// <summary>The same where all has happened that is <see cref="Passed"/> by now.</summary>
    public static Decision DecideAt(Command command, Session session, Turn turn)
    {
        if (command is Command.Open open)
        {
            return Open(open, session, turn);
        }

        if (!session.Exists || session.DeletedAt is not null)
        {
            return command is Command.NoteKeyDestroyed or Command.NoteScrubbed ? Decision.Nothing : Refusals.NoSuchSession;
        }

        if (command is Command.Bring bring)
        {
            return Import.Bring(bring.Imported, session, turn);
        }

        return turn.Who is { } who ? AtDoor(command, ForPerson(command, session, turn, who), session, turn) : ForClock(command, session, turn.Now);
    }

    // The open activity hears who is in. Whoever comes by what they gave to it is before it already.
    static Decision AtDoor(Command command, Decision decided, Session session, Turn turn)
    {
        if (!ChangesWhoIsIn(decided.Events) || (command is Command.Contribute { Activity: var number } && number == session.OpenItem?.Number))
        {
            return decided;
        }

        var after = session.Evolve(decided.Events);
        if (after.IsRestored || !after.IsOpen || after.OpenItem is not { } open)
        {
            return decided;
        }

        var heard = open.Activity.AtDoor(open, after, turn.Now);
        ImmutableArray<SessionEvent> supplied = [.. heard.Events.Select(what => new SessionEvent.Supplied(open.Number, what))];
        return decided with { Events = [.. decided.Events, .. supplied, .. GoesOn(after, open, heard, supplied, turn.Now)] };
    }

    static bool ChangesWhoIsIn(ImmutableArray<SessionEvent> events)
    {
        foreach (var happened in events) // asked at each contribution: no LINQ
        {
            if (happened is SessionEvent.PersonJoined or SessionEvent.PersonRemoved or SessionEvent.PersonErased
                or SessionEvent.GuestsCounted or SessionEvent.Undone)
            {
                return true;
            }
        }

        return false;
    }

    static Decision ForClock(Command command, Session session, DateTimeOffset now) => command switch
    {
        Command.Expire expire => session.IsKeptBy(now, expire.Days) ? Decision.Nothing : Decision.Of(new SessionEvent.SessionDeleted(now, expire.Days)),
        Command.NoteKeyDestroyed note => session.Item(note.Activity) is { IsKeyDestroyed: false }
            ? Decision.Of(new SessionEvent.KeyDestroyed(note.Activity))
            : Decision.Nothing,
        Command.NoteScrubbed => session.ErasedAt is null ? Decision.Nothing : Decision.Of(new SessionEvent.Scrubbed()),
        _ => throw new UnreachableException(),
    };

    static Decision ForPerson(Command command, Session session, Turn turn, Actor who) => command switch
    {
        Command.ForgetMe => Erasing.Decide(session, who, turn.Now),
        _ when session.Expelled.ContainsKey(who.Person) => Refusals.Removed,
        Command.Join => Join(session, who),
        Command.Contribute contribute => Contribute(contribute, session, turn, who),
        Command.TakeOver => Steering.TakeOver(session, who, turn.Now),
        Command.ShowHere show => Steering.ShowHere(session, show, who),
        Command.Correct correct => Steering.Correct(session, correct.Text, who),
        Command.Close when !session.IsFacilitator(who.Person) => Steering.CloseOverdue(session, turn.Now),
        _ when !session.IsFacilitator(who.Person) => Refusals.NotFacilitator,
        _ => Steering.Decide(command, session, turn.Now),
    };

    static Decision Open(Command.Open open, Session session, Turn turn)
    {
        if (session.Exists)
        {
            return Decision.Nothing; // the same start, sent twice
        }

        if (turn.Who is not { } who || open.Agenda.IsEmpty)
        {
            throw new UnreachableException("A start has a sender and something to start.");
        }

        if (open.Agenda.Length > Limits.ActivitiesMax)
        {
            return new Refusal("Session.TooManyActivities", RefusalKind.Wrong, Limits.ActivitiesMax);
        }

        ImmutableArray<SessionEvent> events =
        [
            new SessionEvent.Opened(open.Venue, who.Person, open.Language, open.Zone, open.IsLive, turn.Now, open.Series),
            .. open.Charter is { } charter ? (ReadOnlySpan<SessionEvent>)[new SessionEvent.CharterSet(charter)] : [],
            .. open.OwnTimes is { } times ? (ReadOnlySpan<SessionEvent>)[new SessionEvent.OwnTimesSet(times)] : [],
            new SessionEvent.PersonJoined(who.Person, who.Name),
            .. open.Agenda.Select((plan, i) => Planned(i + 1, plan, follows: null)),
        ];
        var opened = Openings.Next(session.Evolve(events), turn.Now);
        return opened is [.., SessionEvent.Closed]
            ? new Refusal("Session.NothingToWorkOn", RefusalKind.NotNow)
            : new Decision([.. events, .. opened]);
    }

    internal static SessionEvent Planned(int number, ActivityPlan plan, int? follows) =>
        new SessionEvent.ActivityPlanned(number, plan.Kind, plan.Level, plan.IsBlind, plan.Lasts, plan.Event, follows);

    static Decision Join(Session session, Actor who)
    {
        if (session.People.TryGetValue(who.Person, out var known) && known.Name == who.Name)
        {
            return Decision.Nothing;
        }

        if (known is null && session.IsLocked)
        {
            return Refusals.DoorLocked;
        }

        return known is null && session.People.Count >= Limits.ParticipantsMax
            ? new Refusal("Session.Full", RefusalKind.NotNow, Limits.ParticipantsMax)
            : Decision.Of(new SessionEvent.PersonJoined(who.Person, who.Name, known?.IsGuest ?? who.IsGuest));
    }

    static Decision Contribute(Command.Contribute command, Session session, Turn turn, Actor who)
    {
        if (session.Item(command.Activity) is not { } planned)
        {
            return Refusals.OldCard;
        }

        if (MayContribute(command.What, session, planned, who) is { } refusal)
        {
            return refusal;
        }

        // What a person has given they change wherever it is counted; what is decided for all is decided on what counts.
        var item = command.What.IsSteering ? planned : planned.Entire();
        var decided = item.Activity.Decide(command.What, item, TurnOf(session, item, who, turn.Now));
        if (decided.Refusal is not null)
        {
            return decided.Refusal;
        }

        if (WhyNoPlace(session, item, who) is { } full && AddsSomebody(item, decided))
        {
            return full;
        }

        var given = Given(planned, decided, session.IsApart(who) && !planned.State.Knows(AuthorOf(planned, who)));
        var events = given.AddRange(GoesOn(session, planned, decided, given, turn.Now));
        return (item.Level, decided) switch
        {
            (_, { FollowUp: not null }) when session.Agenda.Length >= Limits.ActivitiesMax =>
                new Refusal("Session.TooManyActivities", RefusalKind.NotNow, Limits.ActivitiesMax),
            (_, { FollowUp: { } followUp }) => new Decision([.. events, .. FollowUp(session, followUp, item.Number, turn.Now)]),
            // Whoever contributes under their name has joined. Never so where they are not named: the one beside the other would name them.
            (AnonymityLevel.Named, { Events.IsEmpty: false }) when Join(session, who) is var joining =>
                joining.Refusal is null ? new Decision(joining.Events.AddRange(events)) : joining,
            _ => new Decision(events),
        };
    }

    static PersonAlias AuthorOf(AgendaItem item, Actor who) => item.Level == AnonymityLevel.Named ? who.Person : who.Voice;

    static ActivityTurn TurnOf(Session session, AgendaItem item, Actor who, DateTimeOffset now)
    {
        var turn = new ActivityTurn(AuthorOf(item, who), now, who.AuthorIn);
        if (item.Level == AnonymityLevel.Named)
        {
            turn = turn with { Joined = session.People, IsFacilitator = session.IsFacilitator(who.Person) };
        }

        return turn with
        {
            AuthorOf = session.AuthorOf,
            IsInGrace = !session.IsPaused && item.Deadline <= now,
            Zone = session.Zone,
            Deadline = item.Deadline,
        };
    }

    // Another round, or nothing left to give. What follows may take what was just given, so that comes first.
    static ImmutableArray<SessionEvent> GoesOn(
        Session session, AgendaItem item, ActivityDecision decided, ImmutableArray<SessionEvent> given, DateTimeOffset now)
    {
        if (decided is { KeepsPause: true, Bell: { } later } && session.PausedAt is { } since)
        {
            return [new SessionEvent.DeadlineSet(item.Number, later - (now - since))];
        }

        // What else rings or ends while the clocks stand still sets them going.
        SessionEvent[] resumed = session.IsPaused ? [new SessionEvent.Resumed(now)] : [];
        if (decided.Bell is { } bell)
        {
            return [.. resumed, new SessionEvent.DeadlineSet(item.Number, bell)];
        }

        if (!decided.IsComplete)
        {
            return [];
        }

        SessionEvent closed = new SessionEvent.ActivityClosed(item.Number, now, CloseCause.Complete);
        return [.. resumed, closed, .. Deadlines.Follows(session.Evolve([.. given, .. resumed, closed]), now)];
    }

    static ImmutableArray<SessionEvent> Given(AgendaItem item, ActivityDecision decided, bool byGuest) => ImmutableArray.CreateRange(
        decided.Events,
        static (what, of) => (SessionEvent)new SessionEvent.Contributed(of.item.Number, what, of.byGuest && !of.item.Activity.IsShared(what)), (item, byGuest));

    static Refusal? MayContribute(ActivityCommand what, Session session, AgendaItem item, Actor who)
    {
        if (what.IsSteering && !session.IsFacilitator(who.Person))
        {
            return Refusals.NotFacilitator;
        }

        return item.Status switch
        {
            _ when session.IsRestored => Refusals.Closed,
            ActivityStatus.Open when !item.Activity.CountsApart && session.IsApart(who) => Refusals.GuestsWait,
            ActivityStatus.Planned => Refusals.NotOpenYet,
            ActivityStatus.Dropped => Refusals.OldCard,
            ActivityStatus.Skipped => Refusals.Closed,
            ActivityStatus.Open or ActivityStatus.Closed when what.IsAnytime => null,
            ActivityStatus.Closed when !what.IsAfterClose => Refusals.Closed,
            ActivityStatus.Open when what.IsAfterClose => Refusals.StillOpen,
            ActivityStatus.Closed when item != session.Current => Refusals.OldCard,
            _ => null,
        };
    }

    static Refusal? WhyNoPlace(Session session, AgendaItem item, Actor who) =>
        session.IsLocked && !session.People.ContainsKey(who.Person) && !session.IsFacilitator(who.Person) ? Refusals.DoorLocked
        : item.State.HasAtLeast(Limits.ParticipantsMax) ? new Refusal("Session.Full", RefusalKind.NotNow, Limits.ParticipantsMax)
        : null;

    // Whoever is in may change what they gave also where it is full, or the door is locked.
    static bool AddsSomebody(AgendaItem item, ActivityDecision decided) =>
        decided.Events.Aggregate(item.State, item.Activity.Evolve).Contributors > item.State.Contributors;

    static IEnumerable<SessionEvent> FollowUp(Session session, ActivityPlan plan, int follows, DateTimeOffset now)
    {
        if (session.ClosedAt is not null)
        {
            yield return new SessionEvent.Reopened(now);
        }

        var planned = Planned(session.Agenda.Length + 1, plan, follows);
        yield return planned;
        foreach (var opened in Openings.Of(session, session.Evolve(planned).Agenda[^1], now))
        {
            yield return opened;
        }
    }
}
