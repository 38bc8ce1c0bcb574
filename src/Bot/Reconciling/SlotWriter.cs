using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Cards;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Reconciling;

/// <summary>
/// Makes the slots of one session equal to its state. A message is posted once: first the intent is kept, then it is posted, then its id is kept; an
/// intent without an id is looked up by its key before anything is posted again. Before an edit, too, it is kept that there will be one.
/// </summary>
sealed partial class SlotWriter(IChatVenue venue, LaneContext context)
{
    /// <summary>Kept where it is not known what a message shows, so that it is drawn again; stored for ever.</summary>
    const string Unknown = "";

    readonly Budget updates = new(venue.Pace.UpdateBurst, venue.Pace.UpdateEvery, context.Time);
    readonly Budget posts = new(venue.Pace.PostBurst, venue.Pace.PostEvery, context.Time);
    readonly Private privately = new(venue, context);

    public async Task<Written> WriteAsync(ShownSession shown, LoadedSession wanted, bool isPhase, CancellationToken stop)
    {
        var session = wanted.State;
        var posted = await shown.PostedAsync(session, context.Posts, stop);
        if (session.ClosedAt is not null && !shown.WasDelivered && posted.GetValueOrDefault(SessionCards.RootSlot) is { MessageId: null, Failure: not null })
        {
            shown.NoteShown(wanted); // it was refused while it was open, and nobody ever saw it: now that it is over it comes no more
            return new Written(IsShown: true, null);
        }

        if (Wait(posted, isPhase) is var refused && refused > TimeSpan.Zero)
        {
            return new Written(IsShown: false, refused); // to draw the card of a thousand people only to be refused would cost more than counting their votes
        }

        var wait = await RemoveReplacedAsync(shown, session, [.. posted.Values], stop);
        var words = context.Lexicon.In(session.Language).Typed(venue.CommandPrefix);
        var way = await venue.ReplyWayAsync(shown.Venue, stop);
        foreach (var (slot, drawn) in shown.Desired(session, words, [.. posted.Values], venue, way))
        {
            var card = venue.Finished(session, shown.Venue, slot, drawn, words);
            var rest = await WriteAsync(shown, new Slot(wanted, slot, card, ShownSession.HashOf(card)), posted.GetValueOrDefault(slot), stop);
            wait = wait < rest ? wait : rest ?? wait;
            if (IsMissing(shown, session, slot))
            {
                break; // what follows would stand in the thread of a message that is not there, or before the page it goes on from
            }
        }

        if (wait is not null)
        {
            return new Written(IsShown: false, wait);
        }

        var left = shown.MessageOf(SessionCards.RootSlot) is not null ? await TellAsync(shown, wanted, isPhase, stop) : null;
        if (left is null)
        {
            shown.NoteShown(wanted);
        }

        return new Written(IsShown: true, left);
    }

    // Who sleeps is not looked for again with each tap: of whom something is wanted changes with a phase.
    async Task<TimeSpan?> TellAsync(ShownSession shown, LoadedSession wanted, bool isPhase, CancellationToken stop) =>
        !isPhase && shown.QuietUntil - context.Time.GetUtcNow() is var quiet && quiet > TimeSpan.Zero
            ? quiet
            : await privately.TellAsync(shown, wanted, stop);

    // How long until anything could come of it: a root card that is not there needs a post, a tally an edit, a phase change either.
    TimeSpan Wait(IReadOnlyDictionary<string, PostedSlot> posted, bool isPhase)
    {
        if (posted.GetValueOrDefault(SessionCards.RootSlot)?.MessageId is null)
        {
            return posts.Wait();
        }

        return isPhase && posts.Wait() < updates.Wait() ? posts.Wait() : updates.Wait();
    }

    static PostedSlot Intent(ShownSession shown, Session session, string slot) => new(session.Id, shown.Venue, slot, Guid.NewGuid(), null, Unknown, null);

    readonly record struct Slot(LoadedSession Wanted, string Name, Card Card, string Hash)
    {
        public Session Session => Wanted.State;
    }

    async Task<TimeSpan?> WriteAsync(ShownSession shown, Slot slot, PostedSlot? known, CancellationToken stop)
    {
        if (known is { MessageId: not null, Failure: null } && known.Hash == slot.Hash)
        {
            return null;
        }

        var budget = known?.MessageId is null ? posts : updates;
        if (budget.Take() is var wait && wait > TimeSpan.Zero)
        {
            return wait;
        }

        var intent = known ?? Intent(shown, slot.Session, slot.Name);
        try
        {
            var (id, hash) = known?.MessageId is { } there
                ? await UpdateAsync(shown, slot, known, there, stop)
                : await PostOnceAsync(shown, slot, intent, isNew: known is null, stop);
            await KeepAsync(shown, intent with { MessageId = id, Hash = hash, Failure = null }, isPosted: known?.MessageId is null);
            return hash == slot.Hash ? null : TimeSpan.Zero;
        }
        catch (VenueThrottledException e)
        {
            return budget.Block(e.RetryAfter);
        }
        catch (VenueRefusedException e)
        {
            return await RefusedAsync(shown, slot, intent, (e.Reason, e.Message), stop);
        }
        catch (MessageFixedException e)
        {
            return await ReplaceAsync(shown, slot, intent, e, stop);
        }
        catch (MessageGoneException)
        {
            // Where a post found no thread to stand in, it is the root that is gone.
            var gone = known?.MessageId is null ? SessionCards.RootSlot : slot.Name;
            await RenewAsync(shown, slot.Session, gone);
            throw;
        }
    }

    // Where another server took over in the middle of a post there may be two: the one that is not kept says so.
    async Task KeepAsync(ShownSession shown, PostedSlot slot, bool isPosted)
    {
        try
        {
            await shown.KeepAsync(slot, context.Posts);
        }
        catch (SlotTakenException) when (isPosted)
        {
            var message = slot.MessageId!; // ! it was posted
            var orphan = slot with { Slot = ShownSession.OrphanSlot(message, message), Key = Guid.NewGuid(), Hash = Unknown };
            await context.Posts.PutAsync(orphan, CancellationToken.None);
            throw;
        }

        if (slot.Slot == SessionCards.RootSlot && shown.Stray is { } stray && stray.MessageId == slot.MessageId)
        {
            // Where it is gone, it is not taken for the card again. Not before it is kept as the card: else nobody would know of it.
            await shown.KeepAsync(stray with { MessageId = null }, context.Posts);
        }
    }

    // The first time it is as if it were gone. Where its successor cannot be edited either, each further change would be one more post.
    async Task<TimeSpan?> ReplaceAsync(ShownSession shown, Slot slot, PostedSlot intent, MessageFixedException why, CancellationToken stop)
    {
        if (await RemoveFixedAsync(shown, slot.Session, intent, stop) is var (isGone, wait) && (isGone || wait is not null))
        {
            return isGone && slot.Session.DeletedAt is null ? TimeSpan.Zero : wait; // what lives is posted anew
        }

        if (shown.IsReplacement(slot.Name) || slot.Session.DeletedAt is not null)
        {
            return await RefusedAsync(shown, slot, intent, (why.ReasonKey, why.Message), stop);
        }

        await shown.KeepAsync(intent with { Slot = ShownSession.ReplacedSlot(slot.Name), Failure = null }, context.Posts);
        await RenewAsync(shown, slot.Session, slot.Name);
        throw new MessageGoneException(why.Message);
    }

    // Kept first: a console that is drawn now has its line. What an earlier process has found refused it has told, too.
    async Task<TimeSpan?> RefusedAsync(ShownSession shown, Slot slot, PostedSlot intent, (string Reason, string Code) why, CancellationToken stop)
    {
        var (reason, code) = why;
        LogRefused(context.Log, slot.Session.Id, slot.Name, code);
        await shown.KeepAsync(intent with { Failure = reason }, context.Posts);
        if (shown.IsUntold(slot.Name, reason) && intent.Failure != reason)
        {
            var what = new Undelivered(slot.Session, shown.Venue, reason, IsFirst: !shown.WasDelivered);
            await venue.TellAsync(what with { Facilitators = await privately.FacilitatorsAsync(slot.Wanted, stop) }, stop);
        }

        return null;
    }

    // With the root its thread is gone: what stood there is seen by nobody, and is posted anew. The root comes last: if the store fails before, it is
    // found gone once more.
    async Task RenewAsync(ShownSession shown, Session session, string gone)
    {
        foreach (var lost in gone == SessionCards.RootSlot ? shown.SlotsInThread : [])
        {
            if (shown.MessageOf(lost) is { } message)
            {
                await shown.KeepAsync(Intent(shown, session, ShownSession.LeftSlot(lost, message)) with { MessageId = message }, context.Posts);
            }

            await shown.KeepAsync(Intent(shown, session, lost), context.Posts);
        }

        await shown.KeepAsync(Intent(shown, session, gone), context.Posts);
    }

    // An edit of which nobody hears may have been made. If the card then became what it was before, it would be taken for shown: so it is kept first that
    // it is not known what the message shows.
    async Task<(string Id, string Hash)> UpdateAsync(ShownSession shown, Slot slot, PostedSlot known, string message, CancellationToken stop)
    {
        if (known.Hash != Unknown)
        {
            await shown.KeepAsync(known with { Hash = Unknown }, context.Posts);
        }

        await venue.UpdateAsync(shown.Venue, message, slot.Card, stop);
        return (message, slot.Hash);
    }

    async Task<(string Id, string Hash)> PostOnceAsync(ShownSession shown, Slot slot, PostedSlot intent, bool isNew, CancellationToken stop)
    {
        var root = slot.Name == SessionCards.RootSlot ? null : shown.MessageOf(SessionCards.RootSlot);
        if (!isNew && slot.Name == SessionCards.RootSlot && shown.Stray is { MessageId: { } there })
        {
            return (there, Unknown);
        }

        if (!isNew && await venue.FindAsync(intent.Venue, intent.Key, root, slot.Session.OpenedAt, stop) is { } found)
        {
            return (found, Unknown);
        }

        if (isNew || intent.Failure is not null)
        {
            await shown.KeepAsync(intent with { Failure = null }, context.Posts); // what was refused once may be there from now on, heard of or not
        }

        if (!isNew && !venue.CanFind && slot.Name == SessionCards.RootSlot)
        {
            await shown.KeepAsync(Intent(shown, slot.Session, ShownSession.Doubled), context.Posts);
        }

        var card = await privately.MentioningAsync(intent.Venue, slot.Name, slot.Wanted, slot.Card, stop);
        if (!context.Leases.IsHere(slot.Session.Id))
        {
            throw new SlotTakenException(); // whoever has it now looks for it by its key
        }

        return (await venue.PostAsync(intent.Venue, card, intent.Key, root, stop), slot.Hash);
    }

    [LoggerMessage(LogLevel.Warning, "Session {Session}: its {Slot} cannot be shown: {Code}")]
    static partial void LogRefused(ILogger log, SessionId session, string slot, string code);
}

/// <summary>How far one session has come.</summary>
/// <param name="IsShown">Its messages are as they are to be, or cannot be as things stand.</param>
/// <param name="Wait">How long until it is worth trying again, be it only for somebody who is to be told something; null where nothing is left.</param>
readonly record struct Written(bool IsShown, TimeSpan? Wait);
