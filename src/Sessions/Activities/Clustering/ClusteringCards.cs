using System.Collections.Immutable;
using System.Globalization;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What groups of ideas look like. Nobody's name is here: who moved what stands in the log alone.</summary>
static class ClusteringCards
{
    /// <summary>Ideas that the shared card lists, over all groups; the form lists more.</summary>
    public const int ListedMax = 40;

    /// <summary>Ideas that a form or the minutes list.</summary>
    public const int ListedLongMax = 200;

    /// <summary>However many groups there are, of each so many are listed.</summary>
    const int ListedMin = 2;

    static Clustering State(ActivityView view) => (Clustering)view.Item.State;

    public static ImmutableArray<Element> Body(ActivityView view) =>
    [
        new TextBlock(Summary(view)),
        .. State(view).Living.Any(group => !group.IsNamed && State(view).In(group.Id).Any()) && view.Item.Status == ActivityStatus.Open
            ? (ReadOnlySpan<Element>)[new TextBlock(view.Words["Clustering.ProposedHint"], TextStyle.Subtle)]
            : [],
        .. All(view, ListedMax),
        .. LeftOut(view),
    ];

    public static string Summary(ActivityView view)
    {
        var state = State(view);
        var words = view.Words;
        var groups = state.Living.Count(group => state.In(group.Id).Any());
        var alone = state.Different.Count(idea => idea.Group is null);
        return words.Say(
            "Clustering.Summary",
            words.Count("Clustering.Ideas", state.Different.Count()),
            words.Count("Clustering.Groups", groups),
            alone);
    }

    public static ImmutableArray<Element> Minutes(ActivityView view) =>
        [new TextBlock(Summary(view)), new TextBlock(Trail(view), TextStyle.Subtle), .. All(view, ListedLongMax), .. LeftOut(view)];

    /// <summary>How much people changed of what was proposed.</summary>
    static string Trail(ActivityView view)
    {
        var state = State(view);
        var words = view.Words;
        return words.Say(
            "Clustering.Trail",
            words.Count("Clustering.Moved", state.Ideas.Count(idea => idea.WasMoved)),
            words.Count("Clustering.Duplicates", state.Ideas.Count(idea => idea.SameAs is not null)),
            words.Count("Clustering.Merged", state.Groups.Count(group => group.Into is not null)));
    }

    static IEnumerable<Element> LeftOut(ActivityView view) => State(view).LeftOut is > 0 and var count
        ? [new TextBlock(view.Words.Say("Clustering.LeftOut", count, State(view).Ideas.Length), TextStyle.Subtle)]
        : [];

    /// <summary>Each group with its ideas, and those in none.</summary>
    public static IEnumerable<Element> All(ActivityView view, int max)
    {
        var state = State(view);
        var groups = state.Living.Where(group => state.In(group.Id).Any()).ToList(); // the form offers those that are empty
        var each = state.Ideas.Length <= max ? max : Math.Max(ListedMin, max / (groups.Count + 1));
        foreach (var group in groups)
        {
            yield return new TextBlock(Title(view, group));
            foreach (var element in Listed(view, group.Id, each))
            {
                yield return element;
            }
        }

        if (state.In(null).Any())
        {
            yield return new TextBlock([new TextRun(view.Words["Clustering.InNone"], Strong: true)]);
            foreach (var element in Listed(view, null, each))
            {
                yield return element;
            }
        }
    }

    public static ImmutableArray<Run> Title(ActivityView view, IdeaGroup group) =>
    [
        new TextRun(group.Letter + ". ", Strong: true),
        new WordsRun(group.Name, Strong: true),
        .. group.IsNamed ? [] : (ReadOnlySpan<Run>)[new TextRun(" " + view.Words["Clustering.Proposed"])],
        new TextRun(": " + view.Words.Count("Clustering.Ideas", State(view).Different.Count(idea => idea.Group == group.Id))),
    ];

    static IEnumerable<Element> Listed(ActivityView view, int? group, int max)
    {
        var things = Things(view, group);
        if (!things.IsEmpty)
        {
            yield return new FactSet([.. things.Take(max)]);
        }

        if (things.Length > max)
        {
            yield return new TextBlock(view.Words.Count("Clustering.More", things.Length - max), TextStyle.Subtle);
        }
    }

    public static ImmutableArray<Fact> Things(ActivityView view, int? group) =>
        [.. State(view).In(group).GroupBy(idea => idea.SameAs ?? idea.Number).Select(thing => Thing(view, thing))];

    /// <summary>All wordings of the same in one item, and what was remarked about them.</summary>
    static Fact Thing(ActivityView view, IEnumerable<ClusterIdea> wordings)
    {
        var all = wordings.OrderBy(idea => idea.SameAs is not null).ThenBy(idea => idea.Number).ToList();
        var runs = ImmutableArray.CreateBuilder<Run>();
        foreach (var (i, idea) in all.Index())
        {
            if (i > 0)
            {
                runs.Add(new TextRun("; " + view.Words.Say("Clustering.AlsoAs", idea.Number) + " "));
            }

            runs.Add(new WordsRun(idea.Text));
            runs.AddRange(view.Remark(view.PictureOf(idea.Activity, idea.Id)));
            foreach (var remark in idea.Remarks)
            {
                runs.Add(new TextRun(" – " + view.Words["Clustering.Remark"] + " "));
                runs.Add(new WordsRun(remark));
            }
        }

        return new Fact(all[0].Number.ToString(CultureInfo.InvariantCulture), runs.ToImmutable())
        {
            Pictures = [.. all.SelectMany(idea => view.Drawn(view.PictureOf(idea.Activity, idea.Id), idea.Text))],
        };
    }
}
