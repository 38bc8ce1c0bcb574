using System.Diagnostics;
using System.Security.Cryptography;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Rooms;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>
/// By a code a new tab learns whose boards it is to show: its address may say anything, but who is told a code in a conversation is in it. They are few and
/// short-lived; whoever comes too late asks for another. They are kept as those for one more place are, by a keyed hash, so that any server knows them.
/// </summary>
public sealed class TabCodes(IStore store, TimeProvider time)
{
    /// <summary>What is typed for one.</summary>
    public const string Verb = "tab";

    /// <summary>Codes that one server tells in one place in one day.</summary>
    public const int DayMax = 50;

    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(15);

    /// <summary>Places of which it is remembered how many codes were told.</summary>
    const int PlacesMax = 10_000;

    /// <summary>
    /// The rows of a day go together, under a name of their own; the fifth day has that of the first. Yesterday's may still hold, and where another server's
    /// clock is ahead there are tomorrow's.
    /// </summary>
    const int DayNames = 4;

    /// <summary>Stored for ever, as is how the names of days begin.</summary>
    static readonly SessionId HashKey = new("teams-tab-codes");

    readonly RecentlyUsed<VenueId, (long Day, int Codes)> told = new(PlacesMax);
    readonly Lock gate = new();

    long Today => time.GetUtcNow().UtcTicks / TimeSpan.TicksPerDay;

    public static bool IsMeant(string text) => text.Trim().Equals(Verb, StringComparison.OrdinalIgnoreCase);

    /// <summary>For whoever asked alone. In a chat with the bot there is nobody else to show anything to.</summary>
    /// <exception cref="StoreUnavailableException">There is no code.</exception>
    public async Task<string> AnswerAsync(Origin from, Words words, CancellationToken stop)
    {
        if (from.Kind == ConversationKind.Personal)
        {
            return words["Tabs.NotAlone"];
        }

        var today = Today;
        if (!MayTell(from.Venue, today))
        {
            return words["Tabs.NoMoreToday"];
        }

        var code = PlaceCode.New();
        await store.Invitations.PutAsync(new(await HashOfAsync(code, stop), NameOf(today), time.GetUtcNow() + Lives, from.Venue), stop);
        return words.Say("Tabs.Code", code.Reveal(), (int)Lives.TotalMinutes);
    }

    /// <summary>The place in which it was told; null where it is none, or too old.</summary>
    /// <exception cref="StoreUnavailableException">That cannot be told now.</exception>
    public async Task<VenueId?> FindAsync(string typed, CancellationToken stop)
    {
        var found = PlaceCode.TryParse(typed, out var code) ? await store.Invitations.FindAsync(await HashOfAsync(code, stop), stop) : null;
        return time.GetUtcNow() < found?.Until ? found.Taker : null;
    }

    /// <summary>What was told the day before yesterday goes.</summary>
    /// <exception cref="StoreUnavailableException">Not now.</exception>
    public async Task ForgetAsync(CancellationToken stop)
    {
        var old = NameOf(Today - 2);
        if (await store.Invitations.CountAsync(old, stop) > 0)
        {
            await store.DeleteAsync(old, stop);
        }
    }

    static SessionId NameOf(long day) => new($"{HashKey.Value}-{day % DayNames}");

    bool MayTell(VenueId place, long today)
    {
        lock (gate)
        {
            var codes = told.TryGet(place, out var before) && before.Day == today ? before.Codes : 0;
            told.Put(place, (today, Math.Min(codes + 1, DayMax)));
            return codes < DayMax;
        }
    }

    async Task<string> HashOfAsync(PlaceCode code, CancellationToken stop)
    {
        var kept = await store.Keys.KeepAsync(HashKey, 0, RandomNumberGenerator.GetBytes(32), stop);
        return code.HashWith((kept.Key ?? throw new UnreachableException("The key of codes is never destroyed.")).Span);
    }
}
