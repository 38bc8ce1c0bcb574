namespace CoCreateBot.Cards.Adaptive;

/// <summary>Teams opens and fetches what is behind https.</summary>
static class AdaptiveUrl
{
    public static bool IsLink(Uri url) => url.IsAbsoluteUri && url.Scheme is "https" && url.AbsoluteUri.Length <= AdaptiveLimits.UrlMax;

    /// <summary>Can a picture be fetched from there? From this machine Microsoft's servers never can.</summary>
    public static bool IsReachable(Uri url) => IsLink(url) && !url.IsLoopback;
}
