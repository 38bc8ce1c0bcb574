using CoCreateBot.Sessions;
using StringWithQualityHeaderValueComparer = Microsoft.Net.Http.Headers.StringWithQualityHeaderValueComparer;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>In which language a page speaks: the one that was chosen here, else what the browser asks for, else the place's own.</summary>
static class Reader
{
    const string Cookie = "lang";

    static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static Words WordsFor(HttpContext http, Lexicon lexicon, string otherwise)
    {
        if (http.Request.Cookies[Cookie] is { } chosen && Knows(chosen))
        {
            return lexicon.In(chosen);
        }

        var asked = http.Request.GetTypedHeaders().AcceptLanguage
            .Where(language => language.Quality is not 0)
            .OrderByDescending(language => language, StringWithQualityHeaderValueComparer.QualityComparer)
            .Select(language => language.Value.ToString())
            .FirstOrDefault(Knows);
        return lexicon.In(asked ?? otherwise);
    }

    public static void Choose(HttpContext http, string language, bool isSecure)
    {
        if (Knows(language))
        {
            http.Response.Cookies.Append(Cookie, language, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = isSecure,
                MaxAge = Remembered,
                IsEssential = true,
            });
        }
    }

    static bool Knows(string language) =>
        (language.Length == 2 || language is [_, _, '-', ..]) && Lexicon.Languages.Contains(language[..2].ToLowerInvariant(), StringComparer.Ordinal);
}
