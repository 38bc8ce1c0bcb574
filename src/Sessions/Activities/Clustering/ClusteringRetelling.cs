using System.Collections.Immutable;

namespace CoCreateBot.Sessions;

/// <summary>The groups as they are. Who made them so the state does not know, and so it was nobody.</summary>
static class ClusteringRetelling
{
    public static ImmutableArray<ActivityEvent> Of(Clustering state, Retelling renamed)
    {
        var ideas = state.Ideas.Select(idea => new TakenIdea(
            idea.Activity, renamed.Thing(idea.Activity, idea.Id), idea.Text, idea.IsProposed, idea.Group, idea.SameAs));
        return
        [
            new ClusteringEvent.Taken([.. ideas], [.. state.Groups.Select(group => group.Name)], state.LeftOut),
            .. state.Ideas.Where(idea => idea.WasMoved)
                .Select(idea => new ClusteringEvent.Moved(Retelling.Nobody, [idea.Number], idea.Group)),
            .. state.Groups.Where(group => group.IsNamed).Select(group => new ClusteringEvent.Named(Retelling.Nobody, group.Id, group.Name)),
            .. state.Groups.Where(group => group.Into is not null)
                .Select(group => new ClusteringEvent.Merged(Retelling.Nobody, group.Id, group.Into ?? group.Id)),
            .. from idea in state.Ideas
               from note in idea.Notes.OrderBy(note => note.Value, StringComparer.Ordinal)
               select new ClusteringEvent.Noted(renamed.Beside(note.Key), idea.Number, note.Value),
        ];
    }
}
