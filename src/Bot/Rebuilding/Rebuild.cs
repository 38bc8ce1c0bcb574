using System.Collections.Concurrent;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Retaining;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Rebuilding;

/// <summary>
/// Draws the readable rows of all sessions anew from their logs. It can be broken off anywhere and begun again, and a server may write the same rows
/// meanwhile: whoever writes rows looks afterwards whether the log has gone on.
/// </summary>
/// <param name="say">How many sessions are done, of how many; never from two threads at once.</param>
/// <param name="damaged">A session that cannot be read, and why; no more than one at a time, either.</param>
sealed class Rebuild(HostContext context, Action<int, int> say, Action<SessionId, string> damaged)
{
    /// <summary>Sessions at one time: enough for a store to write them in groups, and few beside a server that works.</summary>
    const int TogetherMax = 16;

    /// <summary>Places that are read in one go.</summary>
    const int PageMax = 500;

    /// <summary>Sessions that are in the log, or cannot be read.</summary>
    readonly ConcurrentDictionary<SessionId, bool> there = new();
    readonly Lock gate = new();
    int done;

    public int Sessions { get; private set; }

    public long Rows { get; private set; }

    public int Damaged { get; private set; }

    /// <exception cref="StoreUnavailableException">The store is away. What was drawn stays.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var all = await context.Store.Whole.KeysAsync(KeyedKind.Session, stop);
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = TogetherMax, CancellationToken = stop }, async (key, _) =>
        {
            await OneAsync(new(key.First));
            lock (gate)
            {
                say(++done, all.Length);
            }
        });
        await ForgetDeletedAsync(stop);
    }

    // What a crash of who deletes, or of this, has left in the lists of places.
    async Task ForgetDeletedAsync(CancellationToken stop)
    {
        foreach (var platform in RetentionOptions.Platforms)
        {
            PlacedSession? after = null;
            while (await context.Store.Directory.FromAsync(platform + ":", after, PageMax, stop) is [.., var last] page)
            {
                foreach (var session in page.Select(one => one.Session).Where(session => !there.ContainsKey(session)).Distinct())
                {
                    await DeleteIfGoneAsync(session);
                }

                after = last;
            }
        }
    }

    async Task OneAsync(SessionId id)
    {
        StoreUnavailableException? away = null;
        await Root.RunAsync(
            async () =>
            {
                try
                {
                    Note(await DrawAsync(id));
                }
                catch (StoreUnavailableException e) when (e.Trouble is not (StoreTrouble.DamagedRow or StoreTrouble.Damaged))
                {
                    away = e;
                }
            },
            bug => Note(id, bug is StoreUnavailableException ? bug.Message : bug.GetType().Name)); // nothing that somebody wrote is said
        if (away is not null)
        {
            throw away;
        }
    }

    void Note(int? rows)
    {
        lock (gate)
        {
            Sessions += rows is null ? 0 : 1;
            Rows += rows ?? 0;
        }
    }

    void Note(SessionId id, string why)
    {
        lock (gate)
        {
            there[id] = true;
            Damaged++;
            damaged(id, why);
        }
    }

    /// <returns>How many rows it has; null where there is no session.</returns>
    async Task<int?> DrawAsync(SessionId id)
    {
        var log = new LoggedState(id, context);
        try
        {
            await DrawAsync(log);
        }
        catch (StoreUnavailableException) when (log.IsGone)
        {
            // It was deleted meanwhile.
        }

        if (!log.State.Exists || await DeleteIfGoneAsync(id))
        {
            return null;
        }

        there[id] = true;
        return (await context.Store.Artifacts.ReadAsync(id, CancellationToken.None)).Length;
    }

    async Task DrawAsync(LoggedState log)
    {
        var projections = new Projections(context); // it remembers what it wrote of one session
        await log.ReadOnAsync();
        do
        {
            projections.Doubt(); // a server may have written between
            await RemoveOthersAsync(log.State);
            await (log.State.DeletedAt is null ? projections.WriteRowsAsync(log.State) : Task.CompletedTask);
        }
        while (log.State.Exists && await log.ReadOnAsync());
    }

    // Whoever begins a session writes its log first: what has rows and none was deleted.
    async Task<bool> DeleteIfGoneAsync(SessionId id)
    {
        var isGone = (await context.Store.Log.ReadAsync(id, 0, 1, CancellationToken.None)).IsEmpty;
        await (isGone ? context.Store.DeleteAsync(id, CancellationToken.None) : Task.CompletedTask);
        return isGone;
    }

    // Of activities that it does not have, or all, where only keys are left of it.
    async Task RemoveOthersAsync(Session session)
    {
        var rows = await context.Store.Artifacts.ReadAsync(session.Id, CancellationToken.None);
        foreach (var activity in rows.Select(row => row.Activity).Distinct().Where(activity => session.Item(activity) is null).ToList())
        {
            await context.Store.Artifacts.ReplaceAsync(session.Id, activity, [], CancellationToken.None);
        }
    }
}
