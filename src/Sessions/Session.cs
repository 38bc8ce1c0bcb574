using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>A session as its log folds to. Nothing here is stored: the events are.</summary>
public sealed record Session(SessionId Id, Activities Activities)
{
    public bool Exists => Venue.Value is not null;

    public VenueId Venue { get; init; }

    public PersonAlias Facilitator { get; init; }

    public string Language { get; init; } = "en";

    /// <summary>IANA name of the venue's zone.</summary>
    public string Zone { get; init; } = "Etc/UTC";

    public bool IsLive { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>It was closed once and opened again: what was said at the close is no longer the last word.</summary>
    public bool WasReopened { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public DateTimeOffset? PausedUntil { get; init; }

    public ImmutableDictionary<PersonAlias, Participant> People { get; init; } = ImmutableDictionary<PersonAlias, Participant>.Empty;

    public ImmutableArray<AgendaItem> Agenda { get; init; } = [];

    /// <summary>Numbers in the order in which they opened, which is not that of the agenda where a run-off came between.</summary>
    public ImmutableArray<int> Opened { get; init; } = [];

    public bool IsOpen => Exists && ClosedAt is null;

    public bool IsPaused => PausedAt is not null;

    /// <summary>The activity that is open, or else the last that was; null before the first.</summary>
    public AgendaItem? Current => Opened is [.., var last] ? Item(last) : null;

    public AgendaItem? OpenItem => Current is { Status: ActivityStatus.Open } item ? item : null;

    /// <summary>What closed last; null before the first closing.</summary>
    public AgendaItem? LastClosed =>
        Opened.Reverse().Select(Item).FirstOrDefault(item => item is { Status: ActivityStatus.Closed });

    /// <summary>
    /// What an undo takes back: the activity that closed last, or 0 where that had closed before and only the session ended.
    /// </summary>
    public int? Undoable => ClosedAt > LastClosed?.ClosedAt ? 0 : LastClosed?.Number;

    public AgendaItem? NextPlanned => Agenda.FirstOrDefault(item => item.Status == ActivityStatus.Planned);

    public AgendaItem? Item(int number) => number >= 1 && number <= Agenda.Length ? Agenda[number - 1] : null;

    /// <summary>The next instant at which the clock alone changes something; null where it never does.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            var closes = IsPaused ? PausedUntil : OpenItem?.RingsAt;
            var key = Agenda.Min(item => item.KeyDueAt);
            return closes is null || key < closes ? key : closes;
        }
    }

    public Session Evolve(IEnumerable<SessionEvent> events) => events.Aggregate(this, (state, happened) => state.Evolve(happened));

    public Session Evolve(SessionEvent happened) => happened switch
    {
        SessionEvent.Opened e => this with
        {
            Venue = e.Venue,
            Facilitator = e.Facilitator,
            Language = e.Language,
            Zone = e.Zone,
            IsLive = e.IsLive,
            OpenedAt = e.At,
        },
        SessionEvent.PersonJoined e => Join(e),
        SessionEvent.ActivityPlanned e => this with { Agenda = Agenda.Add(Planned(e)) },
        SessionEvent.ActivityOpened e => Open(e),
        SessionEvent.ActivitySkipped e =>
            With(e.Activity, item => item with { Status = ActivityStatus.Skipped, SkipCause = e.Cause }),
        SessionEvent.Supplied e => With(e.Activity, item => item with { State = item.Activity.Evolve(item.State, e.What) }),
        SessionEvent.Contributed e =>
            With(e.Activity, item => item with { State = item.Activity.Evolve(item.State, e.What), IsLevelFrozen = true }),
        SessionEvent.DeadlineSet e => With(e.Activity, item => item with { Deadline = e.Deadline }),
        SessionEvent.Paused e => this with { PausedAt = e.At, PausedUntil = e.Until },
        SessionEvent.Resumed e => Resume(e.At),
        SessionEvent.LevelSet e => With(e.Activity, item => item with { Level = e.Level }),
        SessionEvent.ActivityClosed e =>
            With(e.Activity, item => item with { Status = ActivityStatus.Closed, ClosedAt = e.At, CloseCause = e.Cause }),
        SessionEvent.Undone e => Undo(e),
        SessionEvent.KeyDestroyed e => With(e.Activity, item => item with { IsKeyDestroyed = true }),
        SessionEvent.Closed e => this with { ClosedAt = e.At, PausedAt = null, PausedUntil = null },
        SessionEvent.Reopened => this with { ClosedAt = null, WasReopened = true },
        _ => throw new UnreachableException(),
    };

    Session Join(SessionEvent.PersonJoined e)
    {
        var number = People.TryGetValue(e.Person, out var known) ? known.Number : People.Count + 1;
        return this with { People = People.SetItem(e.Person, new Participant(number, e.Name)) };
    }

    AgendaItem Planned(SessionEvent.ActivityPlanned e)
    {
        var activity = Activities[e.Kind];
        return new AgendaItem(e.Activity, activity, activity.Begin(e.Plan), e.Level, e.IsBlind, e.Lasts) { Follows = e.Follows };
    }

    Session Open(SessionEvent.ActivityOpened e) =>
        With(e.Activity, item => item with { Status = ActivityStatus.Open, OpenedAt = e.At, Deadline = e.Deadline }) with
        {
            Opened = Opened.Add(e.Activity),
        };

    Session Resume(DateTimeOffset at)
    {
        var paused = at - (PausedAt ?? at);
        var running = this with { PausedAt = null, PausedUntil = null };
        return running.OpenItem is { } open ? running.With(open.Number, item => item with { Deadline = item.Deadline + paused }) : running;
    }

    // The activity is open again for as long as it still had; what had opened after it is planned again, and what followed on its result is
    // gone.
    Session Undo(SessionEvent.Undone e)
    {
        var until = Opened.LastIndexOf(e.Activity) + 1;
        var session = this with { Opened = Opened[..until], ClosedAt = null, WasReopened = WasReopened || ClosedAt is not null };
        session = Opened[until..].Aggregate(session, (state, number) => state.With(number, item => item with
        {
            Status = item.Follows is null ? ActivityStatus.Planned : ActivityStatus.Dropped,
            OpenedAt = null,
            Deadline = null,
            ClosedAt = null,
        }));
        return session.With(e.Activity, item => item with
        {
            Status = ActivityStatus.Open,
            Deadline = item.Deadline + (e.At - item.ClosedAt),
            ClosedAt = null,
        });
    }

    Session With(int number, Func<AgendaItem, AgendaItem> change) =>
        this with { Agenda = Agenda.SetItem(number - 1, change(Agenda[number - 1])) };
}

/// <summary>Someone who joined.</summary>
/// <param name="Number">In order of joining, from 1: "guest 3", where no name was given.</param>
public sealed record Participant(int Number, string? Name);
