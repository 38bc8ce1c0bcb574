using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Agree, disagree or pass, on a dozen of what was said, drawn by lot for each person: for more than anybody can weigh with dots.</summary>
public sealed class RatingActivity : Activity<Rating, RatingCommand, RatingEvent>
{
    /// <summary>Stored for ever.</summary>
    public const string KindName = "rating";

    /// <summary>Of one thing alone there is nothing to sort.</summary>
    public const int ItemsMin = 2;

    static readonly TimeSpan Live = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Asynchronous = TimeSpan.FromDays(3);

    public override string Kind => KindName;

    public override ImmutableArray<string> Verbs => [RatingReading.RateVerb];

    public override ImmutableArray<StoredName> EventNames { get; } =
    [
        new("rating-planned", typeof(RatingEvent.Planned)),
        new("rating-took", typeof(RatingEvent.Took)),
        new("rating-rated", typeof(RatingEvent.Rated)),
    ];

    public override bool CountsApart => true;

    public override bool IsShared(ActivityEvent happened) => happened is not RatingEvent.Rated;

    public override IJsonTypeInfoResolver Json => RatingJson.Default;

    public override TimeSpan Grace => Limits.HandInGrace;

    /// <summary>What follows on an open prompt.</summary>
    public static ActivityPlan PlanOn(string? question) =>
        new(KindName, new RatingEvent.Planned(question), AnonymityLevel.AnonymousToEveryone, IsBlind: true, Asynchronous);

    public override Parsed<ActivityPlan> Plan(TypedLine line)
    {
        if (line is { Words.IsEmpty: false } or { Options.IsEmpty: false })
        {
            return new Refusal("Rating.OnNothing", RefusalKind.Wrong);
        }

        var question = PersonalText.Optional(line.Question, Limits.QuestionMax);
        if (question.Value is not { } asked)
        {
            return question.Refusal!; // ! what is not read is refused
        }

        var read = new SettingsReader(line, "for", "live", "named", "anonymous");
        var lasts = read.Lasts(Live, Asynchronous);
        var level = read.Level(AnonymityLevel.AnonymousToEveryone);
        return read.Refusal is { } bad
            ? bad
            : new ActivityPlan(KindName, new RatingEvent.Planned(asked.Length > 0 ? asked : null), level, IsBlind: true, lasts);
    }

    protected override bool IsAnswer(TypedLine line, Rating state) => line is { Question: null, Options.IsEmpty: true, Words.IsEmpty: false };

    protected override Parsed<RatingCommand> Read(TypedLine line, Rating state) => RatingReading.Typed(line);

    protected override Parsed<RatingCommand> Read(Press press, IReadOnlyDictionary<string, string> fields, Rating state) =>
        press.Verb == RatingReading.RateVerb ? RatingReading.Form(fields) : Refusals.NotUnderstood;

    protected override Rating Begin(RatingEvent plan) =>
        plan is RatingEvent.Planned planned ? new Rating(planned.Question) : throw new UnreachableException();

    public override Taken Take(Opening opening, AgendaItem item)
    {
        var drawn = opening.Material.Drawn(opening.Session.Id.Value, thing => (thing.Activity, thing.Id));
        var fit = drawn.Fitting();
        return drawn.Length < ItemsMin
            ? Taken.Nothing
            : new Taken(new RatingEvent.Took([.. fit.Select(thing => new RatedItem(thing.Activity, thing.Id, thing.Text))], drawn.Length - fit.Length));
    }

    public override ImmutableArray<Material> HandsOn(AgendaItem item)
    {
        var state = (Rating)item.State;
        var tally = state.Tally();
        var top = Rating.Top(tally).Select(sum => sum.Number).ToHashSet();
        return [.. tally.Select(sum => new Material(sum.Item.Activity, sum.Item.Source, sum.Item.Text, top.Contains(sum.Number)))];
    }

    protected override ActivityDecision Decide(RatingCommand command, Rating state, AgendaItem item, ActivityTurn turn) => command switch
    {
        RatingCommand.SetStances set => Set(set.Stances, state, turn.Author),
        _ => throw new UnreachableException(),
    };

    static ActivityDecision Set(ImmutableSortedDictionary<int, Stance?> stances, Rating state, PersonAlias author)
    {
        var own = state.Of(author);
        if (stances.Keys.FirstOrDefault(number => !own.Contains(number)) is var foreign && foreign != 0)
        {
            return new Refusal("Rating.NotYours", RefusalKind.Wrong, foreign);
        }

        var given = state.Ratings.GetValueOrDefault(author, []);
        var kept = given.Where(rated => !stances.ContainsKey(rated.Item));
        var said = stances.Where(one => one.Value is not null).Select(one => new RatedAs(one.Key, one.Value!.Value)); // not null: see before
        ImmutableArray<RatedAs> ratings = [.. kept.Concat(said).OrderBy(rated => rated.Item)];
        return ratings.SequenceEqual(given) ? ActivityDecision.Nothing : ActivityDecision.Of(new RatingEvent.Rated(author, ratings));
    }

    protected override Rating Evolve(Rating state, RatingEvent happened) => happened switch
    {
        RatingEvent.Took e => state with
        {
            Items = [.. e.Items.Select(item => item with { Text = PersonalText.Kept(item.Text) })],
            LeftOut = e.LeftOut,
            Ratings = ImmutableDictionary<PersonAlias, ImmutableArray<RatedAs>>.Empty, // opened again after an undo the numbers mean others
        },
        RatingEvent.Rated e => state with
        {
            Ratings = e.Ratings.IsEmpty ? state.Ratings.Remove(e.Author) : state.Ratings.SetItem(e.Author, e.Ratings),
        },
        _ => throw new UnreachableException(),
    };

    public override ImmutableArray<Element> Body(ActivityView view) => [.. RatingCards.Body(view)];

    public override ImmutableArray<CardAction> Actions(ActivityView view) =>
        [new OpenDialog(view.Words["Rating.Rate"], view.Press(RatingReading.RateVerb), ActionStyle.Positive)];

    public override Form? Dialog(ActivityView view, PersonAlias author) => RatingCards.Dialog(view, author);

    public override ImmutableArray<Figure> Board(ActivityView view) => RatingBoard.Of(view);

    public override string Summary(ActivityView view) => RatingCards.Counted(view);

    public override ImmutableArray<Element> Minutes(ActivityView view) => [.. RatingCards.Result(view, RatingCards.MinutesMax)];

    public override ActivityState Forget(AgendaItem item, Erasure erasure) => RatingErasing.Forget((Rating)item.State, erasure);

    public override ActivityEvent Without(ActivityEvent happened, AgendaItem item, Erasure erasure) =>
        RatingErasing.Without(happened, erasure);

    public override ActivityState Withdraw(AgendaItem item, PersonAlias author) =>
        item.State is Rating state ? state with { Ratings = state.Ratings.Remove(author) } : item.State;

    public override bool IsWithdrawn(ActivityEvent happened, PersonAlias author) => happened is RatingEvent.Rated given && given.Author == author;

    public override ActivityEvent RetellPlan(AgendaItem item, Retelling renamed) => new RatingEvent.Planned(item.State.Prompt);

    public override ImmutableArray<ActivityEvent> Retell(AgendaItem item, Retelling renamed) =>
    [
        .. item.State is Rating { Items: { IsEmpty: false } items } state
            ? (ReadOnlySpan<ActivityEvent>)
            [
                new RatingEvent.Took(items, state.LeftOut),
            ]
            : [],
        .. ((Rating)item.State).Ratings.Select(given => new RatingEvent.Rated(renamed.Person(given.Key), given.Value))
            .OrderBy(rated => rated.Author.Value, StringComparer.Ordinal),
    ];

    public override ImmutableArray<Artifact> Artifacts(ActivityView view) => RatingCards.Artifacts(view);
}
