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

    /// <summary>Nothing else is owed: the session is woken at just this time, or never.</summary>
    public async Task SettleAsync(DateTimeOffset? next)
    {
        if (next is { } time)
        {
            if (stored != time)
            {
                await PutAsync(time);
            }
        }
        else if (stored is not null || !isKnown)
        {
            await table.RemoveAsync(id, CancellationToken.None);
            (stored, isKnown) = (null, true);
        }
    }

    async Task PutAsync(DateTimeOffset time)
    {
        await table.PutAsync(id, time, CancellationToken.None);
        (stored, isKnown) = (time, true);
    }
}
