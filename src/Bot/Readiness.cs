using CoCreateBot.Bot.Venues.Slack.Socket;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot;

/// <summary>
/// Can what people send be kept, and does it come? To know the first, something is written and synced to the disk. Anybody may ask, so an answer stands
/// for a while, and there is one probe at a time, however many ask.
/// </summary>
sealed class Readiness(IStore store, StoreWatch watch, TimeProvider time, SocketHealth? socket = null)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan KeptAfterFailure = TimeSpan.FromSeconds(1);

    static readonly TimeSpan ProbeWithin = TimeSpan.FromSeconds(5);

    readonly Lock gate = new();
    Task<bool>? probe;
    Task writing = Task.CompletedTask;
    DateTimeOffset keptUntil;

    /// <summary>One sentence; null where it is ready.</summary>
    public async Task<string?> ProblemAsync(CancellationToken stop) =>
        await AskAsync(stop) ? socket?.Problem : "The store cannot be written to now; see the log.";

    public Task<bool> AskAsync(CancellationToken stop)
    {
        lock (gate)
        {
            if (probe is null || (probe.IsCompleted && time.GetUtcNow() >= keptUntil))
            {
                probe = ProbeAsync();
            }

            return probe.WaitAsync(stop);
        }
    }

    // Not cancelled with the request: others wait for the same answer.
    async Task<bool> ProbeAsync()
    {
        var isReady = await IsWritableAsync() && !watch.IsLasting; // a full file may still take the probe
        keptUntil = time.GetUtcNow() + (isReady ? KeptFor : KeptAfterFailure);
        return isReady;
    }

    async Task<bool> IsWritableAsync()
    {
        try
        {
            if (writing.IsCompleted)
            {
                writing = store.CheckAsync(CancellationToken.None);
            }

            await writing.WaitAsync(ProbeWithin, time); // one that hangs is waited for again, and no second one is sent after it
            return true;
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            return false;
        }
    }
}
