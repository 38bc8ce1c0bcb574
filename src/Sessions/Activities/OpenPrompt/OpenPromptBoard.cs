using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>All replies as notes, in an order by lot, as soon as they may be seen.</summary>
static class OpenPromptBoard
{
    public static ImmutableArray<Figure> Of(ActivityView view)
    {
        var notes = OpenPromptCards.ByLot(view).Select(given => Note(view, given.Author, given.Reply));
        return view.Item.ShowsTotals && view.Item.State.HasResult
            ? [new WallFigure(OpenPromptCards.Counted(view), [new WallGroup([], [.. notes])])]
            : [];
    }

    static WallNote Note(ActivityView view, PersonAlias author, OpenReply reply) => new("", [new WordsRun(reply.Text)], [])
    {
        Remark = view.Item.Level == AnonymityLevel.Named ? [new WordsRun(view.NameOf(author))] : [],
    };
}
