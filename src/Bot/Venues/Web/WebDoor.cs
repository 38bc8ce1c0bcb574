using CoCreateBot.Bot.Commands;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Storage;
using Microsoft.AspNetCore.ResponseCompression;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>The web as a venue: rooms that anybody with the link can come into, with forms that work without script.</summary>
static class WebDoor
{
    /// <summary>In a room.</summary>
    public const string PicturesFolder = "/pictures/";

    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    static readonly string[] Sending = ["/join", "/press", "/type", "/start", "/import"];

    public static void AddWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // people's words as they are, and not as numbers
        services.AddResponseCompression(compression =>
        {
            // What a page repeats of what was sent, it repeats only to forms of its own site, so that its length tells no outsider anything.
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.AddSingleton<SiteFiles>();
        services.AddSingleton<WebRooms>();
        services.AddSingleton<LinkDoor>();
        services.AddSingleton<Visits>();
        services.AddSingleton<FormGuard>();
        services.AddSingleton<LiveCards>();
        services.AddSingleton<Doorkeeper>();
        services.AddSingleton<StartEndpoints>();
        services.AddSingleton<RoomEndpoints>();
        services.AddSingleton<SendEndpoints>();
        services.AddSingleton<ExportEndpoints>();
        services.AddSingleton<ImportEndpoints>();
        services.AddSingleton<PictureEndpoint>();
        services.AddSingleton<Boards>();
        services.AddSingleton<BoardEndpoint>();
        services.AddSingleton<History>();
        services.AddSingleton<SearchEndpoint>();
        services.AddSingleton<RoomLooks>();
        services.AddSingleton<LiveEndpoint>();
    }

    public static void MapWeb(this WebApplication app)
    {
        app.UseExceptionHandler(failed => failed.Run(SayBugAsync));
        app.UseResponseCompression();
        app.MapGet(SiteFiles.Folder + "{name}", (string name, SiteFiles files, HttpContext http) => files.Serve(name, http));
        app.MapGet("/robots.txt", () => TypedResults.Text("User-agent: *\nDisallow: /\n"));
        var pages = app.MapPages();
        MapStart(pages);
        MapRoom(pages.MapGroup("/r/{code}"));
        pages.MapFallback((Visits visits, HttpContext http) =>
            Pages.Problem(http, visits.WordsFor(http), "Web.NoSuchPage", StatusCodes.Status404NotFound));
    }

    /// <summary>For pages that have the headers of all, and say it where the store is away.</summary>
    /// <param name="framing">Of pages that stand in frames of another site; null for those that stand by themselves.</param>
    public static RouteGroupBuilder MapPages(this IEndpointRouteBuilder routes, Func<HttpContext, Framing>? framing = null) =>
        routes.MapGroup("").AddEndpointFilter((call, next) =>
        {
            call.HttpContext.Features.Set(framing?.Invoke(call.HttpContext));
            return GuardAsync(call, next);
        });

    static void MapStart(RouteGroupBuilder pages)
    {
        pages.MapMethods("/", Reading, (StartEndpoints start, HttpContext http) => start.Show(http));
        pages.MapMethods("/go", Reading, (StartEndpoints start, HttpContext http) => start.Go(http));
        pages.MapPost("/rooms", (StartEndpoints start, HttpContext http, CancellationToken stop) => start.OpenRoomAsync(http, stop));
        pages.MapPost("/language", (StartEndpoints start, HttpContext http, CancellationToken stop) => start.ChooseLanguageAsync(http, stop));
    }

    static void MapRoom(RouteGroupBuilder room)
    {
        room.MapMethods("", Reading, (string code, RoomEndpoints show, HttpContext http, CancellationToken stop) => show.ShowAsync(code, http, stop));
        room.MapMethods("/s/{session}", Reading, (string code, string session, RoomEndpoints show, HttpContext http, CancellationToken stop) =>
            show.ShowMinutesAsync(code, session, http, stop));
        room.MapMethods("/s/{session}/board", Reading, (string code, string session, BoardEndpoint board, HttpContext http, CancellationToken stop) =>
            board.ShowAsync(code, session, http, stop));
        room.MapMethods("/s/{session}/export.{format}", Reading,
            (string code, string session, string format, ExportEndpoints export, HttpContext http, CancellationToken stop) =>
                export.SendAsync(code, session, format, http, stop));
        room.MapMethods(SearchEndpoint.Path, Reading, (string code, SearchEndpoint search, HttpContext http, CancellationToken stop) =>
            search.ShowAsync(code, http, stop));
        room.MapMethods(PicturesFolder + "{session}/{picture}", Reading,
            (string code, string session, string picture, PictureEndpoint pictures, HttpContext http, CancellationToken stop) =>
                pictures.SendAsync(code, session, picture, http, stop));
        room.MapPost("/import", (string code, ImportEndpoints import, HttpContext http, CancellationToken stop) => import.BringAsync(code, http, stop));
        room.MapMethods("/as/{secret}", Reading, (string code, string secret, RoomEndpoints show, HttpContext http, CancellationToken stop) =>
            show.BecomeAsync(code, secret, http, stop));
        room.MapMethods("/i/{secret}", Reading, (string code, string secret, RoomEndpoints show, HttpContext http, CancellationToken stop) =>
            show.ShowLinkAsync(code, secret, http, stop));
        room.MapGet("/live", (string code, LiveEndpoint live, HttpContext http, CancellationToken stop) => live.OpenAsync(code, http, stop));
        room.MapPost("/join", (string code, SendEndpoints send, HttpContext http, CancellationToken stop) => send.JoinAsync(code, http, stop));
        room.MapPost("/press", (string code, SendEndpoints send, HttpContext http, CancellationToken stop) => send.PressAsync(code, http, stop));
        room.MapPost("/type", (string code, SendEndpoints send, HttpContext http, CancellationToken stop) => send.TypeAsync(code, http, stop));
        room.MapPost("/start", (string code, SendEndpoints send, HttpContext http, CancellationToken stop) => send.StartAsync(code, http, stop));

        foreach (var sent in Sending)
        {
            // The address of a page that answered a form, opened anew.
            room.MapMethods(sent, Reading, (string code, HttpContext http) => Pages.SeeOther(http, WebRooms.IsCode(code) ? WebRooms.PathOf(code) : "/"));
        }
    }

    /// <summary>Every page has its headers, and a store that is full or out of reach is said, never a bare error.</summary>
    static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        PageHeaders.Set(call.HttpContext);
        try
        {
            return await next(call);
        }
        catch (StoreUnavailableException e)
        {
            var words = call.HttpContext.RequestServices.GetRequiredService<Visits>().WordsFor(call.HttpContext);
            var key = StoreTexts.Away(e, call.HttpContext.RequestServices.GetRequiredService<StoreWatch>());
            var back = call.HttpContext.GetRouteValue("code") is string code && WebRooms.IsCode(code) ? WebRooms.PathOf(code) : "/";
            return Pages.Problem(call.HttpContext, words, key, StatusCodes.Status429TooManyRequests, back);
        }
    }

    /// <summary>A bug. The log has it; the person gets one sentence.</summary>
    static Task SayBugAsync(HttpContext http)
    {
        PageHeaders.Set(http);
        var words = http.RequestServices.GetRequiredService<Visits>().WordsFor(http);
        return Pages.Problem(http, words, "Web.Bug", StatusCodes.Status500InternalServerError).ExecuteAsync(http);
    }
}
