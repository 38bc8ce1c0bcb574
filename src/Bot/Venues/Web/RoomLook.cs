using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>What is in a room at one moment.</summary>
/// <param name="Open">The newest first.</param>
/// <param name="Last">What closed last.</param>
/// <param name="Past">All that has closed, as far as it is listed, the newest first.</param>
sealed record RoomLook(ImmutableArray<LoadedSession> Open, LoadedSession? Last, ImmutableArray<DirectoryEntry> Past)
{
    /// <summary>Titles of what is open and cannot be read.</summary>
    public ImmutableArray<string> Damaged { get; init; } = [];

    /// <summary>What is open comes first, so that all of it is among these.</summary>
    const int ListedMax = CommandDesk.OpenMax + 30;

    const int SignatureLength = 16;

    /// <summary>Changes when a page needs other parts than it has: something opened, closed, paused, came to a bell or promises something else.</summary>
    public string Signature => field ??= Signed(); // a look is shared by all who watch the room

    /// <param name="isFresh">With what other servers have written until now.</param>
    public static async Task<RoomLook> AtAsync(VenueId venue, IStore store, SessionHosts hosts, CancellationToken stop, bool isFresh = false)
    {
        var entries = await store.Directory.InVenueAsync(venue, ListedMax, stop);
        var open = ImmutableArray.CreateBuilder<LoadedSession>();
        var damaged = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in entries.Where(entry => entry.ClosedAt is null))
        {
            switch (await (isFresh ? hosts.LookFreshIfReadableAsync(entry.Session, stop) : hosts.LookIfReadableAsync(entry.Session, stop)))
            {
                case { State.IsOpen: true } session:
                    open.Add(session);
                    break;
                case null:
                    damaged.Add(entry.Title);
                    break;
                default: // it has just closed
                    break;
            }
        }

        ImmutableArray<DirectoryEntry> past = [.. entries.Where(entry => entry.ClosedAt is not null).OrderByDescending(entry => entry.ClosedAt)];
        var last = past.IsEmpty ? null : await hosts.LookIfReadableAsync(past[0].Session, stop);
        return new RoomLook(open.ToImmutable(), last, past) { Damaged = damaged.ToImmutable() };
    }

    string Signed()
    {
        var parts = Open.Append(Last).OfType<LoadedSession>().Select(session => session.SealOf(PartsOf(session.State)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..SignatureLength];
    }

    // What is hidden and muted is counted here, and every page holds the signature: so it is sealed, or one could try what it is with one more of these.
    static string PartsOf(Session session)
    {
        var items = session.Agenda.Select(item =>
            $"{item.Status}/{Receipt.Stamp(session, item)}/{(item.Status == ActivityStatus.Open ? item.State.FormsOf : "")}");
        return $"{session.Id}/{session.IsPaused}/{session.IsOpen}/{string.Join('/', items)}";
    }
}
