using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CoCreateBot.Load.Traffic;

/// <summary>One kept-alive connection with at most one request under way.</summary>
sealed class Connection : IDisposable
{
    const int AnswerMax = 256 * 1024;

    readonly byte[] answer = new byte[AnswerMax];
    int received;

    public Connection(int number, IPEndPoint server)
    {
        Number = number;
        Socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(server);
        Socket.Blocking = false;
    }

    public int Number { get; }

    public Socket Socket { get; }

    public bool IsBusy { get; private set; }

    public bool IsBroken { get; private set; }

    /// <summary>When the request was sent, or should have been.</summary>
    public long SentAt { get; private set; }

    public void Send(ReadOnlySpan<byte> request, long at)
    {
        (IsBusy, received, SentAt) = (true, 0, at);
        while (!request.IsEmpty && !IsBroken)
        {
            var sent = Socket.Send(request, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                Socket.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectWrite); // the socket's buffer is full, which a few kilobytes hardly do
                continue;
            }

            IsBroken = error != SocketError.Success;
            request = request[sent..];
        }
    }

    /// <summary>Reads what is there; gives the status when the answer is complete.</summary>
    public Answer? Receive()
    {
        var length = Socket.Receive(answer.AsSpan(received), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return null;
        }

        if (error != SocketError.Success || length == 0)
        {
            IsBroken = true;
            return null;
        }

        received += length;
        return Read(answer.AsSpan(0, received));
    }

    public void Dispose() => Socket.Dispose();

    Answer? Read(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var head = text[..(end + 2)];
        var body = text[(end + 4)..];
        var status = int.Parse(head[9..12], CultureInfo.InvariantCulture);
        var isComplete = head.IndexOf("Transfer-Encoding: chunked\r\n"u8) >= 0
            ? body.EndsWith("0\r\n\r\n"u8)
            : body.Length >= LengthOf(head);
        if (!isComplete)
        {
            return null;
        }

        IsBusy = false;
        return new Answer(status, answer.AsMemory(end + 4, body.Length));
    }

    static int LengthOf(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length: "u8;
        var at = head.IndexOf(name);
        if (at < 0)
        {
            return 0;
        }

        var value = head[(at + name.Length)..];
        return int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}

/// <param name="Body">Stands until the connection sends again.</param>
readonly record struct Answer(int Status, ReadOnlyMemory<byte> Body);
