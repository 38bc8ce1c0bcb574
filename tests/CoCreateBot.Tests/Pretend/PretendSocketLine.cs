using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CoCreateBot.Tests.Pretend;

/// <summary>One connection of a pretended Slack with the bot. What is sent is written byte by byte here, so that it can be cut anywhere.</summary>
sealed class PretendSocketLine : IDisposable
{
    static readonly TimeSpan AckWithin = TimeSpan.FromSeconds(3);

    readonly PretendSockets sockets;
    readonly Pipe toBot = new();
    readonly Pipe toSlack = new();
    readonly SemaphoreSlim writing = new(1);
    readonly Lock gate = new();
    readonly Dictionary<string, (DateTimeOffset At, bool TakesPayload)> sent = new(StringComparer.Ordinal);
    readonly List<PretendAck> acks = [];
    int number;

    public PretendSocketLine(PretendSockets sockets)
    {
        this.sockets = sockets;
        Client = new Duplex(toBot.Reader, toSlack.Writer);
        _ = HearAsync();
    }

    /// <summary>The bot's end.</summary>
    public Stream Client { get; }

    /// <summary>The bot has let go of it, whether it said so or not.</summary>
    public bool IsGone { get; private set; }

    public bool SaidGoodbye { get; private set; }

    public IReadOnlyList<PretendAck> Acks
    {
        get
        {
            lock (gate)
            {
                return [.. acks];
            }
        }
    }

    public Task HelloAsync() =>
        WriteTextAsync("""{"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"},"debug_info":{"host":"applink-1","approximate_connection_time":18060}}""");

    public Task DisconnectAsync(string reason) => WriteTextAsync($$"""{"type":"disconnect","debug_info":{"host":"applink-1"},"reason":"{{reason}}"}""");

    public Task PingAsync() => WriteAsync([0x89, 0]);

    /// <summary>Sends it and gives the acknowledgement.</summary>
    public async Task<PretendAck> TellAsync(string type, JsonObject payload, string? envelope = null, int pieces = 1, int retry = 0)
    {
        var id = await SendAsync(type, payload, envelope, pieces, retry);
        return await AckAsync(id);
    }

    public async Task<string> SendAsync(string type, JsonObject payload, string? envelope = null, int pieces = 1, int retry = 0)
    {
        var id = envelope ?? $"envelope-{Interlocked.Increment(ref number)}";
        var takesPayload = type != "events_api";
        lock (gate)
        {
            sent[id] = (sockets.Slack.Time.GetUtcNow(), takesPayload);
        }

        var message = new JsonObject
        {
            ["envelope_id"] = id,
            ["payload"] = payload.DeepClone(),
            ["type"] = type,
            ["accepts_response_payload"] = takesPayload,
        };
        if (type == "events_api")
        {
            (message["retry_attempt"], message["retry_reason"]) = (retry, retry > 0 ? "timeout" : "");
        }

        await WriteTextAsync(message.ToJsonString(), pieces);
        return id;
    }

    public async Task<PretendAck> AckAsync(string envelope)
    {
        await sockets.UntilAsync(() => Acks.Any(ack => ack.Envelope == envelope), $"{envelope} is acknowledged");
        return Acks.Last(ack => ack.Envelope == envelope);
    }

    public Task GoneAsync() => sockets.UntilAsync(() => IsGone, "the connection is gone");

    /// <summary>The cable is cut.</summary>
    public void Drop() => toBot.Writer.Complete();

    public Task CloseAsync() => WriteAsync([0x88, 2, 0x03, 0xE8]);

    public void Dispose() => writing.Dispose();

    /// <param name="pieces">Frames that it is cut into, and each of them into two writes.</param>
    public async Task WriteTextAsync(string text, int pieces = 1)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var piece = 0; piece < pieces; piece++)
        {
            var part = bytes[(bytes.Length * piece / pieces)..(bytes.Length * (piece + 1) / pieces)];
            await WriteFrameAsync((byte)((piece == 0 ? 1 : 0) | (piece == pieces - 1 ? 0x80 : 0)), part, isCut: pieces > 1);
        }
    }

    public async Task WriteFrameAsync(byte head, byte[] part, bool isCut = false)
    {
        byte[] length = part.Length switch
        {
            < 126 => [(byte)part.Length],
            <= ushort.MaxValue => [126, (byte)(part.Length >> 8), (byte)part.Length],
            _ => [127, 0, 0, 0, 0, (byte)(part.Length >> 24), (byte)(part.Length >> 16), (byte)(part.Length >> 8), (byte)part.Length],
        };
        byte[] frame = [head, .. length, .. part];
        if (isCut)
        {
            await WriteAsync(frame[..(frame.Length / 3)]);
            await WriteAsync(frame[(frame.Length / 3)..]);
        }
        else
        {
            await WriteAsync(frame);
        }
    }

    async Task WriteAsync(byte[] bytes)
    {
        await writing.WaitAsync();
        try
        {
            await toBot.Writer.WriteAsync(bytes);
        }
        catch (InvalidOperationException)
        {
            // It was dropped.
        }
        finally
        {
            writing.Release();
        }
    }

    async Task HearAsync()
    {
        // What this end says by itself, such as the answer to a ping, must not fall between the pieces of a frame.
        using var socket = WebSocket.CreateFromStream(new Duplex(toSlack.Reader, toBot.Writer, writing), new WebSocketCreationOptions { IsServer = true });
        var buffer = new byte[1024 * 1024];
        try
        {
            var length = 0;
            while (await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } got)
            {
                length += got.Count;
                if (got.EndOfMessage)
                {
                    Hear(JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject()); // ! the bot says nothing but objects
                    length = 0;
                }
            }

            SaidGoodbye = true;
            await CloseAsync(); // as each server answers a goodbye
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // It was dropped.
        }
        catch (System.Text.Json.JsonException e)
        {
            sockets.Fault($"What the bot said is no JSON: {e.Message}");
        }

        IsGone = true;
        sockets.Changed();
    }

    void Hear(JsonObject said)
    {
        sockets.Slack.Hear(said.ToJsonString());
        lock (gate)
        {
            var id = (string?)said["envelope_id"] ?? "";
            if (!sent.TryGetValue(id, out var about))
            {
                sockets.Fault($"What was never sent here is acknowledged: {id}");
            }
            else if (sockets.Slack.Time.GetUtcNow() - about.At > AckWithin)
            {
                sockets.Fault($"{id} is acknowledged later than within three seconds");
            }
            else if (said.ContainsKey("payload") && !about.TakesPayload)
            {
                sockets.Fault($"{id} takes no payload");
            }

            if (said.Any(member => member.Key is not ("envelope_id" or "payload")))
            {
                sockets.Fault($"An acknowledgement holds something else: {said.ToJsonString()}");
            }

            acks.Add(new PretendAck(id, said["payload"]?.DeepClone()));
        }

        sockets.Changed();
    }

    /// <summary>Two pipes as one stream.</summary>
    sealed class Duplex(PipeReader reader, PipeWriter writer, SemaphoreSlim? turns = null) : Stream
    {
        readonly Stream input = reader.AsStream();
        readonly Stream output = writer.AsStream();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => input.ReadAsync(buffer, cancellationToken);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await (turns?.WaitAsync(cancellationToken) ?? Task.CompletedTask);
            try
            {
                await output.WriteAsync(buffer, cancellationToken);
            }
            finally
            {
                turns?.Release();
            }
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                writer.Complete();
                reader.Complete();
            }

            base.Dispose(disposing);
        }
    }
}
