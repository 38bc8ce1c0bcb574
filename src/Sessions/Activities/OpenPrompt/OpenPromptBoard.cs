using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>All replies as notes, in an order by lot, as soon as they may be seen.</summary>
static class OpenPromptBoard
{
    public static ImmutableArray<Figure> Of(ActivityView view) => view.Item.ShowsTotals && view.Item.State.HasResult
        ? [new WallFigure(OpenPromptCards.Counted(view), [new WallGroup([], [.. OpenPromptCards.ByLot(view).Select(given => Note(view, given.Author, given.Reply))])])]
        : [];

    static WallNote Note(ActivityView view, PersonAlias author, OpenReply reply) => new("", [new WordsRun(reply.Text)], [])
    {
        Remark = view.Item.Level == AnonymityLevel.Named ? [new WordsRun(view.NameOf(author))] : [],
    };
}
