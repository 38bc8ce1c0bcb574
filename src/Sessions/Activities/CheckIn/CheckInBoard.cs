using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>What the board shows of a check-in.</summary>
static class CheckInBoard
{
    public static ImmutableArray<Figure> Of(ActivityView view) => !view.Item.ShowsTotals ? [] : ((CheckIn)view.Item.State).Format switch
    {
        CheckInFormat.Mood => [Mood(view)],
        _ => [],
    };

    /// <summary>How many stand where in the mood meter.</summary>
    static PlaneFigure Mood(ActivityView view)
    {
        var points = ((CheckIn)view.Item.State).Answers.Values
            .GroupBy(answer => answer.Value, StringComparer.Ordinal)
            .OrderBy(place => place.Key, StringComparer.Ordinal)
            .Select(place => Point(view, place.Key, place.Count()));
        return new PlaneFigure(
            view.Words["CheckIn.Chart"], Axis(view, "pleasant"), Axis(view, "energy"), MoodPlace.Steps, [.. points])
        {
            Caption = SessionCards.Prompt(view),
        };
    }

    static PlanePoint Point(ActivityView view, string place, int count)
    {
        var (pleasant, energy) = MoodPlace.Of(place);
        var figure = view.Words.Say("CheckIn.MoodPoint", view.Words.Count("CheckIn.People", count), MoodCards.Title(view, place), pleasant, energy);
        return new PlanePoint(pleasant, energy, count, figure);
    }

    static Axis Axis(ActivityView view, string axis) => new(
        view.Words["CheckIn.MoodAxis-" + axis], view.Words["CheckIn.MoodLow-" + axis], view.Words["CheckIn.MoodHigh-" + axis]);
}
