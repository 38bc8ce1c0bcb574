using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Silent idea writing on sheets that go round; shown, shuffled, when it closes.</summary>
public sealed class BrainwritingActivity : Activity<Brainwriting, BrainwritingCommand, BrainwritingEvent>
{
    /// <summary>Stored for ever.</summary>
    public const string KindName = "brainwriting";

    public override string Kind => KindName;

    public override ImmutableArray<string> Verbs => ["brainwrite"];

    public override ImmutableArray<string> SteeringVerbs =>
        [BrainwritingReading.BellVerb, BrainwritingReading.HideVerb, BrainwritingReading.MuteVerb];

    public override ImmutableArray<StoredName> EventNames { get; } =
    [
        new("brainwriting-planned", typeof(BrainwritingEvent.Planned)),
        new("brainwriting-started", typeof(BrainwritingEvent.Started)),
        new("brainwriting-sheet-taken", typeof(BrainwritingEvent.SheetTaken)),
        new("brainwriting-sheet-opened", typeof(BrainwritingEvent.SheetOpened)),
        new("brainwriting-handed-in", typeof(BrainwritingEvent.HandedIn)),
        new("brainwriting-rang", typeof(BrainwritingEvent.Rang)),
        new("brainwriting-prolonged", typeof(BrainwritingEvent.Prolonged)),
        new("brainwriting-idea-hidden", typeof(BrainwritingEvent.IdeaHidden)),
        new("brainwriting-author-muted", typeof(BrainwritingEvent.AuthorMuted)),
        new("brainwriting-told", typeof(BrainwritingEvent.Told)),
    ];

    public override bool HasFigures => false;

    public override IJsonTypeInfoResolver Json => BrainwritingJson.Default;

    public override TimeSpan Grace => Limits.HandInGrace;

    public override Parsed<ActivityPlan> Plan(TypedLine line) => BrainwritingReading.Plan(line);

    public override StartForm? Start(Words words) => BrainwritingStart.Form(Verbs[0], words);

    public override TypedLine ReadStart(IReadOnlyDictionary<string, string> fields) => BrainwritingStart.Read(Verbs[0], fields);

    protected override bool IsAnswer(TypedLine line, Brainwriting state) => BrainwritingReading.IsAnswer(line);

    protected override Parsed<BrainwritingCommand> Read(TypedLine line, Brainwriting state) => BrainwritingReading.Typed(line, state);

    protected override Parsed<BrainwritingCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, Brainwriting state) =>
        BrainwritingReading.Press(press, fields, state);

    protected override Brainwriting Begin(BrainwritingEvent plan) => BrainwritingFold.Begin(plan);

    /// <summary>Only now can be told how many take part, and whether there is a bell.</summary>
    public override Taken Take(Opening opening, AgendaItem item)
    {
        var state = (Brainwriting)item.State;
        var people = opening.Session.People.Count;
        var isLive = state.IsLive || opening.Session.IsLive;
        var lasts = isLive ? state.LastsSet ?? BrainwritingReading.Live : item.Lasts ?? BrainwritingReading.Asynchronous; // fitted to its session
        return new Taken(new BrainwritingEvent.Started(isLive, isLive && !state.IsGallery ? Dealing.Rings(people) : [people], lasts))
        {
            Lasts = lasts,
        };
    }

    public override ImmutableArray<Material> HandsOn(AgendaItem item)
    {
        var state = (Brainwriting)item.State;
        var stars = state.Stars();
        return [.. state.ShownIdeas().Select(idea => new Material(item.Number, idea.Id, idea.Text, stars.IsEmpty || stars.ContainsKey(idea.Id)))];
    }

    public override PersonAlias? AuthorOf(AgendaItem item, int id) => ((Brainwriting)item.State).Ideas.GetValueOrDefault(id)?.Author;

    public override bool TakesPictures => true;

    public override IEnumerable<string> Pictures(AgendaItem item) => BrainwritingPictures.Ids((Brainwriting)item.State);

    public override PictureRef? PictureOf(AgendaItem item, int id) => ((Brainwriting)item.State).PictureOf(id);

    public override bool MaySee(AgendaItem item, string picture, PersonAlias reader) => BrainwritingPictures.MaySee(item, picture, reader);

    public override bool RingsOn(AgendaItem item) => Bells.RingsOn((Brainwriting)item.State, item.Deadline);

    public override ActivityDecision AtBell(AgendaItem item, DateTimeOffset at) => Bells.AtBell((Brainwriting)item.State, at);

    protected override ActivityDecision Decide(BrainwritingCommand command, Brainwriting state, AgendaItem item, ActivityTurn turn) => command switch
    {
        BrainwritingCommand.TakeSheet => SheetTaking.Take(state, turn),
        BrainwritingCommand.Reopen => BrainwritingDialogs.Changeable(state, turn.Author) is null
            ? new Refusal("Brainwriting.NothingToChange", RefusalKind.NotNow)
            : ActivityDecision.Nothing,
        BrainwritingCommand.HandIn handIn => HandingIn.HandIn(handIn, state, turn),
        BrainwritingCommand.Bell bell => Bells.Steered(bell.Round, state, turn.Now),
        BrainwritingCommand.Hide hide => Hide(hide.Idea, state),
        BrainwritingCommand.Mute mute => Mute(mute.Idea, state),
        _ => throw new UnreachableException(),
    };

    static ActivityDecision Hide(int number, Brainwriting state) => state.Ideas.ContainsKey(number)
        ? state.IsShown(number) ? ActivityDecision.Of(new BrainwritingEvent.IdeaHidden(number)) : ActivityDecision.Nothing
        : new Refusal("Brainwriting.NoSuchIdea", RefusalKind.NotKnown, number);

    static ActivityDecision Mute(int number, Brainwriting state) => state.Ideas.TryGetValue(number, out var idea)
        ? state.IsShown(number) || !state.Muted.Contains(idea.Author)
            ? ActivityDecision.Of(new BrainwritingEvent.AuthorMuted(number))
            : ActivityDecision.Nothing
        : new Refusal("Brainwriting.NoSuchIdea", RefusalKind.NotKnown, number);

    protected override Brainwriting Evolve(Brainwriting state, BrainwritingEvent happened) => BrainwritingFold.Evolve(state, happened);

    public override ImmutableArray<Element> Body(ActivityView view) => BrainwritingCards.Body(view);

    public override ImmutableArray<CardAction> Actions(ActivityView view) => BrainwritingCards.Actions(view);

    public override Form? Dialog(ActivityView view, PersonAlias author) => BrainwritingDialogs.Main(view, author);

    public override ImmutableArray<Form> SideDialogs(ActivityView view, PersonAlias author) => BrainwritingDialogs.Sides(view, author);

    public override ImmutableArray<CardAction> SteeringActions(ActivityView view) => BrainwritingCards.SteeringActions(view);

    public override IEnumerable<Reminder> Reminders(AgendaItem item, Session session) => base.Reminders(item, session).Concat(PoolNews.Of(item));

    public override bool Concerns(Reminder reminder, AgendaItem item, PersonAlias author) =>
        reminder.IsDaily ? PoolNews.Waits((Brainwriting)item.State, author, reminder.At) : base.Concerns(reminder, item, author);

    public override ImmutableArray<Run>? ReminderText(string key, ActivityView view) =>
        PoolNews.IsKey(key) ? PoolNews.Text(view) : base.ReminderText(key, view);

    public override ImmutableArray<Figure> Board(ActivityView view) => BrainwritingBoard.Of(view);

    public override string Summary(ActivityView view) => BrainwritingCards.Summary(view);

    public override ImmutableArray<Element> Minutes(ActivityView view) => BrainwritingCards.Minutes(view);

    public override VoiceBalance? Voices(AgendaItem item)
    {
        var state = (Brainwriting)item.State;
        var shown = state.ShownIdeas();
        var echoed = shown.Select(idea => idea.BuildsOn).OfType<int>().Concat(state.Stars().Keys).ToHashSet();
        return VoiceBalance.Of(shown.GroupBy(idea => idea.Author, idea => echoed.Contains(idea.Id)));
    }

    public override ActivityState Resumed(ActivityState state, Standstill still) => SheetTaking.Resumed((Brainwriting)state, still);

    public override ImmutableArray<int> Lost(AgendaItem item, Erasure erasure) =>
        [.. ((Brainwriting)item.State).Ideas.Values.Where(idea => idea.Author == erasure.Author).Select(idea => idea.Id)];

    public override ActivityState Forget(AgendaItem item, Erasure erasure) => BrainwritingErasing.Forget((Brainwriting)item.State, erasure);

    public override ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure) =>
        BrainwritingErasing.Without(happened, (Brainwriting)item.State, erasure);

    // Others have built on it by now: it stays on its sheets and is shown no more. Where nobody is named that would show whose it was.
    public override ActivityState Withdraw(AgendaItem item, PersonAlias author) => item is { Level: AnonymityLevel.Named, State: Brainwriting state }
        ? state with
        {
            Hidden = state.Hidden.Union(state.Ideas.Values.Where(idea => idea.Author == author).Select(idea => idea.Id)),
            Muted = state.Muted.Add(author),
        }
        : item.State;

    public override ActivityEvent RetellPlan(AgendaItem item, Retelling renamed) => BrainwritingRetelling.Plan((Brainwriting)item.State);

    public override ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed) =>
        BrainwritingRetelling.Of((Brainwriting)item.State, item, renamed);

    public override bool IsRetold(AgendaItem item) => item.Status == ActivityStatus.Closed;

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) => BrainwritingArtifacts.Of(view);
}
