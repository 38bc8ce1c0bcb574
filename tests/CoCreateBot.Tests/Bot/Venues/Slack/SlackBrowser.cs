using System.Net;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>The browser of somebody who installs the app: it keeps one cookie and goes where it is sent.</summary>
sealed class SlackBrowser(SlackStory story)
{
    string? cookie;

    /// <summary>As it was set last.</summary>
    public string SetCookie { get; private set; } = "";

    public async Task<HttpResponseMessage> GetAsync(string path, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Language", language);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        var response = await story.Http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set) && set.FirstOrDefault(one => one.StartsWith("slack-state", StringComparison.Ordinal)) is { } kept)
        {
            SetCookie = kept;
            cookie = kept.Split(';')[0] is var pair && pair.EndsWith('=') ? null : pair;
        }

        return response;
    }

    /// <summary>As far as Slack's own page.</summary>
    public async Task<Uri> GoAsync()
    {
        var response = await GetAsync("/slack/install/go");
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        return response.Headers.Location!; // ! a redirect says where
    }

    /// <summary>To Slack, where somebody agrees, and back.</summary>
    public async Task<HttpResponseMessage> InstallAsync(string workspace = PretendSlack.Team, bool isOrg = false) =>
        await GetAsync(story.Slack.Agree(await GoAsync(), workspace, isOrg: isOrg).PathAndQuery);
}
