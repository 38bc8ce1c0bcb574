using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoCreateBot.Sessions;

/// <summary>Stored for ever, by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Stance>))]
public enum Stance
{
    [JsonStringEnumMemberName("agree")]
    Agree,

    [JsonStringEnumMemberName("disagree")]
    Disagree,

    [JsonStringEnumMemberName("pass")]
    Pass,
}

/// <summary>A rating of what many people said: each rates a few, drawn by lot.</summary>
public sealed record Rating(string? Question) : ActivityState
{
    /// <summary>What one person rates (PRODUCT: 12 shuffled ones).</summary>
    public const int EachRates = 12;

    /// <summary>What is put forward to the activity behind it; those level with the last as well.</summary>
    public const int TopMax = 10;

    /// <summary>By lot; the number of each is its place here, from 1.</summary>
    public ImmutableArray<RatedItem> Items { get; init; } = [];

    /// <summary>How much there was that is not rated, as there was too much.</summary>
    public int LeftOut { get; init; }

    public ImmutableDictionary<PersonAlias, ImmutableArray<RatedAs>> Ratings { get; init; } =
        ImmutableDictionary<PersonAlias, ImmutableArray<RatedAs>>.Empty;

    protected override int PeopleCounted => Ratings.Count;

    public override IEnumerable<PersonAlias> Givers => Ratings.Keys;

    public override bool HasGiven(PersonAlias author) => Ratings.ContainsKey(author);

    public override string? Prompt => Question;

    /// <summary>The numbers of what this person rates: always the same ones, and others for each.</summary>
    public ImmutableArray<int> Of(PersonAlias author)
    {
        var drawn = Enumerable.Range(1, Items.Length).OrderBy(Lots.PlacesOf(author.Value)).ThenBy(number => number);
        return [.. drawn.Take(EachRates)];
    }

    public Stance? StanceOf(PersonAlias author, int number) =>
        Ratings.GetValueOrDefault(author, []).FirstOrDefault(rated => rated.Item == number)?.Stance;

    /// <summary>What found most agreement first.</summary>
    public ImmutableArray<RatingTally> Tally()
    {
        var sums = Items.Select((item, i) => new RatingTally(i + 1, item, 0, 0, 0)).ToArray();
        foreach (var rated in Ratings.Values.SelectMany(ratings => ratings))
        {
            ref var sum = ref sums[rated.Item - 1];
            sum = rated.Stance switch
            {
                Stance.Agree => sum with { Agree = sum.Agree + 1 },
                Stance.Disagree => sum with { Disagree = sum.Disagree + 1 },
                _ => sum with { Pass = sum.Pass + 1 },
            };
        }

        return [.. sums.OrderByDescending(sum => sum.Agreement).ThenByDescending(sum => sum.Agree).ThenBy(sum => sum.Number)];
    }

    /// <summary>What more people agreed than disagreed with, the first ten and those level with the last of them.</summary>
    public static ImmutableArray<RatingTally> Top(ImmutableArray<RatingTally> tally)
    {
        var line = tally.Select(sum => sum.Agreement).ElementAtOrDefault(TopMax - 1);
        return [.. tally.Where(sum => sum.Agree > sum.Disagree && sum.Agreement >= line)];
    }
}

/// <param name="Activity">The activity that keeps it.</param>
/// <param name="Source">Its id there.</param>
public sealed record RatedItem(int Activity, int Source, string Text);

/// <param name="Item">Its number, from 1.</param>
public sealed record RatedAs(int Item, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Stance Stance);

public sealed record RatingTally(int Number, RatedItem Item, int Agree, int Disagree, int Pass)
{
    /// <summary>
    /// The share of those who agree, as if one more had agreed and one more had not: one lone "agree" does not go before nine of ten.
    /// </summary>
    public double Agreement => (Agree + 1.0) / (Agree + Disagree + 2.0);
}

public abstract record RatingCommand : ActivityCommand
{
    /// <summary>These numbers are rated so; null takes it back, what is not named stays.</summary>
    public sealed record SetStances(ImmutableSortedDictionary<int, Stance?> Stances) : RatingCommand;
}

public abstract record RatingEvent : ActivityEvent
{
    public sealed record Planned(string? Question) : RatingEvent;

    public sealed record Took(ImmutableArray<RatedItem> Items, int LeftOut) : RatingEvent;

    /// <summary>All that somebody rated, from now on.</summary>
    public sealed record Rated(PersonAlias Author, ImmutableArray<RatedAs> Ratings) : RatingEvent;
}

[JsonSerializable(typeof(RatingEvent.Planned))]
[JsonSerializable(typeof(RatingEvent.Took))]
[JsonSerializable(typeof(RatingEvent.Rated))]
sealed partial class RatingJson : JsonSerializerContext;
