using System.Net.WebSockets;

namespace CoCreateBot.Bot.Venues.Slack.Socket;

/// <summary>How a connection leaves.</summary>
enum SocketLeave
{
    /// <summary>Slack asks for another in its place.</summary>
    Replaced,
    Lost,

    /// <summary>There are too many of them.</summary>
    Crowded,

    /// <summary>Socket Mode was switched off.</summary>
    Disabled,
}

/// <summary>One connection, from the call to its end. It goes on reading while the next one is opened, and everything it took it acknowledges.</summary>
sealed partial class SocketLink(SocketEnvelopes envelopes, SocketHealth health, SlackMetrics metrics, TimeProvider time, ILogger log) : IDisposable
{
    public static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);

    /// <summary>From the connection to Slack's first word.</summary>
    public static readonly TimeSpan HelloWithin = TimeSpan.FromSeconds(20);

    /// <summary>Slack pings every few seconds, and answers our pings.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(30);

    /// <summary>How long what was taken may still be done and acknowledged when the connection is to end.</summary>
    public static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(5);

    static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromSeconds(3);
    static readonly TimeSpan FarewellWithin = TimeSpan.FromSeconds(1);

    readonly TaskCompletionSource hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<SocketLeave> leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly SemaphoreSlim sending = new(1);
    readonly Lock gate = new();
    readonly HashSet<Task> work = [];
    WebSocket? socket;
    ITimer? silence;
    Task running = Task.CompletedTask;
    long heardAt;
    volatile bool isReading, isFinishing, isSilent;

    /// <summary>When another should take its place, or it is gone.</summary>
    public Task<SocketLeave> Leaving => leaving.Task;

    /// <summary>When nothing of it is left.</summary>
    public Task Ended => running;

    /// <exception cref="VenueUnavailableException">There is no connection, or Slack does not say hello.</exception>
    public async Task OpenAsync(SocketDial dial, Uri address, CancellationToken stop)
    {
        await ConnectAsync(dial, address, stop);
        running = RunAsync();
        try
        {
            await hello.Task.WaitAsync(HelloWithin, time, stop);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            socket?.Abort();
            stop.ThrowIfCancellationRequested();
            throw new VenueUnavailableException("no_hello", e);
        }
    }

    /// <summary>Takes nothing more, finishes what it took, and says goodbye.</summary>
    public async Task FinishAsync()
    {
        isFinishing = true;
        await WorkAsync();
        await FarewellAsync();
        socket?.Abort();
        await running;
    }

    public void Dispose()
    {
        socket?.Dispose();
        sending.Dispose();
    }

    async Task ConnectAsync(SocketDial dial, Uri address, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(ConnectWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            Heard();
            socket = await dial.ConnectAsync(address, Heard, either.Token);
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            throw new VenueUnavailableException(e is OperationCanceledException ? "no_connection_in_time" : "no_connection", e);
        }
    }

    async Task RunAsync()
    {
        var isGreeted = false;
        await using var watch = time.CreateTimer(_ => Listen(), null, SilenceMax, Timeout.InfiniteTimeSpan);
        silence = watch;
        try
        {
            await ReadAsync(() => isGreeted = true);
        }
        catch (Exception e) when (IsGone(e))
        {
            LogGone(log, isFinishing ? "finished" : isSilent ? "silent" : "lost");
        }
        finally
        {
            hello.TrySetException(new VenueUnavailableException("closed_before_hello"));
            _ = hello.Task.Exception; // seen, also where nobody waits for it any more
            leaving.TrySetResult(SocketLeave.Lost);
            if (isGreeted)
            {
                health.Closed();
            }
        }

        metrics.Linked(isFinishing ? "finished" : isSilent ? "silent" : "closed");
        await WorkAsync();
        await FarewellAsync();
        Dispose();
    }

    async Task ReadAsync(Action greeted)
    {
        using var frames = new SocketFrames(socket!); // ! as above
        while (true)
        {
            (isReading, heardAt) = (true, time.GetTimestamp());
            var frame = await frames.NextAsync();
            isReading = false;
            if (frame.Kind == SocketFrameKind.Close)
            {
                return;
            }

            if (frame.Kind != SocketFrameKind.Text || SocketMessage.Read(frame.Bytes.Span) is not { } message)
            {
                metrics.Rejected(frame.Kind == SocketFrameKind.TooLong ? "too_long" : "malformed");
                continue;
            }

            if (message.Type == "hello")
            {
                if (hello.TrySetResult())
                {
                    health.Opened();
                    greeted();
                }
            }
            else if (message.Type == "disconnect")
            {
                leaving.TrySetResult(LeaveFor(message.Reason));
            }
            else if (message.Envelope is { } envelope && !isFinishing)
            {
                Keep(await envelopes.TakeAsync(message, frame.Bytes[message.Payload], answer => AcknowledgeAsync(envelope, answer)));
            }
        }
    }

    static SocketLeave LeaveFor(string? reason) => reason switch
    {
        "link_disabled" => SocketLeave.Disabled,
        "too_many_websockets" => SocketLeave.Crowded,
        _ => SocketLeave.Replaced, // warning, refresh_requested
    };

    async Task AcknowledgeAsync(string envelope, ReadOnlyMemory<byte> answer)
    {
        var json = WireJson.Object(json =>
        {
            json.WriteString("envelope_id", envelope);
            if (!answer.IsEmpty)
            {
                json.Raw("payload", answer);
            }
        });
        using var limit = new CancellationTokenSource(AcknowledgeWithin, time); // later than that Slack has given it up
        try
        {
            await sending.WaitAsync(limit.Token);
            await SendAsync(json);
        }
        catch (Exception e) when (IsGone(e))
        {
            metrics.Rejected("not_acknowledged"); // Slack tells again, and it counts once
        }
    }

    async Task SendAsync(ReadOnlyMemory<byte> json)
    {
        try
        {
            await socket!.SendAsync(json, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None); // ! what is answered came through it
        }
        finally
        {
            sending.Release();
        }
    }

    static bool IsGone(Exception e) =>
        e is WebSocketException or IOException or OperationCanceledException or InvalidOperationException; // the last also where it is disposed of

    void Keep(Task one)
    {
        lock (gate)
        {
            work.Add(one);
        }

        _ = ForgetAsync(one);
    }

    async Task ForgetAsync(Task one)
    {
        await one;
        lock (gate)
        {
            work.Remove(one);
        }
    }

    async Task WorkAsync()
    {
        Task[] left;
        lock (gate)
        {
            left = [.. work];
        }

        try
        {
            await Task.WhenAll(left).WaitAsync(FinishWithin, time);
        }
        catch (TimeoutException)
        {
            LogLeft(log, left.Count(one => !one.IsCompleted));
        }
    }

    async Task FarewellAsync()
    {
        if (socket is not { State: WebSocketState.Open or WebSocketState.CloseReceived })
        {
            return;
        }

        using var limit = new CancellationTokenSource(FarewellWithin, time);
        try
        {
            await sending.WaitAsync(limit.Token);
            await CloseAsync(limit.Token);
        }
        catch (Exception e) when (IsGone(e))
        {
            // Then it goes without. The other side may have closed it meanwhile, so that even the turn cannot be given back any more.
        }
    }

    async Task CloseAsync(CancellationToken stop)
    {
        try
        {
            await socket!.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop); // ! whoever says goodbye has looked at it
        }
        finally
        {
            sending.Release(); // whoever still waits to acknowledge finds it closed, and goes
        }
    }

    void Heard() => Volatile.Write(ref heardAt, time.GetTimestamp());

    // While nothing is read, because much is still being done, nothing can be heard.
    void Listen()
    {
        var silent = isReading ? time.GetElapsedTime(Volatile.Read(ref heardAt)) : TimeSpan.Zero;
        if (silent < SilenceMax)
        {
            silence?.Change(SilenceMax - silent, Timeout.InfiniteTimeSpan);
            return;
        }

        isSilent = true;
        socket?.Abort();
    }

    [LoggerMessage(LogLevel.Information, "A socket of Slack's is gone: {How}")]
    static partial void LogGone(ILogger log, string how);

    [LoggerMessage(LogLevel.Warning, "A socket of Slack's was left with {Count} envelopes that were not done in time; Slack sends them again")]
    static partial void LogLeft(ILogger log, int count);
}
