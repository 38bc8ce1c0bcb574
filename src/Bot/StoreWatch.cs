using System.Collections.Concurrent;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot;

/// <summary>
/// Knows whether the store's trouble lasts, so that people are not told to press again for ever. Each kind of call is counted by itself: a full disk
/// still reads, and a write that needs no new page succeeds on it, too.
/// </summary>
sealed class StoreWatch(TimeProvider time)
{
    /// <summary>So many failures of one kind in a row are no hiccup.</summary>
    public const int FailuresMax = 5;

    /// <summary>After so long without a failure nobody knows any more: the next one who tries finds out.</summary>
    public static readonly TimeSpan RemembersFor = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, Streak> streaks = new(StringComparer.Ordinal);
    volatile bool isDamaged;

    /// <summary>True where it is no hiccup. A damaged file does not heal before a restart.</summary>
    public bool IsLasting => isDamaged || Lasting.Any();

    /// <summary>True where pressing again will hardly help before somebody looks after the server: a store that is only away comes back by itself.</summary>
    public bool IsForSomebody => isDamaged || Lasting.Any(streak => streak.Trouble is not StoreTrouble.Unreachable);

    IEnumerable<Streak> Lasting => streaks.Values.Where(streak => streak.Failures >= FailuresMax && time.GetUtcNow() - streak.At < RemembersFor);

    /// <param name="call">What was done, by a name that other kinds of calls do not have.</param>
    public async Task<T> SeeAsync<T>(string call, Task<T> work)
    {
        try
        {
            var done = await work;
            Worked(call);
            return done;
        }
        catch (StoreUnavailableException e)
        {
            Failed(call, e.Trouble);
            throw;
        }
    }

    public async Task SeeAsync(string call, Task work)
    {
        try
        {
            await work;
            Worked(call);
        }
        catch (StoreUnavailableException e)
        {
            Failed(call, e.Trouble);
            throw;
        }
    }

    void Worked(string call)
    {
        if (!streaks.IsEmpty)
        {
            streaks.TryRemove(call, out _);
        }
    }

    void Failed(string call, StoreTrouble trouble)
    {
        if (trouble is StoreTrouble.Busy or StoreTrouble.DamagedRow)
        {
            return; // the one passes by itself, the other says nothing of all else
        }

        isDamaged |= trouble == StoreTrouble.Damaged;
        var now = time.GetUtcNow();
        streaks.AddOrUpdate(
            call,
            static (_, last) => new Streak(1, last.At, last.Trouble),
            static (_, streak, last) => new Streak(streak.Failures + 1, last.At, last.Trouble),
            (At: now, Trouble: trouble));
    }

    readonly record struct Streak(int Failures, DateTimeOffset At, StoreTrouble Trouble);
}
