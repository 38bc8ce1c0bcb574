using CoCreateBot.Bot.Nodes;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// What must be there before the log says so, and what a session owes to those who asked for something to be gone, and to those to whom it was promised.
/// </summary>
sealed partial class SessionMailbox
{
    /// <summary>Clocks of servers differ by no more: so long a key outlives the time in which a close can be undone.</summary>
    static readonly TimeSpan SkewMax = TimeSpan.FromSeconds(10);

    static readonly TimeSpan SkewLookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Milliseconds at the most between two tries in a session to which several servers write.</summary>
    const int LetPassMax = 20;

    /// <summary>What people asked to be gone; true where there was something of it.</summary>
    async Task<bool> OweAsync()
    {
        if (!outside.IsHere)
        {
            return false; // whoever has the lease sees to it
        }

        var now = context.Time.GetUtcNow();
        var isLate = log.State.DeletedAt + Limits.DeleteWithin <= now;
        var isDeleted = log.State.DeletedAt is not null && (isLate || (IsSettled && log.State.DeletedAt + DeleteAfter <= now));
        if (!isDeleted && log.State is not { DeletedAt: null, ErasedAt: not null })
        {
            return false;
        }

        if (await log.ReadOnAsync())
        {
            taken.Add(new Envelope(null, default, "")); // once more, with the news
        }
        else if (isDeleted)
        {
            await context.Store.DeleteAsync(Id, CancellationToken.None);
            Leave();
        }
        else
        {
            await new Scrubbing(Id, context, keys).RunAsync();
            taken.Add(new Envelope(new Wish.Ready(new Command.NoteScrubbed()), default, ""));
        }

        return true;
    }

    bool IsKeyDue(AgendaItem item) => item.KeyDueAt + (context.Leases.OutlivesServer ? SkewMax : TimeSpan.Zero) <= context.Time.GetUtcNow();

    /// <summary>When every server has heard of it none writes to it any more: what is written behind rows that are gone would bring it back.</summary>
    TimeSpan DeleteAfter => context.Leases.OutlivesServer ? SessionLeases.KeptFor : TimeSpan.Zero;

    // What is due and not done waits for the clocks of other servers, or for the server that has the lease.
    DateTimeOffset? NextOfSeveral(DateTimeOffset now)
    {
        var next = log.State.NextDue;
        if (log.State.DeletedAt + DeleteAfter is { } gone && gone > now)
        {
            return Earlier(gone, next);
        }

        return next > now ? next : next is null ? null : now + (outside.IsHere ? SkewLookEvery : RetryAfter);
    }

    // Others write to it, too: the third time around they are let pass.
    Task LetPassAsync(int tries) => tries < 3 || !context.Leases.OutlivesServer ? Task.CompletedTask
        : Task.Delay(TimeSpan.FromMilliseconds(context.Dice.Next(LetPassMax)), context.Time);

    async Task DestroyKeysAsync()
    {
        foreach (var item in log.State.Agenda.Where(IsKeyDue))
        {
            // First the key, then the word of it: after a crash in between it is destroyed again, which changes nothing.
            await keys.DestroyAsync(item.Number, CancellationToken.None);
            taken.Add(new Envelope(new Wish.Ready(new Command.NoteKeyDestroyed(item.Number)), default, ""));
        }
    }

    // Without a key nobody is known again; another node may have planned an activity and made its key. A guessed id gets none.
    async Task EnsureKeysAsync()
    {
        if (log.State.Exists || taken.Exists(envelope => envelope.Wish is Wish.Ready { Command: Command.Open }))
        {
            await keys.EnsureAsync(0, CancellationToken.None);
        }

        foreach (var item in log.State.Agenda)
        {
            if (!item.IsKeyDestroyed)
            {
                await keys.EnsureAsync(item.Number, CancellationToken.None);
            }
            else
            {
                keys.Drop(item.Number); // another server may have destroyed it
            }
        }
    }

    // Before the commit: the keys its activities will need, and the time at which somebody must look after it if this process dies.
    async Task PrepareAsync(Batch batch)
    {
        foreach (var planned in batch.Events.OfType<SessionEvent.ActivityPlanned>())
        {
            await keys.EnsureAsync(planned.Activity, CancellationToken.None);
        }

        var owes = outside.Owes(batch.State) || batch.Events.Any(happened => Projections.Concerns(happened, batch.State))
            || batch.Pictures.Count > 0 || Projections.LosesPictures(log.State, batch.State);
        await due.EnsureAsync(owes && !await IsOwedByLeaseAsync()
            ? Earlier(context.Time.GetUtcNow() + OwedWithin, batch.State.NextDue)
            : batch.State.NextDue);
    }

    // Then whoever has the lease, or takes it over, finds it in the log.
    async ValueTask<bool> IsOwedByLeaseAsync() =>
        await context.Leases.TakeAsync(Id, CancellationToken.None) != Holder.Unknown && context.Leases.OutlivesServer;

    // By then whoever was seen to have the lease may have given it back.
    bool IsTooOld(long began) => context.Leases.OutlivesServer && context.Time.GetElapsedTime(began) > SessionLeases.SeenFor;

    /// <summary>What must lie beside the log before the log speaks of it.</summary>
    async Task KeepBesideAsync(Batch batch)
    {
        await RememberAsync(batch);

        // One after the other: they are large. Those of a commit that never comes are taken away when the session's readable copies are next written, which
        // the due row sees to.
        foreach (var picture in batch.Pictures)
        {
            await context.Store.Pictures.PutAsync(Id, picture, CancellationToken.None);
        }
    }

    // Before it is said that they joined: whoever stands here and did not is told nothing, whoever is missing here would never be told. All in one go.
    Task RememberAsync(Batch batch) => batch.Joined.Count == 0 ? Task.CompletedTask : Task.WhenAll(batch.Joined
        .Where(person => context.Outward.Reaches(person.Key))
        .Select(async person => await context.Store.Members.PutAsync(Id, person.Key, CancellationToken.None, await ZoneOfAsync(person, batch.State))));

    // Kept only where it is for something. The rule that opened it is by the clock of who made it.
    async ValueTask<string?> ZoneOfAsync(Person person, Session state) => state.OwnTimes is null ? null
        : await context.Outward.ZoneOfAsync(person.Key) ?? (keys.AliasOf(person, 0) == state.Facilitator ? state.Zone : null);
}
