namespace CoCreateBot.Bot.Venues.Web;

/// <summary>What browsers, link previews and search engines are told with every page.</summary>
static class PageHeaders
{
    const string ContentPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors ";

    public static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy + (Framing.Of(http) is { } framing ? string.Join(' ', framing.Ancestors) : "'none'");
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer"; // a room's address is its key
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.Vary = "Accept-Language, Cookie";
        http.Response.OnStarting(() =>
        {
            headers.Remove("blazor-enhanced-nav"); // a script of the framework's would read it; there is none
            return Task.CompletedTask;
        });
    }
}
