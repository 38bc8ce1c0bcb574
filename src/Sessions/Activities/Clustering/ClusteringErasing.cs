using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>Remarks go, and the words of ideas that were somebody's; and with these the names that a machine made of such words. Groups stay.</summary>
static class ClusteringErasing
{
    public static Clustering Forget(Clustering state, Erasure erasure)
    {
        var isTouched = IsTouched(state, erasure);
        return state with
        {
            Ideas = [.. state.Ideas.Select(idea => Forget(idea, erasure))],
            Groups = [.. state.Groups.Select(group => isTouched && !group.IsNamed ? group with { Name = Removed.Mark } : group)],
        };
    }

    static ClusterIdea Forget(ClusterIdea idea, Erasure erasure) => idea with
    {
        Text = Erasure.Gone(erasure.Takes(idea.Activity, idea.Id), idea.Text),
        Notes = idea.Notes.ContainsKey(erasure.Author) ? idea.Notes.SetItem(erasure.Author, Removed.Mark) : idea.Notes,
    };

    public static ActivityEvent Without(ActivityEvent happened, Clustering state, Erasure erasure) => happened switch
    {
        ClusteringEvent.Taken e => e with
        {
            Ideas = [.. e.Ideas.Select(idea => idea with { Text = Erasure.Empty(erasure.Takes(idea.Activity, idea.Id), idea.Text) })],
            Groups = [.. e.Groups.Select(name => Erasure.Empty(IsTouched(state, erasure), name))],
        },
        ClusteringEvent.Gathered { IsNamed: false } e => e with { Name = Erasure.Empty(IsTouched(state, erasure), e.Name) },
        ClusteringEvent.Noted { Text: not null } e when e.Author == erasure.Author => e with { Text = "" },
        _ => happened,
    };

    /// <summary>Groups whose names go; their ids as they are handed on.</summary>
    public static ImmutableArray<int> Lost(Clustering state, Erasure erasure) => IsTouched(state, erasure)
        ? [.. state.Groups.Where(group => !group.IsNamed).Select(group => state.Ideas.Length + 1 + group.Id)]
        : [];

    static bool IsTouched(Clustering state, Erasure erasure) => state.Ideas.Any(idea => erasure.Takes(idea.Activity, idea.Id));
}
