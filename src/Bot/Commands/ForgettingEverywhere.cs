using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Commands;

/// <summary>
/// "Forget me" in all places of a workspace: their sessions, their schedules, what they set. It can be broken off anywhere and begun again: what was
/// forgotten is not found a second time.
/// </summary>
sealed class ForgettingEverywhere(SessionHosts hosts, IStore store)
{
    /// <summary>Sessions that are looked through in one go; where there are more, the next one goes on behind them.</summary>
    public const int SessionsMax = 20_000;

    /// <summary>Schedules that are looked through: more than a server can start.</summary>
    public const int SchedulesMax = 20_000;

    const int PageMax = 200;

    /// <summary>People of whom it is remembered how far one came.</summary>
    const int BegunMax = 1_000;

    readonly RecentlyUsed<string, PlacedSession?> begun = new(BegunMax);

    /// <param name="begins">How the names of the venues begin, of each workspace of theirs.</param>
    public async Task<Forgotten> ForgetAsync(IReadOnlyList<string> begins, Person who, AskedErasing asked, CancellationToken stop)
    {
        await RemoveSchedulesAsync(who, stop);
        var forgotten = Forgotten.Nothing;
        foreach (var self in who.Selves)
        {
            forgotten += await InOwnAsync(self, asked, stop);
        }

        foreach (var one in begins)
        {
            forgotten += await InAllAsync(one, who, asked, stop);
        }

        foreach (var self in who.Selves)
        {
            await (asked.IsUnset || (await store.People.FindAsync(self.Key, stop) is null && self.Key != who.Key)
                ? Task.CompletedTask
                : store.People.RemoveAsync(self.Key, stop)); // which writes tables anew
        }

        await store.SweepAsync(stop);
        return forgotten;
    }

    // Nothing goes on in the name of somebody who is forgotten.
    async Task RemoveSchedulesAsync(Person who, CancellationToken stop)
    {
        foreach (var schedule in await store.Schedules.DueAsync(DateTimeOffset.MaxValue, SchedulesMax, stop))
        {
            if (Forgetting.IsBy(who, schedule))
            {
                await store.Schedules.RemoveAsync(schedule.Venue, schedule.Id, stop);
            }
        }
    }

    /// <summary>Where they joined, wherever that is; the row by which that is known goes with it.</summary>
    async Task<Forgotten> InOwnAsync(Person who, AskedErasing asked, CancellationToken stop)
    {
        var forgotten = Forgotten.Nothing;
        var staying = new HashSet<SessionId>(); // whose rows stay
        while (true)
        {
            var page = await store.Members.SessionsOfAsync(who.Key, staying.Count + PageMax, stop);
            var fresh = page.Where(one => !staying.Contains(one.Session)).ToList();
            if (fresh.Count == 0)
            {
                return forgotten;
            }

            foreach (var one in fresh)
            {
                var outcome = await InOneAsync(one.Session, who, asked, stop);
                forgotten += outcome ?? Forgotten.Nothing;
                await (outcome is { IsAll: true }
                    ? store.Members.RemoveAsync(one.Session, who.Key, stop)
                    : Task.FromResult(staying.Add(one.Session)));
            }
        }
    }

    /// <summary>Where they gave something without joining: the places of their workspace are gone through one by one.</summary>
    async Task<Forgotten> InAllAsync(string begins, Person who, AskedErasing asked, CancellationToken stop)
    {
        var forgotten = Forgotten.Nothing;
        var mark = $"{who.Key} {begins}";
        var after = begun.TryGet(mark, out var reached) ? reached : null;
        for (var looked = 0; looked < SessionsMax; looked += PageMax)
        {
            var page = await store.Directory.FromAsync(begins, after, PageMax, stop);
            foreach (var session in page.Select(one => one.Session).Distinct())
            {
                forgotten += await InOneAsync(session, who, asked, stop) ?? Forgotten.Nothing;
            }

            if (page.Length < PageMax)
            {
                begun.Put(mark, null);
                return forgotten;
            }

            after = page[^1];
        }

        begun.Put(mark, after);
        return forgotten with { HasMore = true };
    }

    // Null where they are since they asked: it was opened later, or had forgotten them and they came back.
    async Task<Forgotten?> InOneAsync(SessionId id, Person who, AskedErasing asked, CancellationToken stop)
    {
        var forgotten = Forgotten.Nothing;
        if (await hosts.LookFreshIfReadableAsync(id, stop) is not { } session) // what they gave a moment ago is theirs as well
        {
            return forgotten;
        }

        if (session.State.OpenedAt > asked.At || who.Selves.Any(self => session.Remembers(self) && session.Knows(self, asked.Delivery)))
        {
            return null;
        }

        foreach (var self in who.Selves.Where(session.Remembers))
        {
            forgotten += await hosts.AskAsync(id, new Wish.Ready(new Command.ForgetMe()), self, asked.Delivery, stop) switch
            {
                Answer.Done => new Forgotten(1, 0),
                Answer.Refused => Forgotten.Nothing, // it was deleted meanwhile
                _ => new Forgotten(0, 1),
            };
        }

        return forgotten;
    }
}

/// <param name="Sessions">In which somebody was known, and is no more.</param>
/// <param name="Failed">Those that were too busy, or could not be saved.</param>
sealed record Forgotten(int Sessions, int Failed)
{
    public static readonly Forgotten Nothing = new(0, 0);

    /// <summary>There are sessions that were not looked at.</summary>
    public bool HasMore { get; init; }

    /// <summary>What was theirs alone is being ended.</summary>
    public bool IsEnding { get; init; }

    /// <summary>All that others have a part in has forgotten them.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>Another server goes on with it, and tells them.</summary>
    public bool IsElsewhere { get; init; }

    public bool IsAll => Failed == 0 && !HasMore && !IsEnding && !IsElsewhere;

    public static Forgotten operator +(Forgotten one, Forgotten other) =>
        new(one.Sessions + other.Sessions, one.Failed + other.Failed) { HasMore = one.HasMore || other.HasMore };
}
