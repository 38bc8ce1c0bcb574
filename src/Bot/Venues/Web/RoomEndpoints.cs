using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>What a room shows. None of this changes anything: link previews follow links, too.</summary>
sealed class RoomEndpoints(IStore store, SessionHosts hosts, Visits visits, LiveCards cards, Activities activities, LinkDoor links, SeriesSessions series)
{
    public async Task<IResult> ShowAsync(string code, HttpContext http, CancellationToken stop)
    {
        if (await visits.FindAsync(code, http, stop) is not { } visit)
        {
            return Pages.Problem(http, visits.WordsFor(http), "Web.NoSuchRoom", StatusCodes.Status404NotFound);
        }

        return visit switch
        {
            { Guest: not null } => await ShowAsync(visit, http, stop),
            { Room.IsByLink: true } => LinkDoor.Closed(visit, "Web.ByLinkOnly", http),
            _ => ShowJoin(visit),
        };
    }

    /// <summary>The page behind a link for one person.</summary>
    public async Task<IResult> ShowLinkAsync(string code, string secret, HttpContext http, CancellationToken stop) =>
        await visits.FindAsync(code, http, stop) is { } visit
            ? await links.ShowAsync(visit, secret, http, stop)
            : Pages.Problem(http, visits.WordsFor(http), "Web.NoSuchLink", StatusCodes.Status404NotFound);

    public static IResult ShowJoin(Visit visit, string name = "", string? problem = null, string? nameError = null, int status = StatusCodes.Status200OK)
    {
        var head = new PageHead(visit.Words, visit.Words["Web.JoinTitle"], visit.Path);
        var notice = problem is null ? null : new Notice(problem, IsProblem: true, HasFocus: true);
        return Pages.Show<JoinPage>(new JoinView(head, visit.Code, notice, name, nameError ?? "") { Ticket = visit.Ticket }, status);
    }

    /// <summary>The room's page: as it is, or with what was sent and could not be.</summary>
    public async Task<IResult> ShowAsync(
        Visit visit, HttpContext http, CancellationToken stop, Failed? failed = null, Notice? notice = null, int status = StatusCodes.Status200OK)
    {
        var look = await RoomLook.AtAsync(visit.Room.Venue, store, hosts, stop, isFresh: true); // what they have just sent may stand at another server
        var people = await store.Rooms.CountGuestsAsync(visit.Room.Venue, stop);
        var drawing = new RoomDrawing(visit, look, cards, activities, failed)
        {
            Undelivered = await UndeliveredAsync(visit, look, stop),
            Planned = await PlannedAsync(visit, stop),
        };
        Pages.NoteStatus(http, status);
        return Pages.Show<RoomPage>(
            drawing.Draw(people, path => visits.LinkTo(path, http), notice ?? Said.Take(visit.Code, visit.Words, http)), status);
    }

    async Task<ImmutableArray<string>> PlannedAsync(Visit visit, CancellationToken stop)
    {
        var schedules = await store.Schedules.InVenueAsync(visit.Room.Venue, stop);
        var calendar = schedules.IsEmpty ? VenueCalendar.Empty : await store.Schedules.CalendarAsync(visit.Room.Venue, stop);
        return [.. (await OwnZones.OfAllAsync(schedules, store.Members, series, stop)).Select(schedule => ScheduleTexts.Line(schedule, calendar, visit.Words))];
    }

    /// <summary>For those that this person facilitates: what their chat channel does not show.</summary>
    async Task<ImmutableDictionary<SessionId, ImmutableArray<Element>>> UndeliveredAsync(Visit visit, RoomLook look, CancellationToken stop)
    {
        var lines = ImmutableDictionary.CreateBuilder<SessionId, ImmutableArray<Element>>();
        foreach (var session in look.Open.Append(look.Last).OfType<LoadedSession>().Where(session => session.IsFacilitator(visit.Person)))
        {
            lines[session.State.Id] = await Undelivered.LinesAsync(store.Posts, session.State, visit.Words, stop);
        }

        return lines.ToImmutable();
    }

    /// <summary>What one session came to, for those who joined the room.</summary>
    public async Task<IResult> ShowMinutesAsync(string code, string session, HttpContext http, CancellationToken stop)
    {
        var (found, instead) = await FindAsync(code, session, http, stop);
        if (found is not var (visit, state))
        {
            return instead;
        }

        var minutes = SessionCards.MinutesSoFar(state, visit.Words);
        var context = new HtmlContext("", visit.Words.Culture, LiveCards.ZoneOf(visit.Room))
        {
            IsReadonly = true,
            HeadingLevel = 1,
            Pictures = visit.Path + WebDoor.PicturesFolder,
        };
        var head = new PageHead(visit.Words, visit.Words["Session.MinutesTitle"], http.Request.Path);
        return Pages.Show<MinutesPage>(new MinutesView(head, visit.Code, HtmlRenderer.Card(minutes, context), $"{visit.Path}/s/{state.Id}/export.")
        {
            Board = Boards.PathOf(visit, state),
        });
    }

    /// <summary>A session of this room, for somebody who joined the room; else where to go instead.</summary>
    /// <param name="missing">Key of what is said where there is no such session here.</param>
    public async Task<((Visit Visit, Session Session)? Found, IResult Instead)> FindAsync(
        string code, string session, HttpContext http, CancellationToken stop, string missing = "Web.NoSuchMinutes")
    {
        if (await visits.FindAsync(code, http, stop) is not { } visit)
        {
            return (null, Pages.Problem(http, visits.WordsFor(http), "Web.NoSuchRoom", StatusCodes.Status404NotFound));
        }

        if (visit.Guest is null)
        {
            return (null, Pages.SeeOther(http, visit.Path));
        }

        var loaded = SessionId.IsId(session) ? await hosts.LookFreshAsync(new SessionId(session), stop) : null;
        return loaded is { State: { DeletedAt: null } state } && state.Venues.Contains(visit.Room.Venue)
            ? ((visit, state), TypedResults.Ok())
            : (null, Pages.Problem(http, visit.Words, missing, StatusCodes.Status404NotFound, visit.Path));
    }

    /// <summary>Makes this device one that the person is known on. Nothing else happens, and nobody is put in another's place.</summary>
    public async Task<IResult> BecomeAsync(string code, string secret, HttpContext http, CancellationToken stop)
    {
        if (await visits.FindAsync(code, http, stop) is not { } visit)
        {
            return Pages.Problem(http, visits.WordsFor(http), "Web.NoSuchRoom", StatusCodes.Status404NotFound);
        }

        if (!GuestSecret.TryParse(secret, out var meant) || await visits.GuestAsync(visit.Room, meant, stop) is null)
        {
            return Pages.Problem(http, visit.Words, "Web.NoSuchPerson", StatusCodes.Status404NotFound, visit.Path);
        }

        if (visit.Guest is not null && visit.Secret != meant)
        {
            return Pages.Problem(http, visit.Words, "Web.SomebodyElse", StatusCodes.Status409Conflict, visit.Path);
        }

        visits.Remember(http, code, meant);
        return Pages.SeeOther(http, visit.Path);
    }
}
