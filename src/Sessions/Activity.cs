using System.Collections.Immutable;
using System.Resources;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>
/// A kind of activity: its words, its rules, its cards, its minutes, in one folder. It keeps no state of its own; the state is handed in
/// and out. Write one by deriving <see cref="Activity{TState,TCommand,TEvent}"/>, and add one line to <see cref="Activities"/>.
/// </summary>
public abstract class Activity
{
    /// <summary>Lower-case a-z and '-'; stored for ever.</summary>
    public abstract string Kind { get; }

    /// <summary>The command words that start it or answer it: "vote".</summary>
    public abstract ImmutableArray<string> Verbs { get; }

    /// <summary>Further words that steer it once it has closed ("runoff"); they never start it.</summary>
    public virtual ImmutableArray<string> SteeringVerbs => [];

    /// <summary>Is this one of its steering words for anybody, while it is open and ever after ("done 2")?</summary>
    public virtual bool IsAnytime(string verb) => false;

    /// <summary>Its texts; the base name is the prefix of their keys ("DotVote.Title"). "Name" and "Help" must be there.</summary>
    public abstract ResourceManager Texts { get; }

    /// <summary>Stored names of its events, unique over all activities.</summary>
    public abstract ImmutableArray<StoredName> EventNames { get; }

    /// <summary>The question it asks where its starter gave none.</summary>
    public virtual string DefaultPrompt(ActivityView view) => view.Words[Texts.BaseName + ".DefaultPrompt"];

    /// <summary>Where people are named: does a name stand beside what somebody gave? The promise says so where it does not.</summary>
    public virtual bool ShowsNames => true;

    /// <summary>Where it is skipped, nobody is told of it afterwards: the minutes do not say that it was, nor how many had begun.</summary>
    public virtual bool LeavesNoTrace => false;

    /// <summary>
    /// Is its result made of figures that each further contribution changes? Where nobody is named it is then not opened again once it was seen: the
    /// difference of two results would tell what those in between gave.
    /// </summary>
    public virtual bool HasFigures => true;

    /// <summary>
    /// Can what guests give be counted apart from what the group gives? Where not, they wait until the facilitator counts them in. It needs
    /// <see cref="ActivityState.Givers"/> and <see cref="Withdraw"/>.
    /// </summary>
    public virtual bool CountsApart => false;

    /// <summary>Is it about what all have before them (an option), and no gift of one person's own, also where a guest did it?</summary>
    public virtual bool IsShared(ActivityEvent happened) => false;

    /// <summary>How its events are written.</summary>
    public abstract IJsonTypeInfoResolver Json { get; }

    /// <summary>How long after the deadline what was begun may still be handed in.</summary>
    public virtual TimeSpan Grace => TimeSpan.Zero;

    /// <summary>Reads the typed line that starts it.</summary>
    public abstract Parsed<ActivityPlan> Plan(TypedLine line);

    /// <summary>The form that starts it, for whoever would not type; null where it is started by typing alone.</summary>
    public virtual StartForm? Start(Words words) => null;

    /// <summary>Reads that form as the line one could have typed.</summary>
    public virtual TypedLine ReadStart(IReadOnlyDictionary<string, string> fields) => StartForm.Read(Verbs[0], fields);

    /// <summary>Is this typed line an answer to the open activity, and not the start of a new one?</summary>
    public abstract bool IsAnswer(TypedLine line, AgendaItem item);

    /// <summary>Is a text of one's own an answer to it? Then a quoted text alone can be meant as one, or as the question of another.</summary>
    public virtual bool IsAnsweredInWords(AgendaItem item) => false;

    /// <summary>Reads a typed answer: whatever a card does, a typed command does too.</summary>
    public abstract Parsed<ActivityCommand> Read(TypedLine line, AgendaItem item);

    /// <summary>Reads a button or a form of its cards.</summary>
    /// <param name="fields">The form's inputs by id; empty for a button alone.</param>
    public abstract Parsed<ActivityCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, AgendaItem item);

    /// <summary>Are replies in the session's thread contributions to it, where people are named and nothing is blind?</summary>
    public virtual bool TakesReplies => false;

    /// <summary>Reads such a reply; null where it is none.</summary>
    public virtual ActivityCommand? Read(ThreadReply reply) => null;

    /// <summary>What is worth a word in private to whoever has just given something; empty where nothing is.</summary>
    /// <param name="before">The state that it came to.</param>
    public virtual ImmutableArray<Run> Aside(ActivityView view, ActivityState before, PersonAlias author) => [];

    /// <summary>The words that this takes out of sight, for whoever does so to see that they are the right ones; null where it takes none.</summary>
    public virtual string? Hides(ActivityCommand what, AgendaItem item) => null;

    public abstract ActivityState Begin(ActivityEvent plan);

    /// <summary>What it makes of what came before, at the moment it opens; an activity that stands alone takes nothing.</summary>
    public virtual Taken Take(Opening opening, AgendaItem item) => Taken.AsPlanned;

    /// <summary>What it hands on to the activities behind it, once it has closed: ideas, groups, options that were picked.</summary>
    public virtual ImmutableArray<Material> HandsOn(AgendaItem item) => [];

    /// <summary>Who gave one of the things it hands on, so that nobody votes for their own; null where nobody is known.</summary>
    public virtual PersonAlias? AuthorOf(AgendaItem item, int id) => null;

    public virtual bool TakesPictures => false;

    /// <summary>Ids of the pictures that belong to what people gave; what is not among them is deleted.</summary>
    public virtual IEnumerable<string> Pictures(AgendaItem item) => [];

    /// <summary>The picture beside one of the things it hands on.</summary>
    public virtual PictureRef? PictureOf(AgendaItem item, int id) => null;

    /// <summary>May somebody who is in the session see this picture now?</summary>
    public virtual bool MaySee(AgendaItem item, string picture, PersonAlias reader) => false;

    /// <summary>It has closed, and its facilitator has to settle something (a tie) before anything can build on it.</summary>
    public virtual bool IsUnsettled(AgendaItem item) => false;

    /// <summary>What it means to end it now, where more was to come: for the button that does so. Null where it means nothing beyond the end.</summary>
    public virtual string? EndsEarly(ActivityView view) => null;

    /// <summary>Does its deadline begin another round instead of closing it?</summary>
    public virtual bool RingsOn(AgendaItem item) => false;

    /// <summary>How long after the end of a round what was begun in it still counts. None where people sit together and the next begins at once.</summary>
    public virtual TimeSpan BellGrace => TimeSpan.Zero;

    /// <summary>The bell rang: another round, with the <see cref="ActivityDecision.Bell"/> that ends it. Asked only while it <see cref="RingsOn"/>.</summary>
    public virtual ActivityDecision AtBell(AgendaItem item, DateTimeOffset at) => throw new NotSupportedException($"{Kind} has one round.");

    /// <summary>While it is open somebody came, was removed or was forgotten, or guests were counted in: what follows for it.</summary>
    public virtual ActivityDecision AtDoor(AgendaItem item, Session session, DateTimeOffset at) => ActivityDecision.Nothing;

    /// <summary>When it ends if everybody takes all the time there is, once it is open; null where that cannot be told. For what is foretold.</summary>
    public virtual DateTimeOffset? EndOf(AgendaItem item, Session session) =>
        item.RingsAt is { } rings && RingsOn(item) && item.OpenedAt + item.Lasts > rings ? item.OpenedAt + item.Lasts : item.RingsAt;

    public abstract ActivityDecision Decide(ActivityCommand command, AgendaItem item, ActivityTurn turn);

    public abstract ActivityState Evolve(ActivityState state, ActivityEvent happened);

    /// <summary>What everybody in the venue sees of it, under the prompt: also the result, once it is closed.</summary>
    public abstract ImmutableArray<Element> Body(ActivityView view);

    /// <summary>What belongs under the prompt as buttons for everybody, while it is open.</summary>
    public abstract ImmutableArray<CardAction> Actions(ActivityView view);

    /// <summary>One line in the thread in which it is played, edited as it goes on, also to its end; null where there is none.</summary>
    public virtual ImmutableArray<Run>? ThreadLine(ActivityView view) => null;

    /// <summary>One person's own form, opened with what they gave; null where there is nothing to fill in.</summary>
    public abstract Form? Dialog(ActivityView view, PersonAlias author);

    /// <summary>
    /// Further forms of one's own beside the main one (name a group, add a step); each is known by the verb of its submit button, and an
    /// <see cref="OpenDialog"/> with the same verb opens it.
    /// </summary>
    public virtual ImmutableArray<Form> SideDialogs(ActivityView view, PersonAlias author) => [];

    /// <summary>The form that a button with this press opens: the one whose submit button has its verb, else the main one.</summary>
    public Form? DialogFor(Press press, ActivityView view, PersonAlias author) =>
        SideDialogs(view, author).FirstOrDefault(form => form.Submit?.Press.Verb == press.Verb) ?? Dialog(view, author);

    /// <summary>What only a facilitator is offered, beside what every activity has (close, extend ...).</summary>
    public virtual ImmutableArray<CardAction> SteeringActions(ActivityView view) => [];

    /// <summary>
    /// What the session's board shows of it: only what the card may show as well (totals that are out, texts that are not hidden). Where it shows
    /// nothing, the board has what the card or the minutes say.
    /// </summary>
    public virtual ImmutableArray<Figure> Board(ActivityView view) => [];

    /// <summary>One sentence with the result, or with how far it is: for notifications, screen readers and the minutes' head.</summary>
    public abstract string Summary(ActivityView view);

    /// <summary>Its part of the minutes.</summary>
    public abstract ImmutableArray<Element> Minutes(ActivityView view);

    /// <summary>
    /// What is to be said in private, and when. By default, where an activity lasts an hour or more: at half-time a word to the facilitator if
    /// hardly anybody has answered, and at four fifths one to those still silent. What people live through together needs none.
    /// </summary>
    public virtual IEnumerable<Reminder> Reminders(AgendaItem item, Session session) =>
        item is { Status: ActivityStatus.Open, OpenedAt: { } opened, Deadline: { } deadline } && deadline - opened >= Limits.RemindedFrom
            ?
            [
                new Reminder(Reminder.HalfTime, opened + ((deadline - opened) / 2), IsForFacilitator: true),
                new Reminder(Reminder.Silent, deadline - ((deadline - opened) * Limits.RemindedLeft)),
            ]
            : [];

    /// <summary>What single people are asked in private as soon as it is so, each once; no clock has to strike for it. Nothing while it is planned.</summary>
    public virtual IEnumerable<Reminder> Asks(AgendaItem item) => [];

    /// <summary>Whom of those who joined does it concern?</summary>
    public virtual bool Concerns(Reminder reminder, AgendaItem item, PersonAlias author) =>
        reminder.To is { } to ? author == to : !item.State.HasGiven(author);

    /// <summary>What a reminder says; null where it is settled meanwhile.</summary>
    public virtual ImmutableArray<Run>? ReminderText(string key, ActivityView view) => (view.Item, key) switch
    {
        ({ Status: ActivityStatus.Open, Deadline: { } until }, Reminder.Silent) =>
            view.Words.Sentence("Session.ReminderSilent", SessionCards.Prompt(view), [new MomentRun(until)]),
        ({ Status: ActivityStatus.Open, State.GivenNow: < Limits.HalfTimeFew and var few }, Reminder.HalfTime) =>
            view.Words.Sentence("Session.ReminderHalfTime", [new TextRun(few.ToString(view.Words.Culture))], SessionCards.Prompt(view)),
        _ => null,
    };

    /// <summary>What can be done about it with one tap, under what a reminder says.</summary>
    public virtual ImmutableArray<CardAction> ReminderActions(string key, ActivityView view) => [];

    /// <summary>How evenly people spoke; null where that says nothing, as where everybody gives one answer.</summary>
    public virtual VoiceBalance? Voices(AgendaItem item) => null;

    /// <summary>May all of it leave in an export? Else it goes as its plan and a count of people: an open blind one, or one that was skipped.</summary>
    public virtual bool IsRetold(AgendaItem item) =>
        item.ShowsTotals && item.Status is ActivityStatus.Open or ActivityStatus.Closed;

    /// <summary>
    /// The fewest events from which its state folds again, behind the plan: with other names for people, without what is hidden, and in an
    /// order that does not come from time. Asked only of what <see cref="IsRetold"/>.
    /// </summary>
    public abstract ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed);

    /// <summary>The plan alone, as it stands now.</summary>
    public abstract ActivityEvent RetellPlan(AgendaItem item, Retelling renamed);

    /// <summary>Ids of what it hands on that loses its words with somebody who is forgotten.</summary>
    public virtual ImmutableArray<int> Lost(AgendaItem item, Erasure erasure) => [];

    /// <summary>Its state without somebody's words, and without copies of them; what was counted stays.</summary>
    public abstract ActivityState Forget(AgendaItem item, Erasure erasure);

    /// <summary>
    /// An event without somebody's words. The events of a log without them fold to the state without them: what one removes the other removes,
    /// and never on the strength of words. No text grows: a removed one is empty.
    /// </summary>
    public abstract ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure);

    /// <summary>Its state after the clocks stood still: what it holds until some moment it holds so much longer.</summary>
    public virtual ActivityState Resumed(ActivityState state, Standstill still) => state;

    /// <summary>
    /// Its state without what somebody gave who is removed from the session, while it is open. Asked only where that tells nobody what they gave:
    /// where people are named, or where nobody has seen a total.
    /// </summary>
    public virtual ActivityState Withdraw(AgendaItem item, PersonAlias author) => item.State;

    /// <summary>Is this what <see cref="Withdraw"/> takes out, so that it goes from the log as well?</summary>
    public virtual bool IsWithdrawn(ActivityEvent happened, PersonAlias author) => false;

    /// <summary>What came before this stays: another round stands on it.</summary>
    public virtual bool Settles(ActivityEvent happened) => false;

    /// <summary>Its readable rows. Asked only when its totals may be shown.</summary>
    public abstract ImmutableArray<Artifact> Artifacts(ActivityView view);
}

/// <summary>An event's type and the name under which it is stored for ever.</summary>
public sealed record StoredName(string Name, Type Type);

/// <summary>A reply in the session's thread.</summary>
/// <param name="Id">The platform's own: delivered twice it is the same.</param>
/// <param name="Text">Null: it was taken back.</param>
/// <param name="IsChange">It stood there before, with other words.</param>
public sealed record ThreadReply(string Id, string? Text, bool IsChange)
{
    /// <summary>A change by which it is there again after it was taken back.</summary>
    public bool IsBack { get; init; }
}

/// <summary>All that a card is drawn from. There is no clock in it, so that what is drawn settles.</summary>
public sealed record ActivityView(Session Session, AgendaItem Item, Words Words)
{
    /// <summary>Drawn as if guests alone had come: figures, and nothing that follows from them.</summary>
    public bool IsOfGuests { get; init; }

    public Press Press(string verb, string argument = "") => new(Session.Id.Value, Item.Number, verb, argument, Receipt.Stamp(Session, Item));

    /// <summary>The name to show for someone who is named here.</summary>
    public string NameOf(PersonAlias person) => Session.Known(person) switch
    {
        null => Words["Session.Somebody"],
        { IsErased: true } => Words["Session.Removed"],
        { Name: null } nameless => Words.Say("Session.GuestNumber", nameless.Number),
        { IsGuest: true } guest => Words.Say("Session.NameOfGuest", guest.Name),
        { Name: var name } => name,
    };

    /// <summary>The picture of something that an earlier activity handed on. It is looked for there, as it may have been taken away since.</summary>
    public PictureRef? PictureOf(int activity, int id) => Session.Item(activity) is { } source ? source.Activity.PictureOf(source, id) : null;

    /// <summary>For a page; the text is what it says to whoever does not see it.</summary>
    public ImmutableArray<Picture> Drawn(PictureRef? picture, string text) =>
        picture is { IsHere: true } ? [new Picture($"{Session.Id}/{picture.Id}", text)] : [];

    /// <summary>The same behind the words it belongs to; nothing where there is none.</summary>
    public ImmutableArray<Run> Remark(PictureRef? picture) =>
        RemarkOn(picture) is { } remark ? [new TextRun($" ({remark})") { IsForPicture = picture is { IsHere: true } }] : [];

    /// <summary>That there is one, for all who do not see it where they read this; null where there is none.</summary>
    public string? RemarkOn(PictureRef? picture) => picture is null ? null : Words[picture.IsHere ? "Session.WithPicture" : "Session.PictureElsewhere"];
}

/// <summary>The clocks of an open activity stood still.</summary>
/// <param name="Deadline">After it.</param>
public sealed record Standstill(DateTimeOffset From, DateTimeOffset To, TimeZoneInfo Zone, DateTimeOffset? Deadline)
{
    public TimeSpan Length => To - From;
}

/// <param name="FollowUp">An activity that is to open at once on top of this one's result.</param>
public sealed record ActivityDecision(ImmutableArray<ActivityEvent> Events, Refusal? Refusal = null, ActivityPlan? FollowUp = null)
{
    /// <summary>The deadline from now on, where another round begins; null leaves it as it is.</summary>
    public DateTimeOffset? Bell { get; init; }

    /// <summary>It rings for one person and not for all: where the clocks stand still they go on doing so, and the bell counts from when they go.</summary>
    public bool KeepsPause { get; init; }

    /// <summary>Everything that could be given was given: the activity closes with this.</summary>
    public bool IsComplete { get; init; }

    public static readonly ActivityDecision Nothing = new([]);

    public static ActivityDecision Of(params ReadOnlySpan<ActivityEvent> events) => new([.. events]);

    public static implicit operator ActivityDecision(Refusal refusal) => new([], refusal);
}

/// <summary>An activity written in its own types.</summary>
public abstract class Activity<TState, TCommand, TEvent> : Activity
    where TState : ActivityState
    where TCommand : ActivityCommand
    where TEvent : ActivityEvent
{
    /// <summary>By default the resource that is named as its state is, "DotVote", in the state's assembly.</summary>
    public override ResourceManager Texts { get; } = new(typeof(TState).Name, typeof(TState).Assembly);

    public sealed override ActivityState Begin(ActivityEvent plan) => Begin((TEvent)plan);

    public sealed override ActivityDecision Decide(ActivityCommand command, AgendaItem item, ActivityTurn turn) =>
        Decide((TCommand)command, (TState)item.State, item, turn);

    public sealed override ActivityState Evolve(ActivityState state, ActivityEvent happened) => Evolve((TState)state, (TEvent)happened);

    public sealed override Parsed<ActivityCommand> Read(TypedLine line, AgendaItem item) => Wide(Read(line, (TState)item.State));

    public sealed override bool IsAnswer(TypedLine line, AgendaItem item) => IsAnswer(line, (TState)item.State);

    public sealed override Parsed<ActivityCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, AgendaItem item) =>
        Wide(Read(press, fields, (TState)item.State));

    protected abstract TState Begin(TEvent plan);

    protected abstract ActivityDecision Decide(TCommand command, TState state, AgendaItem item, ActivityTurn turn);

    protected abstract TState Evolve(TState state, TEvent happened);

    protected abstract bool IsAnswer(TypedLine line, TState state);

    protected abstract Parsed<TCommand> Read(TypedLine line, TState state);

    protected abstract Parsed<TCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, TState state);

    static Parsed<ActivityCommand> Wide(Parsed<TCommand> parsed) => new(parsed.Value, parsed.Refusal);
}
