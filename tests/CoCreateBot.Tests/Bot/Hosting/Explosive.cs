using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Tests.Bot.Hosting;

public sealed record ExplosiveState(ImmutableHashSet<PersonAlias> Given) : ActivityState
{
    protected override int PeopleCounted => Given.Count;

    public override string? Prompt => "How loud?";
}

public sealed record ExplosiveCommand(string Text) : ActivityCommand;

public abstract record ExplosiveEvent : ActivityEvent;

public sealed record ExplosivePlanned : ExplosiveEvent;

public sealed record ExplosiveGiven(PersonAlias Author, string Text) : ExplosiveEvent;

/// <summary>
/// An activity with a bug, and with words as long as one likes: "explode bang" is decided with an exception, "explode 1000" is a text of 1,000 characters.
/// </summary>
public sealed class Explosive : Activity<ExplosiveState, ExplosiveCommand, ExplosiveEvent>
{
    public override string Kind => "explosive";

    public override ImmutableArray<string> Verbs => ["explode"];

    public override ResourceManager Texts { get; } = new NoTexts();

    public override ImmutableArray<StoredName> EventNames { get; } =
        [new("explosive-planned", typeof(ExplosivePlanned)), new("explosive-given", typeof(ExplosiveGiven))];

    public override IJsonTypeInfoResolver Json => ExplosiveJson.Default;

    public override Parsed<ActivityPlan> Plan(TypedLine line) =>
        new ActivityPlan(Kind, new ExplosivePlanned(), AnonymityLevel.AnonymousToGroup, IsBlind: true, null);

    public override ImmutableArray<Element> Body(ActivityView view) => [];

    public override ImmutableArray<CardAction> Actions(ActivityView view) => [];

    public override Form? Dialog(ActivityView view, PersonAlias author) => null;

    public override string Summary(ActivityView view) => "";

    public override ImmutableArray<Element> Minutes(ActivityView view) => [];

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) => [];

    public override ActivityEvent RetellPlan(AgendaItem item, Retelling renamed) => new ExplosivePlanned();

    public override ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed) => [];

    public override ActivityState Forget(AgendaItem item, Erasure erasure) => item.State;

    public override ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure) => happened;

    protected override bool IsAnswer(TypedLine line, ExplosiveState state) => !line.Words.IsEmpty;

    protected override Parsed<ExplosiveCommand> Read(TypedLine line, ExplosiveState state) => new ExplosiveCommand(line.Words[0]);

    protected override Parsed<ExplosiveCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, ExplosiveState state) =>
        Refusals.NotUnderstood;

    protected override ExplosiveState Begin(ExplosiveEvent plan) => new([]);

    protected override ActivityDecision Decide(ExplosiveCommand command, ExplosiveState state, AgendaItem item, ActivityTurn turn) =>
        command.Text == "bang"
            ? throw new InvalidOperationException("Bang.")
            : ActivityDecision.Of(new ExplosiveGiven(turn.Author, new string('x', int.Parse(command.Text, CultureInfo.InvariantCulture))));

    protected override ExplosiveState Evolve(ExplosiveState state, ExplosiveEvent happened) => happened switch
    {
        ExplosiveGiven given => new(state.Given.Add(given.Author)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

sealed class NoTexts : ResourceManager
{
    public override string BaseName => "Explosive";

    public override string? GetString(string name, CultureInfo? culture) => name;
}

[JsonSerializable(typeof(ExplosivePlanned))]
[JsonSerializable(typeof(ExplosiveGiven))]
sealed partial class ExplosiveJson : JsonSerializerContext;
