using System.Collections.Immutable;
using System.Diagnostics;

namespace CoCreateBot.Sessions;

static class ClusteringFold
{
    public static Clustering Evolve(Clustering state, ClusteringEvent happened) => happened switch
    {
        ClusteringEvent.Taken e => Take(state, e),
        ClusteringEvent.Moved e => Move(By(state, e.Author), e.Ideas, e.Group),
        ClusteringEvent.Gathered e => Gather(By(state, e.Author), e),
        ClusteringEvent.Named e => Regroup(By(state, e.Author), e.Group, group => group with { Name = e.Name, IsNamed = true }),
        ClusteringEvent.Merged e => Merge(By(state, e.Author), e),
        ClusteringEvent.FoundSame e => Same(By(state, e.Author), e),
        ClusteringEvent.TakenApart e => Apart(By(state, e.Author), e.Idea),
        ClusteringEvent.Noted e => With(By(state, e.Author), [e.Idea], idea => idea with
        {
            Notes = e.Text is null ? idea.Notes.Remove(e.Author) : idea.Notes.SetItem(e.Author, e.Text),
        }),
        _ => throw new UnreachableException(),
    };

    static Clustering By(Clustering state, PersonAlias author) =>
        author == Retelling.Nobody ? state : state with { People = state.People.Add(author) };

    static Clustering Take(Clustering state, ClusteringEvent.Taken taken) => state with
    {
        Ideas = [.. taken.Ideas.Select((idea, i) =>
            new ClusterIdea(i + 1, idea.Activity, idea.Id, idea.Text, idea.IsProposed, idea.Group, idea.SameAs))],
        Groups = [.. taken.Groups.Select((name, i) => new IdeaGroup(i, name, IsNamed: false))],
        LeftOut = taken.LeftOut,
    };

    static Clustering Move(Clustering state, ImmutableArray<int> ideas, int? group) =>
        With(state, ideas, idea => idea with { Group = group, WasMoved = true });

    static Clustering Gather(Clustering state, ClusteringEvent.Gathered e)
    {
        var group = new IdeaGroup(state.Groups.Length, e.Name, e.IsNamed);
        return Move(state with { Groups = state.Groups.Add(group) }, e.Ideas, group.Id);
    }

    static Clustering Merge(Clustering state, ClusteringEvent.Merged e) => Regroup(
        With(state, [.. state.In(e.From).Select(idea => idea.Number)], idea => idea with { Group = e.Into }),
        e.From,
        group => group with { Into = e.Into });

    static Clustering Same(Clustering state, ClusteringEvent.FoundSame e)
    {
        var first = state.Ideas[e.As - 1].SameAs ?? e.As;
        var group = state.Ideas[first - 1].Group;
        return With(state, Numbers(state.SameSet(e.Idea)), idea => idea with { SameAs = first, Group = group });
    }

    static Clustering Apart(Clustering state, int number)
    {
        var others = Numbers(state.SameSet(number)).Remove(number);
        var apart = With(state, [number], idea => idea with { SameAs = null });
        return others is [var first, ..]
            ? With(apart, others, idea => idea with { SameAs = idea.Number == first ? null : first })
            : apart;
    }

    static ImmutableArray<int> Numbers(IEnumerable<ClusterIdea> ideas) => [.. ideas.Select(idea => idea.Number)];

    static Clustering With(Clustering state, ImmutableArray<int> numbers, Func<ClusterIdea, ClusterIdea> change)
    {
        var ideas = state.Ideas.ToBuilder();
        foreach (var number in numbers)
        {
            ideas[number - 1] = change(ideas[number - 1]);
        }

        return state with { Ideas = ideas.MoveToImmutable() };
    }

    static Clustering Regroup(Clustering state, int id, Func<IdeaGroup, IdeaGroup> change) =>
        state with { Groups = state.Groups.SetItem(id, change(state.Groups[id])) };
}
