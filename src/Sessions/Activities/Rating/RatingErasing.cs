using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What was rated loses its words where they were somebody's; stances are counted on.</summary>
static class RatingErasing
{
    public static Rating Forget(Rating state, Erasure erasure) => state with
    {
        Items = [.. state.Items.Select(item => erasure.Takes(item.Activity, item.Source) ? item with { Text = Removed.Mark } : item)],
    };

    public static ActivityEvent Without(ActivityEvent happened, Erasure erasure) => happened is RatingEvent.Took took
        ? took with { Items = [.. took.Items.Select(item => item with { Text = Erasure.Empty(erasure.Takes(item.Activity, item.Source), item.Text) })] }
        : happened;
}
