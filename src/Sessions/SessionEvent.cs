using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>What happened in a session. Names and discriminators are stored for ever; fields are only ever added, and optional.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "k", IgnoreUnrecognizedTypeDiscriminators = false)]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(CharterSet), "charter")]
[JsonDerivedType(typeof(OwnTimesSet), "own-times")]
[JsonDerivedType(typeof(VenueAdded), "venue-added")]
[JsonDerivedType(typeof(Moved), "moved")]
[JsonDerivedType(typeof(PersonJoined), "joined")]
[JsonDerivedType(typeof(FacilitatorAdded), "facilitator-added")]
[JsonDerivedType(typeof(ActivityPlanned), "planned")]
[JsonDerivedType(typeof(ActivityOpened), "activity-opened")]
[JsonDerivedType(typeof(ActivitySkipped), "activity-skipped")]
[JsonDerivedType(typeof(Supplied), "supplied")]
[JsonDerivedType(typeof(Contributed), "contributed")]
[JsonDerivedType(typeof(Reminded), "reminded")]
[JsonDerivedType(typeof(DeadlineSet), "deadline-set")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(LevelSet), "level-set")]
[JsonDerivedType(typeof(ActivityClosed), "activity-closed")]
[JsonDerivedType(typeof(Undone), "undone")]
[JsonDerivedType(typeof(KeyDestroyed), "key-destroyed")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Reopened), "reopened")]
[JsonDerivedType(typeof(AgendaOrdered), "agenda-ordered")]
[JsonDerivedType(typeof(Reworded), "reworded")]
[JsonDerivedType(typeof(Cancelled), "cancelled")]
[JsonDerivedType(typeof(DoorSet), "door")]
[JsonDerivedType(typeof(Corrected), "corrected")]
[JsonDerivedType(typeof(MinutesFinalised), "minutes-final")]
[JsonDerivedType(typeof(Restored), "restored")]
[JsonDerivedType(typeof(PersonErased), "person-erased")]
[JsonDerivedType(typeof(Scrubbed), "scrubbed")]
[JsonDerivedType(typeof(SessionDeleted), "session-deleted")]
[JsonDerivedType(typeof(PersonRemoved), "person-removed")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Rehearsed), "rehearsed")]
[JsonDerivedType(typeof(GuestsCounted), "guests-counted")]
public abstract record SessionEvent
{
    /// <param name="Series">The schedule that opened it; null where somebody did.</param>
    public sealed record Opened(
        VenueId Venue, PersonAlias Facilitator, string Language, string Zone, bool IsLive, DateTimeOffset At, ScheduleId? Series = null) : SessionEvent;

    /// <summary>The whole charter from now on.</summary>
    public sealed record CharterSet(Charter Charter) : SessionEvent;

    /// <summary>It comes to each person by their own clock.</summary>
    public sealed record OwnTimesSet(OwnTimes Times) : SessionEvent;

    /// <summary>From now on it is shown there, too.</summary>
    /// <param name="IsForGuests">Whoever has its address comes in there as a guest.</param>
    /// <param name="Name">How the place is called, where it came by a code and its platform tells; null where nobody knows.</param>
    /// <param name="IsByOthers">Somebody brought it by a code who does not steer: those who do are told.</param>
    public sealed record VenueAdded(VenueId Venue, bool IsForGuests = false, string? Name = null, bool IsByOthers = false) : SessionEvent;

    /// <summary>What guests have given in what is open, and what they will give, counts with the group's.</summary>
    public sealed record GuestsCounted : SessionEvent;

    /// <summary>It is shown there now, and no longer where it was.</summary>
    public sealed record Moved(VenueId From, VenueId To) : SessionEvent;

    public sealed record FacilitatorAdded(PersonAlias Person) : SessionEvent;

    /// <summary>Also where a known person comes with another name.</summary>
    public sealed record PersonJoined(PersonAlias Person, string? Name, bool IsGuest = false) : SessionEvent;

    /// <param name="Follows">The activity on whose result it follows; null where it was on the agenda from the start.</param>
    public sealed record ActivityPlanned(
        int Activity, string Kind, AnonymityLevel Level, bool IsBlind, TimeSpan? Lasts, ActivityEvent Plan, int? Follows = null)
            : SessionEvent;

    public sealed record ActivityOpened(int Activity, DateTimeOffset At, DateTimeOffset? Deadline) : SessionEvent;

    public sealed record ActivitySkipped(int Activity, DateTimeOffset At, SkipCause Cause) : SessionEvent;

    /// <summary>Something within an activity that no person gave: what it took when it opened, a bell.</summary>
    public sealed record Supplied(int Activity, ActivityEvent What) : SessionEvent;

    /// <summary>Something within an activity: a contribution, or what its facilitator decided.</summary>
    /// <param name="ByGuest">It is counted apart.</param>
    public sealed record Contributed(int Activity, ActivityEvent What, bool ByGuest = false) : SessionEvent;

    /// <summary>The moment of a reminder has come; whom it still concerns is seen when it is sent.</summary>
    public sealed record Reminded(int Activity, string Key, DateTimeOffset At) : SessionEvent;

    public sealed record DeadlineSet(int Activity, DateTimeOffset Deadline) : SessionEvent;

    /// <param name="Until">Null: until somebody resumes.</param>
    public sealed record Paused(DateTimeOffset At, DateTimeOffset? Until) : SessionEvent;

    public sealed record Resumed(DateTimeOffset At) : SessionEvent;

    public sealed record LevelSet(int Activity, AnonymityLevel Level) : SessionEvent;

    public sealed record ActivityClosed(int Activity, DateTimeOffset At, CloseCause Cause) : SessionEvent;

    /// <summary>The closing of this activity, and all that followed from it, is taken back.</summary>
    public sealed record Undone(int Activity, DateTimeOffset At) : SessionEvent;

    public sealed record KeyDestroyed(int Activity) : SessionEvent;

    public sealed record Closed(DateTimeOffset At) : SessionEvent;

    /// <summary>A run-off, say, follows on what seemed finished.</summary>
    public sealed record Reopened(DateTimeOffset At) : SessionEvent;

    /// <param name="Planned">All that is planned, in its new order.</param>
    public sealed record AgendaOrdered(ImmutableArray<int> Planned) : SessionEvent;

    /// <summary>Another wording; the old one stays in the minutes.</summary>
    /// <param name="Activity">0 is the purpose of the session.</param>
    public sealed record Reworded(int Activity, string Text) : SessionEvent;

    /// <summary>Locked: nobody comes in who is not in already.</summary>
    public sealed record DoorSet(bool IsLocked) : SessionEvent;

    /// <summary>It ends without a result.</summary>
    public sealed record Cancelled(DateTimeOffset At) : SessionEvent;

    /// <summary>Somebody said of the draft of the minutes what they had meant.</summary>
    public sealed record Corrected(PersonAlias Author, string Text) : SessionEvent;

    public sealed record MinutesFinalised(DateTimeOffset At) : SessionEvent;

    /// <summary>How far a session had come when it was exported: the last event of what is read back from a file.</summary>
    /// <param name="Agenda">By number; all were planned before.</param>
    /// <param name="BroughtAt">When it came in here; whatever a file says of that is not believed.</param>
    public sealed record Restored(
        ImmutableArray<RestoredActivity> Agenda, ImmutableArray<int> Order, ImmutableArray<int> OpenedInTurn, ImmutableArray<string> FormerPurposes,
        ImmutableArray<Remark> Corrections, DateTimeOffset? ClosedAt, bool WasReopened, bool IsCancelled, bool IsLocked,
        DateTimeOffset? MinutesFinalAt, DateTimeOffset? PausedAt, DateTimeOffset? PausedUntil,
        int Pretend = 0, DateTimeOffset? BroughtAt = null) : SessionEvent;

    /// <summary>Their words and their name are removed, by their own wish; what was counted stays.</summary>
    /// <param name="Voices">The same person in the activities in which they gave something under another alias, as far as its key is there.</param>
    public sealed record PersonErased(PersonAlias Person, ImmutableArray<ErasedVoice> Voices, DateTimeOffset At) : SessionEvent;

    /// <summary>What was erased up to here is no longer in the log either.</summary>
    public sealed record Scrubbed : SessionEvent;

    /// <summary>By its facilitator's wish they are out for good, and what they gave in what is open is taken out.</summary>
    /// <param name="Voices">The same person in the activities out of which it is taken.</param>
    public sealed record PersonRemoved(PersonAlias Person, ImmutableArray<ErasedVoice> Voices, DateTimeOffset At) : SessionEvent;

    /// <summary>Stands in the log where something was that was taken out of it with its giver.</summary>
    public sealed record Withdrawn(int Activity) : SessionEvent;

    /// <summary>To try things with, pretend people take part from now on.</summary>
    /// <param name="Pretend">How many there are or ever were in this session.</param>
    public sealed record Rehearsed(int Pretend) : SessionEvent;

    /// <summary>When its cards say so, nothing of it stays.</summary>
    /// <param name="KeptDays">So long sessions are kept after their close, and it was kept; null where its facilitator wished it.</param>
    public sealed record SessionDeleted(DateTimeOffset At, int? KeptDays = null) : SessionEvent;
}

public sealed record ErasedVoice(int Activity, PersonAlias Alias);

/// <summary>How far one activity had come.</summary>
/// <param name="People">How many gave something; null where none of it is told.</param>
/// <param name="Voices">How evenly they spoke; null where that is not said.</param>
/// <param name="Guests">How many were counted apart; null where nobody was.</param>
public sealed record RestoredActivity(
    ActivityStatus Status, DateTimeOffset? OpenedAt, DateTimeOffset? Deadline, DateTimeOffset? ClosedAt, CloseCause CloseCause, SkipCause SkipCause,
    bool IsKeyDestroyed, bool IsLevelFrozen, ImmutableArray<string> Wordings, ImmutableArray<string> Reminded,
    int? People = null, VoiceBalance? Voices = null, int? Guests = null);

/// <summary>What happened within an activity; each activity derives its own and registers their stored names.</summary>
public abstract record ActivityEvent;

/// <summary>Stored for ever, by name.</summary>
public enum CloseCause
{
    Facilitator,
    Deadline,

    /// <summary>By anyone, past the deadline.</summary>
    Overdue,

    /// <summary>By itself: everything that could be given was given.</summary>
    Complete,
}

/// <summary>Stored for ever, by name.</summary>
public enum SkipCause
{
    Facilitator,

    /// <summary>What came before had left nothing.</summary>
    NothingToWorkOn,
}
