using CoCreateBot.Bot.Hosting;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>The languages that people chose here, which go before the one they have in their chat.</summary>
public sealed class OwnLanguages(IStore store, TimeProvider time)
{
    public const int KnownMax = 10_000;

    /// <summary>What was chosen by way of another process holds here after this long.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(5);

    readonly RecentlyUsed<string, (Task<string?> Language, DateTimeOffset Until)> known = new(KnownMax);

    /// <summary>
    /// Two letters; null where they chose none, or the store does not say. What was known stands until it is read anew; only for who comes first does
    /// it take as long as the store does.
    /// </summary>
    public Task<string?> OfAsync(Person who)
    {
        var person = who.Key;
        var until = time.GetUtcNow() + KnownFor;
        if (!known.TryGet(person, out var found))
        {
            var asked = ReadAsync(who);
            known.Put(person, (asked, until));
            return asked;
        }

        if (found.Until <= time.GetUtcNow())
        {
            known.Put(person, (found.Language, until));
            _ = RefreshAsync(who);
        }

        return found.Language;
    }

    public void Put(string person, string? language) => known.Put(person, (Task.FromResult(language), time.GetUtcNow() + KnownFor));

    async Task RefreshAsync(Person who) => Put(who.Key, await ReadAsync(who));

    async Task<string?> ReadAsync(Person who)
    {
        try
        {
            return (await store.People.OfAsync(who, CancellationToken.None))?.Language;
        }
        catch (StoreUnavailableException)
        {
            return null; // they are spoken to in the language they have in their chat, for some minutes
        }
    }
}
