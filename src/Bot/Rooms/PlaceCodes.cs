using System.Diagnostics;
using System.Security.Cryptography;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Rooms;

/// <summary>Hands out codes for one more place each, and knows them again. Whoever types wrong ones has to wait.</summary>
public sealed class PlaceCodes(IStore store, TimeProvider time)
{
    /// <summary>Codes that one session ever gets: ten for each place that it can have.</summary>
    public const int CodesMax = 10 * Limits.VenuesMax;

    /// <summary>Wrong codes of one person in <see cref="WrongWithin"/>: more than anybody mistypes, and nothing against 40 bits.</summary>
    public const int WrongMax = 10;

    /// <summary>People whose wrong codes are remembered; beyond it those of longest ago are forgiven.</summary>
    public const int PeopleMax = 10_000;

    /// <summary>Long enough for somebody to read it in another workspace the next morning.</summary>
    public static readonly TimeSpan Lives = TimeSpan.FromDays(1);

    public static readonly TimeSpan WrongWithin = TimeSpan.FromMinutes(10);

    static readonly SessionId HashKey = new("place-codes");

    readonly Lock gate = new();
    readonly RecentlyUsed<string, Tries> tries = new(PeopleMax);

    readonly record struct Tries(int Wrong, DateTimeOffset Since);

    /// <summary>A new one; null where the session has had as many as it gets. Nobody can be told it a second time.</summary>
    public async Task<PlaceCode?> MakeAsync(SessionId session, CancellationToken stop)
    {
        if (await store.Invitations.CountAsync(session, stop) >= CodesMax)
        {
            return null;
        }

        var code = PlaceCode.New();
        await store.Invitations.PutAsync(new PlaceInvitation(await HashOfAsync(code, stop), session, time.GetUtcNow() + Lives), stop);
        return code;
    }

    public async Task<PlaceInvitation?> FindAsync(PlaceCode code, CancellationToken stop) =>
        await store.Invitations.FindAsync(await HashOfAsync(code, stop), stop);

    /// <summary>Gives it as it stands then: taken by this place, or why not.</summary>
    public Task<PlaceInvitation?> TakeAsync(PlaceInvitation found, VenueId place, CancellationToken stop) =>
        store.Invitations.TakeAsync(found.Hash, place, time.GetUtcNow(), stop);

    public Task<int> WithdrawAsync(SessionId session, CancellationToken stop) => store.Invitations.WithdrawAsync(session, time.GetUtcNow(), stop);

    /// <summary>Counted as wrong before it is looked at, so that many at once are no way round; <see cref="Forgive"/> where it was right.</summary>
    public bool MayTry(Person who)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            var so = tries.TryGet(who.Key, out var known) && now < known.Since + WrongWithin ? known : new Tries(0, now);
            tries.Put(who.Key, so with { Wrong = Math.Min(so.Wrong, WrongMax) + 1 });
            return so.Wrong < WrongMax;
        }
    }

    public void Forgive(Person who)
    {
        lock (gate)
        {
            if (tries.TryGet(who.Key, out var known))
            {
                tries.Put(who.Key, known with { Wrong = known.Wrong - 1 });
            }
        }
    }

    async Task<string> HashOfAsync(PlaceCode code, CancellationToken stop)
    {
        var kept = await store.Keys.KeepAsync(HashKey, 0, RandomNumberGenerator.GetBytes(32), stop);
        return code.HashWith((kept.Key ?? throw new UnreachableException("The key of codes is never destroyed.")).Span);
    }
}
