using CoCreateBot.Bot.Commands;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>Where words stand in what a room's sessions came to, for those who joined it.</summary>
sealed class SearchEndpoint(History history, Visits visits)
{
    public const string Path = "/search";
    public const string Field = "q";

    public async Task<IResult> ShowAsync(string code, HttpContext http, CancellationToken stop)
    {
        if (await visits.FindAsync(code, http, stop) is not { } visit)
        {
            return Pages.Problem(http, visits.WordsFor(http), "Web.NoSuchRoom", StatusCodes.Status404NotFound);
        }

        if (visit.Guest is null)
        {
            return Pages.SeeOther(http, visit.Path);
        }

        var sent = http.Request.Query[Field].ToString();
        var (words, unread) = History.Read(sent);
        var found = unread is null ? await history.FindAsync(visit.Room.Venue, words, stop) : null;
        var zone = LiveCards.ZoneOf(visit.Room);
        var view = new SearchView(new PageHead(visit.Words, visit.Words["Web.SearchTitle"], visit.Path), visit.Code, sent)
        {
            Lead = found is null ? [] : History.Lead(found, zone, visit.Words),
            Found = found is null ? [] : [.. found.Sessions.Select(one => Draw(one, visit, zone))],
            Error = unread is not null && sent.Length > 0 ? visit.Words.Say(unread) : "",
        };
        return Pages.Show<SearchPage>(view, view.Error.Length > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    static FoundView Draw(FoundSession one, Visit visit, TimeZoneInfo zone) => new(
        $"{visit.Path}/s/{one.Entry.Session}", one.Entry.Title, one.Entry.OpenedAt, History.When(one, zone, visit.Words),
        [.. one.Lines.Select(line => History.Line(line, visit.Words))], one.More > 0 ? visit.Words.Count("Commands.FoundMore", one.More) : "");
}
