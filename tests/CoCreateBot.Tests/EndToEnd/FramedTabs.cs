using CoCreateBot.Tests.Bot.Venues.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// The bot of a story in Teams as browsers reach it, and a page that stands in for Teams: on the origin of the real one it frames a tab and answers what
/// Microsoft's script asks of it.
/// </summary>
sealed class FramedTabs : IAsyncDisposable
{
    public const string Teams = "https://teams.microsoft.com/";

    readonly WebApplication door;

    FramedTabs(WebApplication door, Uri address) => (this.door, Address) = (door, address);

    public Uri Address { get; }

    public static async Task<FramedTabs> OpenAsync(TeamsStory story)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var listener = builder.Build();
        var bot = story.Server.CreateClient();
        listener.Run(http => PassOnAsync(http, bot));
        await listener.StartAsync();
        var port = new Uri(listener.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port; // ! it listens
        return new FramedTabs(listener, new Uri($"http://localhost:{port}/"));
    }

    /// <summary>Shows a tab in somebody's Teams.</summary>
    /// <param name="address">With what stands in braces filled in already.</param>
    public async Task<IFrame> FrameAsync(IPage page, Uri address, string theme, string context = "content", string by = Teams)
    {
        await page.UnrouteAllAsync();
        await page.Context.GrantPermissionsAsync(["local-network-access"]); // a site may not frame this machine else
        await page.RouteAsync($"{by}**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = Host.Replace("{address}", address.ToString().Replace("&", "&amp;"), StringComparison.Ordinal)
                .Replace("{theme}", theme, StringComparison.Ordinal).Replace("{context}", context, StringComparison.Ordinal),
        }));
        await page.GotoAsync(by);
        var tab = await page.WaitForSelectorAsync("iframe");
        return await tab!.ContentFrameAsync() ?? throw new InvalidOperationException("There is no frame."); // ! it was waited for
    }

    public async ValueTask DisposeAsync() => await door.DisposeAsync();

    static async Task PassOnAsync(HttpContext http, HttpClient bot)
    {
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), $"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}{http.Request.QueryString}");
        if (HttpMethods.IsPost(http.Request.Method))
        {
            var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            request.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var (name, value) in http.Request.Headers.Where(header => header.Key is not ("Host" or "Connection" or "Accept-Encoding")))
        {
            _ = request.Headers.TryAddWithoutValidation(name, value.ToArray()) || request.Content?.Headers.TryAddWithoutValidation(name, value.ToArray()) == true;
        }

        using var answer = await bot.SendAsync(request);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(http.Response.Body);
    }

    /// <summary>What a web view of Teams on a phone has, as Microsoft's script asks for it: there a tab is in no frame.</summary>
    public const string Phone =
        """
        window.asked = [];
        const runtime = JSON.stringify({ apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: { config: {} } } });
        const answers = {
          initialize: ['content', 'ios', runtime, '2.58.0'],
          getContext: [{ theme: 'default', locale: 'en-us', entityId: 'my-page', frameContext: 'content', hostClientType: 'ios' }]
        };
        window.nativeInterface = { framelessPostMessage: text => {
          const { id, uuidAsString, func, args } = JSON.parse(text);
          window.asked.push({ func, args });
          if (func in answers) queueMicrotask(() => window.onNativeMessage({ data: { id, uuidAsString, args: answers[func] } }));
        } };
        """;

    // What Microsoft's script sends is {id, uuidAsString, func, args}; the answer has the same ids and its own args.
    const string Host =
        """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Teams, stood in for</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>body{margin:0;font:14px sans-serif}header{padding:8px 16px;background:#464775;color:#fff}iframe{border:0;width:100%;height:calc(100vh - 40px)}</style></head>
        <body><header>Teams, stood in for</header><iframe name="tab" title="CoCreate" src="{address}"></iframe><script>
        const asked = []; window.asked = asked;
        const runtime = JSON.stringify({ apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: { config: {} } } });
        const context = { theme: '{theme}', locale: 'en-us', entityId: 'my-page', frameContext: '{context}', hostClientType: 'web' };
        const answers = { initialize: ['{context}', 'web', runtime, '2.58.0'], getContext: [context], 'settings.setSettings': [true, null] };
        addEventListener('message', e => {
          const { id, uuidAsString, func, args } = e.data ?? {};
          if (!func) return;
          asked.push({ func, args });
          if (func in answers) e.source.postMessage({ id, uuidAsString, args: answers[func] }, e.origin);
        });
        window.tell = (func, args) => {
          if (func === 'themeChange') context.theme = args[0]; // for who has only begun to load
          document.querySelector('iframe').contentWindow.postMessage({ func, args }, '*');
        };
        </script></body></html>
        """;
}
