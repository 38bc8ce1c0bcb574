using System.Collections.Immutable;
using CoCreateBot.Cards;
using static CoCreateBot.Cards.Numerals;

namespace CoCreateBot.Sessions;

/// <summary>The ideas as notes on a wall, once they are shown. What was built on an idea stands right behind it.</summary>
static class BrainwritingBoard
{
    public static ImmutableArray<Figure> Of(ActivityView view)
    {
        var state = (Brainwriting)view.Item.State;
        if (view.Item.Status != ActivityStatus.Closed || !state.HasResult)
        {
            return [];
        }

        var stars = state.Stars();
        var notes = Ordered(state, stars).Select(idea => Note(view, state, idea, stars.ContainsKey(idea.Id)));
        return [new WallFigure(BrainwritingCards.Summary(view), [new WallGroup([], [.. notes])])];
    }

    /// <summary>Idea by idea with all that came of it, those with a starred one among them first.</summary>
    static IEnumerable<WrittenIdea> Ordered(Brainwriting state, ImmutableDictionary<int, int> stars)
    {
        var shown = state.ShownIdeas();
        var built = shown.Where(idea => Basis(state, idea) is not null).ToLookup(idea => Basis(state, idea));
        var seen = new HashSet<int>();
        return shown.Where(idea => Basis(state, idea) is null)
            .Select(first => Family(first).ToList())
            .ToList() // before the order looks at them: each is seen once
            .OrderByDescending(family => family.Any(idea => stars.ContainsKey(idea.Id)))
            .SelectMany(family => family)
            .Concat(shown.Where(idea => seen.Add(idea.Id))); // an imported file may hold ideas that are built on each other in a ring

        IEnumerable<WrittenIdea> Family(WrittenIdea idea) =>
            seen.Add(idea.Id) ? built[idea.Id].SelectMany(Family).Prepend(idea) : [];
    }

    static int? Basis(Brainwriting state, WrittenIdea idea) => idea.BuildsOn is { } basis && state.IsShown(basis) ? basis : null;

    static WallNote Note(ActivityView view, Brainwriting state, WrittenIdea idea, bool isStarred)
    {
        ImmutableArray<Run>[] remarks =
        [
            BrainwritingCards.IsNamed(view) ? [new WordsRun(view.NameOf(idea.Author))] : [],
            isStarred ? view.Words.Runs("Brainwriting.Starred") : [],
        ];
        return new WallNote(
            Number(idea.Id),
            [new WordsRun(idea.Text), .. view.Remark(state.PictureOf(idea.Id))],
            Basis(state, idea) is { } basis ? [Number(basis)] : [])
        {
            Remark = remarks.Where(remark => !remark.IsEmpty).Listed(remark => remark),
            IsStrong = isStarred,
            Pictures = view.Drawn(state.PictureOf(idea.Id), idea.Text),
        };
    }
}
