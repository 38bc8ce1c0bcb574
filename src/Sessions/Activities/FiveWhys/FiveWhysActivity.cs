using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>5 Whys: from a problem down to causes that the group can do something about, and what it does about them.</summary>
public sealed class FiveWhysActivity : Activity<FiveWhys, FiveWhysCommand, FiveWhysEvent>
{
    /// <summary>Stored for ever.</summary>
    public const string KindName = "five-whys";

    /// <summary>Ids of counter-measures as they are handed on go on behind those of causes.</summary>
    const int MeasureIds = 1_000_000;

    public override string Kind => KindName;

    public override ImmutableArray<string> Verbs => [FiveWhysReading.WhyVerb];

    public override ImmutableArray<StoredName> EventNames { get; } =
    [
        new("five-whys-planned", typeof(FiveWhysEvent.Planned)),
        new("five-whys-caused", typeof(FiveWhysEvent.Caused)),
        new("five-whys-edited", typeof(FiveWhysEvent.Edited)),
        new("five-whys-withdrawn", typeof(FiveWhysEvent.Withdrawn)),
        new("five-whys-moved", typeof(FiveWhysEvent.Moved)),
        new("five-whys-hidden", typeof(FiveWhysEvent.Hidden)),
        new("five-whys-followed", typeof(FiveWhysEvent.Followed)),
        new("five-whys-vote-opened", typeof(FiveWhysEvent.VoteOpened)),
        new("five-whys-voted", typeof(FiveWhysEvent.Voted)),
        new("five-whys-vote-counted", typeof(FiveWhysEvent.VoteCounted)),
        new("five-whys-settled", typeof(FiveWhysEvent.Settled)),
        new("five-whys-tested", typeof(FiveWhysEvent.Tested)),
        new("five-whys-measured", typeof(FiveWhysEvent.Measured)),
        new("five-whys-measure-dropped", typeof(FiveWhysEvent.MeasureDropped)),
    ];

    public override bool HasFigures => false;

    public override IJsonTypeInfoResolver Json => FiveWhysJson.Default;

    public override TimeSpan Grace => Limits.HandInGrace;

    public override Parsed<ActivityPlan> Plan(TypedLine line) => FiveWhysReading.Plan(line);

    public override StartForm? Start(Words words) => StartForm.Of(
        FiveWhysReading.WhyVerb, words["FiveWhys.StartOffer"], words["FiveWhys.StartTitle"], words["FiveWhys.StartSubmit"],
        [StartForm.Question(words) with { Hint = words["FiveWhys.StartHint"], IsRequired = true, IsMultiline = true }, StartForm.Minutes(words)], words);

    protected override bool IsAnswer(TypedLine line, FiveWhys state) => WhyTyped.IsAnswer(line);

    protected override Parsed<FiveWhysCommand> Read(TypedLine line, FiveWhys state) => WhyTyped.Read(line, state);

    protected override Parsed<FiveWhysCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, FiveWhys state) =>
        FiveWhysReading.Press(press, fields, state);

    public override bool TakesReplies => true;

    public override ActivityCommand? Read(ThreadReply reply) => reply switch
    {
        { Text: null } => new FiveWhysCommand.WithdrawReply(reply.Id),
        { Text: var text, IsChange: true } => new FiveWhysCommand.ChangeReply(reply.Id, text, reply.IsBack),
        { Text: var text } => new FiveWhysCommand.Add(null, text, IsEvidence: false, reply.Id),
    };

    public override ImmutableArray<Run> Aside(ActivityView view, ActivityState before, PersonAlias author) =>
        FiveWhysForms.Aside(view, (FiveWhys)before, author);

    protected override FiveWhys Begin(FiveWhysEvent plan) => plan is FiveWhysEvent.Planned planned
        ? new FiveWhys(planned.Question, planned.Branches, planned.Depth)
        : throw new UnreachableException();

    /// <summary>Counter-measures, and root causes that have none; where nothing was found that far down, the ends of the branches.</summary>
    public override ImmutableArray<Material> HandsOn(AgendaItem item)
    {
        var state = (FiveWhys)item.State;
        var roots = state.Roots().Select(root => root.Cause).ToList();
        ImmutableArray<Material> found =
        [
            .. roots.SelectMany(root => state.MeasuresOf(root.Id))
                .Select(measure => new Material(item.Number, MeasureIds + measure.Number, measure.What, IsProposed: true)
                {
                    Undertaking = new Undertaking(measure.Owner, measure.Due, measure.Sign),
                }),
            .. roots.Where(root => !state.MeasuresOf(root.Id).Any()).Select(Thing),
        ];
        var ends = state.Nodes().Select(node => node.Cause).Where(cause => cause is { IsHidden: false, End: CauseEnd.Open } && state.IsLeaf(cause.Id));
        return found.IsEmpty ? [.. ends.Select(Thing)] : found;

        Material Thing(Cause cause) => new(item.Number, cause.Id, cause.Text, IsProposed: true);
    }

    public override PersonAlias? AuthorOf(AgendaItem item, int id)
    {
        var state = (FiveWhys)item.State;
        return state.Causes.GetValueOrDefault(id)?.Author ?? state.Measures.GetValueOrDefault(id - MeasureIds)?.Author;
    }

    protected override ActivityDecision Decide(FiveWhysCommand command, FiveWhys state, AgendaItem item, ActivityTurn turn) =>
        new FiveWhysRules(state, item, turn).Decide(command);

    protected override FiveWhys Evolve(FiveWhys state, FiveWhysEvent happened) => FiveWhysFold.Evolve(state, happened);

    public override ImmutableArray<Element> Body(ActivityView view) => FiveWhysCards.Body(view);

    public override ImmutableArray<CardAction> Actions(ActivityView view) => FiveWhysForms.Actions(view);

    public override Form? Dialog(ActivityView view, PersonAlias author) => FiveWhysForms.Add(view, author);

    public override ImmutableArray<Form> SideDialogs(ActivityView view, PersonAlias author) => [.. FiveWhysForms.Sides(view, author)];

    public override ImmutableArray<CardAction> SteeringActions(ActivityView view) => FiveWhysForms.Steering(view);

    public override ImmutableArray<Figure> Board(ActivityView view) => FiveWhysBoard.Of(view);

    public override string Summary(ActivityView view) => FiveWhysCards.Summary(view);

    public override ImmutableArray<Element> Minutes(ActivityView view) => FiveWhysCards.Minutes(view);

    public override VoiceBalance? Voices(AgendaItem item)
    {
        var state = (FiveWhys)item.State;
        return VoiceBalance.Of(state.Causes.Values.Where(cause => !cause.IsHidden).GroupBy(cause => cause.Author, cause => !state.IsLeaf(cause.Id)));
    }

    public override ImmutableArray<int> Lost(AgendaItem item, Erasure erasure)
    {
        var state = (FiveWhys)item.State;
        return
        [
            .. state.Causes.Values.Where(cause => cause.Author == erasure.Author).Select(cause => cause.Id),
            .. state.Measures.Values.Where(measure => measure.Teller == erasure.Author).Select(measure => MeasureIds + measure.Number),
        ];
    }

    public override ActivityState Forget(AgendaItem item, Erasure erasure) => FiveWhysErasing.Forget((FiveWhys)item.State, erasure);

    public override ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure) =>
        happened is FiveWhysEvent what ? FiveWhysErasing.Without(what, erasure) : happened;

    public override ActivityState Withdraw(AgendaItem item, PersonAlias author) =>
        FiveWhysErasing.Withdraw((FiveWhys)item.State, author, item.Level == AnonymityLevel.Named);

    public override bool IsWithdrawn(ActivityEvent happened, PersonAlias author) => happened switch
    {
        FiveWhysEvent.Voted e => e.Author == author,
        FiveWhysEvent.Tested e => e.Author == author,
        _ => false,
    };

    public override ActivityEvent RetellPlan(AgendaItem item, Retelling renamed) => item.State is FiveWhys state
        ? new FiveWhysEvent.Planned(state.Prompt, state.Branches, state.Depth)
        : throw new UnreachableException();

    public override ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed) => FiveWhysRetelling.Of((FiveWhys)item.State, renamed);

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) => FiveWhysCards.Artifacts(view);
}
