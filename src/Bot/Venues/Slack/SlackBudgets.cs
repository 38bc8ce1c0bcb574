using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Reconciling;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// How often each method may be called in each workspace, over all sessions. Slack counts by the minute: what may come at once and what comes in a minute
/// together stay within a method's tier. Where Slack says "later", this method rests in this workspace, and all others go on.
/// </summary>
/// <param name="servers">So many share it evenly; null is one.</param>
public sealed class SlackBudgets(TimeProvider time, ISessionLeases? servers = null)
{
    /// <summary>Calls wait so long for their turn. Beyond it they are told how long.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(2);

    /// <summary>A dialog's trigger lives three seconds, and other things come before.</summary>
    public static readonly TimeSpan OpenWaitMax = TimeSpan.FromSeconds(0.5);

    /// <summary>Methods of workspaces whose calls are counted.</summary>
    public const int KnownMax = 20_000;

    readonly RecentlyUsed<(string Workspace, string Method), Budget> budgets = new(KnownMax);
    readonly Lock gate = new();

    /// <exception cref="VenueThrottledException">Its turn comes later than <see cref="WaitMax"/>.</exception>
    public async ValueTask WaitAsync(string workspace, string method, CancellationToken stop)
    {
        var until = time.GetUtcNow() + (IsExtra(method) ? TimeSpan.Zero : method == "views.open" ? OpenWaitMax : WaitMax);
        while (Take(workspace, method) is var wait && wait > TimeSpan.Zero)
        {
            if (time.GetUtcNow() + wait > until)
            {
                throw new VenueThrottledException(wait);
            }

            await Task.Delay(wait, time, stop);
        }
    }

    public void Block(string workspace, string method, TimeSpan retryAfter)
    {
        lock (gate)
        {
            Of(workspace, method).Block(retryAfter);
        }
    }

    /// <summary>
    /// A minute's calls by Slack's tiers (docs.slack.dev/apis/web-api/rate-limits, as of 2026): 20, 50 and 100; a message a second in each channel, with
    /// bursts, and some hundreds in a workspace.
    /// </summary>
    public static int TierOf(string method) => method switch
    {
        "auth.teams.list" or "conversations.list" or "conversations.create" or "users.list" or "users.conversations" => 20,
        "views.open" or "views.update" or "views.push" or "views.publish" or "chat.postEphemeral" or "users.info" or "conversations.members"
            or "files.getUploadURLExternal" or "files.completeUploadExternal" => 100,
        "auth.test" or "chat.postMessage" => 240,
        _ => 50,
    };

    /// <summary>Takes its turn, or says how long until it comes.</summary>
    public TimeSpan Take(string workspace, string method)
    {
        lock (gate)
        {
            return Of(workspace, method).Take();
        }
    }

    // Without a name, a language or a tick all goes on; nothing waits for them.
    static bool IsExtra(string method) => method is "users.info" or "reactions.add";

    /// <summary>So many at once, the rest in the course of a minute. When a bell rings a whole group opens its dialogs.</summary>
    public static int BurstOf(string method) =>
        TierOf(method) * (method.StartsWith("views.", StringComparison.Ordinal) ? 4 : 2) / 5;

    Budget Of(string workspace, string method)
    {
        if (!budgets.TryGet((workspace, method), out var budget))
        {
            var (tier, burst) = (TierOf(method), BurstOf(method));
            budgets.Put((workspace, method), budget = new Budget(burst, TimeSpan.FromMinutes(1) / (tier - burst), time));
        }

        return budget.Shared(method == "views.open" ? 1 : servers?.Servers ?? 1); // whoever pressed waits for their dialog, and the trigger does not
    }
}
