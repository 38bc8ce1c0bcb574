using System.Diagnostics.CodeAnalysis;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>The languages that people chose here, which go before the one they have in their chat.</summary>
public sealed partial class OwnLanguages(IStore store, TimeProvider time, ILogger<OwnLanguages> log)
{
    public const int KnownMax = 10_000;

    /// <summary>What was chosen by way of another process holds here after this long.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(5);

    readonly RecentlyUsed<string, Known> known = new(KnownMax);
    readonly Lock gate = new(); // whatever is read must not come after what was chosen meanwhile

    /// <summary>
    /// Two letters; null where they chose none, or the store does not say. What was known stands until it is read anew; only for who comes first does
    /// it take as long as the store does.
    /// </summary>
    public Task<string?> OfAsync(Person who)
    {
        if (!TryGet(who.Key, out var found))
        {
            lock (gate)
            {
                if (!TryGet(who.Key, out found))
                {
                    known.Put(who.Key, found = new(ReadAsync(who), time.GetUtcNow() + KnownFor));
                }
            }
        }

        if (found.Until <= time.GetUtcNow())
        {
            var meanwhile = new Known(found.Language, time.GetUtcNow() + KnownFor);
            if (TryReplace(who.Key, found, meanwhile))
            {
                _ = Root.RunAsync(() => RefreshAsync(who, meanwhile), bug => LogBug(log, bug)); // nobody waits for it: what was known stands
            }
        }

        return found.Language;
    }

    public void Put(string person, string? language)
    {
        lock (gate)
        {
            known.Put(person, new(Task.FromResult(language), time.GetUtcNow() + KnownFor));
        }
    }

    // What was chosen meanwhile is newer than what was read.
    async Task RefreshAsync(Person who, Known before) =>
        TryReplace(who.Key, before, new(Task.FromResult(await ReadAsync(who)), time.GetUtcNow() + KnownFor));

    // What a fault left is no answer.
    bool TryGet(string person, [NotNullWhen(true)] out Known? found) => known.TryGet(person, out found) && !found.Language.IsFaulted;

    bool TryReplace(string person, Known before, Known now)
    {
        lock (gate)
        {
            var isSame = known.TryGet(person, out var found) && found == before;
            if (isSame)
            {
                known.Put(person, now);
            }

            return isSame;
        }
    }

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

    [LoggerMessage(LogLevel.Critical, "A bug in reading anew which language somebody chose; what was known stands for a while")]
    static partial void LogBug(ILogger log, Exception bug);

    /// <summary>Compared by which one it is.</summary>
    sealed class Known(Task<string?> language, DateTimeOffset until)
    {
        public Task<string?> Language => language;

        public DateTimeOffset Until => until;
    }
}
