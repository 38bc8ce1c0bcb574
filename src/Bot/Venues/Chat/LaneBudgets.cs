using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Reconciling;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>One budget for each lane, as the platform counts: what one of them uses up is not taken from the others.</summary>
/// <param name="servers">So many share it evenly; null is one.</param>
sealed class LaneBudgets(int burst, TimeSpan every, TimeProvider time, ISessionLeases? servers = null)
{
    /// <summary>Lanes whose budget is remembered; one that is forgotten has a full one.</summary>
    public const int KnownMax = 5_000;

    readonly RecentlyUsed<string, Budget> budgets = new(KnownMax);
    readonly Lock gate = new();

    /// <summary>Takes a permit, or says how long until there is one.</summary>
    public TimeSpan Take(string lane)
    {
        lock (gate)
        {
            return Of(lane).Take();
        }
    }

    public void Block(string lane, TimeSpan retryAfter)
    {
        lock (gate)
        {
            Of(lane).Block(retryAfter);
        }
    }

    Budget Of(string lane)
    {
        if (!budgets.TryGet(lane, out var budget))
        {
            budgets.Put(lane, budget = new Budget(burst, every, time));
        }

        return budget.Shared(servers?.Servers ?? 1);
    }
}
