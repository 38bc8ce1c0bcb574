using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What the tree looks like on the card, in the minutes and as rows: a list in which each cause has its number, its level and its words.</summary>
static class FiveWhysCards
{
    static FiveWhys State(ActivityView view) => (FiveWhys)view.Item.State;

    public static ImmutableArray<Element> Body(ActivityView view)
    {
        var state = State(view);
        var isOpen = view.Item.Status == ActivityStatus.Open;
        return
        [
            .. Warning(view),
            .. isOpen && WhyChecks.NamesACause(view.Item.Prompt) ? (ReadOnlySpan<Element>)[Subtle(view, "FiveWhys.AskProblem")] : [],
            .. isOpen ? [new TextBlock(Why(view))] : (ReadOnlySpan<Element>)[],
            .. isOpen ? Vote(view) : [],
            .. Tree(view),
            .. isOpen && state.DepthOf(state.Focus) > 1 ? (ReadOnlySpan<Element>)[Chain(view, state.Focus)] : [],
            .. Roots(view),
            new TextBlock(Summary(view), TextStyle.Subtle),
        ];
    }

    public static ImmutableArray<Element> Minutes(ActivityView view)
    {
        var state = State(view);
        var roots = state.Roots().ToList();
        return
        [
            .. Warning(view),
            .. Tree(view),
            .. roots.Select(root => Chain(view, root.Cause.Id)),
            .. Roots(view),
            new TextBlock(Summary(view), TextStyle.Subtle),
        ];
    }

    public static string Summary(ActivityView view)
    {
        var state = State(view);
        var nodes = state.Nodes().ToList();
        return nodes.Count == 0 ? view.Words["FiveWhys.NoCause"] : view.Words.Say(
            "FiveWhys.Summary",
            view.Words.Count("FiveWhys.Causes", nodes.Count),
            view.Words.Count("FiveWhys.Levels", nodes.Max(node => node.Depth)),
            view.Words.Count("FiveWhys.RootCauses", state.Roots().Count()),
            view.Words.Count("FiveWhys.Measures", Shown(state).Count()));
    }

    static IEnumerable<CounterMeasure> Shown(FiveWhys state) => state.Roots().SelectMany(root => state.MeasuresOf(root.Cause.Id));

    static IEnumerable<Element> Warning(ActivityView view) => WhyChecks.IsCritical(view.Item.Prompt)
        ? [new Container([new TextBlock(view.Words["FiveWhys.Critical"])], ContainerStyle.Attention)]
        : [];

    static TextBlock Subtle(ActivityView view, string key) => new(view.Words[key], TextStyle.Subtle);

    /// <summary>About which node "why?" is asked now, and where one is deep enough to ask something else.</summary>
    static ImmutableArray<Run> Why(ActivityView view)
    {
        var state = State(view);
        if (state.Cause(state.Focus) is not { } cause)
        {
            return [new TextRun(view.Words["FiveWhys.WhyProblem"], Strong: true)];
        }

        var isDeep = state.DepthOf(cause.Id) >= state.Depth;
        return
        [
            .. view.Words.Runs("FiveWhys.WhyCause", new TextRun(state.NumberOf(cause.Id), Strong: true), Text(view, cause)),
            .. isDeep ? (ReadOnlySpan<Run>)[new TextRun(" " + view.Words["FiveWhys.DeepEnough"])] : [],
        ];
    }

    public static Run Text(ActivityView view, Cause cause) => cause.IsHidden ? new TextRun(view.Words["FiveWhys.HiddenText"]) : new WordsRun(cause.Text);

    static IEnumerable<Element> Vote(ActivityView view)
    {
        var state = State(view);
        if (state.Vote is not { } vote)
        {
            yield break;
        }

        var sums = WhyVotes.Of(state, vote);
        if (vote.Most is not { } most)
        {
            yield return new TextBlock(view.Words.Say("FiveWhys.VoteOpen", view.Words.Count("FiveWhys.HaveChosen", sums.Sum(sum => sum.People))));
            yield break;
        }

        var numbers = string.Join(", ", most.Where(state.IsNode).Select(state.NumberOf));
        if (numbers.Length == 0)
        {
            yield return new TextBlock(view.Words["FiveWhys.VoteNone"]);
            yield break;
        }

        var key = numbers.Contains(',', StringComparison.Ordinal) ? "FiveWhys.VoteTied" : "FiveWhys.VoteWon";
        yield return new TextBlock(view.Words.Say(key, numbers) + (view.Item.ShowsTotals ? " " + Figures(view, sums) : ""));
    }

    static string Figures(ActivityView view, ImmutableArray<(Cause Branch, int People)> sums) =>
        string.Join(", ", sums.Select(sum => $"{State(view).NumberOf(sum.Branch.Id)}: {sum.People.ToString(view.Words.Culture)}")) + ".";

    static IEnumerable<Element> Tree(ActivityView view) => State(view).Nodes().Select(node => Line(view, node)).ToImmutableArray() is { IsEmpty: false } lines
        ? [new FactSet(lines)]
        : [];

    static Fact Line(ActivityView view, WhyNode node) => new(node.Number, [Text(view, node.Cause), .. About(view, node)]) { Level = node.Depth - 1 };

    /// <summary>Whose it is, what it stands on, what became of it, and what is worth a question.</summary>
    static IEnumerable<Run> About(ActivityView view, WhyNode node)
    {
        var cause = node.Cause;
        if (cause.IsHidden)
        {
            yield break;
        }

        yield return new TextRun(" – ");
        if (view.Item.Level == AnonymityLevel.Named && cause.Author != Retelling.Nobody)
        {
            yield return new WordsRun(view.NameOf(cause.Author));
            yield return new TextRun(", ");
        }

        yield return new TextRun(string.Join("; ", Stands(view, cause)));
        if (view.Item.Status == ActivityStatus.Open && cause.End == CauseEnd.Open && WhyChecks.Of(cause.Text, view.Session).FirstOrDefault() is { } question)
        {
            yield return new TextRun(". " + view.Words[question]);
        }

        if (Doubt(view, cause) is { } doubt)
        {
            yield return new TextRun((view.Item.Status == ActivityStatus.Open ? " " : ". ") + doubt);
        }
    }

    public static IEnumerable<string> Stands(ActivityView view, Cause cause)
    {
        yield return view.Words[cause.IsEvidence ? "FiveWhys.IsEvidence" : "FiveWhys.IsAssumption"];
        if (cause.End != CauseEnd.Open)
        {
            yield return view.Words[cause.End switch
            {
                CauseEnd.Root => "FiveWhys.IsRoot",
                CauseEnd.OutsideOurReach => "FiveWhys.IsOutside",
                _ => throw new UnreachableException(),
            }];
        }

        if (view.Item.Status == ActivityStatus.Open && State(view).Focus == cause.Id)
        {
            yield return view.Words["FiveWhys.IsFollowed"];
        }
    }

    /// <summary>The reverse test, where somebody says that it would have happened all the same.</summary>
    public static string? Doubt(ActivityView view, Cause cause) =>
        view.Item.ShowsTotals && cause.Tests.Values.Count(answer => answer == ReverseAnswer.Yes) is > 0 and var yes
            ? view.Words.Say("FiveWhys.Doubt", yes, cause.Tests.Count)
            : null;

    /// <summary>From a cause up to the problem: "… therefore …".</summary>
    static TextBlock Chain(ActivityView view, int id)
    {
        var state = State(view);
        var runs = ImmutableArray.CreateBuilder<Run>();
        runs.Add(new TextRun(view.Words.Say("FiveWhys.ReadUp", state.NumberOf(id)) + " "));
        foreach (var cause in state.Upwards(id))
        {
            runs.Add(Text(view, cause));
            runs.Add(new TextRun($" – {view.Words["FiveWhys.Therefore"]} – "));
        }

        runs.AddRange(SessionCards.Prompt(view).Select(run => run is WordsRun words ? words with { Strong = false } : run));
        return new TextBlock(runs.ToImmutable());
    }

    /// <summary>Each root cause with what is done about it; where nothing is, that is said.</summary>
    static IEnumerable<Element> Roots(ActivityView view)
    {
        var state = State(view);
        foreach (var root in state.Roots())
        {
            var measures = state.MeasuresOf(root.Cause.Id).ToList();
            yield return new TextBlock(
            [
                .. view.Words.Runs("FiveWhys.RootLine", new TextRun(root.Number, Strong: true), new WordsRun(root.Cause.Text, Strong: true)),
                .. measures.Count == 0 ? (ReadOnlySpan<Run>)[new TextRun(" " + view.Words["FiveWhys.NoMeasureYet"])] : [],
            ]);
            if (measures.Count > 0)
            {
                yield return new FactSet([.. measures.Select(measure => new Fact(
                    view.Words.Say("FiveWhys.MeasureNumber", measure.Number), MeasureLine(view, measure)))]);
            }
        }
    }

    public static ImmutableArray<Run> MeasureLine(ActivityView view, CounterMeasure measure) =>
    [
        new WordsRun(measure.What),
        new TextRun(" – "),
        .. measure.Owner is { } owner
            ? view.Words.Runs("FiveWhys.Owner", new WordsRun(view.NameOf(owner)))
            : view.Words.Runs("FiveWhys.NoOwner"),
        .. measure.Due is { } due ? (ReadOnlySpan<Run>)[new TextRun("; " + view.Words.Say("FiveWhys.Due", due))] : [],
        .. measure.Sign is { } sign ? (ReadOnlySpan<Run>)[new TextRun("; " + view.Words["FiveWhys.Sign"] + " "), new WordsRun(sign)] : [],
    ];

    public static ImmutableArray<Artifact> Artifacts(ActivityView view)
    {
        var state = State(view);
        return
        [
            .. state.Nodes().Where(node => !node.Cause.IsHidden).Select(node => new Artifact(
                view.Item.Number,
                KeyOf(node.Cause.Id),
                node.Cause.End == CauseEnd.Root ? "root-cause" : "cause",
                $"{node.Number} {node.Cause.Text} – {string.Join("; ", Stands(view, node.Cause))}",
                node.Depth,
                Name(view, node.Cause.Author))
            {
                BuildsOn = node.Cause.Parent == FiveWhys.Problem ? null : KeyOf(node.Cause.Parent),
                State = node.Cause.End switch
                {
                    CauseEnd.Open => "open",
                    CauseEnd.Root => "root",
                    CauseEnd.OutsideOurReach => "outside",
                    _ => throw new UnreachableException(),
                },
            }),
            .. Shown(state).Select(measure => new Artifact(
                view.Item.Number,
                string.Create(CultureInfo.InvariantCulture, $"counter-measure-{measure.Number:D3}"),
                "counter-measure",
                $"{state.NumberOf(measure.Cause)} {MeasureLine(view, measure).Plain()}",
                Value: null,
                measure.Owner is { } owner ? Name(view, owner) : null)
            {
                BuildsOn = KeyOf(measure.Cause),
                Owner = measure.Owner is { } who ? Name(view, who) : null,
                Due = measure.Due,
            }),
        ];
    }

    static string KeyOf(int cause) => string.Create(CultureInfo.InvariantCulture, $"cause-{cause:D5}");

    static string? Name(ActivityView view, PersonAlias person) =>
        view.Item.Level == AnonymityLevel.Named && person != Retelling.Nobody ? view.NameOf(person) : null;
}
