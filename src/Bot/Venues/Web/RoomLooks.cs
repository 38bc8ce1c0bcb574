using System.Runtime.CompilerServices;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Web;

/// <summary>
/// What is in a room, read once for all who watch it: hundreds of open pages are woken by the same change, and each would read the same directory.
/// </summary>
sealed class RoomLooks(IStore store, SessionHosts hosts, TimeProvider time)
{
    /// <summary>A room is read at most four times a second, however much happens in it.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    readonly ConditionalWeakTable<VenueSignals.Pulses, SharedLook> shared = [];

    /// <summary>What is in the watched room now: nothing that happened before this was asked is missing.</summary>
    public Task<RoomLook> AtAsync(VenueSignals.Watch watch, CancellationToken stop) =>
        shared.GetValue(watch.Pulses, pulses => new SharedLook(watch.Venue, pulses, LookAsync, time)).AskAsync().WaitAsync(stop);

    // Not cancelled with one page: others wait for the same look.
    Task<RoomLook> LookAsync(VenueId venue) => RoomLook.AtAsync(venue, store, hosts, CancellationToken.None);

    /// <summary>One room's newest look, and at most one that is to follow it.</summary>
    sealed class SharedLook(VenueId venue, VenueSignals.Pulses pulses, Func<VenueId, Task<RoomLook>> look, TimeProvider time)
    {
        readonly Lock gate = new();
        Task<RoomLook>? newest;
        Task<RoomLook>? next;
        long seen;
        long begun;

        public Task<RoomLook> AskAsync()
        {
            lock (gate)
            {
                return newest switch
                {
                    null => BeginAsync(),
                    { IsFaulted: false } when seen == pulses.Count => newest,
                    _ => next ??= FollowAsync(newest),
                };
            }
        }

        // Whoever asks until it begins, shares it.
        async Task<RoomLook> FollowAsync(Task before)
        {
            await Task.WhenAny(before); // however it ended
            var rest = Quiet - time.GetElapsedTime(Interlocked.Read(ref begun));
            await (rest > TimeSpan.Zero ? Task.Delay(rest, time) : Task.CompletedTask);
            await Task.Yield(); // it must be known as the next one before it begins
            Task<RoomLook> mine;
            lock (gate)
            {
                next = null;
                mine = BeginAsync();
            }

            return await mine;
        }

        Task<RoomLook> BeginAsync()
        {
            Interlocked.Exchange(ref begun, time.GetTimestamp());
            seen = pulses.Count; // before it is read: what comes later is looked at anew
            return newest = look(venue);
        }
    }
}
