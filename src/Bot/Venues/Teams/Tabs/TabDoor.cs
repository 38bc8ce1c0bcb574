using CoCreateBot.Bot.Venues.Web;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>The pages that stand in frames of Teams, and nowhere else.</summary>
static class TabDoor
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddTabs(this IServiceCollection services) => services
        .AddSingleton<TabSeals>()
        .AddSingleton<TabTickets>()
        .AddSingleton<TabVisits>()
        .AddSingleton<MyGathering>()
        .AddSingleton<MyEndpoints>()
        .AddSingleton<TabCodes>()
        .AddHostedService<TabCodeSweeper>()
        .AddSingleton<BoardsEndpoints>();

    public static void MapTabs(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapPages(Frame);
        pages.MapMethods(TabPaths.My, Reading, (MyEndpoints my, HttpContext http, CancellationToken stop) => my.ShowAsync(http, stop));
        pages.MapPost(TabPaths.Enter, (MyEndpoints my, HttpContext http, CancellationToken stop) => my.EnterAsync(http, stop));
        pages.MapPost(TabPaths.Press, (MyEndpoints my, HttpContext http, CancellationToken stop) => my.PressAsync(http, stop));
        pages.MapMethods(TabPaths.New, Reading, (BoardsEndpoints boards, HttpContext http) => boards.ShowNew(http));
        pages.MapPost(TabPaths.New, (BoardsEndpoints boards, HttpContext http, CancellationToken stop) => boards.MakeAsync(http, stop));
        pages.MapMethods(TabPaths.Boards, Reading, (BoardsEndpoints boards, HttpContext http, CancellationToken stop) => boards.ListAsync(http, stop));
        pages.MapMethods(TabPaths.Board, Reading, (string session, BoardsEndpoints boards, HttpContext http, CancellationToken stop) =>
            boards.ShowAsync(session, http, stop));
        foreach (var sent in new[] { TabPaths.Enter, TabPaths.Press })
        {
            pages.MapMethods(sent, Reading, (HttpContext http) => MyEndpoints.Back(http));
        }
    }

    static Framing Frame(HttpContext http) => TabLook.Of(http.Request).In(
        http.RequestServices.GetRequiredService<TeamsOptions>().Cloud, http.RequestServices.GetRequiredService<SiteFiles>());
}
