using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;

namespace CoCreateBot.Bot.Venues.Slack.Socket;

/// <summary>
/// The way out to Slack's sockets. Whatever comes back is heard, down to a ping, which a web socket answers by itself and tells nobody of: only so can a
/// quiet connection be told from a dead one, and by our own clock.
/// </summary>
public sealed class SocketDial(HttpMessageHandler handler)
{
    /// <summary>We ask, too, where the other side should not: the answer is heard.</summary>
    static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    static readonly TimeSpan PongWithin = TimeSpan.FromSeconds(20);

    public async Task<WebSocket> ConnectAsync(Uri address, Action heard, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        try
        {
            (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (PingEvery, PongWithin);
            using var ear = new Ear(handler, heard);
            using var way = new HttpMessageInvoker(ear, disposeHandler: false);
            await socket.ConnectAsync(address, way, stop);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Lends its handler only, so that it is not disposed of with this connection.</summary>
    sealed class Ear(HttpMessageHandler handler, Action heard) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var inner = new HttpMessageInvoker(handler, disposeHandler: false);
            var response = await inner.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
            {
                response.Content = new HeardContent(new HeardStream(await response.Content.ReadAsStreamAsync(cancellationToken), heard));
            }

            return response;
        }
    }

    /// <summary>The connection itself, as the client's web socket asks for it.</summary>
    sealed class HeardContent(Stream stream) : HttpContent
    {
        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => stream;

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(stream);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new UnreachableException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
