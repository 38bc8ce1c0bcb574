using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>What a person or the clock asks of a session. Each says what shall be, so that asking twice is asking once.</summary>
public abstract record Command
{
    /// <summary>Starts the session; its sender becomes the facilitator.</summary>
    /// <param name="Charter">Null for an activity started by a single command, which needs none.</param>
    /// <param name="Series">The schedule that starts it.</param>
    public sealed record Open(
        VenueId Venue, string Language, string Zone, bool IsLive, ImmutableArray<ActivityPlan> Agenda, Charter? Charter = null,
        ScheduleId? Series = null, OwnTimes? OwnTimes = null) : Command;

    /// <summary>Takes part: from now on counted, and told when something opens.</summary>
    public sealed record Join : Command;

    public sealed record Contribute(int Activity, ActivityCommand What) : Command;

    /// <param name="From">
    /// The activity to go on from, as a button knows it: pressed twice it goes on by one. Null: from whatever there is.
    /// </param>
    /// <param name="IsPastTie">The button knew of a tie that nobody had settled.</param>
    public sealed record Next(int? From = null, bool IsPastTie = false) : Command;

    /// <param name="From">The deadline to extend, as a button knows it: pressed twice it extends once. Null: whatever it is.</param>
    public sealed record Extend(TimeSpan By, DateTimeOffset? From = null) : Command;

    /// <param name="For">Null: until <see cref="Resume"/>.</param>
    public sealed record Pause(TimeSpan? For) : Command;

    public sealed record Resume : Command;

    /// <summary>Ends the session: the open activity closes, what is still planned is skipped.</summary>
    /// <param name="IsSure">It is meant also where something is still planned; a button says so by where it stands, whoever types says it.</param>
    public sealed record Close(bool IsSure = true) : Command;

    /// <param name="Of">
    /// What the button is for: the activity whose closing is meant, or 0 for the end of the session alone. Null: the last.
    /// </param>
    public sealed record Undo(int? Of = null) : Command;

    public sealed record SetLevel(AnonymityLevel Level) : Command;

    /// <summary>Passes over an activity: the open one, or one that is planned.</summary>
    public sealed record Skip(int? Activity) : Command;

    public sealed record Add(ActivityPlan Plan) : Command;

    /// <summary>The planned activities in the order in which they shall come; those not named follow behind.</summary>
    public sealed record Order(ImmutableArray<int> Activities) : Command;

    /// <param name="Activity">0 is the purpose of the session; null the question of the open activity.</param>
    public sealed record Reword(int? Activity, string Text) : Command;

    public sealed record SetCharter(CharterField Field, string Text, DateTimeOffset? At = null) : Command;

    /// <summary>Opens once more what closed last, for as long as it was planned.</summary>
    public sealed record Reopen : Command;

    public sealed record SetDoor(bool IsLocked) : Command;

    /// <summary>Ends the session without a result.</summary>
    public sealed record Cancel(bool IsSure) : Command;

    /// <summary>Shows the session in one more place.</summary>
    /// <param name="IsForGuests">Whoever comes in there is a guest: counted apart.</param>
    public sealed record AddVenue(VenueId Venue, bool IsForGuests = false) : Command;

    /// <summary>Guests count with the group from now on, in what is open and all that comes.</summary>
    public sealed record CountGuests : Command;

    /// <summary>Takes it to the right place of the same platform.</summary>
    public sealed record Move(VenueId To) : Command;

    /// <summary>May links for so many people be handed out, or with 0 be taken back? Links are nothing of the log's, so that nothing happens in it.</summary>
    public sealed record Invite(int Count) : Command;

    /// <summary>May a code for one more place be handed out? As with links, nothing of it is the log's.</summary>
    public sealed record InvitePlace : Command;

    /// <summary>
    /// Shows the session in the place where somebody typed a code that its facilitator had handed out. Whoever sends it need not be in it: only the host
    /// sends it, which has looked at the code.
    /// </summary>
    /// <param name="Name">How the place is called, where its platform tells.</param>
    public sealed record ShowHere(VenueId Venue, string? Name) : Command;

    /// <param name="Name">Of somebody who joined.</param>
    public sealed record CoFacilitate(string Name) : Command;

    /// <summary>Puts somebody out for good, with what they gave in what is open.</summary>
    /// <param name="Name">Of somebody who joined, or the mention that means them.</param>
    /// <param name="Person">Whom the host found by it.</param>
    /// <param name="Voice">The same person in the open activity, where the host can know them: people of a chat it can, guests of the web it cannot.</param>
    public sealed record Remove(string Name, bool IsSure, PersonAlias? Person = null, ErasedVoice? Voice = null) : Command;

    /// <summary>So many pretend people take part, to try things with. It comes before anything of theirs, so that nothing made up ever stands alone.</summary>
    public sealed record Rehearse(int Pretend) : Command;

    /// <summary>Steers on where the facilitator has been away for too long.</summary>
    public sealed record TakeOver : Command;

    /// <summary>"That is not what I meant": a remark on the minutes while they are a draft.</summary>
    public sealed record Correct(string Text) : Command;

    /// <summary>Forget me: my words and my name go, in all of this session.</summary>
    public sealed record ForgetMe : Command;

    /// <summary>All of this session goes, for everybody.</summary>
    public sealed record Delete(bool IsSure) : Command;

    /// <summary>It was kept for as long as sessions are kept after their close. Only the host sends it.</summary>
    public sealed record Expire(int Days) : Command;

    /// <summary>Says that no erased word is left in the log. Only the host sends it, after it has scrubbed.</summary>
    public sealed record NoteScrubbed : Command;

    /// <summary>The last part of what was read from a file, after all others were written. Only the host sends it.</summary>
    public sealed record Bring(ImportedSession Imported) : Command;

    /// <summary>Says that an activity's key is gone. Only the host sends it, after it destroyed the key.</summary>
    public sealed record NoteKeyDestroyed(int Activity) : Command;
}

/// <summary>A command to one activity.</summary>
public abstract record ActivityCommand
{
    /// <summary>Only a facilitator may.</summary>
    public virtual bool IsSteering => false;

    /// <summary>Is meant for an activity that has closed.</summary>
    public virtual bool IsAfterClose => false;

    /// <summary>Holds while the activity is open and ever after, whatever has opened since: a promise that is kept, say.</summary>
    public virtual bool IsAnytime => false;
}

/// <summary>An activity as it stands on the agenda.</summary>
/// <param name="Event">The activity's own first event: what was planned.</param>
/// <param name="IsBlind">Nothing of the totals is shown to anyone before it closes.</param>
/// <param name="Lasts">Null: until somebody closes it.</param>
public sealed record ActivityPlan(string Kind, ActivityEvent Event, AnonymityLevel Level, bool IsBlind, TimeSpan? Lasts);
