using System.Buffers;
using System.Globalization;
using CoCreateBot.Bot;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Teams;
using CoCreateBot.Bot.Venues.Teams.Tokens;
using CoCreateBot.Load.Slack;
using CoCreateBot.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CoCreateBot.Load.Servers;

/// <summary>The bot's application with a few more addresses: one that does nothing, one for each chat that checks and reads, one that weighs the memory.</summary>
static class Yardstick
{
    public const string Verb = "serve";
    public const string EmptyPath = "/empty";
    public const string ParsePath = "/parse";
    public const string ParseTeamsPath = "/parse-teams";
    public const string MemoryPath = "/memory";

    public static async Task<int> ServeAsync(string[] args)
    {
        var builder = BotApp.Builder(args);
        var options = BotOptions.Read(builder.Configuration);
        var store = await SqliteStore.OpenAsync(options.StoragePath, new SqliteOptions());
        await using var app = BotApp.Build(builder, options, store);
        var signature = new SlackSignature(PretendSlack.SigningSecret);
        app.MapPost(EmptyPath, http => Task.CompletedTask).ShortCircuit(); // as the Slack door is
        app.MapPost(ParsePath, http => ParseAsync(http, signature)).ShortCircuit();
        if (app.Services.GetService<InboundTokens>() is { } tokens)
        {
            app.MapPost(ParseTeamsPath, http => ParseTeamsAsync(http, tokens)).ShortCircuit();
        }

        app.MapGet(MemoryPath, Weigh);
        await app.RunAsync();
        return 0;
    }

    static async Task ParseAsync(HttpContext http, SlackSignature signature)
    {
        var (body, length) = await ReadAsync(http.Request);
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

    static async Task ParseTeamsAsync(HttpContext http, InboundTokens tokens)
    {
        var (body, length) = await ReadAsync(http.Request);
        var request = TeamsActivityReader.Read(body.AsSpan(0, length), out var envelope);
        ArrayPool<byte>.Shared.Return(body);
        var vouched = await tokens.CheckAsync(http.Request.Headers.Authorization, http.RequestAborted);
        http.Response.StatusCode = vouched?.IsFor(envelope.ServiceUrl) != true ? StatusCodes.Status401Unauthorized
            : request is TeamsRequest.Pressed ? StatusCodes.Status200OK
            : StatusCodes.Status400BadRequest;
    }

    static async Task<(byte[] Body, int Length)> ReadAsync(HttpRequest request)
    {
        var read = await request.BodyReader.ReadAtLeastAsync((int)(request.ContentLength ?? 0), request.HttpContext.RequestAborted);
        var length = (int)read.Buffer.Length;
        var body = ArrayPool<byte>.Shared.Rent(length);
        read.Buffer.CopyTo(body);
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return (body, length);
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
