using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>How people answered, as soon as it may be seen: bars of answers, the field of moods, or their words as notes; and the notes they added.</summary>
static class CheckInBoard
{
    public static ImmutableArray<Figure> Of(ActivityView view) => view.Item.ShowsTotals && view.Item.State.Contributors > 0
        ? [.. Answers(view), .. Notes(view)]
        : [];

    static IEnumerable<Figure> Answers(ActivityView view) => ((CheckIn)view.Item.State).Format switch
    {
        CheckInFormat.Word => [SaidWords(view)],
        CheckInFormat.Free => [Texts(view, "CheckIn.Chart", answer => answer.Value)],
        CheckInFormat.Rose => RoseBudThorn.Names.Select(name => Texts(view, "CheckIn.Part-" + name, answer => answer.Parts?[name]))
            .Where(wall => !wall.Groups[0].Notes.IsEmpty),
        CheckInFormat.Mood => view.Item.Level == AnonymityLevel.Named || view.Item.State.Contributors >= Limits.MinimumAnswers ? [Mood(view)] : [Parts(view)],
        _ => [Bars(view)],
    };

    static BarsFigure Bars(ActivityView view)
    {
        var state = (CheckIn)view.Item.State;
        var bars = state.Choices.Select(choice => new Bar(
            [new TextRun(CheckInCards.Title(view, choice))], state.CountOf(choice), view.Words.Count("CheckIn.People", state.CountOf(choice))));
        return new BarsFigure(new HorizontalBarChart(view.Words["CheckIn.Chart"], [.. bars])) { Caption = Average(view) };
    }

    /// <summary>How many stand where in the mood meter.</summary>
    static PlaneFigure Mood(ActivityView view)
    {
        var points = ((CheckIn)view.Item.State).Answers.Values
            .GroupBy(answer => answer.Value, StringComparer.Ordinal)
            .OrderBy(place => place.Key, StringComparer.Ordinal)
            .Select(place => Point(view, place.Key, place.Count()));
        return new PlaneFigure(view.Words["CheckIn.Chart"], Axis(view, "pleasant"), Axis(view, "energy"), MoodPlace.Steps, [.. points])
        {
            Caption = Average(view),
        };
    }

    // Where nobody is named, the exact places of few would be each of theirs: then the board says what the card says.
    static BarsFigure Parts(ActivityView view)
    {
        var bars = MoodCards.Parts(view).Select(part =>
            new Bar([new TextRun(MoodCards.NameOf(view, part.Name))], part.Count, view.Words.Count("CheckIn.People", part.Count)));
        return new BarsFigure(new HorizontalBarChart(view.Words["CheckIn.Chart"], [.. bars]));
    }

    static ImmutableArray<Run> Average(ActivityView view) => [.. CheckInCards.Average(view).Select(average => new TextRun(average))];

    static PlanePoint Point(ActivityView view, string place, int count)
    {
        var (pleasant, energy) = MoodPlace.Of(place);
        var figure = view.Words.Say("CheckIn.MoodPoint", view.Words.Count("CheckIn.People", count), MoodCards.Title(view, place), pleasant, energy);
        return new PlanePoint(pleasant, energy, count, figure);
    }

    static Axis Axis(ActivityView view, string axis) => new(
        view.Words["CheckIn.MoodAxis-" + axis], view.Words["CheckIn.MoodLow-" + axis], view.Words["CheckIn.MoodHigh-" + axis]);

    static WallFigure SaidWords(ActivityView view) => CheckInCards.ShowsNames(view)
        ? Texts(view, "CheckIn.Chart", answer => answer.Value)
        : Wall(view, "CheckIn.Chart", CheckInCards.WordCounts(view).Select(word => new WallNote("", [new WordsRun(word.Text)], [])
        {
            Remark = word.Count == 1 ? [] : view.Words.Runs("CheckIn.People.other", new TextRun(word.Count.ToString(view.Words.Culture))),
        }));

    // Of a crowd with names the card only counts notes while it is open; once it has closed the minutes list them, without names.
    static IEnumerable<Figure> Notes(ActivityView view)
    {
        var isCounted = view.Item is { Status: ActivityStatus.Open, Level: AnonymityLevel.Named } && !CheckInCards.ShowsNames(view);
        return isCounted || CheckInCards.SaidNotes(view).Count == 0 ? [] : [Texts(view, "CheckIn.Notes", answer => answer.Note)];
    }

    static WallFigure Texts(ActivityView view, string title, Func<CheckInAnswer, string?> said) => Wall(view, title, CheckInCards.ShowsNames(view)
        ? CheckInCards.ByName(view, said).Select(fact => new WallNote("", fact.Value, []) { Remark = [new WordsRun(fact.Title)] })
        : CheckInCards.InOrder(view, said).Select(text => new WallNote("", [new WordsRun(text)], [])));

    static WallFigure Wall(ActivityView view, string title, IEnumerable<WallNote> notes) => new(view.Words[title], [new WallGroup([], [.. notes])]);
}
