using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CoCreateBot.Load.Runs;

/// <summary>A browser without script, as far as this program needs one.</summary>
/// <param name="page">The page whose forms it sends.</param>
sealed class WebGuest(Uri site, string page) : IDisposable
{
    readonly HttpClient http = new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = site };

    /// <summary>One who has joined a room.</summary>
    public static async Task<WebGuest> JoinAsync(Uri site, string room, int number)
    {
        var guest = new WebGuest(site, room);
        await guest.SendAsync($"{room}/join", new() { ["name"] = string.Create(CultureInfo.InvariantCulture, $"Guest number {number}") });
        return guest;
    }

    /// <summary>Bytes on the wire, and before they were coded.</summary>
    public sealed record Weight(long Wire, string Coding, long Plain);

    public Task<string> PageAsync(string path) => http.GetStringAsync(Local(path));

    /// <summary>Sends a form with what the page hid in it; gives the path it leads to.</summary>
    public async Task<string> SendAsync(string path, Dictionary<string, string> fields) => await PostAsync(path, await FilledAsync(fields));

    /// <summary>In the line for commands of the room.</summary>
    public Task<string> TypeAsync(string command) => SendAsync($"{page}/type", new() { ["text"] = command });

    /// <summary>The form as it goes out, so that the sending alone can be timed.</summary>
    public async Task<Dictionary<string, string>> FilledAsync(Dictionary<string, string> fields)
    {
        var text = await PageAsync(page);
        foreach (var hidden in new[] { "token", "once" })
        {
            if (HiddenField(hidden).Match(text) is { Success: true } found)
            {
                fields[hidden] = WebUtility.HtmlDecode(found.Groups["value"].Value);
            }
        }

        return fields;
    }

    public async Task<string> PostAsync(string path, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(Local(path), form);
        return answer.StatusCode == HttpStatusCode.SeeOther && answer.Headers.Location is { } location
            ? location.OriginalString
            : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The stream that tells an open page what is new.</summary>
    public async IAsyncEnumerable<SseItem<string>> EventsAsync(string path, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var stream = await http.GetStreamAsync(Local(path), stop);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(stop))
        {
            yield return item;
        }
    }

    public async Task<Weight> WeighAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Local(path));
        request.Headers.Add("Accept-Encoding", "gzip, deflate, br");
        using var answer = await http.SendAsync(request);
        var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        var coding = answer.Content.Headers.ContentEncoding.FirstOrDefault() ?? "plain";
        return new Weight(bytes.Length, coding, LengthOf(bytes, coding));
    }

    public void Dispose() => http.Dispose();

    static long LengthOf(byte[] bytes, string coding)
    {
        using var wire = new MemoryStream(bytes);
        using Stream plain = coding switch
        {
            "br" => new BrotliStream(wire, CompressionMode.Decompress),
            "gzip" => new GZipStream(wire, CompressionMode.Decompress),
            _ => wire,
        };
        using var all = new MemoryStream();
        plain.CopyTo(all);
        return all.Length;
    }

    static Uri Local(string path) => new(path, UriKind.Relative);

    static Regex HiddenField(string name) => new(
        $"""name="{name}" value="(?<value>[^"]*)["]""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
