using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What, who, by when, and the first sign of progress. Whoever is to do it accepts; what became of it is said also later.</summary>
public sealed class NextStepsActivity : Activity<NextSteps, NextStepsCommand, NextStepsEvent>
{
    /// <summary>Stored for ever.</summary>
    public const string KindName = "next-steps";

    public override string Kind => KindName;

    public override ImmutableArray<string> Verbs => ["steps"];

    public override ImmutableArray<string> SteeringVerbs => NextStepsReading.TellingVerbs;

    public override bool IsAnytime(string verb) => SteeringVerbs.Contains(verb, StringComparer.Ordinal);

    public override ImmutableArray<StoredName> EventNames { get; } =
    [
        new("next-steps-planned", typeof(NextStepsEvent.Planned)),
        new("next-steps-taken", typeof(NextStepsEvent.Taken)),
        new("next-steps-added", typeof(NextStepsEvent.Added)),
        new("next-steps-changed", typeof(NextStepsEvent.Changed)),
        new("next-steps-accepted", typeof(NextStepsEvent.Accepted)),
        new("next-steps-declined", typeof(NextStepsEvent.Declined)),
        new("next-steps-done", typeof(NextStepsEvent.Finished)),
        new("next-steps-dropped", typeof(NextStepsEvent.Dropped)),
        new("next-steps-resumed", typeof(NextStepsEvent.Resumed)),
    ];

    public override bool HasFigures => false;

    public override IJsonTypeInfoResolver Json => NextStepsJson.Default;

    public override TimeSpan Grace => Limits.HandInGrace;

    public override Parsed<ActivityPlan> Plan(TypedLine line) => NextStepsReading.Plan(line);

    protected override bool IsAnswer(TypedLine line, NextSteps state) =>
        line.Question is not null || !line.Words.IsEmpty || !line.Options.IsEmpty;

    protected override Parsed<NextStepsCommand> Read(TypedLine line, NextSteps state) => NextStepsReading.Typed(line, state);

    protected override Parsed<NextStepsCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, NextSteps state) =>
        NextStepsReading.Press(press, fields, state);

    protected override NextSteps Begin(NextStepsEvent plan) => plan is NextStepsEvent.Planned planned
        ? new NextSteps(planned.Question)
        : throw new UnreachableException();

    /// <summary>With nothing before it, it opens all the same: people know what is to be done.</summary>
    public override Taken Take(Opening opening, AgendaItem item) => new(new NextStepsEvent.Taken(
        opening.Session.Zone,
        [
            .. opening.Material.Where(material => material.IsProposed).Take(NextStepsRules.SuggestionsMax)
                .Select(material => new StepSuggestion(material.Activity, material.Id, material.Text) { Undertaking = material.Undertaking }),
        ]));

    protected override ActivityDecision Decide(NextStepsCommand command, NextSteps state, AgendaItem item, ActivityTurn turn) =>
        item.Level == AnonymityLevel.Named ? new NextStepsRules(state, turn).Decide(command) : NextStepsRules.OnlyNamed;

    protected override NextSteps Evolve(NextSteps state, NextStepsEvent happened) => happened switch
    {
        NextStepsEvent.Taken e => state with
        {
            Zone = e.Zone,
            Suggestions =
            [
                .. e.Suggestions.Select(one => one with
                {
                    Text = PersonalText.Kept(one.Text),
                    Undertaking = one.Undertaking is { } said ? said with { Sign = Kept(said.Sign) } : null,
                }),
            ],
        },
        NextStepsEvent.Added e => By(state, e.Author) with { Steps = state.Steps.Add(Added(state.Steps.Length + 1, e)) },
        NextStepsEvent.Changed e => With(By(state, e.Author), e.Step, step => step with
        {
            What = PersonalText.Kept(e.What),
            Owner = e.Owner,
            Due = e.Due,
            Sign = Kept(e.Sign),
            Teller = e.Author,
            HasAccepted = e.Owner == step.Owner ? step.HasAccepted : e.Owner == e.Author,
            Since = e.At ?? step.Since,
        }),
        NextStepsEvent.Accepted e => With(By(state, e.Author), e.Step, step => step with { Owner = e.Author, HasAccepted = true, Since = e.At ?? step.Since }),
        NextStepsEvent.Declined e => With(By(state, e.Author), e.Step, step => step with { Owner = null, HasAccepted = false }),
        NextStepsEvent.Finished e => With(By(state, e.Author), e.Step, step => step with { Status = StepStatus.Done, Reason = null }),
        NextStepsEvent.Dropped e => With(By(state, e.Author), e.Step, step => step with
        {
            Status = StepStatus.Dropped,
            Reason = PersonalText.Kept(e.Reason),
            DroppedBy = e.Author,
        }),
        NextStepsEvent.Resumed e => With(
            By(state, e.Author), e.Step, step => step with { Status = StepStatus.Open, Reason = null, Since = e.At ?? step.Since }),
        _ => throw new UnreachableException(),
    };

    static NextStep Added(int number, NextStepsEvent.Added e) =>
        new(number, e.Author, PersonalText.Kept(e.What), e.Owner, e.Due, Kept(e.Sign), e.Suggestion)
        {
            HasAccepted = e.Owner == e.Author,
            Since = e.At,
        };

    static string? Kept(string? text) => text is null ? null : PersonalText.Kept(text);

    static NextSteps By(NextSteps state, PersonAlias author) =>
        author == Retelling.Nobody ? state : state with { People = state.People.Add(author) };

    static NextSteps With(NextSteps state, int number, Func<NextStep, NextStep> change) =>
        state with { Steps = state.Steps.SetItem(number - 1, change(state.Steps[number - 1])) };

    public override ImmutableArray<Element> Body(ActivityView view) => NextStepsCards.Body(view);

    public override ImmutableArray<CardAction> Actions(ActivityView view) => NextStepsForms.Actions(view);

    public override Form? Dialog(ActivityView view, PersonAlias author) => NextStepsForms.Add(view, author);

    public override ImmutableArray<Form> SideDialogs(ActivityView view, PersonAlias author) => NextStepsForms.Sides(view, author);

    /// <summary>To who has accepted a step, also long after the session is over. There is no reminder to put steps down.</summary>
    public override IEnumerable<Reminder> Reminders(AgendaItem item, Session session) => StepReminders.Due(item);

    /// <summary>Nobody is assigned silently: whoever is to do something is asked.</summary>
    public override IEnumerable<Reminder> Asks(AgendaItem item) => StepReminders.Asks(item);

    public override ImmutableArray<Run>? ReminderText(string key, ActivityView view) => StepReminders.Text(key, view);

    public override ImmutableArray<CardAction> ReminderActions(string key, ActivityView view) =>
        StepReminders.StepOf(key, view.Item) is { } step ? OwnSteps.Actions(view, step) : [];

    public override ImmutableArray<Figure> Board(ActivityView view) => NextStepsBoard.Of(view);

    public override string Summary(ActivityView view) => NextStepsCards.Summary(view);

    public override ImmutableArray<Element> Minutes(ActivityView view) => NextStepsCards.Minutes(view);

    public override ActivityState Forget(AgendaItem item, Erasure erasure) => NextStepsErasing.Forget((NextSteps)item.State, erasure);

    public override ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure) =>
        NextStepsErasing.Without(happened, (NextSteps)item.State, erasure);

    public override ActivityEvent RetellPlan(AgendaItem item, Retelling renamed) => new NextStepsEvent.Planned(item.State.Prompt);

    public override ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed) =>
        NextStepsRetelling.Of((NextSteps)item.State, renamed);

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) => NextStepsCards.Artifacts(view);
}
