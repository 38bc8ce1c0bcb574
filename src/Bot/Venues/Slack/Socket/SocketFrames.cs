using System.Buffers;
using System.Net.WebSockets;
using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Bot.Venues.Slack.Socket;

/// <summary>Reads whole messages, however many frames they are cut into, into one buffer that is used again. What is too long is passed over.</summary>
sealed class SocketFrames(WebSocket socket) : IDisposable
{
    /// <summary>
    /// A dialog that is handed in brings its view along, up to <see cref="BlockKitLimits.ViewBytesMax"/>, in JSON in which two bytes of an Arabic letter are
    /// six. Beside it stands what was given.
    /// </summary>
    public const int BytesMax = 1024 * 1024;

    /// <summary>Whoever sends so much in one message is not Slack.</summary>
    public const int PassedOverMax = 16 * 1024 * 1024;

    const int BytesFirst = 16 * 1024;

    byte[] buffer = ArrayPool<byte>.Shared.Rent(BytesFirst);

    /// <summary>The next message; it stands until the one after it is asked for.</summary>
    public async Task<SocketFrame> NextAsync()
    {
        var (length, total) = (0, 0);
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None); // a receive that is cancelled ends the connection
            if (got.MessageType == WebSocketMessageType.Close)
            {
                return new SocketFrame(SocketFrameKind.Close, default);
            }

            total += got.Count;
            length = total > BytesMax ? 0 : length + got.Count;
            if (got.EndOfMessage)
            {
                var kind = total > BytesMax ? SocketFrameKind.TooLong
                    : got.MessageType == WebSocketMessageType.Text ? SocketFrameKind.Text
                    : SocketFrameKind.Odd;
                return new SocketFrame(kind, buffer.AsMemory(0, length));
            }

            if (total > PassedOverMax)
            {
                throw new WebSocketException("A message without end.");
            }

            if (length == buffer.Length)
            {
                Grow();
            }
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer, clearArray: true); // people's words

    void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        Dispose();
        buffer = larger;
    }
}

enum SocketFrameKind
{
    Text,
    TooLong,

    /// <summary>Bytes, which Slack never sends.</summary>
    Odd,
    Close,
}

readonly record struct SocketFrame(SocketFrameKind Kind, ReadOnlyMemory<byte> Bytes);
