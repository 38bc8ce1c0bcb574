namespace CoCreateBot.Bot.Venues.Web;

/// <summary>Did a page of this very site send this form?</summary>
static class SameSite
{
    /// <summary>
    /// Browsers send "Origin: null" with forms of pages that ask for no referrer, as ours do (Chromium 156, seen 2026-11-22), so that null alone
    /// says nothing; Sec-Fetch-Site then does, and beside it stands the token.
    /// </summary>
    public static bool Sent(HttpRequest request, BotOptions options)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is "" or "same-origin" or "none" && (origin is "" or "null" || IsOurs(origin, request, options));
    }

    // Only host and port: behind a proxy that ends TLS the scheme is another.
    static bool IsOurs(string origin, HttpRequest request, BotOptions options) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (IsSame(from, $"{from.Scheme}://{request.Host.Value}") || (options.PublicUrl is { } known && IsSame(from, known.ToString())));

    static bool IsSame(Uri from, string other) =>
        Uri.TryCreate(other, UriKind.Absolute, out var known) && from.Host == known.Host && from.Port == known.Port;
}
