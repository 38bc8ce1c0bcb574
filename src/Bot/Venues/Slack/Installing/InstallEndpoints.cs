using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Installing;

/// <summary>The pages by which people install the app in their workspace: what is asked for and why, the way to Slack, and the way back.</summary>
sealed class InstallEndpoints(
    SlackStates states, SlackExchange exchange, SlackWelcome welcome, Afterwards afterwards, Visits visits, BotOptions options)
{
    public const string Path = "/slack/install";
    public const string BackPath = "/slack/oauth";

    const string GoPath = Path + "/go";
    const string DonePath = "/slack/installed";
    const string Cookie = "slack-state";
    const int CodeMax = 500;

    static readonly string[] Reading = [HttpMethods.Get];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapMethods(Path, Reading, (InstallEndpoints install, HttpContext http) => install.Show(http));
        pages.MapMethods(GoPath, Reading, (InstallEndpoints install, HttpContext http) => install.Go(http));
        pages.MapMethods(BackPath, Reading, (InstallEndpoints install, HttpContext http) => install.ComeBackAsync(http));
        pages.MapMethods(DonePath, Reading, (InstallEndpoints install, HttpContext http) => install.ShowDone(http));
    }

    public IResult Show(HttpContext http)
    {
        var words = visits.WordsFor(http);
        return Pages.Show<InstallPage>(new InstallView(
            Head(words, "Install.Title"), GoPath, [.. SlackScopes.Bot.Select(one => new ScopeView(one, SlackScopes.Why(one, words)))]));
    }

    /// <summary>To Slack. Nothing is changed by it but this browser's cookie.</summary>
    public IResult Go(HttpContext http)
    {
        var state = states.New();
        http.Response.Cookies.Append(Cookie, state, CookieFor(http, SlackStates.Lives));
        var query = Query(
            ("client_id", options.Slack.ClientId), ("scope", string.Join(',', SlackScopes.Bot)), ("state", state), ("redirect_uri", Redirect));
        return Pages.SeeOther(http, new Uri(options.Slack.ApiBase, "/oauth/v2/authorize" + query).AbsoluteUri);
    }

    /// <summary>From Slack, with a code or with a no.</summary>
    public async Task<IResult> ComeBackAsync(HttpContext http)
    {
        var words = visits.WordsFor(http);
        var isOurs = states.Take(http.Request.Cookies[Cookie], Asked(http, "state"));
        http.Response.Cookies.Delete(Cookie, CookieFor(http, null));
        if (!isOurs)
        {
            return Problem(http, words, "Install.StateOld", StatusCodes.Status400BadRequest);
        }

        if (Asked(http, "error") is { } error)
        {
            return error == "access_denied" ? Denied(words) : Problem(http, words, "Install.Refused", StatusCodes.Status422UnprocessableEntity);
        }

        return Asked(http, "code") is { Length: <= CodeMax } code
            ? await InstallAsync(http, code, words)
            : Problem(http, words, "Install.StateOld", StatusCodes.Status400BadRequest);
    }

    public IResult ShowDone(HttpContext http)
    {
        var words = visits.WordsFor(http);
        var (app, home) = (Asked(http, "app"), Asked(http, "home"));
        if (!SlackIds.IsId(app) || !SlackIds.IsId(home))
        {
            return Pages.Problem(http, words, "Web.NoSuchPage", StatusCodes.Status404NotFound, Path);
        }

        var isOrg = home.StartsWith('E');
        var open = isOrg
            ? $"https://app.slack.com/manage/{home}/integrations/profile/{app}/workspaces/add"
            : $"https://slack.com/app_redirect?app={app}&team={home}";
        return Pages.Show<InstalledPage>(new InstalledView(Head(words.Typed(TypedLine.Prefix), "Install.DoneTitle"), open, isOrg));
    }

    async Task<IResult> InstallAsync(HttpContext http, string code, Words words)
    {
        try
        {
            var installation = await exchange.InstallAsync(code, Redirect);
            await afterwards.FollowAsync(() => welcome.FollowAsync(installation, words.Typed(TypedLine.Prefix)));
            return Pages.SeeOther(http, DonePath + Query(("app", installation.App), ("home", installation.Workspace)));
        }
        catch (VenueRefusedException)
        {
            return Problem(http, words, "Install.Refused", StatusCodes.Status422UnprocessableEntity);
        }
        catch (Exception e) when (e is VenueUnavailableException or VenueThrottledException)
        {
            return Problem(http, words, "Install.Unreachable", StatusCodes.Status429TooManyRequests);
        }
        catch (StoreUnavailableException)
        {
            return Problem(http, words, "Install.NotStored", StatusCodes.Status429TooManyRequests);
        }
    }

    static QueryString Query(params (string Name, string Value)[] parts) =>
        QueryString.Create(parts.Select(part => KeyValuePair.Create<string, string?>(part.Name, part.Value)));

    static IResult Denied(Words words) => Pages.Show<ProblemPage>(Again(words, "Install.DeniedTitle", new Notice(words["Install.Denied"])));

    static IResult Problem(HttpContext http, Words words, string key, int status)
    {
        Pages.NoteStatus(http, status);
        return Pages.Show<ProblemPage>(Again(words, "Web.ProblemTitle", new Notice(words[key], IsProblem: true, HasFocus: true)), status);
    }

    static ProblemView Again(Words words, string title, Notice notice) => new(Head(words, title), notice, Path) { GoOn = "Install.Again" };

    // Whoever installs it is no guest of a room.
    static PageHead Head(Words words, string title) => new(words, words[title], Path) { Foot = "Install.Foot" };

    static string? Asked(HttpContext http, string name) => http.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    string Redirect => options.PublicUrl!.ToString().TrimEnd('/') + BackPath; // ! the settings are checked

    // Lax: the way back from Slack begins on another site.
    CookieOptions CookieFor(HttpContext http, TimeSpan? age) => new()
    {
        Path = "/slack",
        HttpOnly = true,
        Secure = visits.IsSecure(http),
        SameSite = SameSiteMode.Lax,
        MaxAge = age,
        IsEssential = true,
    };
}
