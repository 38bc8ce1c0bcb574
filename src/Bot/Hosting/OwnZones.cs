using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>Whose zone is which, of those who joined some sessions.</summary>
static class OwnZones
{
    /// <summary>By the key of a person.</summary>
    /// <param name="sessions">The newest first: where somebody was of several zones it is that of the newest.</param>
    public static async Task<ImmutableSortedDictionary<string, string>> ReadAsync(
        IMembers members, ImmutableArray<SessionId> sessions, CancellationToken stop)
    {
        var zones = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var session in sessions)
        {
            foreach (var (person, zone) in await members.ZonesAsync(session, stop))
            {
                zones.TryAdd(person, zone);
            }
        }

        return zones.ToImmutable();
    }
}
