namespace CoCreateBot.Cards.Html;

/// <summary>Addresses that may be linked: other sites by http, mail, and places on this site. None that runs as script.</summary>
static class SafeUrl
{
    /// <summary>The address as it may stand in an attribute; null when it must not be linked.</summary>
    public static string? Of(Uri url)
    {
        if (url.IsAbsoluteUri)
        {
            return url.Scheme is "https" or "http" or "mailto" ? url.AbsoluteUri : null;
        }

        // Browsers skip tabs and line feeds, so that "java<tab>script:" would be a scheme to them: only a path, a query or a fragment is
        // sure to be none.
        return url.OriginalString is ['/' or '?' or '#', ..] ? url.OriginalString : null;
    }
}
