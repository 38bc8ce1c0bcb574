using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>How people answered, as soon as it may be seen: bars of answers, or their words as notes; and the notes they added.</summary>
static class CheckInBoard
{
    public static ImmutableArray<Figure> Of(ActivityView view) => view.Item.ShowsTotals && view.Item.State.Contributors > 0
        ? [((CheckIn)view.Item.State).Format == CheckInFormat.Word ? SaidWords(view) : Answers(view), .. Notes(view)]
        : [];

    static BarsFigure Answers(ActivityView view)
    {
        var state = (CheckIn)view.Item.State;
        var bars = state.Choices.Select(choice => new Bar(
            [new TextRun(CheckInCards.Title(view, choice))], state.CountOf(choice), view.Words.Count("CheckIn.People", state.CountOf(choice))));
        return new BarsFigure(new HorizontalBarChart(view.Words["CheckIn.Chart"], [.. bars]))
        {
            Caption = [.. CheckInCards.Average(view).Select(average => new TextRun(average))],
        };
    }

    static WallFigure SaidWords(ActivityView view) => Wall(view, "CheckIn.Chart", CheckInCards.ShowsNames(view)
        ? CheckInCards.ByName(view, answer => answer.Value).Select(Note)
        : CheckInCards.WordCounts(view).Select(word => new WallNote("", [new WordsRun(word.Text)], [])
        {
            Remark = word.Count == 1 ? [] : view.Words.Runs("CheckIn.People.other", new TextRun(word.Count.ToString(view.Words.Culture))),
        }));

    // Of a crowd with names the card only counts notes while it is open; once it has closed the minutes list them, without names.
    static IEnumerable<Figure> Notes(ActivityView view)
    {
        var isNamed = CheckInCards.ShowsNames(view);
        var isCounted = view.Item is { Status: ActivityStatus.Open, Level: AnonymityLevel.Named } && !isNamed;
        var notes = CheckInCards.SaidNotes(view);
        return isCounted || notes.Count == 0 ? []
            :
            [
                Wall(view, "CheckIn.Notes", isNamed
                    ? CheckInCards.ByName(view, answer => answer.Note).Select(Note)
                    : notes.Select(note => new WallNote("", [new WordsRun(note)], []))),
            ];
    }

    static WallFigure Wall(ActivityView view, string title, IEnumerable<WallNote> notes) => new(view.Words[title], [new WallGroup([], [.. notes])]);

    static WallNote Note(Fact said) => new("", said.Value, []) { Remark = [new WordsRun(said.Title)] };
}
