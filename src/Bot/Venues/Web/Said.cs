using System.Collections.Immutable;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>
/// The confirmation that waits for the next page. It is a key of ours in a cookie that lives a minute: no address and no reload repeats it, and
/// nobody else can put words in our mouth.
/// </summary>
static class Said
{
    public const string Joined = "Web.SaidJoined";
    public const string Renamed = "Web.SaidRenamed";
    public const string Counted = "Commands.Counted";
    public const string Nothing = "Web.SaidNothing";
    public const string Started = "Commands.Started";
    public const string Forgotten = Forgetting.Done;
    public const string Imported = "Web.SaidImported";

    const string Cookie = "said";

    static readonly ImmutableArray<string> Known = [Joined, Renamed, Counted, Nothing, Started, Forgotten, Imported, .. Effects.All];
    static readonly TimeSpan Waits = TimeSpan.FromMinutes(1);

    public static void Keep(string key, string code, HttpContext http) => http.Response.Cookies.Append(Cookie, key, OptionsFor(code, Waits));

    public static Notice? Take(string code, Words words, HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } key)
        {
            return null;
        }

        http.Response.Cookies.Delete(Cookie, OptionsFor(code, null));
        return Known.Contains(key, StringComparer.Ordinal) ? new Notice(words[key]) : null;
    }

    static CookieOptions OptionsFor(string code, TimeSpan? age) =>
        new() { Path = WebRooms.PathOf(code), HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = age, IsEssential = true };
}
