using CoCreateBot.Bot.Venues;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Reconciling;

/// <summary>
/// Makes the slots of one session equal to its state. A message is posted once: first the intent is kept, then it is posted, then its id is kept; an
/// intent without an id is looked up by its key before anything is posted again.
/// </summary>
sealed partial class SlotWriter(IChatVenue venue, LaneContext context)
{
    /// <summary>Slack's chat.update is some 50 a minute for a whole workspace, whatever it is for: 30 are ours to plan with.</summary>
    const int UpdateBurst = 4;

    /// <summary>Slack posts one message a second in a channel, and lets short bursts pass.</summary>
    const int PostBurst = 5;

    static readonly TimeSpan UpdateEvery = TimeSpan.FromSeconds(2);
    static readonly TimeSpan PostEvery = TimeSpan.FromSeconds(1);

    readonly Budget updates = new(UpdateBurst, UpdateEvery, context.Time);
    readonly Budget posts = new(PostBurst, PostEvery, context.Time);

    /// <summary>Null when all is shown, or cannot be as things stand; else how long until it is worth trying again.</summary>
    public async Task<TimeSpan?> WriteAsync(ShownSession shown, CancellationToken stop)
    {
        if (shown.Wanted is not { State: var session } wanted)
        {
            return null;
        }

        var posted = await shown.PostedAsync(context.Posts, stop);
        if (!shown.IsPhase && RootBudget(posted).Wait() is var refused && refused > TimeSpan.Zero)
        {
            return refused; // to draw the card of a thousand people only to be refused would cost more than counting their votes
        }

        foreach (var (slot, card) in ShownSession.Desired(session, context.Lexicon.In(session.Language)))
        {
            posted.TryGetValue(slot, out var known);
            var hash = ShownSession.HashOf(card);
            if (known is { MessageId: not null, Failure: null } && known.Hash == hash)
            {
                continue;
            }

            var wait = await WriteAsync(shown, known ?? Intent(session, slot), card, hash, known is null, stop);
            if (wait is not null)
            {
                return wait;
            }

            if (posted.TryGetValue(slot, out var now) && now.Failure is not null)
            {
                break; // what follows would stand in the thread of a message that is not there
            }
        }

        shown.NoteShown(wanted);
        return null;
    }

    Budget RootBudget(IReadOnlyDictionary<string, PostedSlot> posted) =>
        posted.GetValueOrDefault(SessionCards.RootSlot)?.MessageId is null ? posts : updates;

    static PostedSlot Intent(Session session, string slot) => new(session.Id, session.Venue, slot, Guid.NewGuid(), null, "", null);

    async Task<TimeSpan?> WriteAsync(ShownSession shown, PostedSlot slot, Card card, string hash, bool isNew, CancellationToken stop)
    {
        var budget = slot.MessageId is null ? posts : updates;
        if (budget.Take() is var wait && wait > TimeSpan.Zero)
        {
            return wait;
        }

        try
        {
            var message = slot.MessageId is null
                ? await PostOnceAsync(shown, slot, card, isNew, stop)
                : await UpdateAsync(slot.MessageId, card);
            await shown.KeepAsync(slot with { MessageId = message.Id, Hash = message.IsFresh ? hash : "", Failure = null }, context.Posts);
            return message.IsFresh ? null : TimeSpan.Zero;
        }
        catch (VenueThrottledException e)
        {
            budget.Block(e.RetryAfter);
            return e.RetryAfter;
        }
        catch (VenueRefusedException e)
        {
            LogRefused(context.Log, slot.Session, slot.Slot, e.Message);
            await shown.KeepAsync(slot with { Failure = e.ReasonKey }, context.Posts);
            return null;
        }
        catch (MessageGoneException)
        {
            await shown.KeepAsync(Intent(shown.Wanted!.State, slot.Slot), context.Posts); // not null: it is being shown
            throw;
        }

        async Task<(string Id, bool IsFresh)> UpdateAsync(string id, Card content)
        {
            await venue.UpdateAsync(slot.Venue, id, content, stop);
            return (id, true);
        }
    }

    async Task<(string Id, bool IsFresh)> PostOnceAsync(ShownSession shown, PostedSlot slot, Card card, bool isNew, CancellationToken stop)
    {
        var root = slot.Slot == SessionCards.RootSlot ? null : shown.MessageOf(SessionCards.RootSlot);
        if (isNew)
        {
            await shown.KeepAsync(slot, context.Posts);
        }
        else if (await venue.FindAsync(slot.Venue, slot.Key, root, shown.Wanted!.State.OpenedAt, stop) is { } found) // not null: it is being shown
        {
            return (found, false);
        }

        return (await venue.PostAsync(slot.Venue, card, slot.Key, root, stop), true);
    }

    [LoggerMessage(LogLevel.Warning, "Session {Session}: its {Slot} cannot be shown: {Code}")]
    static partial void LogRefused(ILogger log, SessionId session, string slot, string code);
}
