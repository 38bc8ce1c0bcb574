using System.Collections.Concurrent;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues;

/// <summary>Wakes whoever looks at a venue right now (the live pages) when something in it changes. Says that, never what.</summary>
public sealed class VenueSignals
{
    readonly ConcurrentDictionary<VenueId, Watchers> watched = new();

    /// <summary>Looks at a venue until disposed.</summary>
    public Watch Look(VenueId venue)
    {
        var watch = new Watch(this, venue);
        watch.Pulses = watched.AddOrUpdate(
            venue, static (_, added) => new Watchers([added], new Pulses()), static (_, old, added) => old with { All = [.. old.All, added] }, watch).Pulses;
        return watch;
    }

    public void Pulse(VenueId venue)
    {
        if (watched.TryGetValue(venue, out var watchers))
        {
            watchers.Pulses.Add(); // before anybody is woken
            foreach (var watch in watchers.All)
            {
                watch.Pulse();
            }
        }
    }

    public void PulseAll()
    {
        foreach (var venue in watched.Keys)
        {
            Pulse(venue);
        }
    }

    public int CountOf(VenueId venue) => watched.TryGetValue(venue, out var watchers) ? watchers.All.Length : 0;

    void Leave(Watch watch)
    {
        while (watched.TryGetValue(watch.Venue, out var old))
        {
            Watch[] rest = [.. old.All.Where(one => one != watch)];
            if (rest.Length == 0 ? watched.TryRemove(KeyValuePair.Create(watch.Venue, old)) : watched.TryUpdate(watch.Venue, old with { All = rest }, old))
            {
                return;
            }
        }
    }

    sealed record Watchers(Watch[] All, Pulses Pulses);

    /// <summary>Counts a venue's pulses from its first watch to its last: what was read at a count is true until there is a higher one.</summary>
    public sealed class Pulses
    {
        long count;

        public long Count => Interlocked.Read(ref count);

        internal void Add() => Interlocked.Increment(ref count);
    }

    public sealed class Watch(VenueSignals signals, VenueId venue) : IDisposable
    {
        readonly SemaphoreSlim pulse = new(0, 1);

        public VenueId Venue => venue;

        /// <summary>The same for all who watch the venue.</summary>
        public Pulses Pulses { get; internal set; } = new();

        /// <summary>Ends at the next change, or at once where there was one since the last look. Many changes are one.</summary>
        public Task NextAsync(CancellationToken stop) => pulse.WaitAsync(stop);

        internal void Pulse()
        {
            try
            {
                pulse.Release();
            }
            catch (SemaphoreFullException)
            {
                // It already knows.
            }
            catch (ObjectDisposedException)
            {
                // It has just left.
            }
        }

        public void Dispose()
        {
            signals.Leave(this);
            pulse.Dispose();
        }
    }
}
