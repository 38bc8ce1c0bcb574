namespace CoCreateBot.Cards.BlockKit;

static class SlackUrl
{
    public static bool IsLink(Uri url) =>
        url.IsAbsoluteUri && url.Scheme is "https" or "http" && url.AbsoluteUri.Length <= BlockKitLimits.UrlMax;

    /// <summary>
    /// Slack fetches a picture while it takes a message, and refuses the whole message when it cannot ("downloading image failed",
    /// slackapi/python-slack-sdk issue 1782, November 2025). From this machine it never can.
    /// </summary>
    public static bool IsReachable(Uri url) => IsLink(url) && !url.IsLoopback;
}
