using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Web;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>Somebody on their own page.</summary>
/// <param name="Token">For their forms.</param>
/// <param name="Zone">As Teams told it last.</param>
sealed record TabVisit(Person Who, TabLook Look, Words Words, string Token, string Zone);

/// <summary>Knows people on their own page by a cookie that says, signed, who they are in Teams. Nothing here changes anything in the store.</summary>
sealed class TabVisits(TabSeals seals, TeamsPeople people, OwnLanguages own, Lexicon lexicon, Visits visits, BotOptions options, TimeProvider time)
{
    /// <summary>Then Teams has to vouch for them again: whoever has left may not come for ever.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    const string Cookie = "tab";
    const string SaidCookie = "tab-said";
    const string Pass = "pass";
    const string Form = "form";

    static readonly TimeSpan SaidWaits = TimeSpan.FromMinutes(1);

    /// <summary>Null where nobody is known, or where Teams says that somebody else looks.</summary>
    public async Task<TabVisit?> FindAsync(HttpContext http, CancellationToken stop)
    {
        var look = TabLook.Of(http.Request);
        return await seals.OpenAsync(Pass, http.Request.Cookies[Cookie], stop) is { } person && IsLetIn(person) && !look.IsOther(person)
            ? new TabVisit(
                new Person(person, people.NameOf(person)), look, await WordsAsync(person, http), await seals.SealAsync(Form, person, null, stop),
                people.ZoneOf(person) ?? options.Zone)
            : null;
    }

    public async Task RememberAsync(string person, HttpContext http, CancellationToken stop) => http.Response.Cookies.Append(
        Cookie, await seals.SealAsync(Pass, person, time.GetUtcNow() + Remembered, stop), CookieFor(Remembered));

    public async Task<bool> IsTokenAsync(TabVisit visit, string? token, CancellationToken stop) => await seals.OpenAsync(Form, token, stop) == visit.Who.Key;

    /// <summary>People of a directory that may use the bot no more are not let in either.</summary>
    public bool IsLetIn(string person) => TeamsIds.Tenant(person) is { } tenant && options.Teams.Allows(tenant);

    public Words WordsFor(HttpContext http) => visits.WordsFor(http).Typed(TeamsTexts.Prefix);

    /// <summary>A confirmation that waits for the next page, by its key.</summary>
    public static void Say(string key, HttpContext http) => http.Response.Cookies.Append(SaidCookie, key, CookieFor(SaidWaits));

    /// <param name="known">Nobody else can put words in our mouth.</param>
    public static Notice? Said(HttpContext http, Words words, ReadOnlySpan<string> known)
    {
        if (http.Request.Cookies[SaidCookie] is not { } key)
        {
            return null;
        }

        http.Response.Cookies.Delete(SaidCookie, CookieFor(null));
        return known.Contains(key) ? new Notice(words[key]) : null;
    }

    async Task<Words> WordsAsync(string person, HttpContext http) =>
        lexicon.Find(await own.OfAsync(new Person(person, null)))?.Typed(TeamsTexts.Prefix) ?? WordsFor(http);

    // A frame in another's site: without these a browser keeps nothing, and by the last one it keeps it for that site alone.
    static CookieOptions CookieFor(TimeSpan? age)
    {
        var options = new CookieOptions
        {
            Path = TabPaths.Root,
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.None,
            MaxAge = age,
            IsEssential = true,
        };
        options.Extensions.Add("Partitioned");
        return options;
    }
}
