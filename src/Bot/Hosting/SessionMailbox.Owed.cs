using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Hosting;

/// <summary>What a session owes to those who asked for something to be gone, and to those to whom it was promised.</summary>
sealed partial class SessionMailbox
{
    /// <summary>What people asked to be gone; true where there was something of it.</summary>
    async Task<bool> OweAsync()
    {
        var isLate = log.State.DeletedAt + Limits.DeleteWithin <= context.Time.GetUtcNow();
        var isDeleted = log.State.DeletedAt is not null && (isLate || IsSettled);
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
            loaded = new LoadedSession(new Session(Id, context.Activities), keys, log.Recent);
            Retire();
        }
        else
        {
            await new Scrubbing(Id, context, keys).RunAsync();
            taken.Add(new Envelope(new Wish.Ready(new Command.NoteScrubbed()), default, ""));
        }

        return true;
    }

    async Task DestroyKeysAsync()
    {
        var now = context.Time.GetUtcNow();
        foreach (var item in log.State.Agenda.Where(item => item.KeyDueAt <= now))
        {
            // First the key, then the word of it: after a crash in between it is destroyed again, which changes nothing.
            await keys.DestroyAsync(item.Number, CancellationToken.None);
            taken.Add(new Envelope(new Wish.Ready(new Command.NoteKeyDestroyed(item.Number)), default, ""));
        }
    }

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
