using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>One page of a session's board, as everybody in the room sees it.</summary>
/// <param name="Signature">Changes when the page needs other parts than it has; it tells nothing that the page does not.</param>
/// <param name="Intro">HTML whose heading is the page's.</param>
sealed record DrawnBoard(string Signature, string Intro, ImmutableArray<LiveCard> Parts, int Page, int Pages);

/// <summary>From where boards are looked at.</summary>
/// <param name="Key">Of this place alone: what was drawn for it is kept by it.</param>
/// <param name="Pictures">Path of the folder with the pictures; null where whoever looks cannot have them.</param>
sealed record BoardPlace(string Key, string Zone, string? Pictures = null)
{
    /// <summary>Its pictures go with its cookie.</summary>
    public static BoardPlace In(Room room) => new(room.Venue.Value, room.Zone, WebRooms.PathOf(room.Venue.Place) + WebDoor.PicturesFolder);
}

/// <summary>Boards as HTML. Each page is drawn once for each place, state and language, however many people look.</summary>
sealed class Boards
{
    readonly ConditionalWeakTable<Session, ConcurrentDictionary<string, ImmutableArray<BoardPart>>> parts = [];
    readonly ConditionalWeakTable<Session, ConcurrentDictionary<string, DrawnBoard>> drawn = [];

    public static string PathOf(Visit visit, Session session) => $"{visit.Path}/s/{session.Id}/board";

    /// <summary>The page that is meant by what stands in an address, from 1; beyond the last one it is the last one.</summary>
    public static int PageOf(string? asked) => int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1;

    public DrawnBoard Draw(Session session, BoardPlace place, Words words, int asked)
    {
        var all = parts.GetValue(session, static _ => new(StringComparer.Ordinal))
            .GetOrAdd(words.Language, _ => SessionBoard.Parts(session, words));
        var pages = all.Select(part => part.Pages).DefaultIfEmpty(1).Max();
        var page = Math.Min(asked, pages);
        return drawn.GetValue(session, static _ => new(StringComparer.Ordinal)).GetOrAdd(
            string.Create(CultureInfo.InvariantCulture, $"{place.Key}/{words.Language}/{page}"),
            _ => Draw(session, place, words, [.. all.Select(part => part.OnPage(page)).OfType<BoardPart>()], (page, pages)));
    }

    /// <summary>How what comes again went over time, with the average of late in words.</summary>
    public static string Draw(TrendFigure trend, int number, Visit visit)
    {
        ImmutableArray<Element> head =
        [
            new TextBlock(trend.Title, TextStyle.Heading),
            .. CheckInTrend.Average(trend, visit.Words) is { } average ? (ReadOnlySpan<Element>)[new TextBlock(average)] : [],
        ];
        var context = ContextOf(BoardPlace.In(visit.Room), visit.Words) with { HeadingLevel = 2 };
        return HtmlRenderer.Board(head, [trend], string.Create(CultureInfo.InvariantCulture, $"trend{number}"), visit.Words.Language, context);
    }

    static DrawnBoard Draw(Session session, BoardPlace place, Words words, ImmutableArray<BoardPart> here, (int Page, int Pages) at)
    {
        var context = ContextOf(place, words);
        var below = context with { HeadingLevel = 2 };
        var state = session switch { { IsCancelled: true } => "cancelled", { IsOpen: true } => "open", _ => "closed" };
        return new DrawnBoard(
            string.Create(CultureInfo.InvariantCulture, $"{state}-{at.Pages}-{string.Join('.', here.Select(part => part.Key))}"),
            HtmlRenderer.Card(SessionBoard.Head(session, words), context),
            [.. here.Select(part => new LiveCard(
                $"board-{session.Id}-{part.Key}",
                HtmlRenderer.Board(part.Head, part.Figures, $"{session.Id}-{part.Key}", words.Language, below)))],
            at.Page,
            at.Pages);
    }

    static HtmlContext ContextOf(BoardPlace place, Words words) => new("", words.Culture, LocalTime.ZoneOf(place.Zone))
    {
        IsReadonly = true,
        HeadingLevel = 1,
        Pictures = place.Pictures,
    };
}
