using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Retaining;

/// <summary>
/// Has the sessions deleted that were kept for as long as their home says, as their facilitator would. It goes through the directory a few times a day, and
/// loads none but those that are to go. A few at a time: their cards are edited first, within the limits of their workspace, and those of others come before
/// long, too.
/// </summary>
sealed partial class RetentionSweeper(SessionHosts hosts, IStore store, RetentionOptions retention, TimeProvider time, ILogger<RetentionSweeper> log)
    : Sweeper("sessions that were kept long enough", time, log, Step)
{
    /// <summary>From one few to the next.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>From the end of one way through the directory to the beginning of the next.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromHours(6);

    /// <summary>Sessions that go in one step: some 30 messages to be edited in a workspace, where Slack takes 50 a minute.</summary>
    public const int DeletedMax = 5;

    /// <summary>Sessions that are loaded in one step. More than go, as some have their home elsewhere, where they are kept for longer.</summary>
    public const int LoadedMax = 50;

    /// <summary>Entries of the directory that are read in one go, and so often in one step.</summary>
    public const int PageMax = 500;
    public const int PagesMax = 20;

    /// <summary>Of so many it is remembered that they are kept for longer elsewhere.</summary>
    const int ElsewhereMax = 20_000;

    readonly ImmutableArray<string> platforms = retention.Limited;
    readonly RecentlyUsed<SessionId, DateTimeOffset> elsewhere = new(ElsewhereMax);
    int at;
    PlacedSession? after;
    DateTimeOffset next;

    protected override async Task WorkAsync(CancellationToken stop)
    {
        if (platforms.IsEmpty || Time.GetUtcNow() < next)
        {
            return;
        }

        var left = new Left(DeletedMax, LoadedMax);
        for (var pages = 0; pages < PagesMax && left is { Deleted: > 0, Loaded: > 0 }; pages++)
        {
            var page = await store.Directory.FromAsync(platforms[at] + ":", after, PageMax, stop);
            if (page.IsEmpty && GoOn())
            {
                return;
            }

            foreach (var one in page)
            {
                left -= await LookAsync(one, stop);
                after = one;
                if (left is { Deleted: 0 } or { Loaded: 0 })
                {
                    return;
                }
            }
        }
    }

    /// <summary>True at the end of the way.</summary>
    bool GoOn()
    {
        (at, after) = ((at + 1) % platforms.Length, null);
        next = at == 0 ? Time.GetUtcNow() + Rest : next;
        return at == 0;
    }

    /// <summary>What of this step it took.</summary>
    async Task<Left> LookAsync(PlacedSession one, CancellationToken stop)
    {
        var now = Time.GetUtcNow();
        if (retention.DaysOf(one.Venue) is not { } days || !(one.ClosedAt + TimeSpan.FromDays(days) <= now)
            || (elsewhere.TryGet(one.Session, out var until) && now < until))
        {
            return default;
        }

        LoadedSession? session;
        try
        {
            session = await hosts.LookAsync(one.Session, stop);
        }
        catch (StoreUnavailableException e) when (e.Trouble is StoreTrouble.Damaged or StoreTrouble.DamagedRow)
        {
            LogUnreadable(Log, one.Session);
            return new(0, 1);
        }

        if (session is null)
        {
            await store.DeleteAsync(one.Session, stop); // it was deleted, and a crash left this
            return new(1, 1);
        }

        return session.State.DeletedAt is null && await ExpireAsync(session.State, now, stop) ? new(1, 1) : new(0, 1);
    }

    async Task<bool> ExpireAsync(Session session, DateTimeOffset now, CancellationToken stop)
    {
        var days = retention.DaysOf(session.Venue);
        if (days is not { } home || session.IsKeptBy(now, home))
        {
            elsewhere.Put(session.Id, session.KeptUntil(days) ?? DateTimeOffset.MaxValue);
            return false;
        }

        var answer = await hosts.AskAsync(session.Id, new Wish.Ready(new Command.Expire(home)), default, "", stop);
        if (answer is not Answer.Done { Session.DeletedAt: not null })
        {
            return false; // it was opened again, or the store would not: the next way comes by
        }

        LogDeleted(Log, session.Id, home);
        return true;
    }

    /// <summary>What may still be done in one step.</summary>
    readonly record struct Left(int Deleted, int Loaded)
    {
        public static Left operator -(Left one, Left taken) => new(one.Deleted - taken.Deleted, one.Loaded - taken.Loaded);
    }

    [LoggerMessage(LogLevel.Information, "Session {Session} goes: it was kept for {Days} days")]
    static partial void LogDeleted(ILogger log, SessionId session, int days);

    [LoggerMessage(LogLevel.Error, "Session {Session} was kept long enough, and cannot be deleted, as it cannot be read")]
    static partial void LogUnreadable(ILogger log, SessionId session);
}
