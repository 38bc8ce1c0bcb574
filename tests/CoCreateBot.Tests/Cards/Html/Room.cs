using System.Collections.Concurrent;
using CoCreateBot.Tests.Tidy;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.Cards.Html;

/// <summary>One page in a real browser, answered from memory: nothing leaves the machine.</summary>
sealed class Room : IAsyncDisposable
{
    const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

    Room(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>What the browser complained about: refused styles and scripts, errors in our own.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>What stands between the page's body tags.</summary>
    public string Body { get; set; } = "";

    public string BodyAttributes { get; set; } = "";

    /// <summary>What the event stream says before it breaks off; the first connection only.</summary>
    public string Events { get; set; } = "";

    public static async Task<Room> OpenAsync(Chromium chromium, string zone = "UTC", ColorScheme scheme = ColorScheme.Light)
    {
        var room = new Room(await chromium.PhoneAsync(zone, scheme));
        await room.ListenAsync();
        return room;
    }

    public async Task EnterAsync(string body)
    {
        Body = body;
        await Page.GotoAsync("http://room.test/s/abc");
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    async Task ListenAsync()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Enqueue(message.Text);
            }
        };
        Page.PageError += (_, error) => Complaints.Enqueue(error);
        await Page.RouteAsync("**/*", AnswerAsync);
    }

    Task AnswerAsync(IRoute route) => new Uri(route.Request.Url).AbsolutePath switch
    {
        "/site.css" => FileAsync(route, "site.css", "text/css"),
        "/site.js" => FileAsync(route, "site.js", "text/javascript"),
        "/favicon.svg" => FileAsync(route, "favicon.svg", "image/svg+xml"),
        "/live" => StreamAsync(route),
        _ => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8",
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = Policy },
            Body = $"""
                <!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Room</title>
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <link rel="icon" href="/favicon.svg" /><link rel="stylesheet" href="/site.css" />
                <script src="/site.js" defer></script></head>
                <body {BodyAttributes}><main class="page"><h1>Room</h1>{Body}</main></body></html>
                """,
        }),
    };

    static Task FileAsync(IRoute route, string file, string type) =>
        route.FulfillAsync(new() { ContentType = type, Path = Path.Combine(Checkout.Root, "src", "Bot", "wwwroot", file) });

    Task StreamAsync(IRoute route)
    {
        var said = Events;
        Events = "";
        return route.FulfillAsync(new() { ContentType = "text/event-stream", Body = said });
    }
}
