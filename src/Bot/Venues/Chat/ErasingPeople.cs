using CoCreateBot.Bot.Commands;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>
/// "Erase me": it may take a while, so it is stored before it is answered and goes on afterwards, once a person at a time. Whatever breaks it off, also the
/// end of the process, it is taken up again until it is done and they have been told so.
/// </summary>
/// <param name="platform">Whose people these are.</param>
public abstract partial class ErasingPeople(
    string platform, SessionHosts hosts, IStore store, ISessionLeases servers, TimeProvider time, ILogger log)
{
    /// <summary>People who are looked after in one go; the others follow in the next.</summary>
    public const int OwedMax = 1_000;

    /// <summary>What follows an answer begins at once; where the answer never went out, it is taken up after this.</summary>
    public static readonly TimeSpan BeginsWithin = TimeSpan.FromMinutes(1);

    /// <summary>What could not be ended is tried again after this, and then after twice as long each time.</summary>
    public static readonly TimeSpan RestMin = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan RestMax = TimeSpan.FromHours(1);

    /// <summary>Whoever cannot be told by then is not told: who they are would be kept for nothing.</summary>
    public static readonly TimeSpan TellFor = TimeSpan.FromDays(7);

    readonly RecentlyUsed<string, (DateTimeOffset Until, TimeSpan Long)> resting = new(OwedMax);
    readonly ForgettingEverywhere forgetting = new(hosts, store);
    readonly Dictionary<string, DateTimeOffset?> running = new(StringComparer.Ordinal); // since when it is about to begin; null where it has
    readonly Lock gate = new();
    readonly Guid? own = servers.OutlivesServer ? Guid.NewGuid() : null; // by it servers that share a store tell whose turn it is

    private protected SessionHosts Hosts => hosts;

    private protected IStore Store => store;

    /// <summary>False where it is under way already. When this says true it is durable, and has to be run.</summary>
    /// <param name="delivery">The same one forgets once.</param>
    /// <exception cref="StoreUnavailableException">It has not begun.</exception>
    public async Task<bool> TryBeginAsync(Person who, string delivery)
    {
        lock (gate)
        {
            if (!running.TryAdd(who.Key, time.GetUtcNow()))
            {
                return false;
            }
        }

        var isStored = false;
        try
        {
            if (own is not null && await store.People.FindOwedAsync(who.Key, CancellationToken.None) is { } owed
                && ErasingClaim.IsOther(owed, own, time.GetUtcNow()))
            {
                return false;
            }

            var asked = ErasingClaim.Mark(new(time.GetUtcNow(), IsUnset: false, delivery), own, time.GetUtcNow());
            await store.People.OweAsync(new(who.Key, asked.Written()), CancellationToken.None);
            resting.Put(who.Key, default);
            return isStored = true;
        }
        finally
        {
            if (!isStored)
            {
                Leave(who.Key);
            }
        }
    }

    /// <summary>What was begun now.</summary>
    public async Task RunAsync(Person who)
    {
        if (!TryTake(who.Key, isOwn: true))
        {
            return; // so late that it was taken up
        }

        try
        {
            if (await TakeAsync(who.Key, CancellationToken.None) is not { IsTaken: true } turn)
            {
                return; // so late that another server took it up
            }

            var done = turn.Claim is null ? null : await ForgetAsync(turn.Claim, CancellationToken.None);
            if (done is not { IsElsewhere: true })
            {
                await TellAsync(who, done is { IsAll: true }, Said(done, await WordsAsync(who)));
            }
        }
        finally
        {
            Leave(who.Key);
        }
    }

    /// <summary>All that was broken off, or could not be told.</summary>
    internal async Task ResumeAsync(CancellationToken stop)
    {
        foreach (var owed in await store.People.OwedAsync(platform + ":", OwedMax, stop))
        {
            if (IsResting(owed.Person) || ErasingClaim.IsOther(owed, own, time.GetUtcNow()) || !TryTake(owed.Person, isOwn: false))
            {
                continue;
            }

            try
            {
                await Root.RunAsync(() => ResumeAsync(owed.Person, stop), bug => LogBug(log, bug), stop); // a bug in one is nobody else's
            }
            finally
            {
                Leave(owed.Person);
            }
        }
    }

    // As it stands now that nobody else works on it: it may be settled since the rows were read.
    async Task ResumeAsync(string person, CancellationToken stop)
    {
        var who = new Person(person, null);
        if (await TakeAsync(person, stop) is not { IsTaken: true, Claim: { } claim })
        {
            return;
        }

        Rest(person);
        var (isDone, isLate) = (claim.Owed.IsDone, IsLate(claim.Owed));
        var done = isDone ? Forgotten.Nothing : await ForgetAsync(claim, stop);
        if (done is { HasMore: true, Failed: 0 } or { IsEnding: true, Failed: 0 }
            || (done is { IsAll: true } && await TellAsync(who, isAll: true, (await WordsAsync(who))["Home.ErasedLater"], isLate)))
        {
            resting.Put(person, default); // it goes on, or it is over
        }
    }

    // Taken without anything to work on: the store would not, and the next time goes on.
    async Task<(bool IsTaken, ErasingClaim? Claim)> TakeAsync(string person, CancellationToken stop)
    {
        try
        {
            var claim = await store.People.FindOwedAsync(person, stop) is { } owed && !ErasingClaim.IsOther(owed, own, time.GetUtcNow())
                ? new ErasingClaim(store.People, owed, own, time)
                : null;
            return claim is not null && await claim.TryTakeAsync() ? (true, claim) : default;
        }
        catch (StoreUnavailableException e)
        {
            LogBroken(log, e.Trouble);
            return (true, null);
        }
    }

    // Null where the store would not: what is done is done, and the next time goes on.
    async Task<Forgotten?> ForgetAsync(ErasingClaim claim, CancellationToken stop)
    {
        var who = new Person(claim.Owed.Person, null);
        try
        {
            var asked = AskedErasing.Read(claim.Owed.Delivery, time.GetUtcNow());
            var done = await claim.WhileAsync(async () =>
            {
                var forgotten = asked.IsForgotten ? Forgotten.Nothing : await ForgetAsync(who, asked, stop); // which goes through all there is
                return forgotten with { IsForgotten = forgotten.IsAll, IsEnding = !await EndOwnAsync(who, asked, stop) };
            });
            var isPut = await claim.TryPutAsync(asked with { IsUnset = true, IsForgotten = done.IsForgotten }, done.IsAll);
            return done with { IsElsewhere = !isPut };
        }
        catch (StoreUnavailableException e)
        {
            LogBroken(log, e.Trouble);
            return null;
        }
    }

    async Task<Forgotten> ForgetAsync(Person who, AskedErasing asked, CancellationToken stop)
    {
        var (begins, known) = await KnownAsync(who, stop);
        var done = await forgetting.ForgetAsync(begins, known, asked, stop);
        if (!asked.IsUnset)
        {
            NoteUnset(who);
        }

        return done;
    }

    // Whoever is nobody there any more cannot be told.
    async Task<bool> TellAsync(Person who, bool isAll, string said, bool isLast = false)
    {
        var isTold = await TryTellAsync(who, said);
        if (!(isTold || isLast) || !isAll)
        {
            return false;
        }

        try
        {
            await SettleAsync(who, CancellationToken.None);
            return true;
        }
        catch (StoreUnavailableException e)
        {
            LogBroken(log, e.Trouble);
            return false;
        }
    }

    /// <summary>As they are known in all that this platform knows of them, and how the names of those venues begin.</summary>
    private protected abstract ValueTask<(IReadOnlyList<string> Begins, Person Who)> KnownAsync(Person who, CancellationToken stop);

    private protected abstract ValueTask<Words> WordsAsync(Person who);

    /// <summary>What they had set is removed.</summary>
    private protected virtual void NoteUnset(Person who)
    {
    }

    /// <summary>Ends what is theirs alone; false where that takes a while.</summary>
    private protected virtual Task<bool> EndOwnAsync(Person who, AskedErasing asked, CancellationToken stop) => Task.FromResult(true);

    /// <summary>False where they may be told another time; true also of who is nobody there any more.</summary>
    private protected abstract Task<bool> TryTellAsync(Person who, string said);

    /// <summary>They have been told: nothing is owed any more, nor needed how they are reached.</summary>
    private protected virtual Task SettleAsync(Person who, CancellationToken stop) => store.People.SettleAsync(who.Key, [], stop);

    bool IsLate(OwedErasing owed) => AskedErasing.Read(owed.Delivery, time.GetUtcNow()).At <= time.GetUtcNow() - TellFor;

    bool IsResting(string person) => resting.TryGet(person, out var rest) && rest.Until > time.GetUtcNow();

    void Rest(string person)
    {
        var last = resting.TryGet(person, out var rest) ? rest.Long : TimeSpan.Zero;
        var next = TimeSpan.FromTicks(Math.Clamp(2 * last.Ticks, RestMin.Ticks, RestMax.Ticks));
        resting.Put(person, (time.GetUtcNow() + next, next));
    }

    bool TryTake(string person, bool isOwn)
    {
        lock (gate)
        {
            var isAbout = running.TryGetValue(person, out var since) && since is not null;
            var isFree = isOwn ? isAbout : !running.ContainsKey(person) || (isAbout && since < time.GetUtcNow() - BeginsWithin);
            if (isFree)
            {
                running[person] = null;
            }

            return isFree;
        }
    }

    void Leave(string person)
    {
        lock (gate)
        {
            running.Remove(person);
        }
    }

    static string Said(Forgotten? done, Words words) => done switch
    {
        null => words["Home.EraseBroken"],
        { Failed: > 0 } => words.Count("Home.EraseFailed", done.Failed),
        { HasMore: true } => words["Home.EraseHasMore"],
        { IsEnding: true } => words["Chat.EraseEnding"],
        { Sessions: 0 } => words["Home.EraseNothing"],
        _ => $"{words.Count("Home.Erased", done.Sessions)} {words["Home.EraseLeaves"]}",
    };

    [LoggerMessage(LogLevel.Warning, "Somebody could not be forgotten everywhere: the store would not ({Trouble})")]
    static partial void LogBroken(ILogger log, StoreTrouble trouble);

    [LoggerMessage(LogLevel.Critical, "A bug in forgetting somebody everywhere; the others follow, and it is tried again")]
    static partial void LogBug(ILogger log, Exception bug);
}

/// <summary>Takes up what was broken off, at the start and then again and again.</summary>
sealed class ErasingSweeper<TErasing>(TErasing erasing, TimeProvider time, ILogger<ErasingSweeper<TErasing>> log)
    : Sweeper("people to be erased", time, log)
    where TErasing : ErasingPeople
{
    protected override Task WorkAsync(CancellationToken stop) => erasing.ResumeAsync(stop);
}
