using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>
/// What becomes of the card of a session that somebody has just started, or brought to a place: that it cannot be there is the answer itself.
/// </summary>
public sealed class FirstCards(SessionHosts hosts, Reconciler reconciler, TimeProvider time)
{
    /// <summary>How long after the answer a card that fails is still told to whoever asked for it.</summary>
    public static readonly TimeSpan WatchFor = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A session that nobody can see is closed again: left open, it would stand in the way of the next start and come to light a day later.
    /// </summary>
    /// <param name="within">How long the answer waits.</param>
    public Task<FirstCard> StartedAsync(LoadedSession session, Person starter, string delivery, TimeSpan within) => LookAsync(
        reconciler.FirstDeliveryAsync(session, CancellationToken.None),
        within,
        () => hosts.AskAsync(session.State.Id, new Wish.Ready(new Command.Close()), starter, delivery + ":unseen", CancellationToken.None));

    /// <summary>The session goes on whether or not its card can be in that place.</summary>
    public Task<FirstCard> BroughtAsync(LoadedSession session, VenueId place, TimeSpan within) =>
        LookAsync(reconciler.FirstDeliveryAsync(session, CancellationToken.None, place), within, () => Task.CompletedTask);

    async Task<FirstCard> LookAsync(Task<string?> delivery, TimeSpan within, Func<Task> fail)
    {
        try
        {
            return await delivery.WaitAsync(within, time) is { } failure ? await FailedAsync(failure) : FirstCard.There;
        }
        catch (TimeoutException)
        {
            return new FirstCard(null, () => LookAsync(delivery, WatchFor, fail));
        }

        async Task<FirstCard> FailedAsync(string failure)
        {
            await fail();
            return new FirstCard(failure, null);
        }
    }
}

/// <param name="Failure">Why it cannot be there (a resource key); null where it is, or nobody knows yet.</param>
/// <param name="Later">Goes on waiting where nobody knows yet, else null.</param>
public sealed record FirstCard(string? Failure, Func<Task<FirstCard>>? Later)
{
    public static readonly FirstCard There = new(null, null);
}
