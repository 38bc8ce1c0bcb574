using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>What facilitators may change of the agenda and the charter: each is one edit of the root card.</summary>
static partial class Steering
{
    static Decision Skip(Session session, int? number, DateTimeOffset now)
    {
        if (!session.IsOpen)
        {
            return Refusals.SessionOver;
        }

        var item = number is { } named ? session.Item(named) : session.OpenItem;
        return item switch
        {
            null => number is null ? Refusals.NothingOpen : new Refusal("Session.NoSuchActivity", RefusalKind.NotKnown, number),
            { Status: ActivityStatus.Skipped } => Decision.Nothing,
            { Status: ActivityStatus.Planned } => Decision.Of(Skipped(item, now)),
            { Status: ActivityStatus.Open } => SkipOpen(session, item, now),
            _ => Refusals.Closed,
        };
    }

    static SessionEvent.ActivitySkipped Skipped(AgendaItem item, DateTimeOffset now) =>
        new SessionEvent.ActivitySkipped(item.Number, now, SkipCause.Facilitator);

    static Decision SkipOpen(Session session, AgendaItem open, DateTimeOffset now)
    {
        ImmutableArray<SessionEvent> skipped = session.IsPaused ? [new SessionEvent.Resumed(now), Skipped(open, now)] : [Skipped(open, now)];
        return new Decision([.. skipped, .. Openings.Next(session.Evolve(skipped), now)]);
    }

    static Decision Add(Session session, ActivityPlan plan) => session switch
    {
        { IsOpen: false } => Refusals.SessionOver,
        { Agenda.Length: >= Limits.ActivitiesMax } => new Refusal("Session.TooManyActivities", RefusalKind.NotNow, Limits.ActivitiesMax),
        _ => Decision.Of(SessionDecider.Planned(session.Agenda.Length + 1, plan, follows: null)),
    };

    static Decision Reorder(Session session, IReadOnlyCollection<int> wanted)
    {
        var planned = session.Order.Where(number => session.Item(number) is { Status: ActivityStatus.Planned }).ToList();
        if (wanted.FirstOrDefault(number => !planned.Contains(number)) is var unknown && unknown != 0)
        {
            return new Refusal("Session.NotPlanned", RefusalKind.NotKnown, unknown);
        }

        int[] order = [.. wanted.Distinct(), .. planned.Except(wanted)];
        return order.SequenceEqual(planned) ? Decision.Nothing : Decision.Of(new SessionEvent.AgendaOrdered([.. order]));
    }

    static Decision Reword(Session session, Command.Reword command)
    {
        var number = command.Activity ?? session.OpenItem?.Number ?? (session.Charter is null ? -1 : 0);
        var read = PersonalText.Required(command.Text, Limits.QuestionMax);
        if (read.Value is not { } text)
        {
            return read.Refusal ?? Refusals.NotUnderstood;
        }

        return number switch
        {
            < 0 => Refusals.NothingOpen,
            0 when session.Charter is null => new Refusal("Session.NoCharter", RefusalKind.NotNow),
            0 => session.Charter.Purpose == text ? Decision.Nothing : Decision.Of(new SessionEvent.Reworded(0, text)),
            _ when session.Item(number) is not { Status: ActivityStatus.Planned or ActivityStatus.Open } item =>
                new Refusal("Session.NoSuchActivity", RefusalKind.NotKnown, number),
            _ => session.Item(number)!.Prompt == text ? Decision.Nothing : Decision.Of(new SessionEvent.Reworded(number, text)),
        };
    }

    static Decision SetCharter(Session session, Command.SetCharter command)
    {
        if (session.Charter is not { } charter)
        {
            return new Refusal("Session.NoCharter", RefusalKind.NotNow);
        }

        var read = PersonalText.Optional(command.Text, Limits.QuestionMax);
        if (read.Value is not { } text)
        {
            return read.Refusal ?? Refusals.NotUnderstood;
        }

        var said = text.Length > 0 ? text : null;
        var changed = command.Field switch
        {
            CharterField.Influence => charter with { Influence = said },
            CharterField.Decider => charter with { Decider = said },
            CharterField.Feeds => charter with { Feeds = said },
            CharterField.GroundRules => charter with { GroundRules = said },
            CharterField.HearBack => charter with { HearBackAt = command.At },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return changed == charter ? Decision.Nothing : Decision.Of(new SessionEvent.CharterSet(changed));
    }

    // A close after its undo window, for as long as the activity still had people's aliases to know them by.
    static Decision Reopen(Session session, DateTimeOffset now)
    {
        if (WhyNeverAgain(session) is { } why)
        {
            return why;
        }

        if (session.OpenItem is not null || session.LastClosed is not { } last)
        {
            return new Refusal("Session.NothingToReopen", RefusalKind.NotNow);
        }

        return last.IsKeyDestroyed || last.KeyDueAt <= now
            ? new Refusal("Session.ReopenTooLate", RefusalKind.NotNow)
            : last.IsResultSeen ? Refusals.ResultSeen
            : Decision.Of(
                new SessionEvent.Undone(last.Number, now),
                new SessionEvent.DeadlineSet(last.Number, now + (last.Lasts ?? TimeSpan.FromDays(1))));
    }

    static Decision Cancel(Session session, bool isSure, DateTimeOffset now) => session switch
    {
        { IsOpen: false } => Decision.Nothing,
        _ when !isSure => new Refusal("Session.CancelAsks", RefusalKind.NotNow),
        { OpenItem: { } open } => Decision.Of(Skipped(open, now), new SessionEvent.Cancelled(now)),
        _ => Decision.Of(new SessionEvent.Cancelled(now)),
    };

    static Decision Delete(Session session, bool isSure, DateTimeOffset now) => session switch
    {
        { IsOpen: true } => Refusals.StillOpen,
        _ when !isSure => new Refusal("Session.DeleteAsks", RefusalKind.NotNow, TitleOf(session)),
        _ => Decision.Of(new SessionEvent.SessionDeleted(now)),
    };

    // Where nobody asked anything in words of their own, the word that starts it stands for it.
    static string TitleOf(Session session) => session.Charter?.Purpose ?? session.Current?.Prompt ?? session.Current?.Activity.Verbs[0] ?? "";

    // The audience is part of the promise: where names show, nobody may come to look who was not there when they were given.
    static Decision AddVenue(Session session, Command.AddVenue add) => session switch
    {
        _ when session.Venues.Contains(add.Venue) => Decision.Nothing,
        { GuestVenue: not null } when add.IsForGuests => Decision.Nothing,
        { WhyNoMorePlaces: { } why } => why,
        _ => Decision.Of(new SessionEvent.VenueAdded(add.Venue, add.IsForGuests)),
    };

    /// <summary>To hand out the code was the facilitator's yes; a door that was locked since takes it back.</summary>
    public static Decision ShowHere(Session session, Command.ShowHere show, Actor who) => session switch
    {
        _ when session.Venues.Contains(show.Venue) => Decision.Nothing,
        { WhyNoMorePlaces: { } why } => why,
        { IsLocked: true } => Refusals.DoorLocked,
        _ => Decision.Of(new SessionEvent.VenueAdded(show.Venue, Name: show.Name, IsByOthers: !session.IsFacilitator(who.Person))),
    };

    static Decision InvitePlace(Session session) => session switch
    {
        { WhyNoMorePlaces: { } why } => why,
        { IsLocked: true } => new Refusal("Session.InviteLocked", RefusalKind.NotNow),
        _ => Decision.Nothing,
    };

    static Decision CountGuests(Session session) => session switch
    {
        { GuestVenue: null } => new Refusal("Session.NoGuests", RefusalKind.NotNow),
        { CountsGuests: true } => Decision.Nothing,
        { IsOpen: false } => Refusals.SessionOver,
        _ => Decision.Of(new SessionEvent.GuestsCounted()),
    };

    static Decision Move(Session session, VenueId to) => session switch
    {
        _ when session.Venues.Contains(to) => Decision.Nothing,
        { IsOpen: false } => Refusals.SessionOver,
        { IsAudienceFrozen: true } => Refusals.AudienceFrozen,
        { Moves: >= Limits.MovesMax } => new Refusal("Session.MovedTooOften", RefusalKind.NotNow, Limits.MovesMax),
        _ => session.Venues.FirstOrDefault(place => place.Platform == to.Platform) is { Value: not null } from
            ? Decision.Of(new SessionEvent.Moved(from, to))
            : Refusals.MoveInChats,
    };

    // To take links back is right at any time.
    static Decision Invite(Session session, int count) => session switch
    {
        _ when count == 0 => Decision.Nothing,
        { IsOpen: false } => Refusals.SessionOver,
        { IsLocked: true } => new Refusal("Session.InviteLocked", RefusalKind.NotNow),
        _ => Decision.Nothing,
    };

    static Decision Rehearse(Session session, int pretend) => session switch
    {
        { IsOpen: false } => Refusals.SessionOver,
        _ when pretend <= session.Pretend => Decision.Nothing,
        _ => Decision.Of(new SessionEvent.Rehearsed(pretend)),
    };

    static Decision CoFacilitate(Session session, string name)
    {
        var meant = Removing.Find(session, name);
        return meant.Value switch
        {
            null => meant.Refusal ?? Refusals.NotUnderstood,
            var one when session.IsFacilitator(one.Alias) => Decision.Nothing,
            _ when session.CoFacilitators.Count >= Limits.CoFacilitatorsMax =>
                new Refusal("Session.TooManyFacilitators", RefusalKind.NotNow, Limits.CoFacilitatorsMax),
            var one => Decision.Of(new SessionEvent.FacilitatorAdded(one.Alias)),
        };
    }

    /// <summary>Shared ownership: where the facilitator owes an act and has been away, anybody who joined may go on.</summary>
    public static Decision TakeOver(Session session, Actor who, DateTimeOffset now)
    {
        if (session.IsFacilitator(who.Person))
        {
            return Decision.Nothing;
        }

        if (!session.People.ContainsKey(who.Person))
        {
            return new Refusal("Session.JoinFirst", RefusalKind.NotYours);
        }

        if (session.IsApart(who))
        {
            return Refusals.GuestsWait;
        }

        if (session.CoFacilitators.Count >= Limits.CoFacilitatorsMax)
        {
            return new Refusal("Session.TooManyFacilitators", RefusalKind.NotNow, Limits.CoFacilitatorsMax);
        }

        return OwedSince(session) is { } since && now >= OverdueFrom(session, since)
            ? Decision.Of(new SessionEvent.FacilitatorAdded(who.Person))
            : new Refusal("Session.TakeOverTooEarly", RefusalKind.NotNow);
    }

    static DateTimeOffset OverdueFrom(Session session, DateTimeOffset since) => session.IsLive
        ? since + Limits.TakeOverLive
        : WorkingTime.After(since, Limits.TakeOverAsynchronous, LocalTime.ZoneOf(session.Zone));

    // Since when it has waited for its facilitator: to go on, or to end a pause that has no end of its own.
    static DateTimeOffset? OwedSince(Session session) => session switch
    {
        { IsOpen: false } => null,
        { PausedAt: { } paused, PausedUntil: null } => paused,
        { OpenItem: null } => session.LastClosed?.ClosedAt,
        { OpenItem.Deadline: null } open => open.OpenItem.OpenedAt,
        _ => null,
    };

    public static Decision Correct(Session session, string text, Actor who)
    {
        var read = PersonalText.Required(text, Limits.QuestionMax);
        return session switch
        {
            { ClosedAt: null } => Refusals.StillOpen,
            { MinutesDueAt: null } => new Refusal("Session.MinutesAreFinal", RefusalKind.NotNow),
            _ when !session.People.ContainsKey(who.Person) => new Refusal("Session.JoinFirst", RefusalKind.NotYours),
            _ when read.Value is null => read.Refusal ?? Refusals.NotUnderstood,
            _ when session.Corrections.Contains(new Remark(who.Person, read.Value)) => Decision.Nothing,
            { Corrections.Length: >= Limits.CorrectionsMax } => new Refusal("Session.TooManyCorrections", RefusalKind.NotNow, Limits.CorrectionsMax),
            _ => Decision.Of(new SessionEvent.Corrected(who.Person, read.Value)),
        };
    }
}
