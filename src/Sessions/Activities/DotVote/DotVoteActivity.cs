using System.Collections.Immutable;
using System.Diagnostics;
using System.Resources;
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

    public override ResourceManager Texts { get; } = new("DotVote", typeof(DotVoteActivity).Assembly);

    public override ImmutableArray<StoredName> EventNames { get; } =
    [
        new("dot-vote-planned", typeof(DotVoteEvent.Planned)),
        new("dot-vote-ballot", typeof(DotVoteEvent.BallotSet)),
        new("dot-vote-decided", typeof(DotVoteEvent.Decided)),
    ];

    public override IJsonTypeInfoResolver Json => DotVoteJson.Default;

    public override TimeSpan Grace => Limits.HandInGrace;

    public override Parsed<ActivityPlan> Plan(TypedLine line) => DotVoteReading.Plan(line);

    public override StartForm? Start(Words words) => DotVoteStart.Form(Verbs[0], words);

    public override TypedLine ReadStart(IReadOnlyDictionary<string, string> fields) => DotVoteStart.Read(Verbs[0], fields);

    protected override bool IsAnswer(TypedLine line, DotVote state) =>
        line is { Question: null, Options.IsEmpty: true, Words.IsEmpty: false };

    protected override Parsed<DotVoteCommand> Read(TypedLine line, DotVote state) => DotVoteReading.Typed(line, state);

    protected override Parsed<DotVoteCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, DotVote state) =>
        DotVoteReading.Press(press, fields, state);

    protected override DotVote Begin(DotVoteEvent plan) => plan is DotVoteEvent.Planned planned
        ? new DotVote(planned.Question, planned.Options, planned.Dots, planned.Cap, planned.Pick, planned.IsRunOff)
        : throw new UnreachableException();

    protected override ActivityDecision Decide(DotVoteCommand command, DotVote state, AgendaItem item, ActivityTurn turn) => command switch
    {
        DotVoteCommand.SetBallot set => Give(set.Dots, state, turn.Author),
        DotVoteCommand.SetDots set => Give(Changed(state, turn.Author, set), state, turn.Author),
        DotVoteCommand.RunOff => RunOff(state, item),
        DotVoteCommand.Decide decide => DecideTie(decide.Option, state),
        _ => throw new UnreachableException(),
    };

    static ActivityDecision Give(ImmutableArray<DotsOn> dots, DotVote state, PersonAlias author)
    {
        if (WhyNot(dots, state) is { } refusal)
        {
            return refusal;
        }

        ImmutableArray<DotsOn> ballot = [.. dots.Where(given => given.Dots > 0).OrderBy(given => given.Option)];
        return ballot.SequenceEqual(state.BallotOf(author))
            ? ActivityDecision.Nothing
            : ActivityDecision.Of(new DotVoteEvent.BallotSet(author, ballot));
    }

    static ImmutableArray<DotsOn> Changed(DotVote state, PersonAlias author, DotVoteCommand.SetDots set) =>
        state.IsOneChoice && set.Dots > 0
        ? [new(set.Option, set.Dots)] // one choice is moved by choosing another
        : [.. state.BallotOf(author).Where(given => given.Option != set.Option), new(set.Option, set.Dots)];

    static Refusal? WhyNot(ImmutableArray<DotsOn> dots, DotVote state)
    {
        if (dots.FirstOrDefault(given => state.Option(given.Option) is null) is { } unknown)
        {
            return DotVoteReading.Unknown(VoteOption.LetterOf(Math.Max(0, unknown.Option)));
        }

        if (dots.DistinctBy(given => given.Option).Count() < dots.Length)
        {
            return Refusals.NotUnderstood; // a forged form: "option-1" beside "option-01" would get round the cap
        }

        if (dots.FirstOrDefault(given => given.Dots < 0) is { } negative)
        {
            return new Refusal("DotVote.NotANumber", RefusalKind.Wrong, state.Cap) { Input = DotVoteReading.InputOf(negative.Option, state) };
        }

        var sum = dots.Sum(given => (long)given.Dots);
        if (state.IsOneChoice)
        {
            return sum > 1 ? new Refusal("DotVote.OneChoiceOnly", RefusalKind.Wrong) { Input = DotVoteReading.ChoiceInput } : null;
        }

        if (dots.FirstOrDefault(given => given.Dots > state.Cap) is { } over)
        {
            return new Refusal("DotVote.CapExceeded", RefusalKind.Wrong, state.Cap, VoteOption.LetterOf(over.Option), over.Dots)
            {
                Input = DotVoteReading.InputOf(over.Option, state),
            };
        }

        return sum > state.Dots ? new Refusal("DotVote.NoDotsLeft", RefusalKind.Wrong, state.Dots, sum) : null;
    }

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

        var plan = new DotVoteEvent.Planned(state.Question, result.Tied, Dots: 1, Cap: 1, result.Seats, IsRunOff: true);
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
        // A vote that was opened again and changed is a new result: what was decided about the old one no longer stands.
        DotVoteEvent.BallotSet e => state with
        {
            Ballots = e.Dots.IsEmpty ? state.Ballots.Remove(e.Author) : state.Ballots.SetItem(e.Author, e.Dots),
            Decided = [],
        },
        DotVoteEvent.Decided e => state with { Decided = state.Decided.Add(e.Option) },
        _ => throw new UnreachableException(),
    };

    public override ImmutableArray<Element> Body(ActivityView view) => DotVoteCards.Body(view);

    public override ImmutableArray<CardAction> Actions(ActivityView view) => DotVoteCards.Actions(view);

    public override Form? Dialog(ActivityView view, PersonAlias author) => DotVoteCards.Dialog(view, author);

    public override ImmutableArray<CardAction> SteeringActions(ActivityView view) => DotVoteCards.SteeringActions(view);

    public override string Summary(ActivityView view) => DotVoteCards.Summary(view);

    public override ImmutableArray<Element> Minutes(ActivityView view) => DotVoteCards.Minutes(view);

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) => DotVoteArtifacts.Of(view);
}
