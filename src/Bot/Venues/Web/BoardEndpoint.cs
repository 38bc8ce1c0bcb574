using System.Globalization;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>A session as a picture, for those who joined the room. It follows the session while that is open, and prints.</summary>
sealed class BoardEndpoint(RoomEndpoints rooms, Boards boards, SeriesSessions series)
{
    internal const string PageField = "page";

    public async Task<IResult> ShowAsync(string code, string session, HttpContext http, CancellationToken stop)
    {
        var (found, instead) = await rooms.FindAsync(code, session, http, stop, missing: "Web.NoSuchBoard");
        if (found is not var (visit, state))
        {
            return instead;
        }

        var board = boards.Draw(state, BoardPlace.In(visit.Room), visit.Words, Boards.PageOf(http.Request.Query[PageField]));
        var path = Boards.PathOf(visit, state);
        var live = string.Create(CultureInfo.InvariantCulture, $"{visit.Path}/live?seen={board.Signature}&board={state.Id}&page={board.Page}");
        var head = new PageHead(visit.Words, visit.Words["Web.Board"], AtPage(path, board.Page), state.IsOpen ? live : null) { IsBoard = true };
        return Pages.Show<BoardPage>(new BoardView(head, visit.Path, $"{visit.Path}/s/{state.Id}")
        {
            Intro = board.Intro,
            Parts = [.. board.Parts.Select(part => new BoardPartView(part.Id, part.Html)), .. await TrendAsync(visit, state, board.Page, stop)],
            Page = board.Page,
            Pages = [.. Enumerable.Range(1, board.Pages).Select(page => AtPage(path, page))],
        });
    }

    // Of what comes again, how it went from one time to the next. It does not follow what is open: only what has closed is in it.
    async Task<IEnumerable<BoardPartView>> TrendAsync(Visit visit, Session session, int page, CancellationToken stop)
    {
        if (page > 1 || session.Series is not { } schedule)
        {
            return [];
        }

        var last = await series.LastAsync(visit.Room.Venue, schedule, CheckInTrend.OccurrencesMax, stop);
        return CheckInTrend.Of(last, visit.Words).Select((trend, n) => new BoardPartView(IdOf(n), Boards.Draw(trend, n, visit)));

        string IdOf(int n) => string.Create(CultureInfo.InvariantCulture, $"board-{session.Id}-trend{(n == 0 ? "" : $"-{n + 1}")}");
    }

    internal static string AtPage(string path, int page) =>
        page == 1 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}{(path.Contains('?') ? '&' : '?')}{PageField}={page}");
}
