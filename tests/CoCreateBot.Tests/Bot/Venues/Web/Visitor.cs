using System.Net;
using System.Text;
using CoCreateBot.Cards;
using Microsoft.AspNetCore.TestHost;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>A browser without script: keeps cookies, follows 303, and sends back what its page's forms carry.</summary>
sealed class Visitor(TestServer server, string language)
{
    readonly HttpClient http = server.CreateClient();

    public CookieContainer Cookies { get; } = new();

    /// <summary>Each answer it was sent as it was sent: status, headers and body. Of a stream its head.</summary>
    public List<string> Received { get; } = [];

    public int Status { get; private set; }

    public HttpResponseMessage Answer { get; private set; } = new();

    /// <summary>The page it looks at.</summary>
    public string Page { get; private set; } = "";

    public string Path { get; private set; } = "/";

    /// <summary>Path of the room it is in.</summary>
    public string Room => "/r/" + Path.Split('/', '#')[2];

    public string Text => WebUtility.HtmlDecode(Page);

    public string Token => Carried("token") ?? "";

    /// <summary>The one sentence on what happened; null where there is none.</summary>
    public string? Notice => AllAfter(Page, "class=\"notice").FirstOrDefault() is { } rest
        ? WebUtility.HtmlDecode(WithoutTags(rest[(rest.IndexOf('>') + 1)..rest.IndexOf("</p>", StringComparison.Ordinal)])).Trim()
        : null;

    public bool IsProblem => Page.Contains("class=\"notice problem\"");

    /// <summary>What its buttons carry.</summary>
    public IEnumerable<Press> Presses => AllAfter(Page, "name=\"press\" value=\"")
        .Select(rest => Press.TryDecode(WebUtility.HtmlDecode(Until(rest, '"')), out var press) ? press : default);

    public Press Button(string verb, string argument = "") =>
        Presses.First(press => press.Verb == verb && (argument.Length == 0 || press.Argument == argument));

    /// <summary>The same browser, when another server has taken over the store.</summary>
    public Visitor On(TestServer other)
    {
        var same = new Visitor(other, language) { Path = Path };
        same.Cookies.Add(Cookies.GetAllCookies());
        return same;
    }

    public async Task<Visitor> SeeAsync(string path)
    {
        await FollowAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return this;
    }

    public async Task<Visitor> JoinAsync(string room, string name)
    {
        await SeeAsync(room);
        return await SendAsync($"{room}/join", ("name", name));
    }

    public Task<Visitor> TypeAsync(string text) => SendAsync($"{Room}/type", ("text", text));

    public Task<Visitor> PressAsync(Press press, params (string Name, string Value)[] fields) =>
        SendAsync($"{Room}/press", [("press", press.Encode()), .. fields]);

    public Task<Visitor> StartAsync(string verb, params (string Name, string Value)[] fields) =>
        SendAsync($"{Room}/start", [("press", new Press("", 0, verb).Encode()), .. fields]);

    /// <summary>Sends a form as its page would: with token and number where the page has them, and as the same site.</summary>
    public async Task<Visitor> SendAsync(string path, params (string Name, string Value)[] fields)
    {
        await FollowAsync(Post(path, Carrying(fields)));
        return this;
    }

    public List<KeyValuePair<string, string>> Carrying(params (string Name, string Value)[] fields)
    {
        List<KeyValuePair<string, string>> all = [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))];
        all.AddRange(new[] { "token", "once" }
            .Where(name => Carried(name) is not null && all.TrueForAll(field => field.Key != name))
            .Select(name => KeyValuePair.Create(name, Carried(name) ?? "")));
        return all;
    }

    public static HttpRequestMessage Post(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", "null"); // as browsers do where the page wants no referrer
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return request;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool isStream = false)
    {
        var address = new Uri(http.BaseAddress!, request.RequestUri!); // ! both are set: one by the server, one by whoever asks
        request.RequestUri = address;
        request.Headers.Add("Accept-Language", language);
        if (Cookies.GetCookieHeader(address) is { Length: > 0 } cookies)
        {
            request.Headers.Add("Cookie", cookies);
        }

        var answer = await http.SendAsync(request, isStream ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            Cookies.SetCookies(address, cookie);
        }

        var body = isStream ? "" : Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync()); // a byte a character
        Received.Add($"{(int)answer.StatusCode}\n{answer.Headers}{answer.Content.Headers}\n{body}");
        return answer;
    }

    public async Task FollowAsync(HttpRequestMessage request)
    {
        Path = request.RequestUri!.OriginalString; // ! set by whoever asks
        Answer = await SendAsync(request);
        while (Answer.StatusCode == HttpStatusCode.SeeOther)
        {
            Path = Answer.Headers.Location!.OriginalString; // ! a 303 names it
            Answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, Path));
        }

        Status = (int)Answer.StatusCode;
        Page = await Answer.Content.ReadAsStringAsync();
    }

    /// <summary>Path of the minutes that the page leads to first; on a room's page, of what closed last.</summary>
    public string Minutes => AllAfter(Page, $"href=\"{Room}/s/").Select(rest => Until(rest, '"'))
        .Where(rest => !rest.EndsWith("/board", StringComparison.Ordinal)).Select(rest => $"{Room}/s/{rest.Split('/')[0]}").First();

    /// <summary>The link on the page that begins like this.</summary>
    public string LinkTo(string prefix) => AllAfter(Page, prefix).Select(rest => prefix + Until(rest, '"')).First();

    string? Carried(string name) => AllAfter(Page, $"name=\"{name}\" value=\"").Select(rest => Until(rest, '"')).FirstOrDefault();

    static IEnumerable<string> AllAfter(string text, string mark) => text.Split(mark).Skip(1);

    static string Until(string text, char end) => text[..text.IndexOf(end)];

    static string WithoutTags(string html) => string.Concat(html.Split('<').Select((part, i) => i == 0 ? part : " " + part[(part.IndexOf('>') + 1)..]));
}
