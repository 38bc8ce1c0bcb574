using CoCreateBot.Bot.Hosting;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>The languages that people chose here, which go before the one they have in Slack.</summary>
public sealed class SlackOwnLanguages(IStore store, TimeProvider time)
{
    public const int KnownMax = 10_000;

    /// <summary>What was chosen by way of another process holds here after this long.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(5);

    readonly RecentlyUsed<string, (string? Language, DateTimeOffset Until)> known = new(KnownMax);

    /// <summary>Two letters; null where they chose none, or the store does not say.</summary>
    public async ValueTask<string?> OfAsync(string person)
    {
        if (known.TryGet(person, out var found) && found.Until > time.GetUtcNow())
        {
            return found.Language;
        }

        try
        {
            var language = (await store.People.FindAsync(person, CancellationToken.None))?.Language;
            Put(person, language);
            return language;
        }
        catch (StoreUnavailableException)
        {
            return found.Language;
        }
    }

    public void Put(string person, string? language) => known.Put(person, (language, time.GetUtcNow() + KnownFor));
}
