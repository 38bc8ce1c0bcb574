using System.Collections.Immutable;
using System.Globalization;

namespace CoCreateBot.Sessions;

static class BrainwritingArtifacts
{
    /// <summary>One row an idea; its figure is the number of stars. What is hidden is in none.</summary>
    public static ImmutableArray<Artifact> Of(ActivityView view)
    {
        if (view.Item.Status != ActivityStatus.Closed)
        {
            return [];
        }

        var state = (Brainwriting)view.Item.State;
        var stars = state.Stars();
        var isNamed = view.Item.Level == AnonymityLevel.Named;
        return
        [
            .. state.ShownIdeas().Select(idea => new Artifact(
                view.Item.Number,
                KeyOf(idea.Id),
                "idea",
                view.RemarkOn(state.PictureOf(idea.Id)) is { } picture ? $"{idea.Text} ({picture})" : idea.Text,
                stars.GetValueOrDefault(idea.Id),
                isNamed ? view.NameOf(idea.Author) : null)
            {
                BuildsOn = idea.BuildsOn is { } basis && state.IsShown(basis) ? KeyOf(basis) : null,
            }),
        ];
    }

    static string KeyOf(int idea) => string.Create(CultureInfo.InvariantCulture, $"idea-{idea:D7}");
}
