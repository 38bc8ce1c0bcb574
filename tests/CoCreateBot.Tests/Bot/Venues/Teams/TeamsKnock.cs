using System.Net;
using System.Net.Http.Headers;
using CoCreateBot.Bot.Venues.Teams;
using Microsoft.AspNetCore.Http;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>Requests as anybody on the net could send them to the door.</summary>
static class TeamsKnock
{
    public static async Task<(int Status, string Said)> KnockAsync(this TeamsStory story, HttpContent body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(TeamsDoor.Path, UriKind.Relative)) { Content = body };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await story.Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static Task<(int Status, string Said)> KnockAsync(this TeamsStory story, byte[] body, string? token) => story.KnockAsync(Json(body), token);

    /// <summary>Without a token, from some address.</summary>
    public static async Task<(int Status, string Said)> KnockFromAsync(
        this TeamsStory story, IPAddress? sender, byte[] body, Action<HttpRequest>? change = null)
    {
        var context = await story.Server.SendAsync(request =>
        {
            request.Connection.RemoteIpAddress = sender;
            request.Request.Method = HttpMethods.Post;
            request.Request.Path = TeamsDoor.Path;
            request.Request.Host = new HostString("localhost", 3978);
            request.Request.ContentType = "application/json";
            request.Request.Body = new MemoryStream(body);
            change?.Invoke(request.Request);
        });
        using var said = new StreamReader(context.Response.Body);
        return (context.Response.StatusCode, await said.ReadToEndAsync());
    }

    public static ByteArrayContent Json(byte[] body, string type = "application/json; charset=utf-8")
    {
        var content = new ByteArrayContent(body);
        content.Headers.Add("Content-Type", type);
        return content;
    }

    /// <summary>Nothing went wrong in a way that nobody thought of.</summary>
    public static void FindsNoBug(this TeamsStory story) => Assert.DoesNotContain(
        story.Log.Text.Split('\n'),
        line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)
            || line.Contains("   at CoCreateBot.", StringComparison.Ordinal));

    /// <summary>A body that does not tell its length before.</summary>
    public sealed class Unmeasured : HttpContent
    {
        readonly byte[] body;

        public Unmeasured(byte[] body)
        {
            this.body = body;
            Headers.Add("Content-Type", "application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
