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
}
