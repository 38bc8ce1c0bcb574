using System.Buffers;
using System.Globalization;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Storage.Sqlite;

namespace CoCreateBot.Load.Servers;

/// <summary>The bot's application with three more addresses: one that does nothing, one that checks and reads, one that weighs the memory.</summary>
static class Yardstick
{
    public const string Verb = "serve";
    public const string EmptyPath = "/empty";
    public const string ParsePath = "/parse";
    public const string MemoryPath = "/memory";

    public static async Task<int> ServeAsync(string[] args)
    {
        var builder = BotApp.Builder(args);
        var options = BotOptions.Read(builder.Configuration);
        var store = await SqliteStore.OpenAsync(options.StoragePath, new SqliteOptions());
        await using var app = BotApp.Build(builder, options, store);
        var signature = new SlackSignature(BotProcess.SigningSecret);
        app.MapPost(EmptyPath, http => Task.CompletedTask).ShortCircuit(); // as the Slack door is
        app.MapPost(ParsePath, http => ParseAsync(http, signature)).ShortCircuit();
        app.MapGet(MemoryPath, Weigh);
        await app.RunAsync();
        return 0;
    }

    static async Task ParseAsync(HttpContext http, SlackSignature signature)
    {
        var read = await http.Request.BodyReader.ReadAtLeastAsync((int)(http.Request.ContentLength ?? 0), http.RequestAborted);
        var length = (int)read.Buffer.Length;
        var body = ArrayPool<byte>.Shared.Rent(length);
        read.Buffer.CopyTo(body);
        http.Request.BodyReader.AdvanceTo(read.Buffer.End);
        var headers = http.Request.Headers;
        var check = signature.Check(
            headers["X-Slack-Request-Timestamp"], headers["X-Slack-Signature"], body.AsSpan(0, length), TimeProvider.System.GetUtcNow());
        var request = SlackRequestReader.Read(http.Request.ContentType, body.AsSpan(0, length));
        http.Response.StatusCode = (check, request) switch
        {
            (SignatureCheck.Genuine, SlackRequest.Pressed) => StatusCodes.Status200OK,
            (SignatureCheck.Genuine, _) => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status401Unauthorized,
        };
        ArrayPool<byte>.Shared.Return(body);
    }

    /// <summary>Bytes of the managed heap after a full collection, and of the working set.</summary>
    static string Weigh()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalMemory(forceFullCollection: true)} {Environment.WorkingSet}");
    }
}
