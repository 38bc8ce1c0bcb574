using System.Collections.Immutable;
using System.Globalization;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>A cause as it stands in the tree.</summary>
/// <param name="Number">"1.2.1".</param>
/// <param name="Depth">From 1.</param>
sealed record WhyNode(Cause Cause, string Number, int Depth);

/// <summary>Looks at the tree. What is hidden is not there, but where something that is shown stands under it.</summary>
static class WhyTree
{
    /// <summary>What one may type for the problem itself.</summary>
    static readonly ImmutableArray<string> ProblemWords = ["0", "problem"];

    public static bool IsShown(this FiveWhys state, Cause cause) => !cause.IsHidden || state.Under(cause.Id).Any();

    /// <summary>The causes of a node that are shown, by their places.</summary>
    public static IEnumerable<Cause> Under(this FiveWhys state, int node) =>
        state.Causes.Values.Where(cause => cause.Parent == node && state.IsShown(cause)).OrderBy(cause => cause.Place);

    /// <summary>The whole tree, each node before what stands under it.</summary>
    public static IEnumerable<WhyNode> Nodes(this FiveWhys state)
    {
        var under = state.Causes.Values.OrderBy(cause => cause.Place).ToLookup(cause => cause.Parent); // each form asks: not all of them for each
        return Below(FiveWhys.Problem, "", 1);

        IEnumerable<WhyNode> Below(int node, string prefix, int depth)
        {
            foreach (var cause in under[node])
            {
                var number = prefix + Number(cause.Place);
                var below = Below(cause.Id, number + ".", depth + 1).ToList();
                if (!cause.IsHidden || below.Count > 0)
                {
                    yield return new WhyNode(cause, number, depth);
                }

                foreach (var one in below)
                {
                    yield return one;
                }
            }
        }
    }

    public static Cause? Cause(this FiveWhys state, int id) => state.Causes.GetValueOrDefault(id) is { } cause && state.IsShown(cause) ? cause : null;

    public static bool IsNode(this FiveWhys state, int id) => id == FiveWhys.Problem || state.Cause(id) is not null;

    public static bool IsLeaf(this FiveWhys state, int id) => !state.Under(id).Any();

    /// <summary>The node itself, then each that it is a cause of, up to the problem, which is left out.</summary>
    public static IEnumerable<Cause> Upwards(this FiveWhys state, int id)
    {
        for (var cause = state.Causes.GetValueOrDefault(id); cause is not null; cause = state.Causes.GetValueOrDefault(cause.Parent))
        {
            yield return cause;
        }
    }

    /// <summary>Of the problem it is 0.</summary>
    public static int DepthOf(this FiveWhys state, int id) => state.Upwards(id).Count();

    /// <summary>Of a cause, or of the problem ("0").</summary>
    public static string NumberOf(this FiveWhys state, int id) => id == FiveWhys.Problem ? ProblemWords[0]
        : string.Join('.', state.Upwards(id).Reverse().Select(cause => Number(cause.Place)));

    /// <summary>Levels under a node and its own, hidden ones too.</summary>
    public static int Height(this FiveWhys state, int id) => 1 + Children(state, id).Select(child => state.Height(child.Id)).DefaultIfEmpty().Max();

    public static bool IsInside(this FiveWhys state, int id, int subtree) => state.Upwards(id).Any(cause => cause.Id == subtree);

    public static IEnumerable<Cause> Children(FiveWhys state, int node) => state.Causes.Values.Where(cause => cause.Parent == node);

    /// <summary>Those branches of a node that can be followed.</summary>
    public static ImmutableArray<Cause> OpenUnder(this FiveWhys state, int node) =>
        [.. state.Under(node).Where(cause => cause is { End: CauseEnd.Open, IsHidden: false })];

    public static IEnumerable<WhyNode> Roots(this FiveWhys state) =>
        state.Nodes().Where(node => node.Cause is { End: CauseEnd.Root, IsHidden: false });

    public static IEnumerable<CounterMeasure> MeasuresOf(this FiveWhys state, int cause) => state.Measures.Values.Where(measure => measure.Cause == cause);

    /// <summary>The node that has this number, such as "1.2"; null where there is none.</summary>
    public static int? Find(this FiveWhys state, string number)
    {
        if (ProblemWords.Contains(number, StringComparer.OrdinalIgnoreCase))
        {
            return FiveWhys.Problem;
        }

        var node = FiveWhys.Problem;
        foreach (var part in number.TrimEnd('.').Split('.'))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                || state.Under(node).FirstOrDefault(cause => cause.Place == place) is not { } next)
            {
                return null;
            }

            node = next.Id;
        }

        return node;
    }

    /// <summary>Does it look like the number of a node, whether there is one or not?</summary>
    public static bool IsNumber(string text) => ProblemWords.Contains(text, StringComparer.OrdinalIgnoreCase)
        || (text is [>= '0' and <= '9', ..] && text.All(c => c is (>= '0' and <= '9') or '.'));
}
