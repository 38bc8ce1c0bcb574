using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>How people arrive or leave: one tap, and a note if they like.</summary>
public sealed class CheckInActivity : Activity<CheckIn, CheckInCommand, CheckInEvent>
{
    /// <summary>Stored for ever.</summary>
    public const string KindName = "check-in";

    public override string Kind => KindName;

    public override ImmutableArray<string> Verbs => ["checkin"];

    public override ImmutableArray<StoredName> EventNames { get; } =
    [
        new("check-in-planned", typeof(CheckInEvent.Planned)),
        new("check-in-answered", typeof(CheckInEvent.Answered)),
        new("check-in-shared", typeof(CheckInEvent.Shared)),
    ];

    public override bool CountsApart => true;

    public override IJsonTypeInfoResolver Json => CheckInJson.Default;

    public override TimeSpan Grace => Limits.HandInGrace;

    public override string DefaultPrompt(ActivityView view) =>
        view.Words["CheckIn.DefaultPrompt-" + CheckInReading.NameOf(((CheckIn)view.Item.State).Format)];

    public override Parsed<ActivityPlan> Plan(TypedLine line) => CheckInReading.Plan(line);

    public override StartForm? Start(Words words) => CheckInStart.Form(Verbs[0], words);

    public override TypedLine ReadStart(IReadOnlyDictionary<string, string> fields) => CheckInStart.Read(Verbs[0], fields);

    protected override bool IsAnswer(TypedLine line, CheckIn state) => CheckInReading.IsAnswer(line, state);

    public override bool IsAnsweredInWords(AgendaItem item) => item.State is CheckIn { IsInWords: true };

    protected override Parsed<CheckInCommand> Read(TypedLine line, CheckIn state) => CheckInReading.Answer(line, state);

    protected override Parsed<CheckInCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, CheckIn state) =>
        CheckInReading.Press(press, fields, state);

    public override ImmutableArray<Run> Aside(ActivityView view, ActivityState before, PersonAlias author) =>
        CheckInCards.Aside(view, (CheckIn)before, author);

    protected override CheckIn Begin(CheckInEvent plan) => plan is CheckInEvent.Planned planned
        ? new CheckIn(planned.Format, planned.Question)
        : throw new UnreachableException();

    protected override ActivityDecision Decide(CheckInCommand command, CheckIn state, AgendaItem item, ActivityTurn turn) => command switch
    {
        CheckInCommand.Answer answer => Answer(answer, state, turn.Author),
        CheckInCommand.Share share => RoseRules.Share(share, state, turn.Author),
        _ => throw new UnreachableException(),
    };

    static ActivityDecision Answer(CheckInCommand.Answer command, CheckIn state, PersonAlias author)
    {
        if (WhyNot(command, state) is { } refusal)
        {
            return refusal;
        }

        var before = state.Answers.GetValueOrDefault(author);
        var kept = before?.Value == command.Value ? before.Note : null;
        var note = command.Note is { Length: 0 } ? null : command.Note ?? kept;
        return before == new CheckInAnswer(command.Value, note)
            ? ActivityDecision.Nothing
            : ActivityDecision.Of(new CheckInEvent.Answered(author, command.Value, note));
    }

    static Refusal? WhyNot(CheckInCommand.Answer command, CheckIn state) => (state.Format, command) switch
    {
        (_, { Note: { Length: > Limits.NoteMax } note }) => TooLong(note, Limits.NoteMax, CheckInReading.NoteInput),
        (CheckInFormat.Word or CheckInFormat.Free, { Value.Length: 0 }) => Refusals.Empty with { Input = CheckInReading.AnswerInput },
        (CheckInFormat.Word or CheckInFormat.Free, { Value: var words }) =>
            words.Length > state.WordsMax ? TooLong(words, state.WordsMax, CheckInReading.AnswerInput) : null,
        _ => state.Choices.Contains(command.Value, StringComparer.Ordinal) ? null : CheckInReading.Unknown(state),
    };

    static Refusal TooLong(string text, int max, string input) => Refusals.TooLong(text, max) with { Input = input };

    protected override CheckIn Evolve(CheckIn state, CheckInEvent happened) => happened switch
    {
        CheckInEvent.Answered e => state.With(
            e.Author, new CheckInAnswer(PersonalText.Kept(e.Value), e.Note is { } note ? PersonalText.Kept(note) : null)),
        CheckInEvent.Shared e => RoseRules.Shared(state, e),
        _ => throw new UnreachableException(),
    };

    public override ImmutableArray<Element> Body(ActivityView view) => CheckInCards.Body(view);

    public override ImmutableArray<CardAction> Actions(ActivityView view) => CheckInCards.Actions(view);

    public override Form? Dialog(ActivityView view, PersonAlias author) => CheckInCards.Dialog(view, author);

    public override ImmutableArray<Figure> Board(ActivityView view) => CheckInBoard.Of(view);

    public override string Summary(ActivityView view) => CheckInCards.Summary(view);

    public override ImmutableArray<Element> Minutes(ActivityView view) => CheckInCards.Minutes(view);

    public override ActivityState Forget(AgendaItem item, Erasure erasure) => CheckInErasing.Forget((CheckIn)item.State, erasure);

    public override ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure) =>
        CheckInErasing.Without(happened, (CheckIn)item.State, erasure);

    public override ActivityState Withdraw(AgendaItem item, PersonAlias author) =>
        item.State is CheckIn state ? state with { Answers = state.Answers.Remove(author) } : item.State;

    public override bool IsWithdrawn(ActivityEvent happened, PersonAlias author) =>
        happened is CheckInEvent.Answered given && given.Author == author || happened is CheckInEvent.Shared shared && shared.Author == author;

    public override ActivityEvent RetellPlan(AgendaItem item, Retelling renamed) =>
        item.State is CheckIn state ? new CheckInEvent.Planned(state.Format, state.Question) : throw new UnreachableException();

    public override ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed) =>
        CheckInRetelling.Of((CheckIn)item.State, item.Level == AnonymityLevel.Named, renamed);

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) => CheckInArtifacts.Of(view);
}
