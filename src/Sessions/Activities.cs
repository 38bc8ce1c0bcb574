using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>The activities a bot knows. A new one is one folder and one line here.</summary>
public sealed class Activities
{
    public static readonly Activities BuiltIn = new(
        new CheckInActivity(),
        new WarmUpActivity(),
        new DotVoteActivity(),
        new OpenPromptActivity(),
        new RatingActivity(),
        new BrainwritingActivity(),
        new ClusteringActivity(),
        new FiveWhysActivity(),
        new NextStepsActivity());

    readonly FrozenDictionary<string, Activity> byKind;
    readonly FrozenDictionary<string, Activity> byVerb;

    public Activities(params ReadOnlySpan<Activity> all)
    {
        All = [.. all];
        byKind = All.ToFrozenDictionary(activity => activity.Kind, StringComparer.Ordinal);
        byVerb = All.SelectMany(activity => activity.Verbs, (activity, verb) => KeyValuePair.Create(activity, verb))
            .ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
    }

    public ImmutableArray<Activity> All { get; }

    /// <exception cref="KeyNotFoundException">The log names an activity this build does not have.</exception>
    public Activity this[string kind] => byKind[kind];

    public Activity? ForVerb(string verb) => byVerb.GetValueOrDefault(verb);
}
