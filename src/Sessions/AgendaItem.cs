using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>Stored for ever, by name.</summary>
public enum ActivityStatus
{
    Planned,
    Open,
    Closed,

    /// <summary>Passed over, by the facilitator or because there was nothing to work on.</summary>
    Skipped,

    /// <summary>It followed on a result that was taken back: it never opens again, and its number is not used twice.</summary>
    Dropped,
}

/// <summary>One activity of a session: the frame that all activities share, around the state that is its own.</summary>
public sealed record AgendaItem(int Number, Activity Activity, ActivityState State, AnonymityLevel Level, bool IsBlind, TimeSpan? Lasts)
{
    /// <summary>What its level was before anybody changed it.</summary>
    public AnonymityLevel PlannedLevel { get; } = Level;

    public ActivityStatus Status { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    public DateTimeOffset? Deadline { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public CloseCause CloseCause { get; init; }

    public bool IsKeyDestroyed { get; init; }

    /// <summary>On whose result it follows, a run-off say; null where it was on the agenda from the start.</summary>
    public int? Follows { get; init; }

    /// <summary>
    /// Somebody has contributed, even if they took it back: the promise of the level was made and stands. What is only planned never has.
    /// </summary>
    public bool IsLevelFrozen { get; init; }

    public SkipCause SkipCause { get; init; }

    /// <summary>Other wordings of its question since it was planned; the last one holds.</summary>
    public ImmutableArray<string> Wordings { get; init; } = [];

    /// <summary>Keys of the reminders whose moment has come, with how many had joined by then: who comes later is not reminded at once.</summary>
    public ImmutableDictionary<string, int> Reminded { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>How evenly people spoke, as the file of an import tells it; null where it does not.</summary>
    public VoiceBalance? VoicesTold { get; init; }

    /// <summary>Its question in the words that hold now; null where the activity's own default question stands.</summary>
    public string? Prompt => Wordings is [.., var last] ? last : State.Prompt;

    /// <summary>With what guests gave, where there is such a thing that is counted apart; null where there is none.</summary>
    public ActivityState? Apart { get; init; }

    /// <summary>All that was given, also what is counted apart: what one's own forms are drawn from.</summary>
    public ActivityState Whole => Apart ?? State;

    public AgendaItem Entire() => Apart is null ? this : this with { State = Apart };

    /// <summary>How many guests were counted apart, as the file of an import tells it; null where it does not.</summary>
    public int? GuestsTold { get; init; }

    /// <summary>How many are counted apart.</summary>
    public int Guests => GuestsTold ?? Whole.Contributors - State.Contributors;

    /// <summary>May be seen what guests gave? Of people who are not named it takes a few, as their result is one of its own.</summary>
    public bool ShowsGuests => Apart is not null && ShowsTotals && (Level == AnonymityLevel.Named ? Guests > 0 : Guests >= Limits.MinimumAnswers);

    /// <summary>As if guests alone had come.</summary>
    public AgendaItem OfGuests() => this with
    {
        State = State.Givers.Aggregate(Whole, (left, author) => Activity.Withdraw(this with { State = left }, author)) with { PeopleTold = GuestsTold },
        Apart = null,
    };

    /// <summary>With this having happened.</summary>
    public AgendaItem After(ActivityEvent happened, bool byGuest = false) => byGuest && Activity.CountsApart
        ? this with { Apart = Activity.Evolve(Whole, happened) }
        : this with { State = Activity.Evolve(State, happened), Apart = Apart is { } whole ? Activity.Evolve(whole, happened) : null };

    /// <summary>With other states made of what counts and of all there is.</summary>
    public AgendaItem Each(Func<AgendaItem, ActivityState> made) => this with { State = made(this), Apart = Apart is null ? null : made(Entire()) };

    /// <summary>The same once more, as it was planned: nothing that anybody gave is in it.</summary>
    public ActivityPlan PlanAnew() => new(Activity.Kind, Activity.RetellPlan(this, new Retelling()), PlannedLevel, IsBlind, Lasts);

    /// <summary>When the clock closes it: the deadline and the grace for what is being handed in.</summary>
    public DateTimeOffset? ClosesAt => Deadline + Activity.Grace;

    /// <summary>When the clock begins another round of it, or closes it.</summary>
    public DateTimeOffset? RingsAt => Activity.RingsOn(this) ? Deadline + Activity.BellGrace : ClosesAt;

    /// <summary>When nobody can undo its closing any more, so that its key can go; null where no key has to go.</summary>
    public DateTimeOffset? KeyDueAt =>
        Level == AnonymityLevel.AnonymousToEveryone && Status is (ActivityStatus.Closed or ActivityStatus.Skipped) && OpenedAt is not null && !IsKeyDestroyed
            ? ClosedAt + Limits.UndoWindow
            : null;

    /// <summary>It was closed once and opened again: its totals have been seen.</summary>
    public bool WasShown { get; init; }

    /// <summary>Its figures were shown, and to open it again would tell single contributions by the difference of two results.</summary>
    public bool IsResultSeen => Status == ActivityStatus.Closed && Level != AnonymityLevel.Named && Activity.HasFigures && Whole.Contributors > 0;

    /// <summary>May totals be shown now? Blind activities and all that is anonymous show theirs at the close.</summary>
    public bool ShowsTotals => Status == ActivityStatus.Closed || (!IsBlind && Level == AnonymityLevel.Named);
}

/// <summary>The state that an activity's events fold to: immutable.</summary>
public abstract record ActivityState
{
    /// <summary>How many different people have given something that still stands.</summary>
    public int Contributors => PeopleTold ?? PeopleCounted;

    /// <summary>The same as a file tells it: there the texts do not say which of them one person gave.</summary>
    public int? PeopleTold { get; init; }

    /// <summary>The same by what is in the state.</summary>
    protected abstract int PeopleCounted { get; }

    /// <summary>Never less than <see cref="PeopleCounted"/>, and told at once where that has to look through all that was given.</summary>
    protected virtual int PeopleAtMost => PeopleCounted;

    /// <summary>Have so many people given something? Asked at each contribution: nobody is counted where there cannot be so many.</summary>
    public bool HasAtLeast(int people) => (PeopleTold ?? PeopleAtMost) >= people && Contributors >= people;

    /// <summary>Those of them who have given what is asked now: the second of two rounds asks anew.</summary>
    public virtual int GivenNow => Contributors;

    /// <summary>Who has given something that still stands; empty where it is never counted apart.</summary>
    public virtual IEnumerable<PersonAlias> Givers => [];

    /// <summary>Has this person given something that still stands? Whoever has is not reminded.</summary>
    public virtual bool HasGiven(PersonAlias author) => true;

    /// <summary>Is there anything of this person in it, also if only that they took part?</summary>
    public virtual bool Knows(PersonAlias author) => HasGiven(author);

    /// <summary>Does anything of this person's count now? Of somebody who has just sent an empty ballot nothing does.</summary>
    public virtual bool Counts(PersonAlias author) => Knows(author);

    /// <summary>
    /// What people's forms are made of beside what is their own: it changes at a bell, or with another group to choose from, and whoever has such a
    /// form before them learns that there is a newer one.
    /// </summary>
    public virtual string FormsOf => "";

    /// <summary>The question it asks, in the words of who asked; null where the activity's own default question stands.</summary>
    public abstract string? Prompt { get; }

    /// <summary>Is there anything to say in the minutes? A decider's word can stand where nobody else gave anything.</summary>
    public virtual bool HasResult => Contributors > 0;
}
