using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>The sessions that a schedule opened in a venue.</summary>
public sealed class SeriesSessions(IStore store, SessionHosts hosts)
{
    /// <summary>Of a venue's sessions so many are looked through, the newest first: what is older among many others is left out.</summary>
    public const int LookedThroughMax = 100;

    /// <summary>Of so many sessions it is remembered which schedule opened them, which never changes: else each look would load all of a venue's.</summary>
    const int RememberedMax = 20_000;

    readonly RecentlyUsed<SessionId, ScheduleId?> known = new(RememberedMax);

    /// <summary>The newest, at most so many.</summary>
    public async Task<ImmutableArray<Session>> LastAsync(VenueId venue, ScheduleId series, int max, CancellationToken stop)
    {
        var found = ImmutableArray.CreateBuilder<Session>();
        foreach (var entry in await store.Directory.InVenueAsync(venue, LookedThroughMax, stop))
        {
            if ((known.TryGet(entry.Session, out var schedule) && schedule != series)
                || await hosts.LookIfReadableAsync(entry.Session, stop) is not { State: var session })
            {
                continue;
            }

            known.Put(entry.Session, session.Series);
            if (session.Series == series && session.DeletedAt is null && session.Venues.Contains(venue))
            {
                found.Add(session);
            }
        }

        return [.. found.OrderByDescending(session => session.OpenedAt).Take(max)];
    }
}
