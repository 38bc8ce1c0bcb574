using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Sessions;

/// <summary>Groups as rows: the name, and what is in it. The ideas are rows of their own where they were written.</summary>
static class ClusteringArtifacts
{
    /// <summary>A cell of a table holds more, a reader does not.</summary>
    public const int TextMax = 8_000;

    public static ImmutableArray<Artifact> Of(ActivityView view)
    {
        var state = (Clustering)view.Item.State;
        var rows = state.Living.Where(group => state.In(group.Id).Any())
            .Select(group => Row(view, group.Id, $"{group.Letter}. {group.Name}", string.Create(CultureInfo.InvariantCulture, $"cluster-{group.Id:D5}")));
        return state.In(null).Any() ? [.. rows, Row(view, null, view.Words["Clustering.InNone"], "cluster-none")] : [.. rows];
    }

    static Artifact Row(ActivityView view, int? group, string name, string key)
    {
        var state = (Clustering)view.Item.State;
        var texts = state.In(group).Select(idea => idea.Text).ToList();
        var room = TextMax - name.Length;
        var fit = texts.TakeWhile(text => (room -= text.Length + 3) >= 0).ToList();
        var text = $"{name}: {string.Join(" | ", fit)}";
        var all = fit.Count == texts.Count ? text : $"{text} {view.Words.Count("Clustering.More", texts.Count - fit.Count)}";
        return new Artifact(view.Item.Number, key, "cluster", all, state.Different.Count(idea => idea.Group == group), Author: null);
    }
}
