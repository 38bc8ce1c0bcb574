using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

/// <summary>A session as its log folds to. Nothing here is stored: the events are.</summary>
public sealed partial record Session(SessionId Id, Activities Activities)
{
    public bool Exists => Venue.Value is not null;

    /// <summary>Where it was started: its home, whose rules hold in all its venues.</summary>
    public VenueId Venue => Venues is [var home, ..] ? home : default;

    /// <summary>Where it is shown, its home first.</summary>
    public ImmutableArray<VenueId> Venues { get; init; } = [];

    /// <summary>Where it was before it was moved: what stands there says so.</summary>
    public ImmutableArray<VenueId> Left { get; init; } = [];

    /// <summary>The places that came by a code, in the order in which they came.</summary>
    public ImmutableArray<CodedPlace> ByCode { get; init; } = [];

    /// <summary>How often it was moved: what was drawn before a move was for other eyes.</summary>
    public int Moves { get; init; }

    /// <summary>The one of them in which whoever has its address is a guest; null where there is none.</summary>
    public VenueId? GuestVenue { get; init; }

    /// <summary>Is such an activity planned, and not opened yet?</summary>
    public bool HasAhead(Activity activity) => Agenda.Any(item => item.Status == ActivityStatus.Planned && item.Activity == activity);

    /// <summary>All places but that of its guests.</summary>
    public IEnumerable<VenueId> GroupVenues => Venues.Where(place => place != GuestVenue);

    /// <summary>What guests give counts with the group's.</summary>
    public bool CountsGuests { get; init; }

    /// <summary>Who started it.</summary>
    public PersonAlias Facilitator { get; init; }

    /// <summary>Those who steer beside them, or took over.</summary>
    public ImmutableHashSet<PersonAlias> CoFacilitators { get; init; } = [];

    /// <summary>Null for an activity started by a single command.</summary>
    public Charter? Charter { get; init; }

    /// <summary>Earlier wordings of the purpose, the oldest first.</summary>
    public ImmutableArray<string> FormerPurposes { get; init; } = [];

    public string Language { get; init; } = "en";

    /// <summary>IANA name of the venue's zone.</summary>
    public string Zone { get; init; } = "Etc/UTC";

    public bool IsLive { get; init; }

    /// <summary>The schedule that opened it; null where somebody did.</summary>
    public ScheduleId? Series { get; init; }

    /// <summary>Where it comes to each person by their own clock; else null.</summary>
    public OwnTimes? OwnTimes { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>It was closed once and opened again: what was said at the close is no longer the last word.</summary>
    public bool WasReopened { get; init; }

    /// <summary>
    /// It came in as a file: something to read. Whoever made the file may have written anything into it, and its people are strangers here, so it
    /// never goes on.
    /// </summary>
    public bool IsRestored { get; init; }

    /// <summary>When it came in; null where the log is older than that was noted.</summary>
    public DateTimeOffset? BroughtAt { get; init; }

    /// <summary>Nobody comes in who is not in already.</summary>
    public bool IsLocked { get; init; }

    /// <summary>So many pretend people took part, to try things with: its cards and its minutes say so.</summary>
    public int Pretend { get; init; }

    /// <summary>It was ended without a result.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Remarks on the minutes, in the order in which they came.</summary>
    public ImmutableArray<Remark> Corrections { get; init; } = [];

    /// <summary>When the draft of the minutes became final; null before.</summary>
    public DateTimeOffset? MinutesFinalAt { get; init; }

    /// <summary>Somebody was forgotten, and their words are still in the log.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>By activity, who was forgotten in it since anything was given there last.</summary>
    public ImmutableHashSet<(int Activity, PersonAlias Alias)> Forgotten { get; init; } = [];

    /// <summary>It goes as soon as its cards say so.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>It is deleted as it was kept so long; null where somebody wished it.</summary>
    public int? KeptDays { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public DateTimeOffset? PausedUntil { get; init; }

    public ImmutableDictionary<PersonAlias, Participant> People { get; init; } = ImmutableDictionary<PersonAlias, Participant>.Empty;

    /// <summary>Those whom a facilitator removed: they count no more and never come back. What they gave by name before still says so.</summary>
    public ImmutableDictionary<PersonAlias, Participant> Expelled { get; init; } = ImmutableDictionary<PersonAlias, Participant>.Empty;

    /// <summary>Who joined at any time.</summary>
    public int EverJoined => People.Count + Expelled.Count;

    /// <summary>By number, which never changes.</summary>
    public ImmutableArray<AgendaItem> Agenda { get; init; } = [];

    /// <summary>The numbers in the order in which they come.</summary>
    public ImmutableArray<int> Order { get; init; } = [];

    /// <summary>Numbers in the order in which they opened, which is not that of the agenda where a run-off came between.</summary>
    public ImmutableArray<int> Opened { get; init; } = [];

    public bool IsOpen => Exists && ClosedAt is null;

    /// <summary>What closed last ended level, and its facilitator may still settle it; null where there is no such thing.</summary>
    public AgendaItem? Unsettled =>
        Current is { Status: ActivityStatus.Closed } last && !IsCancelled && !IsRestored && last.Activity.IsUnsettled(last) ? last : null;

    public bool IsPaused => PausedAt is not null;

    /// <summary>The activity that is open, or else the last that was; null before the first.</summary>
    public AgendaItem? Current => Opened is [.., var last] ? Item(last) : null;

    public AgendaItem? OpenItem => Current is { Status: ActivityStatus.Open } item ? item : null;

    /// <summary>Somebody who joined, also where they are out again.</summary>
    public Participant? Known(PersonAlias person) => People.GetValueOrDefault(person) ?? Expelled.GetValueOrDefault(person);

    /// <summary>Something was given under names: nobody may come to look for whom that was not said then.</summary>
    public bool IsAudienceFrozen => Agenda.Any(item => item is { Level: AnonymityLevel.Named, IsLevelFrozen: true });

    /// <summary>Why no other place can show it from now on; null where one can.</summary>
    public Refusal? WhyNoMorePlaces => this switch
    {
        { IsOpen: false } => Refusals.SessionOver,
        { Venues.Length: >= Limits.VenuesMax } => new Refusal("Session.TooManyVenues", RefusalKind.NotNow, Limits.VenuesMax),
        { IsAudienceFrozen: true } => Refusals.AudienceFrozen,
        _ => null,
    };

    /// <summary>Somebody who comes by the open link, and does not count with the group yet.</summary>
    public bool IsApart(Actor who) => !CountsGuests && (Known(who.Person)?.IsGuest ?? who.IsGuest);

    public bool IsFacilitator(PersonAlias person) => person == Facilitator || CoFacilitators.Contains(person);

    /// <summary>What closed last, or was skipped while it was open; null before the first.</summary>
    public AgendaItem? LastClosed =>
        Opened.Reverse().Select(Item).FirstOrDefault(item => item is { Status: ActivityStatus.Closed or ActivityStatus.Skipped });

    /// <summary>Numbers of planned activities that the facilitator passed over since anything opened or closed, the last of them last.</summary>
    public ImmutableArray<int> Passed { get; init; } = [];

    /// <summary>
    /// What an undo takes back: the planned activity that was skipped last, else the activity that closed last, or 0 where that had closed before and only
    /// the session ended. A cancelled session stays so: whoever cancelled it was asked.
    /// </summary>
    public int? Undoable => IsCancelled || IsRestored ? null : Passed is [.., var passed] ? passed : ClosedAt > LastClosed?.ClosedAt ? 0 : LastClosed?.Number;

    public AgendaItem? NextPlanned => Order.Select(Item).FirstOrDefault(item => item is { Status: ActivityStatus.Planned });

    /// <summary>
    /// When the draft of the minutes becomes final; null where there is none or it is already. The minutes of a single command hold one
    /// result and are final at once.
    /// </summary>
    public DateTimeOffset? MinutesDueAt => MinutesFinalAt is null && !IsCancelled && Charter is not null ? ClosedAt + Limits.MinutesDraftFor : null;

    /// <summary>Is it to be kept still, where that is so many days from the close? What is open always is; what came in as a file, from when it came.</summary>
    public bool IsKeptBy(DateTimeOffset now, int days) => !(KeptUntil(days) <= now);

    /// <summary>Null where there is no end of it yet.</summary>
    /// <param name="days">Null is for ever.</param>
    public DateTimeOffset? KeptUntil(int? days) =>
        days is { } kept && ClosedAt is { } closed ? (BroughtAt > closed ? BroughtAt.Value : closed) + TimeSpan.FromDays(kept) : null;

    public AgendaItem? Item(int number) => number >= 1 && number <= Agenda.Length ? Agenda[number - 1] : null;

    /// <summary>Who gave a thing that an activity hands on; null where nobody is known.</summary>
    public PersonAlias? AuthorOf(int activity, int id) => Item(activity) is { } item ? item.Activity.AuthorOf(item, id) : null;

    /// <summary>How evenly people spoke in an activity. A file tells it in figures, as it does not say which texts are of one person.</summary>
    public VoiceBalance? VoicesIn(AgendaItem item) => IsRestored ? item.VoicesTold : item.Activity.Voices(item);

    public Session Evolve(ImmutableArray<SessionEvent> events)
    {
        var state = this;
        foreach (var happened in events)
        {
            state = state.Evolve(happened);
        }

        return state;
    }

    public Session Evolve(SessionEvent happened) => happened switch
    {
        SessionEvent.Opened e => this with
        {
            Venues = [e.Venue],
            Facilitator = e.Facilitator,
            Language = e.Language,
            Zone = e.Zone,
            IsLive = e.IsLive,
            OpenedAt = e.At,
            Series = e.Series,
        },
        SessionEvent.CharterSet e => this with { Charter = e.Charter },
        SessionEvent.OwnTimesSet e => this with { OwnTimes = e.Times },
        SessionEvent.VenueAdded e => Add(e),
        SessionEvent.GuestsCounted => CountGuests(),
        SessionEvent.Moved e => Move(e),
        SessionEvent.FacilitatorAdded e => this with { CoFacilitators = CoFacilitators.Add(e.Person) },
        SessionEvent.PersonJoined e => Join(e),
        SessionEvent.ActivityPlanned e => this with { Agenda = Agenda.Add(Planned(e)), Order = Order.Add(e.Activity) },
        SessionEvent.AgendaOrdered e => this with { Order = [.. Order.Except(e.Planned), .. e.Planned] },
        SessionEvent.Reworded { Activity: 0 } e => Reword(e.Text),
        SessionEvent.ActivityOpened e => Open(e),
        SessionEvent.Paused e => this with { PausedAt = e.At, PausedUntil = e.Until },
        SessionEvent.Resumed e => Resume(e.At),
        SessionEvent.Undone e => Undo(e),
        SessionEvent.Closed e => this with { ClosedAt = e.At, Passed = [], PausedAt = null, PausedUntil = null },
        SessionEvent.DoorSet e => this with { IsLocked = e.IsLocked },
        SessionEvent.Cancelled e => this with { ClosedAt = e.At, Passed = [], PausedAt = null, PausedUntil = null, IsCancelled = true },
        SessionEvent.Reopened => this with { ClosedAt = null, WasReopened = true, MinutesFinalAt = null, IsCancelled = false },
        SessionEvent.Corrected e => this with { Corrections = Corrections.Add(new Remark(e.Author, PersonalText.Kept(e.Text))) },
        SessionEvent.MinutesFinalised e => this with { MinutesFinalAt = e.At },
        SessionEvent.Restored e => Restore(e),
        SessionEvent.PersonErased e => Erasing.Forget(this, e),
        SessionEvent.PersonRemoved e => Removing.Remove(this, e),
        SessionEvent.Scrubbed => this with { ErasedAt = null },
        SessionEvent.SessionDeleted e => this with { DeletedAt = e.At, KeptDays = e.KeptDays },
        SessionEvent.Rehearsed e => this with { Pretend = e.Pretend },
        _ => EvolveItem(happened),
    };

    // What changes one activity and nothing beside it.
    Session EvolveItem(SessionEvent happened) => happened switch
    {
        SessionEvent.Reworded e => With(ItemOf(e.Activity) with { Wordings = ItemOf(e.Activity).Wordings.Add(e.Text) }),
        SessionEvent.ActivitySkipped e => Skip(e),
        SessionEvent.Supplied e => With(ItemOf(e.Activity).After(e.What)),
        SessionEvent.Contributed e => Given(ItemOf(e.Activity).After(e.What, e.ByGuest) with { IsLevelFrozen = true }),
        SessionEvent.Withdrawn e => Given(ItemOf(e.Activity) with { IsLevelFrozen = true }),
        SessionEvent.Reminded e => With(ItemOf(e.Activity) with { Reminded = ItemOf(e.Activity).Reminded.SetItem(e.Key, EverJoined) }),
        SessionEvent.DeadlineSet e => With(ItemOf(e.Activity) with { Deadline = e.Deadline }),
        SessionEvent.LevelSet e => With(ItemOf(e.Activity) with { Level = e.Level }),
        SessionEvent.ActivityClosed e =>
            With(ItemOf(e.Activity) with { Status = ActivityStatus.Closed, ClosedAt = e.At, CloseCause = e.Cause }) with { Passed = [] },
        SessionEvent.KeyDestroyed e => With(ItemOf(e.Activity) with { IsKeyDestroyed = true }),
        _ => throw new UnreachableException(),
    };

    Session Given(AgendaItem item) => Forgotten.IsEmpty
        ? With(item)
        : With(item) with { Forgotten = [.. Forgotten.Where(one => one.Activity != item.Number)] };

    Session Join(SessionEvent.PersonJoined e)
    {
        var number = People.TryGetValue(e.Person, out var known) ? known.Number : EverJoined + 1;
        return this with { People = People.SetItem(e.Person, new Participant(number, e.Name) { IsGuest = known?.IsGuest ?? e.IsGuest }) };
    }

    Session CountGuests()
    {
        var counting = this with { CountsGuests = true };
        return OpenItem is { Apart: { } whole } open ? counting.With(open with { State = whole, Apart = null }) : counting;
    }

    Session Add(SessionEvent.VenueAdded e) => this with
    {
        Venues = Venues.Add(e.Venue),
        GuestVenue = e.IsForGuests ? e.Venue : GuestVenue,
        ByCode = e.Name is not null || e.IsByOthers ? ByCode.Add(new CodedPlace(e.Venue, e.Name, e.IsByOthers)) : ByCode,
    };

    Session Move(SessionEvent.Moved e) => this with
    {
        Venues = [.. Venues.Select(venue => venue == e.From ? e.To : venue)],
        Moves = Moves + 1,
        Left = [.. Left.Add(e.From).Where(venue => venue != e.To).Distinct()],
    };

    Session Reword(string purpose) => Charter is { } charter
        ? this with { Charter = charter with { Purpose = purpose }, FormerPurposes = FormerPurposes.Add(charter.Purpose) }
        : this;

    AgendaItem Planned(SessionEvent.ActivityPlanned e)
    {
        var activity = Activities[e.Kind];
        return new AgendaItem(e.Activity, activity, activity.Begin(e.Plan), e.Level, e.IsBlind, e.Lasts) { Follows = e.Follows };
    }

    Session Open(SessionEvent.ActivityOpened e) =>
        With(ItemOf(e.Activity) with { Status = ActivityStatus.Open, OpenedAt = e.At, Deadline = e.Deadline }) with
        {
            Opened = Opened.Add(e.Activity),
            Passed = [],
        };

    Session Skip(SessionEvent.ActivitySkipped e)
    {
        var passed = (Item(e.Activity), e.Cause) switch
        {
            ({ Status: not ActivityStatus.Planned }, _) => [],
            (_, SkipCause.Facilitator) => Passed.Add(e.Activity),
            _ => Passed,
        };
        return With(ItemOf(e.Activity) with { Status = ActivityStatus.Skipped, SkipCause = e.Cause, ClosedAt = e.At }) with { Passed = passed };
    }

    Session Resume(DateTimeOffset at)
    {
        var running = this with { PausedAt = null, PausedUntil = null };
        if (running.OpenItem is not { } open || PausedAt is not { } from)
        {
            return running;
        }

        var still = new Standstill(from, at, LocalTime.ZoneOf(Zone), open.Deadline + (at - from));
        return running.With(open.Each(item => item.Activity.Resumed(item.State, still)) with { Deadline = still.Deadline });
    }

    Session With(AgendaItem item) => this with { Agenda = Agenda.SetItem(item.Number - 1, item) };

    // The item an event is about: it is there, or the event would not be.
    AgendaItem ItemOf(int activity) => Agenda[activity - 1];
}

/// <param name="Name">As it was called when it came; null where nobody knows.</param>
/// <param name="IsByOthers">Nobody who steers brought it.</param>
public readonly record struct CodedPlace(VenueId Venue, string? Name, bool IsByOthers);
