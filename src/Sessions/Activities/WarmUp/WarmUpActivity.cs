using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>A short game in the thread, to arrive with. It can always be skipped, and then leaves nothing.</summary>
public sealed class WarmUpActivity : Activity<WarmUp, WarmUpCommand, WarmUpEvent>
{
    /// <summary>Stored for ever.</summary>
    public const string KindName = "warm-up";

    public override string Kind => KindName;

    public override ImmutableArray<string> Verbs => [WarmUpReading.WarmUpVerb];

    public override ImmutableArray<string> SteeringVerbs => [WarmUpReading.HideVerb];

    public override ImmutableArray<StoredName> EventNames { get; } =
    [
        new("warm-up-planned", typeof(WarmUpEvent.Planned)),
        new("warm-up-started", typeof(WarmUpEvent.Started)),
        new("warm-up-came", typeof(WarmUpEvent.Came)),
        new("warm-up-went", typeof(WarmUpEvent.Went)),
        new("warm-up-said", typeof(WarmUpEvent.Said)),
        new("warm-up-changed", typeof(WarmUpEvent.Changed)),
        new("warm-up-withdrawn", typeof(WarmUpEvent.Withdrawn)),
        new("warm-up-hidden", typeof(WarmUpEvent.Hidden)),
        new("warm-up-passed", typeof(WarmUpEvent.Passed)),
    ];

    public override bool HasFigures => false;

    public override bool LeavesNoTrace => true;

    public override IJsonTypeInfoResolver Json => WarmUpJson.Default;

    public override string DefaultPrompt(ActivityView view) => WarmUpCards.DefaultPrompt(view);

    public override Parsed<ActivityPlan> Plan(TypedLine line) => WarmUpReading.Plan(line);

    public override StartForm? Start(Words words) => WarmUpReading.Start(words);

    public override TypedLine ReadStart(IReadOnlyDictionary<string, string> fields) => WarmUpReading.ReadStart(fields);

    protected override bool IsAnswer(TypedLine line, WarmUp state) => WarmUpReading.IsAnswer(line);

    public override bool IsAnsweredInWords(AgendaItem item) => true;

    protected override Parsed<WarmUpCommand> Read(TypedLine line, WarmUp state) => WarmUpReading.Typed(line, state);

    protected override Parsed<WarmUpCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, WarmUp state) =>
        WarmUpReading.Press(press, fields);

    public override bool TakesReplies => true;

    public override ActivityCommand? Read(ThreadReply reply) => reply switch
    {
        { Text: null } => new WarmUpCommand.WithdrawReply(reply.Id),
        { Text: var text, IsChange: true } => new WarmUpCommand.ChangeReply(reply.Id, text, reply.IsBack),
        { Text: var text } => new WarmUpCommand.Say(text, reply.Id),
    };

    public override string? Hides(ActivityCommand what, AgendaItem item) =>
        what is WarmUpCommand.Hide hide ? ((WarmUp)item.State).Lines.FirstOrDefault(line => line.Id == hide.Line)?.Text : null;

    protected override WarmUp Begin(WarmUpEvent plan) => WarmUpFold.Begin(plan);

    public override Taken Take(Opening opening, AgendaItem item) => WarmUpTurns.Take(opening, item);

    public override ActivityDecision AtDoor(AgendaItem item, Session session, DateTimeOffset at) => WarmUpTurns.AtDoor((WarmUp)item.State, session, at);

    public override DateTimeOffset? EndOf(AgendaItem item, Session session) => WarmUpTurns.EndOf(item, session) ?? base.EndOf(item, session);

    /// <summary>
    /// Nobody waits for people who are not there: a round of silence is the last. One that opened before the others came waits one turn longer, also where
    /// nothing was said in the last.
    /// </summary>
    public override bool RingsOn(AgendaItem item) => item.State is WarmUp { WhoseTurn: not null } state
        && (state.TurnsLeft > 1 || state.WasAlone) && state.Silent + 1 < state.Order.Length;

    public override ActivityDecision AtBell(AgendaItem item, DateTimeOffset at) => item.State is WarmUp { WhoseTurn: { } late, TurnLasts: { } lasts }
        ? ActivityDecision.Of(new WarmUpEvent.Passed(late)) with { Bell = at + lasts }
        : throw new UnreachableException();

    protected override ActivityDecision Decide(WarmUpCommand command, WarmUp state, AgendaItem item, ActivityTurn turn) =>
        new WarmUpRules(state, item, turn).Decide(command);

    protected override WarmUp Evolve(WarmUp state, WarmUpEvent happened) => WarmUpFold.Evolve(state, happened);

    public override ImmutableArray<Element> Body(ActivityView view) => WarmUpCards.Body(view);

    public override ImmutableArray<CardAction> Actions(ActivityView view) => WarmUpCards.Actions(view);

    public override Form? Dialog(ActivityView view, PersonAlias author) => WarmUpCards.Dialog(view, author);

    public override ImmutableArray<Run>? ThreadLine(ActivityView view) => WarmUpCards.ThreadLine(view);

    public override string Summary(ActivityView view) => WarmUpCards.Summary(view);

    public override ImmutableArray<Element> Minutes(ActivityView view) => WarmUpCards.Minutes(view);

    /// <summary>To whoever's turn has come, where people do not sit together.</summary>
    public override IEnumerable<Reminder> Reminders(AgendaItem item, Session session) =>
        item is { Status: ActivityStatus.Open, Deadline: { } deadline, State: WarmUp { WhoseTurn: { } next, TurnLasts: { } lasts } state }
            && lasts >= Limits.RemindedFrom
            ? [new Reminder(WarmUpCards.ReminderOf(state.Turns), deadline - lasts, next)]
            : [];

    public override ImmutableArray<Run>? ReminderText(string key, ActivityView view) => WarmUpCards.ReminderText(key, view);

    public override ActivityState Forget(AgendaItem item, Erasure erasure) => item.State is WarmUp state
        ? state with
        {
            Lines = [.. state.Lines.Select(line => line.Author == erasure.Author ? line with { Text = Removed.Mark, Thread = null } : line)],
            InThread = state.InThread.RemoveRange(state.InThread.Where(reply => reply.Value.Author == erasure.Author).Select(reply => reply.Key)),
        }
        : item.State;

    public override ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure) => happened switch
    {
        WarmUpEvent.Said e when e.Author == erasure.Author => e with { Text = "", Thread = null },
        WarmUpEvent.Changed e when e.Author == erasure.Author => e with { Text = "" },
        WarmUpEvent.Withdrawn e when e.Author == erasure.Author => e with { Thread = null },
        _ => happened,
    };

    /// <summary>Their lines go; their turns go with who is in.</summary>
    public override ActivityState Withdraw(AgendaItem item, PersonAlias author) => item.State is WarmUp state
        ? state with { Lines = state.Lines.RemoveAll(line => line.Author == author) }
        : item.State;

    public override ActivityEvent RetellPlan(AgendaItem item, Retelling renamed) => item.State is WarmUp state
        ? new WarmUpEvent.Planned(
            state.IsDrawn && item.Status == ActivityStatus.Skipped ? null : state.Game,
            state.Question, state.Rounds, state.WantsTurns, state.IsLive, state.LastsSet)
        : throw new UnreachableException();

    public override ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed) => WarmUpRetelling.Of((WarmUp)item.State, renamed);

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) => WarmUpCards.Artifacts(view);
}
