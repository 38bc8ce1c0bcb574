using System.Runtime.CompilerServices;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>Whose thread is it? The one under a session's root card is that session's.</summary>
public sealed class SessionThreads(IStore store, SessionHosts hosts)
{
    /// <summary>Threads whose session is remembered.</summary>
    const int KnownMax = 1_000;

    readonly RecentlyUsed<(VenueId Venue, string Thread), SessionId> known = new(KnownMax);

    /// <summary>The open session of this thread.</summary>
    public Task<LoadedSession?> OpenAsync(VenueId venue, string thread, CancellationToken stop) => FindAsync(venue, thread, onlyOpen: true, stop);

    /// <summary>The session of this thread, also when it has closed.</summary>
    public Task<LoadedSession?> FindAsync(VenueId venue, string thread, CancellationToken stop) => FindAsync(venue, thread, onlyOpen: false, stop);

    /// <summary>All open sessions of a place, for where it is not told under which card something stands.</summary>
    public async IAsyncEnumerable<LoadedSession> OpenInAsync(VenueId venue, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var entry in await store.Directory.InVenueAsync(venue, CommandDesk.ListedMax, stop))
        {
            if (entry.ClosedAt is null && await hosts.LookAsync(entry.Session, stop) is { } session && session.State.Venues.Contains(venue))
            {
                yield return session;
            }
        }
    }

    async Task<LoadedSession?> FindAsync(VenueId venue, string thread, bool onlyOpen, CancellationToken stop)
    {
        if (known.TryGet((venue, thread), out var session))
        {
            return await hosts.LookAsync(session, stop);
        }

        var entries = await store.Directory.InVenueAsync(venue, CommandDesk.ListedMax, stop);
        foreach (var entry in entries.Where(entry => !onlyOpen || entry.ClosedAt is null))
        {
            var posts = await store.Posts.ReadAsync(entry.Session, stop);
            if (posts.Any(post => post.Venue == venue && post.MessageId == thread && IsRoot(post.Slot)))
            {
                known.Put((venue, thread), entry.Session);
                return await hosts.LookAsync(entry.Session, stop);
            }
        }

        return null;
    }

    // What is said under one that was posted twice is said in the session, too.
    static bool IsRoot(string slot) => slot == SessionCards.RootSlot || ShownSession.IsOrphan(slot);
}
