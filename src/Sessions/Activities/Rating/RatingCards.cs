using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What a rating looks like. Before it closes nothing here but the dialog reads a rating, and that only its owner's.</summary>
static class RatingCards
{
    /// <summary>What the card shows of the result; all of it stands in the export.</summary>
    const int ShownMax = Rating.TopMax;

    public const int MinutesMax = 20;

    public static IEnumerable<Element> Body(ActivityView view)
    {
        if (view.Item.ShowsTotals)
        {
            return Result(view, ShownMax);
        }

        var state = State(view);
        var each = Math.Min(Rating.EachRates, state.Items.Length);
        return
        [
            new TextBlock(view.Words.Say("Rating.Each", each, state.Items.Length)),
            .. state.LeftOut > 0 ? (ReadOnlySpan<Element>)[new TextBlock(view.Words.Count("Rating.LeftOut", state.LeftOut), TextStyle.Subtle)] : [],
            new TextBlock(Counted(view), TextStyle.Subtle),
        ];
    }

    public static string Counted(ActivityView view) => view.Words.Count("Rating.HaveRated", State(view).Contributors);

    public static IEnumerable<Element> Result(ActivityView view, int max)
    {
        var tally = State(view).Tally();
        var words = view.Words;
        yield return new HorizontalBarChart(
            words["Rating.Chart"],
            [
                .. tally.Take(max).Select(sum => new Bar(
                    [new WordsRun(sum.Item.Text)], sum.Agree, words.Say("Rating.Figure", sum.Agree, sum.Disagree, sum.Pass))),
            ]);
        if (tally.Length > max)
        {
            yield return new TextBlock(words.Count("Rating.More", tally.Length - max), TextStyle.Subtle);
        }

        yield return new TextBlock(words["Rating.Rule"], TextStyle.Subtle);
        yield return new TextBlock(Counted(view), TextStyle.Subtle);
    }

    static Rating State(ActivityView view) => (Rating)view.Item.State;

    public static Form Dialog(ActivityView view, PersonAlias author)
    {
        var state = State(view);
        ImmutableArray<Element> body =
        [
            new TextBlock(SessionCards.Prompt(view)),
            new TextBlock(view.Words["Rating.Hint"]),
            .. state.Of(author).Select(number => Item(view, number, author)),
            new TextBlock(view.Words["Rating.UntilClose"], TextStyle.Subtle),
            new TextBlock(Receipt.For(view), TextStyle.Subtle),
        ];
        return new Form(view.Words["Rating.DialogTitle"], view.Words.Language, body, new Execute(
            view.Words["Rating.Submit"], view.Press(RatingReading.RateVerb), ActionStyle.Positive));
    }

    static InputChoiceSet Item(ActivityView view, int number, PersonAlias author)
    {
        var state = State(view);
        var choices = Enum.GetValues<Stance>().Select(RatingReading.WordOf).Select(word => new Choice(view.Words["Rating.Stance-" + word], word));
        return new InputChoiceSet(
            RatingReading.InputOf(number), string.Create(CultureInfo.InvariantCulture, $"{number}. {state.Items[number - 1].Text}"),
            [.. choices, new Choice(view.Words["Rating.NotSaid"], RatingReading.NotSaid)])
        {
            Value = state.StanceOf(author, number) is { } stance ? RatingReading.WordOf(stance) : RatingReading.NotSaid,
            Style = ChoiceInputStyle.Expanded,
            IsRequired = true,
        };
    }

    public static ImmutableArray<Artifact> Artifacts(ActivityView view) => !view.Item.ShowsTotals ? [] :
    [
        .. from sum in State(view).Tally()
           from count in new[] { (Stance.Agree, sum.Agree), (Stance.Disagree, sum.Disagree), (Stance.Pass, sum.Pass) }
           let word = RatingReading.WordOf(count.Item1)
           select new Artifact(
               view.Item.Number, string.Create(CultureInfo.InvariantCulture, $"item-{sum.Number:D5}-{word}"), word, sum.Item.Text, count.Item2, Author: null),
    ];
}
