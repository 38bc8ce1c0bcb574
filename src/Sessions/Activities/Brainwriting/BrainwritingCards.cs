using System.Collections.Immutable;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>What everybody sees of it: counts while it is open, the ideas once it has closed.</summary>
static class BrainwritingCards
{
    /// <summary>A card with more would be cut by every platform; the rows have them all.</summary>
    public const int ShownMax = 200;

    const int Percent = 100;

    static Brainwriting State(ActivityView view) => (Brainwriting)view.Item.State;

    public static ImmutableArray<Element> Body(ActivityView view) =>
        view.Item.Status == ActivityStatus.Closed ? [.. Result(view)] : [.. Counts(view)];

    public static ImmutableArray<CardAction> Actions(ActivityView view) =>
    [
        new OpenDialog(view.Words["Brainwriting.Write"], view.Press(BrainwritingReading.WriteVerb), ActionStyle.Positive) { IsAsking = true },
        new OpenDialog(view.Words["Brainwriting.Change"], view.Press(BrainwritingReading.ChangeVerb)) { IsAsking = true },
    ];

    public static ImmutableArray<CardAction> SteeringActions(ActivityView view) =>
        view.Item.Status == ActivityStatus.Open && State(view) is { IsLive: true } state && state.Round < state.Rounds // the last bell is the close
            ? [new Execute(view.Words["Brainwriting.Ring"], view.Press(BrainwritingReading.BellVerb, Number(state.Round)))]
            : [];

    public static string Summary(ActivityView view)
    {
        var state = State(view);
        if (view.Item.Status != ActivityStatus.Closed)
        {
            // Also what is hidden is counted here: nobody may find out by the count that they are muted.
            return SoFar(view);
        }

        var ideas = view.Words.Count("Brainwriting.Ideas", state.Ideas.Keys.Count(state.IsShown));
        var starred = state.Stars().Count;
        return starred == 0 ? view.Words.Say("Brainwriting.Sum", ideas) : view.Words.Say("Brainwriting.SumStarred", ideas, starred);
    }

    static string SoFar(ActivityView view) =>
        view.Words.Say("Brainwriting.SoFar", view.Words.Count("Brainwriting.Ideas", State(view).Ideas.Count));

    static IEnumerable<Element> Counts(ActivityView view)
    {
        var (state, words) = (State(view), view.Words);
        yield return new TextBlock(state.IsLive
            ? words.Say("Brainwriting.RoundOf", state.Round, state.Rounds)
            : words.Count("Brainwriting.Pool", state.Rounds));
        if (state.IsLive)
        {
            var (sheets, handedIn) = Bells.InRound(state);
            yield return sheets == 0
                ? new TextBlock(words["Brainwriting.NoSheetYet"], TextStyle.Subtle)
                : new ProgressBar(words.Count("Brainwriting.SheetsIn", sheets, handedIn), handedIn, sheets);
        }

        var target = Bells.Target(state);
        var could = words.Say(
            "Brainwriting.Target", words.Count("Brainwriting.People", state.People), words.Count("Brainwriting.Ideas", state.IdeasEach),
            words.Count("Brainwriting.Rounds", state.Rounds), target);
        yield return new TextBlock($"{SoFar(view)} {could}", TextStyle.Subtle);
        yield return new TextBlock(words["Brainwriting.ShownAtClose"], TextStyle.Subtle);
    }

    static IEnumerable<Element> Result(ActivityView view)
    {
        yield return new TextBlock(Summary(view));
        var ideas = Ordered(view);
        if (ideas.IsEmpty)
        {
            yield break;
        }

        yield return Facts(view, ideas);
        if (ideas.Length > ShownMax)
        {
            yield return new TextBlock(view.Words.Say("Brainwriting.AndMore", ideas.Length - ShownMax), TextStyle.Subtle);
        }
    }

    public static ImmutableArray<Element> Minutes(ActivityView view)
    {
        var (state, words) = (State(view), view.Words);
        var shown = state.ShownIdeas();
        var built = shown.Count(idea => idea.BuildsOn is { } basis && state.IsShown(basis));
        var sheets = words.Count("Brainwriting.Sheets", state.ShownSheets.Count());
        var share = shown.IsEmpty ? 0 : (int)Math.Round(Percent * (double)built / shown.Length, MidpointRounding.AwayFromZero);
        var stars = state.Stars();
        var best = stars.IsEmpty ? shown : [.. shown.Where(idea => stars.ContainsKey(idea.Id))];
        return
        [
            new TextBlock(words.Say("Brainwriting.Counts", words.Count("Brainwriting.Ideas", shown.Length), sheets, share)),
            .. best.IsEmpty
                ? []
                : (ReadOnlySpan<Element>)[new TextBlock(words[stars.IsEmpty ? "Brainwriting.AllOfThem" : "Brainwriting.BestOfThem"]), Facts(view, best)],
            .. best.Length <= ShownMax
                ? []
                : (ReadOnlySpan<Element>)[new TextBlock(words.Say("Brainwriting.AndMore", best.Length - ShownMax), TextStyle.Subtle)],
        ];
    }

    /// <summary>The starred first: a card that is too long is cut at its end.</summary>
    static ImmutableArray<WrittenIdea> Ordered(ActivityView view)
    {
        var stars = State(view).Stars();
        return [.. State(view).ShownIdeas().OrderByDescending(idea => stars.ContainsKey(idea.Id))];
    }

    public static bool IsNamed(ActivityView view) => view.Item.Level == AnonymityLevel.Named && view.Session.People.Count <= Limits.NamedShownMax;

    static FactSet Facts(ActivityView view, ImmutableArray<WrittenIdea> ideas)
    {
        var stars = State(view).Stars();
        var isNamed = IsNamed(view);
        return new FactSet(
        [
            .. ideas.Take(ShownMax).Select(idea => new Fact(
                Number(idea.Id),
                Line(view, idea, isNamed ? view.NameOf(idea.Author) : null, stars.ContainsKey(idea.Id)))
            {
                Pictures = view.Drawn(State(view).PictureOf(idea.Id), idea.Text),
            }),
        ]);
    }

    /// <summary>"Paint it (Bob, builds on 417, starred) (picture in the web room)"</summary>
    public static ImmutableArray<Run> Line(ActivityView view, WrittenIdea idea, string? name, bool isStarred)
    {
        ImmutableArray<Run>[] remarks =
        [
            name is null ? [] : [new WordsRun(name)],
            idea.BuildsOn is { } basis && State(view).IsShown(basis)
                ? view.Words.Runs("Brainwriting.BuildsOn", new TextRun(Number(basis)))
                : [],
            isStarred ? view.Words.Runs("Brainwriting.Starred") : [],
        ];
        var said = remarks.Where(remark => !remark.IsEmpty).Listed(remark => remark);
        var picture = State(view).PictureOf(idea.Id);
        return said.IsEmpty
            ? [new WordsRun(idea.Text), .. view.Remark(picture)]
            : [new WordsRun(idea.Text), new TextRun(" ("), .. said, new TextRun(")"), .. view.Remark(picture)];
    }
}
