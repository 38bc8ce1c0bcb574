using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Duplicates merged and unclear ideas clarified before a vote: the machine proposes groups, everybody may change them.</summary>
public sealed class ClusteringActivity : Activity<Clustering, ClusteringCommand, ClusteringEvent>
{
    /// <summary>Stored for ever.</summary>
    public const string KindName = "clustering";

    public override string Kind => KindName;

    public override ImmutableArray<string> Verbs => ["cluster"];

    public override bool ShowsNames => false;

    public override ImmutableArray<StoredName> EventNames { get; } =
    [
        new("clustering-planned", typeof(ClusteringEvent.Planned)),
        new("clustering-taken", typeof(ClusteringEvent.Taken)),
        new("clustering-moved", typeof(ClusteringEvent.Moved)),
        new("clustering-gathered", typeof(ClusteringEvent.Gathered)),
        new("clustering-named", typeof(ClusteringEvent.Named)),
        new("clustering-merged", typeof(ClusteringEvent.Merged)),
        new("clustering-same", typeof(ClusteringEvent.FoundSame)),
        new("clustering-apart", typeof(ClusteringEvent.TakenApart)),
        new("clustering-noted", typeof(ClusteringEvent.Noted)),
    ];

    public override bool HasFigures => false;

    public override IJsonTypeInfoResolver Json => ClusteringJson.Default;

    public override Parsed<ActivityPlan> Plan(TypedLine line) => ClusteringReading.Plan(line);

    protected override bool IsAnswer(TypedLine line, Clustering state) => line is { Options.IsEmpty: true, Words.IsEmpty: false };

    protected override Parsed<ClusteringCommand> Read(TypedLine line, Clustering state) => ClusteringReading.Typed(line, state);

    protected override Parsed<ClusteringCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, Clustering state) =>
        ClusteringReading.Press(press, fields, state);

    protected override Clustering Begin(ClusteringEvent plan) => plan is ClusteringEvent.Planned planned
        ? new Clustering(planned.Question, planned.Listed)
        : throw new UnreachableException();

    public override Taken Take(Opening opening, AgendaItem item) =>
        ClusteringTaking.Of(opening, item) is { Ideas.IsEmpty: false } taken ? new Taken(taken) : Taken.Nothing;

    public override ImmutableArray<Material> HandsOn(AgendaItem item) => ClusteringTaking.HandsOn((Clustering)item.State, item.Number);

    protected override ActivityDecision Decide(ClusteringCommand command, Clustering state, AgendaItem item, ActivityTurn turn) =>
        new ClusteringRules(state, turn.Author).Decide(command);

    protected override Clustering Evolve(Clustering state, ClusteringEvent happened) => ClusteringFold.Evolve(state, happened);

    public override ImmutableArray<Element> Body(ActivityView view) => ClusteringCards.Body(view);

    public override ImmutableArray<CardAction> Actions(ActivityView view) => ClusteringForms.Actions(view);

    public override Form? Dialog(ActivityView view, PersonAlias author) => ClusteringForms.Move(view);

    public override ImmutableArray<Form> SideDialogs(ActivityView view, PersonAlias author) => ClusteringForms.Sides(view);

    /// <summary>Whoever likes the groups as they are need not say so.</summary>
    public override IEnumerable<Reminder> Reminders(AgendaItem item, Session session) => [];

    public override ImmutableArray<Figure> Board(ActivityView view) => ClusteringBoard.Of(view);

    public override string Summary(ActivityView view) => ClusteringCards.Summary(view);

    public override ImmutableArray<Element> Minutes(ActivityView view) => ClusteringCards.Minutes(view);

    public override ImmutableArray<int> Lost(AgendaItem item, Erasure erasure) => ClusteringErasing.Lost((Clustering)item.State, erasure);

    public override ActivityState Forget(AgendaItem item, Erasure erasure) => ClusteringErasing.Forget((Clustering)item.State, erasure);

    public override ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure) =>
        ClusteringErasing.Without(happened, (Clustering)item.State, erasure);

    public override ActivityEvent RetellPlan(AgendaItem item, Retelling renamed) =>
        item.State is Clustering state ? new ClusteringEvent.Planned(state.Question, state.Listed) : throw new UnreachableException();

    public override ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed) =>
        ClusteringRetelling.Of((Clustering)item.State, renamed);

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) => ClusteringArtifacts.Of(view);
}
