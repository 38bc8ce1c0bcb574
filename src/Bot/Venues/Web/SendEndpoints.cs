using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Bot.Venues.Web.Pictures;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>What people send to a room: each form is checked for its sender, done durably, and answered by the page or by the way to it.</summary>
sealed class SendEndpoints(
    IStore store, StoreWatch watch, SessionHosts hosts, CommandDesk desk, Visits visits, FormGuard guard, RoomEndpoints pages,
    Doorkeeper door, LinkDoor links, BotOptions options)
{
    public const string CommandField = "text";
    public const string NameField = "name";

    /// <summary>Takes part in the room, or changes one's name there.</summary>
    public Task<IResult> JoinAsync(string code, HttpContext http, CancellationToken stop) => CheckedAsync(code, http, isJoin: true, async (found, sent) =>
    {
        var visit = found.Guest is null ? found with { Ticket = Ticket.In(sent) } : found;
        if (visit.Guest is null && !door.MayJoin(http))
        {
            Pages.NoteStatus(http, StatusCodes.Status429TooManyRequests);
            return RoomEndpoints.ShowJoin(visit, sent[NameField], visit.Words["Web.TooManyJoin"], status: StatusCodes.Status429TooManyRequests);
        }

        var name = PersonalText.Optional(sent[NameField], Limits.NameMax);
        if (name.Refusal is { } refusal)
        {
            return await BadNameAsync(visit, sent, visit.Words.Say(refusal), http, stop);
        }

        return await JoinAsync(visit, name.Value, http, stop);
    }, stop);

    /// <summary>A button or a form of a card.</summary>
    public Task<IResult> PressAsync(string code, HttpContext http, CancellationToken stop) => CheckedAsync(
        code, http, isJoin: false, (visit, sent) => PressedAsync(visit, sent, http, stop), stop, FormWithFiles.IsOne(http.Request) ? SentPictures.Form : null);

    async Task<IResult> PressedAsync(Visit visit, SentForm sent, HttpContext http, CancellationToken stop)
    {
        if (!Press.TryDecode(sent.Press, out var press) || !SessionId.IsId(press.Session) || !await IsHereAsync(press, visit, stop))
        {
            var unknown = Refusals.NoSuchSession;
            return await pages.ShowAsync(visit, http, stop, new Failed(sent, visit.Words.Say(unknown)), status: Statuses.Of(unknown));
        }

        var pictures = await SentPictures.Of(sent, visit).WithinAsync(store.Pictures, stop);
        if (pictures.Fault != PictureFault.None)
        {
            var failed = new Failed(sent, SentPictures.Say(pictures.Fault, visit.Words), pictures.Input);
            return await pages.ShowAsync(visit, http, stop, failed, status: StatusCodes.Status422UnprocessableEntity);
        }

        // What people contribute says what shall be, so that twice is once by its meaning, and going back and forth between two answers ends with the
        // last. The session's own verbs add something ("2 minutes more"): there the form's own number makes twice once.
        var delivery = press.Round > 0 ? Guid.NewGuid().ToString("N") : sent.DeliveryOf(visit.Secret.PersonIn(visit.Code));
        var wish = new Wish.Pressed(press, pictures.Fields) { Pictures = pictures.Pictures };
        var answer = await hosts.AskAsync(new SessionId(press.Session), wish, visit.Person, delivery, stop);
        if (answer is not Answer.Done done)
        {
            return await RefusedAsync(visit, sent, answer, http, stop);
        }

        if (IsAsking(done.Session, press, visit.Words))
        {
            return Pages.SeeOther(http, $"{visit.Path}#{LiveCards.MineOf(done.Session)}"); // the form that was asked for says all there is to say
        }

        Said.Keep(await SaidOfAsync(done.Session, press, visit, stop), visit.Code, http);
        return Pages.SeeOther(http, visit.Path);
    }

    // "That counts" is not said to an empty ballot.
    async Task<string> SaidOfAsync(Session session, Press press, Visit visit, CancellationToken stop) =>
        session.Item(press.Round) is not { Status: ActivityStatus.Open } item || Effects.IsTold(press.Verb)
            ? Effects.Of(press.Round == 0 || Effects.IsTold(press.Verb) ? press.Verb : "", session, visit.Room.Venue)
        : await hosts.LookAsync(session.Id, stop) is not { } loaded || item.Whole.Counts(loaded.AuthorOf(visit.Person, item)) ? Said.Counted
        : Said.Nothing;

    static bool IsAsking(Session session, Press press, Words words) => session.Item(press.Round) is { Status: ActivityStatus.Open } item
        && item.Activity.Actions(new ActivityView(session, item, words)).OfType<OpenDialog>().Any(open => open.IsAsking && open.Press.IsSameAs(press));

    /// <summary>The command line.</summary>
    public Task<IResult> TypeAsync(string code, HttpContext http, CancellationToken stop) => CheckedAsync(code, http, isJoin: false, async (visit, sent) =>
    {
        var delivery = sent.DeliveryOf(visit.Secret.PersonIn(visit.Code));
        var reply = await desk.TypeAsync(
            visit.Room.Venue, visit.Person, sent[CommandField], delivery, visit.Words.Language, ZoneOf(visit, sent), stop);
        if (reply.Key == Forgetting.Done && visit.Guest is { } guest)
        {
            await store.Rooms.PutGuestAsync(visit.Room.Venue, guest with { Name = null }, stop);
            await store.SweepAsync(stop);
        }

        return await AnswerAsync(visit, sent, reply, http, stop);
    }, stop);

    // Moments are shown to everybody in their own zone, so they are read in it, too. A browser without script does not tell it.
    static string ZoneOf(Visit visit, SentForm sent) => LocalTime.ZoneIn(sent[SentForm.ZoneField]) ?? visit.Room.Zone;

    /// <summary>One of the forms that start something.</summary>
    public Task<IResult> StartAsync(string code, HttpContext http, CancellationToken stop) => CheckedAsync(code, http, isJoin: false, async (visit, sent) =>
    {
        var delivery = sent.DeliveryOf(visit.Secret.PersonIn(visit.Code));
        var verb = Press.TryDecode(sent.Press, out var press) ? press.Verb : "";
        var reply = await desk.StartAsync(
            visit.Room.Venue, visit.Person, verb, sent.Inputs, delivery, visit.Words.Language, ZoneOf(visit, sent), stop);
        return await AnswerAsync(visit, sent, reply, http, stop);
    }, stop);

    /// <summary>Only what a page of ours in this person's hands sent comes through; whatever does not is shown to its writer again.</summary>
    /// <param name="files">How files are read that come with it; null where none do.</param>
    public Task<IResult> CheckedAsync(
        string code, HttpContext http, bool isJoin, Func<Visit, SentForm, Task<IResult>> act, CancellationToken stop, FormWithFiles? files = null)
    {
        var back = WebRooms.IsCode(code) ? WebRooms.PathOf(code) : "/";
        return guard.TakeAsync(http, ReadAsync(code, http, files, stop), sent => CheckedAsync(code, http, sent, isJoin, act, back, stop), back);
    }

    async Task<IResult> CheckedAsync(
        string code, HttpContext http, SentForm sent, bool isJoin, Func<Visit, SentForm, Task<IResult>> act, string back, CancellationToken stop)
    {
        if (await visits.FindAsync(code, http, stop) is not { } visit)
        {
            return Pages.Problem(http, visits.WordsFor(http), "Web.NoSuchRoom", StatusCodes.Status404NotFound);
        }

        if (visit.Guest is null)
        {
            return isJoin ? await act(visit, sent) : Pages.Problem(http, visit.Words, "Web.NotJoined", StatusCodes.Status403Forbidden, back);
        }

        if (isJoin && sent.Token is null)
        {
            return Pages.SeeOther(http, back); // the join form of another tab: they are in already
        }

        return visit.Secret.IsToken(code, sent.Token)
            ? await act(visit, sent)
            : Pages.Problem(http, visit.Words, "Web.BadToken", StatusCodes.Status403Forbidden, back);
    }

    Task<(SentForm? Form, int Status)> ReadAsync(string code, HttpContext http, FormWithFiles? files, CancellationToken stop) =>
        files is null ? SentForm.ReadAsync(http.Request, stop)
        : http.Request.ContentLength <= SentForm.BodyBytesMax ? files.ReadAsync(http.Request, stop)
        : ReadLargeAsync(code, http, files, stop);

    // Millions of bytes are read only of those who are in the room, from a page of ours, and only of a few at a time. Words wait for nobody.
    async Task<(SentForm? Form, int Status)> ReadLargeAsync(string code, HttpContext http, FormWithFiles files, CancellationToken stop)
    {
        if (!SameSite.Sent(http.Request, options) || await visits.FindAsync(code, http, stop) is not { Guest: not null } visit)
        {
            return (SentForm.Nothing, StatusCodes.Status200OK); // whoever it is, they are refused all the same
        }

        var turn = await door.TurnToUploadAsync(visit.Secret.PersonIn(visit.Code), stop);
        http.Response.RegisterForDispose(turn); // what was read stays in memory until it is answered
        return turn.IsAcquired ? await files.ReadAsync(http.Request, stop) : (null, StatusCodes.Status429TooManyRequests);
    }

    async Task<IResult> JoinAsync(Visit visit, string? name, HttpContext http, CancellationToken stop)
    {
        var isNew = visit.Guest is null;
        var secret = isNew ? visit.Ticket?.Own ?? GuestSecret.New() : visit.Secret;
        var guest = new Guest(secret.PersonIn(visit.Code), string.IsNullOrEmpty(name) ? null : name);
        var isMissed = false;
        try
        {
            if (isNew && await links.TakeAsync(visit, http, stop) is { } closed)
            {
                return closed;
            }

            await store.Rooms.PutGuestAsync(visit.Room.Venue, guest, stop);
            visits.Remember(http, visit.Code, secret);
            isMissed = !await TryJoinOpenAsync(visit with { Secret = secret, Guest = guest }, stop);
        }
        catch (StoreUnavailableException) when (isNew)
        {
            Pages.NoteStatus(http, StatusCodes.Status429TooManyRequests);
            return RoomEndpoints.ShowJoin(visit, name ?? "", visit.Words[StoreTexts.NotSaved(watch)], status: StatusCodes.Status429TooManyRequests);
        }

        if (isMissed)
        {
            var inside = visit with { Secret = secret, Guest = guest };
            var missed = new Notice(visit.Words["Web.JoinMissed"], IsProblem: true, HasFocus: true);
            return await pages.ShowAsync(inside, http, stop, notice: missed, status: StatusCodes.Status429TooManyRequests);
        }

        Said.Keep(isNew ? Said.Joined : Said.Renamed, visit.Code, http);
        return Pages.SeeOther(http, visit.Path);
    }

    /// <summary>Joins what is open in the room under names; false where a session was too busy for it, or could not save it.</summary>
    async Task<bool> TryJoinOpenAsync(Visit visit, CancellationToken stop)
    {
        var hasAll = true;
        var look = await RoomLook.AtAsync(visit.Room.Venue, store, hosts, stop);
        // Not where people are not named: a name in the log just before a ballot would tell whose it is.
        foreach (var open in look.Open.Where(open => open.State.OpenItem is { Level: AnonymityLevel.Named }))
        {
            var answer = await hosts.AskAsync(open.State.Id, new Wish.Ready(new Command.Join()), visit.Person, Guid.NewGuid().ToString("N"), stop);
            hasAll &= answer is Answer.Done or Answer.Refused; // one who comes to a full session may watch it
        }

        return hasAll;
    }

    async Task<IResult> BadNameAsync(Visit visit, SentForm sent, string text, HttpContext http, CancellationToken stop) => visit.Guest is null
        ? RoomEndpoints.ShowJoin(visit, sent[NameField], nameError: text, status: StatusCodes.Status422UnprocessableEntity)
        : await pages.ShowAsync(visit, http, stop, new Failed(sent, text), status: StatusCodes.Status422UnprocessableEntity);

    // A session of another room is none that this person can know of.
    async Task<bool> IsHereAsync(Press press, Visit visit, CancellationToken stop) =>
        await hosts.LookAsync(new SessionId(press.Session), IsIn(visit), stop) is { } session && IsIn(visit)(session);

    static Func<LoadedSession, bool> IsIn(Visit visit) => session => session.State.Venues.Contains(visit.Room.Venue);

    Task<IResult> RefusedAsync(Visit visit, SentForm sent, Answer answer, HttpContext http, CancellationToken stop)
    {
        var failed = answer switch
        {
            Answer.Refused refused => new Failed(sent, visit.Words.Say(refused.Refusal), refused.Refusal.Input),
            Answer.Busy => new Failed(sent, visit.Words["Commands.Busy"]),
            _ => new Failed(sent, visit.Words[StoreTexts.NotSaved(watch)]),
        };
        return pages.ShowAsync(visit, http, stop, failed, status: Statuses.Of(answer));
    }

    async Task<IResult> AnswerAsync(Visit visit, SentForm sent, Reply reply, HttpContext http, CancellationToken stop)
    {
        if (reply.IsProblem)
        {
            var text = reply.Cause is Answer.Unavailable ? visit.Words[StoreTexts.NotSaved(watch)] : reply.Text;
            return await pages.ShowAsync(visit, http, stop, new Failed(sent, text), status: Statuses.Of(reply));
        }

        if (reply is { IsToRead: true, Session: { } id })
        {
            return Pages.SeeOther(http, $"{visit.Path}/s/{id}"); // there it stands, with its files
        }

        if (reply.Sought is { } sought)
        {
            return Pages.SeeOther(http, $"{visit.Path}{SearchEndpoint.Path}?{SearchEndpoint.Field}={Uri.EscapeDataString(sought)}");
        }

        if (reply.Key is not { } key)
        {
            // Help, a preview: it changed nothing, so there is nothing to send twice. Links: sent twice, they are not made twice.
            var lines = reply.Card?.Body.OfType<TextBlock>().Select(line => line.Inlines.Plain()) ?? [];
            var notice = new Notice(string.Join('\n', [reply.Text, .. lines])) { Links = [.. reply.Paths.Select(path => visits.LinkTo(path, http))] };
            return await pages.ShowAsync(visit, http, stop, notice: notice);
        }

        Said.Keep(key, visit.Code, http);
        return Pages.SeeOther(http, visit.Path);
    }
}
