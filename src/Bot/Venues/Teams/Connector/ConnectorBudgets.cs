using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Reconciling;

namespace CoCreateBot.Bot.Venues.Teams.Connector;

/// <summary>What is counted apart: reading who is there has limits of its own.</summary>
public enum ConnectorUse
{
    Sending,
    Members,

    /// <summary>A new chat with one person. Where Teams says "later" to it, it means all of them in that tenant.</summary>
    Creating,

    /// <summary>Signs under messages.</summary>
    Reactions,
}

/// <summary>
/// How often the connector may be called: in each conversation, and in each tenant (learn.microsoft.com, "Optimize your bot with rate limiting in Teams":
/// sends and edits 7 in a second, 8 in two, 60 in thirty, 1,800 in an hour; members 14, 16, 120 and 3,600; 30 a second in a tenant; reactions 2 a second).
/// Two buckets together stay within all windows: one for seconds, one for the hour. Where Teams says "later", that conversation rests.
/// </summary>
/// <param name="servers">So many share a tenant evenly; null is one. What is said in a conversation comes from one of them, most of the time.</param>
public sealed class ConnectorBudgets(TimeProvider time, ISessionLeases? servers = null)
{
    /// <summary>Calls wait so long for their turn. Beyond it they are told how long.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(2);

    /// <summary>Conversations that are counted.</summary>
    public const int KnownMax = 20_000;

    public const int TenantsMax = 5_000;

    /// <summary>6 + 1 in a second, 6 + 2 in two; 45 + 14 in thirty, 45 + 1,747 in an hour.</summary>
    const int SendBurst = 6;
    const int SendHourBurst = 45;
    static readonly TimeSpan SendEvery = TimeSpan.FromSeconds(1);
    static readonly TimeSpan SendHourEvery = TimeSpan.FromSeconds(2.06);

    /// <summary>12 + 2 in a second, 12 + 4 in two; 90 + 29 in thirty, 90 + 3,495 in an hour.</summary>
    const int MemberBurst = 12;
    const int MemberHourBurst = 90;
    static readonly TimeSpan MemberEvery = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan MemberHourEvery = TimeSpan.FromSeconds(1.03);

    /// <summary>1 + 1 in a second.</summary>
    const int ReactionBurst = 1;
    static readonly TimeSpan ReactionEvery = TimeSpan.FromSeconds(0.6);

    /// <summary>10 + 20 in a second.</summary>
    const int TenantBurst = 10;
    static readonly TimeSpan TenantEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>How long calls wait that met another one in their conversation: doubled each time, and up to half as much again, or they meet anew.</summary>
    static readonly TimeSpan CollisionWait = TimeSpan.FromSeconds(1.5);

    static readonly TimeSpan CollisionWaitMax = TimeSpan.FromSeconds(20);

    readonly RecentlyUsed<(string Conversation, ConnectorUse Use), int> collisions = new(KnownMax);
    readonly RecentlyUsed<(string Conversation, ConnectorUse Use), (Budget Seconds, Budget Hour)> conversations = new(KnownMax);
    readonly RecentlyUsed<string, Budget> tenants = new(TenantsMax);
    readonly Lock gate = new();

    /// <exception cref="VenueThrottledException">Its turn comes later than <see cref="WaitMax"/>.</exception>
    public async ValueTask WaitAsync(string tenant, string conversation, ConnectorUse use, CancellationToken stop)
    {
        var until = time.GetUtcNow() + WaitMax;
        while (Take(tenant, conversation, use) is var wait && wait > TimeSpan.Zero)
        {
            if (time.GetUtcNow() + wait > until)
            {
                throw new VenueThrottledException(wait);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, stop); // less than one would be no wait at all
        }
    }

    /// <summary>Takes its turn, or says how long until it comes.</summary>
    public TimeSpan Take(string tenant, string conversation, ConnectorUse use)
    {
        lock (gate)
        {
            var (seconds, hour) = Of(conversation, use);
            var all = OfTenant(tenant);
            var wait = Longest(seconds.Wait(), hour.Wait(), use == ConnectorUse.Creating ? Longest(all.Wait(), Of(tenant, use).Seconds.Wait()) : all.Wait());
            if (wait == TimeSpan.Zero)
            {
                seconds.Take();
                hour.Take();
                all.Take();
            }

            return wait;
        }
    }

    public void Block(string conversation, ConnectorUse use, TimeSpan retryAfter)
    {
        lock (gate)
        {
            Of(conversation, use).Seconds.Block(retryAfter);
        }
    }

    /// <summary>Two calls met there: how long it rests now.</summary>
    public TimeSpan Collide(string conversation, ConnectorUse use)
    {
        lock (gate)
        {
            var before = collisions.TryGet((conversation, use), out var met) ? met : 0;
            collisions.Put((conversation, use), before + 1);
            var wait = Math.Min(CollisionWait.TotalSeconds * Math.Pow(2, before), CollisionWaitMax.TotalSeconds) * (1 + (Random.Shared.NextDouble() / 2));
            return Of(conversation, use).Seconds.Block(TimeSpan.FromMilliseconds(Math.Round(wait * 1000))); // as timers count
        }
    }

    /// <summary>One went through there.</summary>
    public void Pass(string conversation, ConnectorUse use)
    {
        lock (gate)
        {
            if (collisions.TryGet((conversation, use), out var met) && met > 0)
            {
                collisions.Put((conversation, use), 0);
            }
        }
    }

    static TimeSpan Longest(TimeSpan one, TimeSpan two, TimeSpan three) => Longest(one, Longest(two, three));

    static TimeSpan Longest(TimeSpan one, TimeSpan two) => one > two ? one : two;

    (Budget Seconds, Budget Hour) Of(string conversation, ConnectorUse use)
    {
        if (!conversations.TryGet((conversation, use), out var both))
        {
            both = use switch
            {
                ConnectorUse.Sending or ConnectorUse.Creating => (new(SendBurst, SendEvery, time), new(SendHourBurst, SendHourEvery, time)),
                ConnectorUse.Members => (new(MemberBurst, MemberEvery, time), new(MemberHourBurst, MemberHourEvery, time)),
                _ => (new(ReactionBurst, ReactionEvery, time), new(ReactionBurst, ReactionEvery, time)),
            };
            conversations.Put((conversation, use), both);
        }

        return both;
    }

    Budget OfTenant(string tenant)
    {
        if (!tenants.TryGet(tenant, out var budget))
        {
            tenants.Put(tenant, budget = new Budget(TenantBurst, TenantEvery, time));
        }

        return budget.Shared(servers?.Servers ?? 1);
    }
}
