using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage;

/// <summary>The servers that share a store: which of them live, what they wrote of late, and which of them looks after a session.</summary>
public interface INodes
{
    /// <summary>Most characters of <see cref="StoredNode.News"/>: a column takes 32,768.</summary>
    const int NewsMax = 30_000;

    /// <summary>This server's name: another one with each start.</summary>
    string Own { get; }

    /// <summary>Puts this server's row in the place of the one before.</summary>
    /// <param name="beat">Another number each time.</param>
    /// <param name="news">At most <see cref="NewsMax"/> characters.</param>
    Task BeatAsync(long beat, string news, CancellationToken stop);

    /// <summary>All rows, by name.</summary>
    Task<ImmutableArray<StoredNode>> ReadAsync(CancellationToken stop);

    Task RemoveAsync(string node, CancellationToken stop);

    /// <summary>By session.</summary>
    Task<ImmutableArray<SessionLease>> LeasesAsync(int max, CancellationToken stop);

    Task<SessionLease?> FindAsync(SessionId session, CancellationToken stop);

    /// <summary>Puts a lease in the place of the one that was known; false where there is another one by now.</summary>
    /// <param name="known">Null where there was none.</param>
    Task<bool> SwapAsync(SessionLease? known, SessionLease lease, CancellationToken stop);

    /// <summary>Takes a lease away; false where there is another one by now.</summary>
    Task<bool> RemoveAsync(SessionLease known, CancellationToken stop);
}

/// <param name="Beat">It lives as long as others see this change.</param>
/// <param name="News">What it wrote of late, as the servers write it for each other.</param>
public sealed record StoredNode(string Name, long Beat, string News);

/// <summary>The one server that posts for a session and writes its readable rows.</summary>
/// <param name="Turn">Another one each time it is taken.</param>
/// <param name="IsEnding">It is about to be given back: whoever needs the session may take it.</param>
public sealed record SessionLease(SessionId Session, string Node, Guid Turn, bool IsEnding = false);
