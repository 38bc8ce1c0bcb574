using CoCreateBot.Bot.Venues;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Reconciling;

/// <summary>Messages that can no longer be edited still say what they said: where words are to be gone from them, they are taken away as a whole.</summary>
sealed partial class SlotWriter
{
    /// <summary>Is something not there without which others cannot be posted? Where it is deleted none is: each that is there says so by itself.</summary>
    static bool IsMissing(ShownSession shown, Session session, string slot) => session.DeletedAt is null && (shown.MessageOf(SessionCards.RootSlot) is null
        || (SessionCards.MinutesPage(slot) is not null && shown.MessageOf(slot) is null));

    /// <summary>Must words be gone that were shown before?</summary>
    static bool MustGo(Session session) => session is { DeletedAt: not null } or { ErasedAt: not null } or { Forgotten.IsEmpty: false }
        || session.People.Values.Any(person => person.IsErased);

    /// <summary>Those for which others stand by now; null when none is left, else how long until it is worth trying again.</summary>
    async Task<TimeSpan?> RemoveReplacedAsync(ShownSession shown, Session session, IReadOnlyCollection<PostedSlot> posted, CancellationToken stop)
    {
        var replaced = posted.Where(slot => ShownSession.IsReplaced(slot.Slot) && slot is { MessageId: not null, Failure: null }).ToList();
        TimeSpan? wait = null;
        foreach (var slot in replaced.Count > 0 && MustGo(session) ? replaced : [])
        {
            var (_, rest) = await RemoveAsync(shown, slot, stop);
            wait = wait < rest ? wait : rest ?? wait;
        }

        return wait;
    }

    /// <summary>One that has just been found not to be editable; false where it stays, or stands there for now.</summary>
    async Task<(bool IsGone, TimeSpan? Wait)> RemoveFixedAsync(ShownSession shown, Session session, PostedSlot known, CancellationToken stop) =>
        MustGo(session) && (session.DeletedAt is not null || shown.IsReplacement(known.Slot)) ? await RemoveAsync(shown, known, stop) : (false, null);

    // What the platform refuses is not tried again: it is kept why.
    async Task<(bool IsGone, TimeSpan? Wait)> RemoveAsync(ShownSession shown, PostedSlot known, CancellationToken stop)
    {
        if (updates.Take() is var wait && wait > TimeSpan.Zero)
        {
            return (false, wait);
        }

        try
        {
            await venue.RemoveAsync(shown.Venue, known.MessageId!, stop); // ! it was posted
        }
        catch (MessageGoneException)
        {
            // Somebody was first.
        }
        catch (VenueThrottledException e)
        {
            return (false, updates.Block(e.RetryAfter));
        }
        catch (VenueRefusedException e)
        {
            LogRefused(context.Log, shown.Id, known.Slot, e.Message);
            await shown.KeepAsync(known with { Failure = e.Reason }, context.Posts);
            return (false, null);
        }

        await shown.KeepAsync(known with { MessageId = null, Hash = Unknown, Failure = null }, context.Posts);
        return (true, null);
    }
}
