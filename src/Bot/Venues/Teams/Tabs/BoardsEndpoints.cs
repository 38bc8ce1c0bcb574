using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>
/// The tab of a channel or a chat: its sessions as boards. Whoever has its signed address sees what anybody in that place sees, as with the link of a room; it
/// is good for that place alone, and for as long as the bot is there. Nothing here changes anything in the store.
/// </summary>
sealed class BoardsEndpoints(
    TabSeals seals, TabCodes codes, TabVisits visits, Visits web, FormGuard guard, Doorkeeper door, SessionHosts hosts, TeamsAddresses addresses,
    IStore store, Boards boards, BotOptions options)
{
    /// <summary>The newest ones; what is open is among them.</summary>
    public const int ListedMax = 40;

    const string CodeField = "code";
    const string Kind = "boards";
    const int EntityBytes = 8;

    /// <summary>Where Teams asks what a new tab is to show.</summary>
    public IResult ShowNew(HttpContext http) => Pages.Show<NewTabPage>(NewView(http));

    public Task<IResult> MakeAsync(HttpContext http, CancellationToken stop) => guard.TakeAsync(http, async sent =>
    {
        if (!door.MayTryCode(http))
        {
            Pages.NoteStatus(http, StatusCodes.Status429TooManyRequests);
            return Wrong(http, sent, "Tabs.TooManyCodes", StatusCodes.Status429TooManyRequests);
        }

        if (await codes.FindAsync(sent[CodeField], stop) is not { } venue)
        {
            return Wrong(http, sent, "Tabs.NoSuchCode", StatusCodes.Status422UnprocessableEntity);
        }

        var place = await seals.SealAsync(Kind, venue.Value, null, stop);
        return Pages.Show<NewTabPage>(NewView(http) with
        {
            Content = web.LinkTo($"{TabPaths.Boards}?{TabPaths.PlaceField}={place}&{TabLook.Placeholders}", http),
            Entity = $"boards-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(venue.Value)).AsSpan(0, EntityBytes))}",
        });
    }, stop);

    public async Task<IResult> ListAsync(HttpContext http, CancellationToken stop)
    {
        var (look, words) = (TabLook.Of(http.Request), visits.WordsFor(http));
        if (await PlaceAsync(http, stop) is not { } venue)
        {
            return NotGood(http, words);
        }

        var listed = ImmutableArray.CreateBuilder<BoardLinkView>();
        foreach (var entry in await store.Directory.InVenueAsync(venue, ListedMax, stop))
        {
            if (await FindAsync(entry.Session, venue, stop) is { } session)
            {
                listed.Add(Link(entry, session, http, look, words));
            }
        }

        return Pages.Show<BoardsPage>(new BoardsView(HeadFor(http, words, "Tabs.Boards", TabPaths.Boards + QueryFor(http, look)))
        {
            Boards = [.. listed.OrderByDescending(one => one.IsOpen).ThenByDescending(one => one.At)],
        });
    }

    public async Task<IResult> ShowAsync(string session, HttpContext http, CancellationToken stop)
    {
        var (look, words) = (TabLook.Of(http.Request), visits.WordsFor(http));
        if (await PlaceAsync(http, stop) is not { } venue)
        {
            return NotGood(http, words);
        }

        var back = TabPaths.Boards + QueryFor(http, look);
        if (!SessionId.IsId(session) || await FindAsync(new SessionId(session), venue, stop) is not { } state)
        {
            return Pages.Problem(http, words, "Web.NoSuchBoard", StatusCodes.Status404NotFound, back);
        }

        var board = boards.Draw(state, new BoardPlace(venue.Value, state.Zone), words, Boards.PageOf(http.Request.Query[BoardEndpoint.PageField]));
        var path = PathOf(state.Id, http, look);
        var head = HeadFor(http, words, "Web.Board", BoardEndpoint.AtPage(path, board.Page)) with { IsBoard = true };
        return Pages.Show<BoardPage>(new BoardView(head, back, null)
        {
            GoBack = "Tabs.AllBoards",
            Intro = board.Intro,
            Parts = [.. board.Parts.Select(part => new BoardPartView(part.Id, part.Html))],
            Page = board.Page,
            Pages = [.. Enumerable.Range(1, board.Pages).Select(page => BoardEndpoint.AtPage(path, page))],
        });
    }

    // As the signature says; where the bot was taken away, or the directory may use it no more, nobody sees anything either.
    async Task<VenueId?> PlaceAsync(HttpContext http, CancellationToken stop) =>
        await seals.OpenAsync(Kind, http.Request.Query[TabPaths.PlaceField], stop) is { } venue && options.Teams.Allows(TeamsIds.Tenant(new VenueId(venue)))
            && await addresses.FindAsync(venue, stop) is { IsDead: false }
            ? new VenueId(venue)
            : null;

    // It may have been moved or deleted.
    async Task<Session?> FindAsync(SessionId id, VenueId venue, CancellationToken stop) =>
        await hosts.LookIfReadableAsync(id, stop) is { State: { DeletedAt: null } state } && state.GroupVenues.Contains(venue) ? state : null;

    static BoardLinkView Link(DirectoryEntry entry, Session session, HttpContext http, TabLook look, Words words)
    {
        var local = TimeZoneInfo.ConvertTime(entry.OpenedAt, LocalTime.ZoneOf(session.Zone));
        var text = $"{local.ToString("d", words.Culture)} {local.ToString("t", words.Culture)}";
        return new BoardLinkView(PathOf(session.Id, http, look), entry.Title, session.IsOpen, entry.OpenedAt, text);
    }

    static string PathOf(SessionId session, HttpContext http, TabLook look) =>
        TabPaths.Board.Replace("{session}", session.Value, StringComparison.Ordinal) + QueryFor(http, look);

    // What is in it is checked to be a signature of ours, which needs no escape.
    static string QueryFor(HttpContext http, TabLook look) => $"{look.Query}&{TabPaths.PlaceField}={http.Request.Query[TabPaths.PlaceField]}";

    static IResult NotGood(HttpContext http, Words words) => Pages.Problem(http, words, "Tabs.NoSuchTab", StatusCodes.Status403Forbidden, "/");

    IResult Wrong(HttpContext http, SentForm sent, string why, int status)
    {
        var view = NewView(http);
        return Pages.Show<NewTabPage>(view with { Typed = sent[CodeField], Error = view.Head.Words[why] }, status);
    }

    NewTabView NewView(HttpContext http)
    {
        var look = TabLook.Of(http.Request);
        return new NewTabView(HeadFor(http, visits.WordsFor(http), "Tabs.NewTitle", TabPaths.New + look.Query), TabPaths.New + look.Query);
    }

    static PageHead HeadFor(HttpContext http, Words words, string title, string path) =>
        new(words, words[title], path) { Framing = Framing.Of(http), Foot = "Tabs.BoardsFoot" };
}
