using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// One after the other, some at once: an administrator may give the bot to a whole organisation in one moment, and what runs in its sessions comes first.
/// </summary>
public sealed partial class TeamsWelcome
{
    public const int AtOnceMax = 4;

    /// <summary>Who comes beyond it is not greeted, and is by the next event that tells of the bot there; so is who waits when the process ends.</summary>
    public const int WaitingMax = 10_000;

    /// <summary>Both events of one installation come within this; where nothing can be posted it is told once.</summary>
    public static readonly TimeSpan TwinWithin = TimeSpan.FromSeconds(30);

    const int TriedMax = 1_000;

    readonly Queue<Arrival> line = [];
    readonly RecentlyUsed<string, DateTimeOffset> tried = new(TriedMax); // in vain, until when its other event is left
    readonly Lock gate = new();
    int atWork;

    /// <param name="At">Where it is said.</param>
    /// <param name="Channel">The one channel it was added to; null where it is the whole team or the chat.</param>
    public sealed record Arrival(Origin Told, VenueId At, VenueId? Channel);

    /// <summary>Ends at once where enough are at it: they say it in its turn. Where nothing could be posted, a later event has it said.</summary>
    public async Task InTurnAsync(Arrival arrival)
    {
        var (isTaken, isOwn) = Join(arrival);
        if (!isTaken)
        {
            people.NoteUntold("too_many_at_once");
        }

        for (var next = isOwn ? Next() : null; next is not null; next = Next())
        {
            var one = next;
            await Root.RunAsync(() => WelcomeAsync(one), bug => LogBug(log, bug)); // a bug in one is nobody else's
        }
    }

    (bool IsTaken, bool IsOwn) Join(Arrival arrival)
    {
        lock (gate)
        {
            if (line.Count >= WaitingMax)
            {
                return (false, false);
            }

            line.Enqueue(arrival);
            var isOwn = atWork < AtOnceMax;
            atWork += isOwn ? 1 : 0;
            return (true, isOwn);
        }
    }

    Arrival? Next()
    {
        lock (gate)
        {
            if (line.TryDequeue(out var next))
            {
                return next;
            }

            atWork--;
            return null;
        }
    }

    async Task WelcomeAsync(Arrival one)
    {
        if ((!tried.TryGet(one.At.Value, out var until) || time.GetUtcNow() >= until) && await TryBeginAsync(one)
            && !await SayAsync(one.Told with { Venue = one.At, Root = null }))
        {
            tried.Put(one.At.Value, time.GetUtcNow() + TwinWithin);
            await OweAsync(one);
        }
    }

    async Task<bool> TryBeginAsync(Arrival one)
    {
        try
        {
            return await addresses.TryWelcomeAsync(one.Told, one.Channel, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            people.NoteUntold("store_away");
            return false;
        }
    }

    async Task OweAsync(Arrival one)
    {
        try
        {
            await addresses.EndWelcomeAsync(one.Told, one.Channel, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // It is rather missed than said twice.
        }
    }

    [LoggerMessage(LogLevel.Critical, "A bug in what the bot says where it was added; the others follow")]
    static partial void LogBug(ILogger log, Exception bug);
}
