namespace CoCreateBot.Bot.Venues;

/// <summary>How a chat platform's addresses are called: by our clock's limits, and with no token on a way that nobody chose.</summary>
static class WireHttp
{
    public static HttpMessageHandler Handler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // a redirect would carry the token elsewhere
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a changed address is noticed
    };

    /// <param name="answerBytesMax">More than that is no answer.</param>
    /// <param name="isOwner">The handler goes with the client.</param>
    public static HttpClient Client(HttpMessageHandler handler, int answerBytesMax, bool isOwner = true) => new(handler, isOwner)
    {
        Timeout = Timeout.InfiniteTimeSpan, // each call has its own limit, by our clock
        MaxResponseContentBufferSize = answerBytesMax,
    };
}
