using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Dots on options: blind until it closes, ties settled by a run-off and then by the decider, never by order.</summary>
public sealed class DotVoteActivity : Activity<DotVote, DotVoteCommand, DotVoteEvent>
{
    /// <summary>Stored for ever.</summary>
    public const string KindName = "dot-vote";

    public override string Kind => KindName;

    public override ImmutableArray<string> Verbs => ["vote"];

    public override ImmutableArray<string> SteeringVerbs => [DotVoteReading.RunOffVerb, DotVoteReading.DecideVerb];

    public override ImmutableArray<StoredName> EventNames { get; } =
    [
        new("dot-vote-planned", typeof(DotVoteEvent.Planned)),
        new("dot-vote-took", typeof(DotVoteEvent.Took)),
        new("dot-vote-ballot", typeof(DotVoteEvent.BallotSet)),
        new("dot-vote-added", typeof(DotVoteEvent.Added)),
        new("dot-vote-removed", typeof(DotVoteEvent.Removed)),
        new("dot-vote-edited", typeof(DotVoteEvent.Edited)),
        new("dot-vote-budget", typeof(DotVoteEvent.BudgetSet)),
        new("dot-vote-narrowed", typeof(DotVoteEvent.Narrowed)),
        new("dot-vote-decided", typeof(DotVoteEvent.Decided)),
        new("dot-vote-remarked", typeof(DotVoteEvent.Remarked)),
    ];

    public override bool CountsApart => true;

    public override bool IsShared(ActivityEvent happened) => happened is not (DotVoteEvent.BallotSet or DotVoteEvent.Remarked);

    public override IJsonTypeInfoResolver Json => DotVoteJson.Default;

    public override TimeSpan Grace => Limits.HandInGrace;

    public override Parsed<ActivityPlan> Plan(TypedLine line) => DotVotePlan.Read(line);

    public override StartForm? Start(Words words) => DotVoteStart.Form(Verbs[0], words);

    public override TypedLine ReadStart(IReadOnlyDictionary<string, string> fields) => DotVoteStart.Read(Verbs[0], fields);

    protected override bool IsAnswer(TypedLine line, DotVote state) => DotVoteReading.IsAnswer(line);

    public override bool IsAnsweredInWords(AgendaItem item) => true;

    protected override Parsed<DotVoteCommand> Read(TypedLine line, DotVote state) => DotVoteReading.Typed(line, state);

    protected override Parsed<DotVoteCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, DotVote state) =>
        DotVoteReading.Press(press, fields, state);

    protected override DotVote Begin(DotVoteEvent plan) => plan is DotVoteEvent.Planned planned
        ? new DotVote(planned.Question, DotVoteErasing.Kept(planned.Options), planned.Dots, planned.Cap, planned.Pick, planned.IsRunOff)
        {
            Method = planned.Method,
            IsBudgetSet = DotVoteTable.IsBudgetSet(planned),
            IsOnMaterial = planned.IsOnMaterial,
            BansOwn = planned.BansOwn,
            HasConcern = planned.HasConcern,
            HasNone = planned.HasNone,
            PickedBefore = DotVoteErasing.Kept(planned.PickedBefore ?? []),
        }
        : throw new UnreachableException();

    public override Taken Take(Opening opening, AgendaItem item) => item.State switch
    {
        DotVote { IsOnMaterial: true } state => DotVoteTable.Take(state, opening, item.Lasts),
        DotVote { Method: VoteMethod.Dots, Dots: 0 } state => DotVoteTable.TakeTyped(state, item.Lasts),
        _ => Taken.AsPlanned,
    };

    public override ImmutableArray<Material> HandsOn(AgendaItem item) => DotVoteTable.HandsOn((DotVote)item.State, item);

    public override bool RingsOn(AgendaItem item) => item.State is DotVote { Round: VoteRound.First };

    public override TimeSpan BellGrace => Grace;

    public override ActivityDecision AtBell(AgendaItem item, DateTimeOffset at) => DotVoteTable.Narrow((DotVote)item.State, item, at);

    protected override ActivityDecision Decide(DotVoteCommand command, DotVote state, AgendaItem item, ActivityTurn turn) => command switch
    {
        DotVoteCommand.SetBallot set => DotVoteBallots.Set(set, state, turn),
        DotVoteCommand.SetDots set => DotVoteBallots.Set(set, state, turn),
        DotVoteCommand.SetConcern set => DotVoteBallots.Set(set, state, turn),
        DotVoteCommand.Add add => DotVoteTable.Add(add.Option, state),
        DotVoteCommand.Remove remove => DotVoteTable.Remove(remove.Option, state),
        DotVoteCommand.Edit edit => DotVoteTable.Edit(edit.Option, edit.Text, state),
        DotVoteCommand.SetBudget set => DotVoteTable.SetBudget(set, state),
        DotVoteCommand.Second => Second(state, item, turn.Now),
        DotVoteCommand.RunOff => RunOff(state, item),
        DotVoteCommand.Decide decide => DecideTie(decide.Option, state),
        _ => throw new UnreachableException(),
    };

    static ActivityDecision Second(DotVote state, AgendaItem item, DateTimeOffset now) => state.Round switch
    {
        VoteRound.First => DotVoteTable.Narrow(state, item, now),
        VoteRound.Second => ActivityDecision.Nothing,
        _ => new Refusal("DotVote.OneRound", RefusalKind.NotNow),
    };

    static ActivityDecision RunOff(DotVote state, AgendaItem item)
    {
        if (state.IsRunOff)
        {
            return new Refusal("DotVote.OneRunOff", RefusalKind.NotNow);
        }

        var result = state.Result();
        if (!result.IsTied)
        {
            return new Refusal("DotVote.NoTie", RefusalKind.NotNow);
        }

        var plan = new DotVoteEvent.Planned(state.Question, result.Tied, Dots: 1, Cap: 1, result.Seats, IsRunOff: true)
        {
            BansOwn = state.BansOwn,
            PickedBefore = result.Picked.IsEmpty ? null : result.Picked,
        };
        return new ActivityDecision([], FollowUp: new ActivityPlan(KindName, plan, item.Level, IsBlind: true, item.Lasts));
    }

    static ActivityDecision DecideTie(int option, DotVote state)
    {
        var result = state.Result();
        return result switch
        {
            _ when result.Decided.Any(decided => decided.Id == option) => ActivityDecision.Nothing,
            { IsTied: false } => new Refusal("DotVote.NoTie", RefusalKind.NotNow),
            _ when !state.IsRunOff => new Refusal("DotVote.RunOffFirst", RefusalKind.NotNow),
            _ when result.Tied.All(tied => tied.Id != option) => new Refusal("DotVote.NotTied", RefusalKind.Wrong),
            _ => ActivityDecision.Of(new DotVoteEvent.Decided(option)),
        };
    }

    protected override DotVote Evolve(DotVote state, DotVoteEvent happened) => happened switch
    {
        DotVoteEvent.Took e => DotVoteTable.Took(state, e),
        DotVoteEvent.BallotSet e => DotVoteBallots.Set(state, e),
        DotVoteEvent.Added e => DotVoteTable.Added(state, e.Option),
        DotVoteEvent.Removed e => DotVoteTable.Removed(state, e.Option),
        DotVoteEvent.Edited e => DotVoteTable.Edited(state, e),
        DotVoteEvent.BudgetSet e => (state with
        {
            Dots = e.Dots,
            Cap = e.Cap,
            IsBudgetSet = state.IsBudgetSet || (e.Dots, e.Cap) != (state.Dots, state.Cap),
        }).WithSurplusBack(),
        DotVoteEvent.Narrowed e => DotVoteTable.Narrowed(state, e),
        DotVoteEvent.Remarked e => state with { Remarks = state.Remarks.Add(e with { Reason = PersonalText.Kept(e.Reason) }) },
        DotVoteEvent.Decided e => state with { Decided = state.Decided.Add(e.Option) },
        _ => throw new UnreachableException(),
    };

    public override bool IsUnsettled(AgendaItem item) => item.State is DotVote { HasResult: true } vote && vote.Result().IsTied;

    public override string? EndsEarly(ActivityView view) => DotVoteCards.EndsEarly(view);

    public override ImmutableArray<Element> Body(ActivityView view) => DotVoteCards.Body(view);

    public override ImmutableArray<CardAction> Actions(ActivityView view) => DotVoteCards.Actions(view);

    public override Form? Dialog(ActivityView view, PersonAlias author) => DotVoteDialog.Draw(view, author);

    public override ImmutableArray<Form> SideDialogs(ActivityView view, PersonAlias author) => DotVoteDialog.Side(view, author);

    public override ImmutableArray<CardAction> SteeringActions(ActivityView view) => DotVoteCards.SteeringActions(view);

    public override ImmutableArray<Figure> Board(ActivityView view) => DotVoteBoard.Of(view);

    public override string Summary(ActivityView view) => DotVoteCards.Summary(view);

    public override ImmutableArray<Element> Minutes(ActivityView view) => DotVoteCards.Minutes(view);

    public override ActivityState Forget(AgendaItem item, Erasure erasure) => DotVoteErasing.Forget((DotVote)item.State, erasure);

    public override ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure) =>
        DotVoteErasing.Without(happened, (DotVote)item.State, erasure);

    public override ActivityState Withdraw(AgendaItem item, PersonAlias author) => DotVoteBallots.Withdraw((DotVote)item.State, author);

    public override bool IsWithdrawn(ActivityEvent happened, PersonAlias author) => happened is DotVoteEvent.BallotSet given && given.Author == author;

    public override bool Settles(ActivityEvent happened) => happened is DotVoteEvent.Narrowed;

    public override ActivityEvent RetellPlan(AgendaItem item, Retelling renamed) => DotVoteRetelling.Plan((DotVote)item.State);

    public override ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed) => DotVoteRetelling.Of((DotVote)item.State, renamed);

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) => DotVoteArtifacts.Of(view);
}
