using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>A session's row in the due table: written before the commit it serves, so that it may be too early and is never too late.</summary>
sealed class SessionDue(SessionId id, IDueTable table)
{
    DateTimeOffset? stored;
    bool isKnown;

    /// <summary>The session will be woken at this time or before.</summary>
    public async Task EnsureAsync(DateTimeOffset? by)
    {
        if (by is { } time && (stored is null || stored > time))
        {
            await PutAsync(time);
        }
    }

    public bool IsSettledAt(DateTimeOffset? next) => isKnown && stored == next;

    /// <summary>Nothing else is owed: the session is woken at just this time, or never.</summary>
    public async Task SettleAsync(DateTimeOffset? next)
    {
        if (next is { } time)
        {
            await PutAsync(time);
        }
        else
        {
            Forget();
            await table.RemoveAsync(id, CancellationToken.None);
            isKnown = true;
        }
    }

    /// <summary>Others may have taken the row away.</summary>
    public void Doubt() => Forget();

    async Task PutAsync(DateTimeOffset time)
    {
        Forget();
        await table.PutAsync(id, time, CancellationToken.None);
        (stored, isKnown) = (time, true);
    }

    // A change that fails may have been made all the same; until one succeeds nothing is known of the row.
    void Forget() => (stored, isKnown) = (null, false);
}
