using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>The words and the pictures of ideas go; their places, their stars and what others built on them stay.</summary>
static class BrainwritingErasing
{
    public static Brainwriting Forget(Brainwriting state, Erasure erasure)
    {
        if (!state.Writers.TryGetValue(erasure.Author, out var writer))
        {
            return state;
        }

        var own = state.Ideas.Values.Where(idea => idea.Author == erasure.Author).ToList();
        return state with
        {
            Ideas = state.Ideas.SetItems(own.Select(idea => KeyValuePair.Create(idea.Id, idea with { Text = Removed.Mark }))),
            Pictures = state.Pictures.RemoveRange(own.Select(idea => idea.Id)),
            Writers = state.Writers.SetItem(erasure.Author, writer with
            {
                Held = [.. writer.Held.Select(held => held with { Given = Removing(held.Given, Removed.Mark), Late = Removing(held.Late, Removed.Mark) })],
            }),
            // Which of them were hidden as they came follows from their words, that are no more: so all are.
            Hidden = state.Muted.Contains(erasure.Author) ? state.Hidden.Union(own.Select(idea => idea.Id)) : state.Hidden,
        };
    }

    public static ActivityEvent Without(ActivityEvent happened, Brainwriting state, Erasure erasure) =>
        happened is BrainwritingEvent.HandedIn given && given.Author == erasure.Author && state.Writers.ContainsKey(erasure.Author)
            ? given with { Ideas = Removing(given.Ideas, "") }
            : happened;

    /// <summary>As a log has them: what was removed is empty there.</summary>
    public static ImmutableArray<GivenIdea> Kept(ImmutableArray<GivenIdea> ideas) =>
        [.. ideas.Select(idea => idea with { Text = PersonalText.Kept(idea.Text) })];

    static ImmutableArray<GivenIdea> Removing(ImmutableArray<GivenIdea> ideas, string mark) =>
        [.. ideas.Select(idea => idea with { Text = mark, Picture = null })];
}
