using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoCreateBot.Load.Servers;

/// <summary>
/// Takes rows as the table store writes them, keeps them in memory, and hands them to the emulator a hundred at a time: with one request for each row to
/// fill it would take hours. A batch has rows of many partitions, which the emulator takes and the service does not.
/// </summary>
sealed partial class TableGateway : IAsyncDisposable
{
    const int BatchRows = 100;
    const int Together = 4;
    const string Account = "devstoreaccount1";

    // The emulator finds them by these beginnings.
    const string Batched = "batch_1";
    const string Changes = "changeset_1";

    readonly WebApplication app;
    readonly ConcurrentDictionary<string, ConcurrentDictionary<(string Partition, string Row), string>> tables = new(StringComparer.Ordinal);
    readonly HttpClient http = new();

    TableGateway(WebApplication app) => this.app = app;

    public IPEndPoint Address => IPEndPoint.Parse(new Uri(app.Urls.First()).Authority);

    public static async Task<TableGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new TableGateway(builder.Build());
        gateway.app.Run(gateway.AnswerAsync);
        await gateway.app.StartAsync();
        return gateway;
    }

    /// <summary>Writes all that was taken, and forgets it; says how many rows it was.</summary>
    public async Task<long> FlushAsync(IPEndPoint emulator)
    {
        var rows = 0L;
        foreach (var (table, kept) in tables)
        {
            await SendAsync(emulator, "Tables", Json($$"""{"TableName":"{{table}}"}"""), isPlain: true);
            await Parallel.ForEachAsync(
                kept.Values.Chunk(BatchRows),
                new ParallelOptions { MaxDegreeOfParallelism = Together },
                async (some, _) => await SendAsync(emulator, "$batch", Batch(emulator, table, some), isPlain: false));
            rows += kept.Count;
        }

        tables.Clear();
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value![$"/{Account}/".Length..]; // ! every request has one
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.ETag = "W/\"kept\"";
        if (path == "Tables")
        {
            tables[JsonDocument.Parse(body).RootElement.GetProperty("TableName").GetString()!] = new(); // ! it is the request's only column
            return;
        }

        var (table, key) = Key(path, body);
        var rows = tables.GetValueOrDefault(table);
        var isKept = rows?.ContainsKey(key) == true;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await (isKept ? SayAsync(context, 200, rows![key]) // ! it has one
                : RefuseAsync(context, 404, rows is null ? "TableNotFound" : "ResourceNotFound"));
        }
        else if (HttpMethods.IsDelete(context.Request.Method))
        {
            _ = rows?.TryRemove(key, out _);
        }
        else if (HttpMethods.IsPost(context.Request.Method) && isKept)
        {
            await RefuseAsync(context, 409, "EntityAlreadyExists");
        }
        else
        {
            rows![key] = body; // ! the tables are made first
        }
    }

    static (string Table, (string Partition, string Row) Key) Key(string path, string body)
    {
        var named = KeyPattern.Match(path);
        if (named.Success)
        {
            return (named.Groups["table"].Value, (Unescaped(named.Groups["partition"].Value), Unescaped(named.Groups["row"].Value)));
        }

        using var json = JsonDocument.Parse(body);
        return (path, (json.RootElement.GetProperty("PartitionKey").GetString() ?? "", json.RootElement.GetProperty("RowKey").GetString() ?? ""));
    }

    static string Unescaped(string key) => key.Replace("''", "'", StringComparison.Ordinal);

    static Task RefuseAsync(HttpContext context, int status, string code) =>
        SayAsync(context, status, $$$"""{"odata.error": {"code": "{{{code}}}", "message": {"lang": "en-US", "value": "as kept here"} } }""");

    static Task SayAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    static ByteArrayContent Batch(IPEndPoint emulator, string table, string[] rows)
    {
        var text = new StringBuilder($"--{Batched}\r\nContent-Type: multipart/mixed; boundary={Changes}\r\n\r\n");
        foreach (var row in rows)
        {
            text.Append($"--{Changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
                .Append(CultureInfo.InvariantCulture, $"POST http://{emulator}/{Account}/{table} HTTP/1.1\r\n")
                .Append("Content-Type: application/json\r\nAccept: application/json;odata=minimalmetadata\r\nPrefer: return-no-content\r\n")
                .Append("DataServiceVersion: 3.0\r\n\r\n")
                .Append(row)
                .Append("\r\n");
        }

        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text.Append($"--{Changes}--\r\n--{Batched}--\r\n").ToString()));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/mixed; boundary={Batched}");
        return content;
    }

    static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    async Task SendAsync(IPEndPoint emulator, string path, HttpContent content, bool isPlain)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{emulator}/{Account}/{path}") { Content = content };
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var signed = HMACSHA256.HashData(
            Convert.FromBase64String(AzuriteProcess.Key), Encoding.UTF8.GetBytes($"{date}\n/{Account}/{Account}/{path}"));
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", "2020-12-06");
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKeyLite {Account}:{Convert.ToBase64String(signed)}");
        using var answer = await http.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || (!isPlain && said.Contains("HTTP/1.1 4", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"The emulator answered {path} with {(int)answer.StatusCode}: {said[..Math.Min(said.Length, 500)]}");
        }
    }

    [GeneratedRegex(
        "^(?<table>[A-Za-z0-9]+)\\(PartitionKey='(?<partition>.*)',RowKey='(?<row>.*)'\\)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1_000)]
    static partial Regex KeyPattern { get; }
}
