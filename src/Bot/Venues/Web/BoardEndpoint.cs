using System.Globalization;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>A session as a picture, for those who joined the room. It follows the session while that is open, and prints.</summary>
sealed class BoardEndpoint(RoomEndpoints rooms, Boards boards)
{
    const string PageField = "page";

    public async Task<IResult> ShowAsync(string code, string session, HttpContext http, CancellationToken stop)
    {
        var (found, instead) = await rooms.FindAsync(code, session, http, stop, missing: "Web.NoSuchBoard");
        if (found is not var (visit, state))
        {
            return instead;
        }

        var board = boards.Draw(state, visit.Room, visit.Words, Boards.PageOf(http.Request.Query[PageField]));
        var path = Boards.PathOf(visit, state);
        var live = string.Create(CultureInfo.InvariantCulture, $"{visit.Path}/live?seen={board.Signature}&board={state.Id}&page={board.Page}");
        var head = new PageHead(visit.Words, visit.Words["Web.Board"], AtPage(path, board.Page), state.IsOpen ? live : null) { IsBoard = true };
        return Pages.Show<BoardPage>(new BoardView(head, visit.Code, $"{visit.Path}/s/{state.Id}")
        {
            Intro = board.Intro,
            Parts = [.. board.Parts.Select(part => new BoardPartView(part.Id, part.Html))],
            Page = board.Page,
            Pages = [.. Enumerable.Range(1, board.Pages).Select(page => AtPage(path, page))],
        });
    }

    static string AtPage(string path, int page) => page == 1 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}?{PageField}={page}");
}
