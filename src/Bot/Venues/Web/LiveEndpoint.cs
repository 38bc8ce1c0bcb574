using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>
/// The stream that keeps an open page up to date: cards as they change, and word of it when the page needs other parts than it has. What it sends is
/// the same for everybody who reads that language, and holds nothing to fill in.
/// </summary>
sealed class LiveEndpoint(
    RoomLooks looks, Visits visits, LiveCards cards, Boards boards, VenueSignals signals, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Pages of one room that are kept up to date at once; the others have their Refresh link.</summary>
    public const int StreamsMax = 500;

    /// <summary>Names of events; the page's script knows them.</summary>
    const string CardEvent = "card";
    const string PageEvent = "page";
    const string BeatEvent = "beat";

    /// <summary>Many changes in this time are one: at most four a second.</summary>
    public static readonly TimeSpan Quiet = RoomLooks.Quiet;

    /// <summary>Proxies cut connections that are silent for longer.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    public async Task<IResult> OpenAsync(string code, HttpContext http, CancellationToken stop)
    {
        if (await visits.FindAsync(code, http, stop) is not { Guest: not null } visit)
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        var watch = signals.Look(visit.Room.Venue);
        if (signals.CountOf(visit.Room.Venue) > StreamsMax)
        {
            watch.Dispose();
            Pages.NoteStatus(http, StatusCodes.Status429TooManyRequests);
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        http.Response.RegisterForDispose(watch);
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var page = PageOf(visit, http.Request.Query);
        return TypedResults.ServerSentEvents(EventsAsync(page, watch, http.Request.Query["seen"].ToString(), stop));
    }

    /// <summary>What of a look is on the page that asks: the room itself, or one page of a session's board.</summary>
    Func<RoomLook, LivePage> PageOf(Visit visit, IQueryCollection query)
    {
        var (board, page) = (query["board"].ToString(), Boards.PageOf(query["page"]));
        return board.Length == 0 ? Room : Board;

        LivePage Room(RoomLook look) => new(look.Signature, [.. Sessions(look).Select(Card)]);

        LiveCard Card(Session session) => new(LiveCards.ElementOf(session), cards.Draw(session, visit.Room, visit.Words));

        // A session that is not among them any more has closed, and another one since.
        LivePage Board(RoomLook look) => Sessions(look).FirstOrDefault(session => session.Id.Value == board) is { } session
            && boards.Draw(session, BoardPlace.In(visit.Room), visit.Words, page) is var drawn
            ? new LivePage(drawn.Signature, drawn.Parts) : new LivePage("", []);

        static IEnumerable<Session> Sessions(RoomLook look) => look.Open.Append(look.Last).OfType<LoadedSession>().Select(session => session.State);
    }

    async IAsyncEnumerable<SseItem<string>> EventsAsync(
        Func<RoomLook, LivePage> pageOf, VenueSignals.Watch watch, string seen, [EnumeratorCancellation] CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, lifetime.ApplicationStopping);
        var sent = new Dictionary<string, string>(StringComparer.Ordinal);
        yield return new SseItem<string>("", BeatEvent); // so that the page knows at once that it is connected, also in an empty room
        while (await LookAsync(watch, ending.Token) is { } look)
        {
            var page = pageOf(look);
            foreach (var card in page.Cards.Where(card => sent.GetValueOrDefault(card.Id) != card.Html))
            {
                sent[card.Id] = card.Html;
                yield return new SseItem<string>(JsonSerializer.Serialize(card, LiveJson.Plain.LiveCard), CardEvent);
            }

            if (page.Signature != seen)
            {
                seen = page.Signature;
                yield return new SseItem<string>(seen, PageEvent);
            }

            var next = watch.NextAsync(ending.Token);
            while (!await EndsWithinAsync(next, Beat))
            {
                yield return new SseItem<string>("", BeatEvent);
            }

            if (!await WaitAsync(Quiet, ending.Token))
            {
                yield break;
            }
        }
    }

    // Null ends the stream: the page's script comes again, later and later.
    async Task<RoomLook?> LookAsync(VenueSignals.Watch watch, CancellationToken stop)
    {
        try
        {
            return await looks.AtAsync(watch, stop);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>True also where it ended because everything ends.</summary>
    async Task<bool> EndsWithinAsync(Task next, TimeSpan within)
    {
        try
        {
            await next.WaitAsync(within, time);
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            // The page is closed, or we are.
        }

        return true;
    }

    async Task<bool> WaitAsync(TimeSpan length, CancellationToken stop)
    {
        try
        {
            await Task.Delay(length, time, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>What a page shows of a look.</summary>
/// <param name="Signature">Another one than before: the page needs other parts than it has.</param>
sealed record LivePage(string Signature, ImmutableArray<LiveCard> Cards);

sealed record LiveCard(string Id, string Html);

[JsonSerializable(typeof(LiveCard))]
sealed partial class LiveJson : JsonSerializerContext
{
    /// <summary>Without the escapes that JSON inside an HTML page would need: they would double a card's length.</summary>
    public static LiveJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
