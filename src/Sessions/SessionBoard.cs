using System.Collections.Immutable;
using CoCreateBot.Cards;

namespace CoCreateBot.Sessions;

/// <summary>A session as a picture: of each activity that was opened what its card or its minutes show at this moment, and nothing else.</summary>
public static class SessionBoard
{
    /// <summary>Notes of one wall on one page.</summary>
    public const int NotesAPage = 200;

    /// <summary>What stands above it: what the session is for, and how far it is.</summary>
    public static Card Head(Session session, Words words)
    {
        var title = session.Charter is { Purpose: var purpose }
            ? [new WordsRun(purpose)]
            : session.Agenda is [var first, ..] ? Unmarked(SessionCards.Prompt(new ActivityView(session, first, words))) : words.Runs("Session.Nothing");
        ImmutableArray<Element> body =
        [
            new TextBlock(title, TextStyle.Heading),
            .. Origin.Of(session, words),
            new TextBlock(Minutes.When(session, words), TextStyle.Subtle),
            .. Minutes.Rehearsed(session, words),
        ];
        return new Card(title.Plain(), words.Language, body);
    }

    /// <summary>Its parts in the order in which they were opened.</summary>
    public static ImmutableArray<BoardPart> Parts(Session session, Words words) => session.DeletedAt is not null ? [] :
    [
        .. session.Agenda
            .Where(item => item.Status is ActivityStatus.Open or ActivityStatus.Closed)
            .OrderBy(item => session.Opened.LastIndexOf(item.Number))
            .Select(item => new ActivityView(session, item, words))
            .SelectMany(view => (IEnumerable<BoardPart?>)[Part(view), GuestCards.Board(view)])
            .OfType<BoardPart>(),
    ];

    internal static string KeyOf(AgendaItem item) => Numerals.Number(item.Number);

    static BoardPart Part(ActivityView view)
    {
        var figures = view.Item is { Status: ActivityStatus.Closed, State.HasResult: false } ? [] : view.Item.Activity.Board(view);
        return new BoardPart(
            KeyOf(view.Item),
            [
                new TextBlock(Title(view), TextStyle.Heading),
                .. Counted(view),
                .. figures.IsEmpty ? Said(view) : [],
                .. GuestCards.Counted(view),
            ],
            figures);
    }

    // Among several activities each says which it is, and its question where that is another than the purpose.
    static ImmutableArray<Run> Title(ActivityView view) => view.Session.Charter is { Purpose: var purpose }
        ?
        [
            new TextRun(CharterCards.NameOf(view.Item, view.Words)),
            .. view.Item.Prompt == purpose ? [] : (ReadOnlySpan<Run>)[new TextRun(": "), .. Unmarked(SessionCards.Prompt(view))],
        ]
        : [new TextRun(CharterCards.NameOf(view.Item, view.Words))];

    static ImmutableArray<Run> Unmarked(ImmutableArray<Run> runs) => [.. runs.Select(run => run switch
    {
        TextRun text => text with { Strong = false },
        WordsRun words => words with { Strong = false },
        _ => run,
    })];

    static IEnumerable<Element> Counted(ActivityView view) => view.Item switch
    {
        { Status: ActivityStatus.Open } => [new TextBlock(view.Words.Count("Session.MinutesStillOpen", view.Item.State.GivenNow), TextStyle.Subtle)],
        { State.HasResult: false } => [],
        _ => [new TextBlock(view.Words.Count("Session.TookPart", view.Item.State.Contributors), TextStyle.Subtle)],
    };

    /// <summary>In words, where there is no picture.</summary>
    internal static ImmutableArray<Element> Said(ActivityView view) => view.Item switch
    {
        { Status: ActivityStatus.Open } => view.Item.Activity.Body(view),
        { State.HasResult: false } => [new TextBlock(view.Words["Session.NothingToSummarise"])],
        _ => view.Item.Activity.Minutes(view),
    };
}

/// <summary>One activity on the board.</summary>
/// <param name="Key">Unique on its board, and the same as long as the session is.</param>
/// <param name="Head">Its heading first, then what is said in words.</param>
public sealed record BoardPart(string Key, ImmutableArray<Element> Head, ImmutableArray<Figure> Figures)
{
    /// <summary>By its largest wall; at least one.</summary>
    public int Pages => Math.Max(1, (Figures.OfType<WallFigure>().Select(wall => wall.Count).DefaultIfEmpty().Max() + SessionBoard.NotesAPage - 1)
        / SessionBoard.NotesAPage);

    /// <summary>
    /// What of it stands on this page, from 1: on the first all but the rest of long walls, which follows on the others. Null where nothing does.
    /// </summary>
    public BoardPart? OnPage(int page)
    {
        var before = (page - 1) * SessionBoard.NotesAPage;
        return page == 1 ? this with { Figures = [.. Figures.Select(figure => Cut(figure, before))] }
            : Figures.OfType<WallFigure>().Where(wall => wall.Count > before).Select(wall => Cut(wall, before)).ToImmutableArray() is { IsEmpty: false } walls
            ? new BoardPart(Key, Head[..1], walls)
            : null;
    }

    static Figure Cut(Figure figure, int before) => figure is WallFigure wall ? wall.Part(before, SessionBoard.NotesAPage) : figure;
}
