using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Reconciling;

/// <summary>Who is not to be disturbed, and when; known for a while, as it is asked for at each look at who is to be told something.</summary>
sealed class QuietPeople(IPeople people, TimeProvider time)
{
    public const int KnownMax = 10_000;

    /// <summary>What somebody sets holds this long afterwards at the latest.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(1);

    readonly RecentlyUsed<string, (QuietHours? Quiet, DateTimeOffset Until)> known = new(KnownMax);

    /// <summary>When somebody can be told what was to be told at this moment: then, or at the end of their quiet hours.</summary>
    public async ValueTask<DateTimeOffset> MovedAsync(string person, DateTimeOffset at, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (!known.TryGet(person, out var found) || found.Until <= now)
        {
            found = ((await people.FindAsync(person, stop))?.Quiet, now + KnownFor);
            known.Put(person, found);
        }

        return found.Quiet?.Moved(at) ?? at;
    }
}
