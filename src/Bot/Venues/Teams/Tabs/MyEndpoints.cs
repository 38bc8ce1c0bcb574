using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Chat.Home;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>The personal tab: what an App Home is elsewhere, as a page of ours in a frame of Teams. To look changes nothing.</summary>
sealed class MyEndpoints(
    TabVisits visits, TabTickets tickets, FormGuard guard, MyGathering gathering, SessionHosts hosts, OwnLanguages own, TeamsErasing erasing,
    Afterwards afterwards, StoreWatch watch, TimeProvider time)
{
    const string NotedKey = "Home.Noted";
    const string SavedKey = "Home.Saved";
    const string ErasesKey = "Tabs.EraseBegun";
    const string ErasingKey = "Tabs.EraseRuns";

    public async Task<IResult> ShowAsync(HttpContext http, CancellationToken stop)
    {
        if (await visits.FindAsync(http, stop) is { } visit)
        {
            return await PageAsync(visit, http, TabVisits.Said(http, visit.Words, [NotedKey, SavedKey, ErasesKey, ErasingKey]), stop);
        }

        var (look, ticket) = (TabLook.Of(http.Request), http.Request.Query[TabPaths.TicketField].ToString());
        return await MayEnterAsync(ticket, look, stop) is null || !await tickets.IsFreeAsync(ticket, stop)
            ? HowIn(http)
            : Pages.Show<EnterPage>(new EnterView(HeadFor(http, visits.WordsFor(http), look), TabPaths.Enter + look.Query, ticket, GuestSecret.New().Reveal()));
    }

    /// <summary>Swaps a ticket for a cookie.</summary>
    public Task<IResult> EnterAsync(HttpContext http, CancellationToken stop) => guard.TakeAsync(http, async sent =>
    {
        var (look, ticket) = (TabLook.Of(http.Request), sent[Ticket.LinkField]);
        if (await MayEnterAsync(ticket, look, stop) is not { } person || !GuestSecret.TryParse(sent[Ticket.OwnField], out var secret)
            || !await tickets.TakeAsync(ticket, secret, stop))
        {
            return HowIn(http);
        }

        await visits.RememberAsync(person, http, stop);
        return Back(http, look);
    }, stop);

    /// <summary>A button or a form of the page.</summary>
    public Task<IResult> PressAsync(HttpContext http, CancellationToken stop) => guard.TakeAsync(http, async sent =>
    {
        if (await visits.FindAsync(http, stop) is not { } visit)
        {
            return HowIn(http);
        }

        if (!await visits.IsTokenAsync(visit, sent.Token, stop))
        {
            return Pages.Problem(http, visit.Words, "Web.BadToken", StatusCodes.Status403Forbidden, TabPaths.My + visit.Look.Query);
        }

        return !Press.TryDecode(sent.Press, out var press) ? await FailedAsync(visit, sent, Refusals.OldCard, http, stop)
            : press.Session.Length > 0 ? await AskAsync(visit, sent, press, http, stop)
            : press.Verb == HomeSettings.Verb ? await SaveAsync(visit, sent, http, stop)
            : press.Verb == HomeCards.EraseVerb ? await EraseAsync(visit, http)
            : await FailedAsync(visit, sent, Refusals.OldCard, http, stop);
    }, stop);

    /// <summary>The address of a page that answered a form, opened anew.</summary>
    public static IResult Back(HttpContext http, TabLook? look = null) => Pages.SeeOther(http, TabPaths.My + (look ?? TabLook.Of(http.Request)).Query);

    // Whose ticket it is, where Teams does not say that somebody else looks.
    async Task<string?> MayEnterAsync(string? ticket, TabLook look, CancellationToken stop) =>
        await tickets.OwnerAsync(ticket, stop) is { } person && visits.IsLetIn(person) && !look.IsOther(person) ? person : null;

    IResult HowIn(HttpContext http) => Pages.Problem(http, visits.WordsFor(http), "Tabs.HowIn", StatusCodes.Status403Forbidden);

    async Task<IResult> AskAsync(TabVisit visit, SentForm sent, Press press, HttpContext http, CancellationToken stop)
    {
        var id = new SessionId(press.Session);
        if (!SessionId.IsId(press.Session) || await hosts.LookIfReadableAsync(id, stop) is not { } session || !MyGathering.IsOf(session, visit.Who))
        {
            return await FailedAsync(visit, sent, Refusals.NoSuchSession, http, stop);
        }

        // As in a room: what people contribute says what shall be, the session's own verbs add something.
        var delivery = press.Round > 0 ? Guid.NewGuid().ToString("N") : sent.DeliveryOf(visit.Who.Key);
        var answer = await hosts.AskAsync(id, new Wish.Pressed(press, sent.Inputs), visit.Who, delivery, stop);
        switch (answer)
        {
            case Answer.Done:
                TabVisits.Say(NotedKey, http);
                return Back(http, visit.Look);
            case Answer.Refused refused:
                return await FailedAsync(visit, sent, refused.Refusal, http, stop);
            default:
                var why = visit.Words[answer is Answer.Busy ? "Commands.Busy" : StoreTexts.NotSaved(watch)];
                return await PageAsync(visit, http, null, stop, new Failed(sent, why), Statuses.Of(answer));
        }
    }

    async Task<IResult> SaveAsync(TabVisit visit, SentForm sent, HttpContext http, CancellationToken stop)
    {
        var read = HomeSettings.Read(sent.Inputs, visit.Zone);
        if (read.Value is not { } settings)
        {
            return await FailedAsync(visit, sent, read.Refusal!, http, stop); // ! what is not read is refused
        }

        await gathering.SetAsync(visit.Who, settings, stop);
        own.Put(visit.Who.Key, settings.Language);
        TabVisits.Say(SavedKey, http);
        return Back(http, visit.Look);
    }

    // It takes a while, and their chat says when it is done.
    async Task<IResult> EraseAsync(TabVisit visit, HttpContext http)
    {
        var isBegun = await erasing.TryBeginToTellAsync(visit.Who, Guid.NewGuid().ToString("N"));
        if (isBegun)
        {
            await afterwards.FollowAsync(() => erasing.RunAsync(visit.Who with { Name = null }));
        }

        TabVisits.Say(isBegun ? ErasesKey : ErasingKey, http);
        return Back(http, visit.Look);
    }

    Task<IResult> FailedAsync(TabVisit visit, SentForm sent, Refusal why, HttpContext http, CancellationToken stop) =>
        PageAsync(visit, http, null, stop, new Failed(sent, visit.Words.Say(why), why.Input), Statuses.Of(why));

    async Task<IResult> PageAsync(
        TabVisit visit, HttpContext http, Notice? said, CancellationToken stop, Failed? failed = null, int status = StatusCodes.Status200OK)
    {
        var content = await gathering.GatherAsync(visit.Who, stop);
        Pages.NoteStatus(http, status);
        return Pages.Show<MyPage>(new MyDrawing(visit, content, failed).Draw(HeadFor(http, visit.Words, visit.Look), said, time.GetUtcNow()), status);
    }

    static PageHead HeadFor(HttpContext http, Words words, TabLook look) =>
        new(words, words["Tabs.MyPage"], TabPaths.My + look.Query) { Framing = Framing.Of(http), Foot = "Tabs.Foot" };
}
