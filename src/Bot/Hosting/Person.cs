using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Hosting;

/// <summary>Someone as a venue knows them. The key never reaches the log: a session makes its own aliases of it.</summary>
/// <param name="Key">The same for the same person: "slack:T1/U1", or, on the web, the secret from the person's cookie, which is never stored.</param>
/// <param name="Name">As others in the venue see it; null where there is none.</param>
public readonly record struct Person(string Key, string? Name)
{
    /// <summary>The place they come from, where people are known in one place alone; nothing else.</summary>
    public VenueId Place { get; init; }

    /// <summary>
    /// Other keys of the same person: where an organisation has the bot as a whole, those by which they were known while its workspaces had it each by itself.
    /// Null for none. A session that knows them by one of these goes on doing so.
    /// </summary>
    public IEnumerable<string>? Before { get; init; }

    /// <summary>Each that they are or were, with nothing of the others.</summary>
    public IEnumerable<Person> Selves
    {
        get
        {
            var now = this with { Before = null };
            return (Before ?? []).Select(key => now with { Key = key }).Prepend(now);
        }
    }

    /// <summary>The key of each.</summary>
    public ImmutableArray<string> Keys => [Key, .. Before ?? []];

    /// <summary>
    /// Where they are named in the sessions of a schedule. It opens them in the name of who made it, whose secret the server never keeps: so a guest of
    /// the web is known there, and only under their name, by a key that follows from the secret for this one series.
    /// </summary>
    public Person In(ScheduleId? series) => series is { } one && Key is { } key && key.StartsWith(WebRooms.Platform + ":", StringComparison.Ordinal)
        ? this with { Key = $"web-series:{Derived(key, one)}" }
        : this;

    static string Derived(string key, ScheduleId series) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"series:{series}")));
}
