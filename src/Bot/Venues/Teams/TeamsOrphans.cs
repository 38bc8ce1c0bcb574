using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// Teams cannot be asked what stands in a conversation: where the answer to a post was lost, the card is posted again, and the first one stands there, too.
/// Who presses it is heard all the same, and tells which message it is.
/// </summary>
public sealed class TeamsOrphans(Reconciler reconciler)
{
    /// <param name="slot">Which of our cards it says it is.</param>
    /// <param name="message">The card's message; null where Teams does not tell.</param>
    /// <param name="older">The same message by its other name; null where Teams tells one.</param>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public ValueTask NoteAsync(LoadedSession session, Origin from, string slot, string? message, string? older, CancellationToken stop) =>
        slot == SessionCards.RootSlot && message is not null && session.State.Venues.Contains(from.Venue)
            ? reconciler.NoteRootAsync(session, from.Venue, message, older ?? message, stop)
            : ValueTask.CompletedTask;
}
