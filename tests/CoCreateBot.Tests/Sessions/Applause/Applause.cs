using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Sessions;

/// <summary>
/// An activity that the product knows nothing of: people clap once to three times. It shows that a new one needs its own folder alone.
/// </summary>
sealed record Applause(string? Question) : ActivityState
{
    public ImmutableDictionary<PersonAlias, int> Claps { get; init; } = ImmutableDictionary<PersonAlias, int>.Empty;

    protected override int PeopleCounted => Claps.Count;

    public override string? Prompt => Question;
}

abstract record ApplauseCommand : ActivityCommand
{
    public sealed record Clap(int Times) : ApplauseCommand;
}

abstract record ApplauseEvent : ActivityEvent
{
    public sealed record Planned(string? Question) : ApplauseEvent;

    public sealed record Clapped(PersonAlias Author, int Times) : ApplauseEvent;
}

[JsonSerializable(typeof(ApplauseEvent.Planned))]
[JsonSerializable(typeof(ApplauseEvent.Clapped))]
sealed partial class ApplauseJson : JsonSerializerContext;

sealed class ApplauseActivity : Activity<Applause, ApplauseCommand, ApplauseEvent>
{
    public const int TimesMax = 3;

    static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);

    public override string Kind => "applause";

    public override ImmutableArray<string> Verbs => ["applaud"];

    public override ImmutableArray<StoredName> EventNames { get; } =
        [new("applause-planned", typeof(ApplauseEvent.Planned)), new("applause-clapped", typeof(ApplauseEvent.Clapped))];

    public override IJsonTypeInfoResolver Json => ApplauseJson.Default;

    public override Parsed<ActivityPlan> Plan(TypedLine line) => PersonalText.Optional(line.Question, Limits.QuestionMax) switch
    {
        { Value: { } question } => new ActivityPlan(
            Kind, new ApplauseEvent.Planned(question is "" ? null : question), AnonymityLevel.Named, IsBlind: false, Lasts),
        { Refusal: { } refusal } => refusal,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public override StartForm? Start(Words words) => StartForm.Of(
        Verbs[0], words["Applause.StartOffer"], words["Applause.Name"], words["Applause.StartSubmit"], [StartForm.Question(words)], words);

    protected override bool IsAnswer(TypedLine line, Applause state) => !line.Words.IsEmpty;

    protected override Parsed<ApplauseCommand> Read(TypedLine line, Applause state) => Times(string.Join(' ', line.Words));

    protected override Parsed<ApplauseCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, Applause state) =>
        Times(fields.GetValueOrDefault("times", press.Argument));

    static Parsed<ApplauseCommand> Times(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var times)
        ? new ApplauseCommand.Clap(times)
        : Refusals.NotUnderstood;

    protected override Applause Begin(ApplauseEvent plan) => plan is ApplauseEvent.Planned planned
        ? new Applause(planned.Question)
        : throw new System.Diagnostics.UnreachableException();

    protected override ActivityDecision Decide(
        ApplauseCommand command, Applause state, AgendaItem item, ActivityTurn turn) => command switch
        {
            ApplauseCommand.Clap { Times: < 1 or > TimesMax } => new Refusal("Applause.TooMuch", RefusalKind.Wrong, TimesMax) { Input = "times" },
            ApplauseCommand.Clap clap when state.Claps.GetValueOrDefault(turn.Author) == clap.Times => ActivityDecision.Nothing,
            ApplauseCommand.Clap clap => ActivityDecision.Of(new ApplauseEvent.Clapped(turn.Author, clap.Times)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    protected override Applause Evolve(Applause state, ApplauseEvent happened) => happened switch
    {
        ApplauseEvent.Clapped e => state with { Claps = state.Claps.SetItem(e.Author, e.Times) },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static Applause State(ActivityView view) => (Applause)view.Item.State;

    public override ImmutableArray<Element> Body(ActivityView view) => [new TextBlock(Summary(view))];

    public override ImmutableArray<CardAction> Actions(ActivityView view) =>
    [
        .. Enumerable.Range(1, TimesMax).Select(times => new Execute(
            view.Words.Count("Applause.Clap", times), view.Press("clap", times.ToString(CultureInfo.InvariantCulture)))),
        new OpenDialog(view.Words["Applause.Open"], view.Press("clap")),
    ];

    public override Form? Dialog(ActivityView view, PersonAlias author) => new(
        view.Words["Applause.Name"],
        view.Words.Language,
        [
            new InputNumber("times", view.Words["Applause.Times"], 1, TimesMax)
            {
                Value = State(view).Claps.TryGetValue(author, out var times) ? times : null,
            },
            new TextBlock(Receipt.For(view), TextStyle.Subtle),
        ],
        new Execute(view.Words["Applause.Submit"], view.Press("clap")));

    public override string Summary(ActivityView view) => view.Words.Count("Applause.Sum", State(view).Claps.Values.Sum());

    public override ImmutableArray<Element> Minutes(ActivityView view) => Body(view);

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) =>
        [new Artifact(view.Item.Number, "sum", "tally", Summary(view), State(view).Claps.Values.Sum(), Author: null)];

    public override ActivityEvent RetellPlan(AgendaItem item, Retelling renamed) => new ApplauseEvent.Planned(((Applause)item.State).Question);

    public override ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed) =>
        [.. ((Applause)item.State).Claps.OrderBy(clap => clap.Value).Select(clap => new ApplauseEvent.Clapped(renamed.Person(clap.Key), clap.Value))];

    // There are no words in it.
    public override ActivityState Forget(AgendaItem item, Erasure erasure) => item.State;

    public override ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure) => happened;
}
