using CoCreateBot.Bot.Rooms;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>The front door: what this is, a room of one's own, the way into another's, and the language.</summary>
sealed class StartEndpoints(WebRooms rooms, StoreWatch watch, Visits visits, FormGuard guard, Doorkeeper door, BotOptions options)
{
    const string RoomField = "room";

    public IResult Show(HttpContext http) => Page(http);

    /// <summary>Opens a room. Whoever opens it joins it like everybody else.</summary>
    public async Task<IResult> OpenRoomAsync(HttpContext http, CancellationToken stop)
    {
        if (!SameSite.Sent(http.Request, options))
        {
            return Pages.Problem(http, visits.WordsFor(http), "Web.ForeignForm", StatusCodes.Status403Forbidden);
        }

        if (!door.MayOpenRoom(http))
        {
            return Page(http, "Web.TooManyRooms", StatusCodes.Status429TooManyRequests);
        }

        try
        {
            var room = await rooms.OpenAsync(visits.WordsFor(http).Language, stop);
            return Pages.SeeOther(http, WebRooms.PathOf(room.Venue.Place));
        }
        catch (StoreUnavailableException)
        {
            return Page(http, StoreTexts.NotSaved(watch), StatusCodes.Status429TooManyRequests);
        }
    }

    /// <summary>To a room by its code or link. Whether it is there, the room's own page says.</summary>
    public IResult Go(HttpContext http)
    {
        var typed = http.Request.Query[RoomField].ToString();
        return WebRooms.CodeIn(typed) is { } code
            ? Pages.SeeOther(http, WebRooms.PathOf(code))
            : Page(http, "Web.NoCode", StatusCodes.Status422UnprocessableEntity, typed);
    }

    public Task<IResult> ChooseLanguageAsync(HttpContext http, CancellationToken stop) => guard.TakeAsync(http, form =>
    {
        Reader.Choose(http, form["lang"], visits.IsSecure(http));
        return Task.FromResult(Pages.SeeOther(http, IsOwnPath(form["back"]) ? form["back"] : "/"));
    }, stop);

    // Nothing that a browser could read as another site.
    static bool IsOwnPath(string path) =>
        path is ['/', not '/', ..] && path.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '/');

    IResult Page(HttpContext http, string? problem = null, int status = StatusCodes.Status200OK, string typed = "")
    {
        var words = visits.WordsFor(http);
        Pages.NoteStatus(http, status);
        var notice = problem is null ? null : new Notice(words[problem], IsProblem: true, HasFocus: true);
        return Pages.Show<StartPage>(new StartView(new PageHead(words, words["Web.StartTitle"], "/"), notice, typed), status);
    }
}
