using System.Net.ServerSentEvents;

namespace CoCreateBot.Tests.Bot.Venues.Web;

/// <summary>An open page's event stream.</summary>
sealed class EventReader(HttpResponseMessage answer, IAsyncEnumerator<SseItem<string>> events) : IAsyncDisposable
{
    public HttpResponseMessage Answer => answer;

    /// <summary>Opens the stream that a page names.</summary>
    public static async Task<EventReader> OpenAsync(Visitor visitor) => await OpenAsync(visitor, visitor.LinkTo($"{visitor.Room}/live"));

    public static async Task<EventReader> OpenAsync(Visitor visitor, string path)
    {
        var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), isStream: true);
        answer.EnsureSuccessStatusCode();
        var events = SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("beat", events.Current.EventType); // says that the stream is there, also where there is nothing to show
        return new EventReader(answer, events);
    }

    /// <summary>The next event; null where the stream has ended.</summary>
    public async Task<SseItem<string>?> NextAsync() => await events.MoveNextAsync() ? events.Current : null;

    public async ValueTask DisposeAsync()
    {
        answer.Dispose();
        try
        {
            await events.DisposeAsync();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or NotSupportedException)
        {
            // It was still reading when the page was closed.
        }
    }
}
