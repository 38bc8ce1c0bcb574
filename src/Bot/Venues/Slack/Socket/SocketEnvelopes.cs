using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues.Slack.Socket;

/// <summary>
/// What comes through sockets goes where it would go through the HTTP door. It is acknowledged when what it says is kept, and not before; what could not be
/// kept is not acknowledged, so that Slack sends it again, or shows its sender that it failed.
/// </summary>
public sealed partial class SocketEnvelopes(
    SlackDispatcher dispatcher, Afterwards afterwards, SlackMetrics metrics, ILogger<SocketEnvelopes> log) : IDisposable
{
    /// <summary>So many at once over all connections: they share the disk's syncs. Beyond it the sockets are not read, and Slack waits.</summary>
    public const int AtOnceMax = 256;

    readonly SemaphoreSlim slots = new(AtOnceMax);

    public void Dispose() => slots.Dispose();

    /// <summary>Ends when there is room for it; the task within, when it is done.</summary>
    /// <param name="acknowledge">Gets the answer that goes along; it may be empty.</param>
    internal async Task<Task> TakeAsync(SocketMessage envelope, ReadOnlyMemory<byte> payload, Func<ReadOnlyMemory<byte>, Task> acknowledge)
    {
        var request = Read(envelope, payload.Span); // before the buffer is used again
        await slots.WaitAsync();
        return DoAsync(request, envelope.TakesPayload, acknowledge);
    }

    static SlackRequest? Read(SocketMessage envelope, ReadOnlySpan<byte> payload) => envelope.Type switch
    {
        "events_api" or "interactive" => SlackPayload.Read(payload),
        "slash_commands" => SlackRequestReader.ReadCommand(payload),
        _ => new SlackRequest.Ignored("unknown"),
    };

    async Task DoAsync(SlackRequest? request, bool takesPayload, Func<ReadOnlyMemory<byte>, Task> acknowledge)
    {
        try
        {
            await Root.RunAsync(() => AnswerAsync(request, takesPayload, acknowledge), bug => LogBug(log, bug));
        }
        finally
        {
            slots.Release();
        }
    }

    async Task AnswerAsync(SlackRequest? request, bool takesPayload, Func<ReadOnlyMemory<byte>, Task> acknowledge)
    {
        if (request is null)
        {
            metrics.Received("malformed");
            await acknowledge(default); // it would come again as it is
            return;
        }

        // Not cancelled when its connection goes: Slack will tell again, and what is done by then is done once.
        var answer = await dispatcher.AnswerAsync(request, CancellationToken.None);
        if (answer.Status == StatusCodes.Status200OK)
        {
            await acknowledge(takesPayload ? answer.Json : default);
        }
        else
        {
            metrics.Rejected("not_kept");
        }

        if (answer.Then is { } then)
        {
            await afterwards.FollowAsync(then);
        }
    }

    [LoggerMessage(LogLevel.Error, "An envelope from Slack was not handled because of a bug")]
    static partial void LogBug(ILogger log, Exception bug);
}
