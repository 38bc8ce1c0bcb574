using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Reconciling;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>One budget for each workspace: what one of them uses up is not taken from the others.</summary>
sealed class WorkspaceBudgets(int burst, TimeSpan every, TimeProvider time)
{
    /// <summary>Workspaces whose budget is remembered; whoever is forgotten has a full one.</summary>
    public const int KnownMax = 5_000;

    readonly RecentlyUsed<string, Budget> budgets = new(KnownMax);
    readonly Lock gate = new();

    /// <summary>Takes a permit, or says how long until there is one.</summary>
    public TimeSpan Take(string workspace)
    {
        lock (gate)
        {
            return Of(workspace).Take();
        }
    }

    public void Block(string workspace, TimeSpan retryAfter)
    {
        lock (gate)
        {
            Of(workspace).Block(retryAfter);
        }
    }

    Budget Of(string workspace)
    {
        if (!budgets.TryGet(workspace, out var budget))
        {
            budgets.Put(workspace, budget = new Budget(burst, every, time));
        }

        return budget;
    }
}
