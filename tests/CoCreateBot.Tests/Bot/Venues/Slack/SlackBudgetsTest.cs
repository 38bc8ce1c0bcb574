using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

/// <summary>How often each method may be called in each workspace.</summary>
public sealed class SlackBudgetsTest
{
    readonly ManualTime time = new();
    readonly SlackBudgets budgets;

    public SlackBudgetsTest() => budgets = new SlackBudgets(time);

    [Theory]
    [InlineData("auth.teams.list", 20)]
    [InlineData("chat.update", 50)]
    [InlineData("views.open", 100)]
    [InlineData("something.new", 50)]
    public void In_no_minute_a_method_is_called_more_often_than_its_tier_lets(string method, int tier)
    {
        List<DateTimeOffset> calls = [];
        for (var step = 0; step < 3_000; step++, time.Pass(TimeSpan.FromSeconds(0.1)))
        {
            if (budgets.Take("T1", method) == TimeSpan.Zero)
            {
                calls.Add(time.GetUtcNow());
            }
        }

        Assert.All(calls, from => Assert.InRange(calls.Count(at => at >= from && at < from + TimeSpan.FromMinutes(1)), 1, tier));
        Assert.InRange(calls.Count, tier, tier * 5); // five minutes
    }

    [Theory]
    [InlineData("auth.teams.list", 20)]
    [InlineData("chat.update", 50)]
    public void Several_servers_together_call_no_more_often_either(string method, int tier)
    {
        SlackBudgets[] all = [.. Enumerable.Range(0, 3).Select(_ => new SlackBudgets(time, new PretendLeases(3)))];
        List<DateTimeOffset> calls = [];
        for (var step = 0; step < 3_000; step++, time.Pass(TimeSpan.FromSeconds(0.1)))
        {
            calls.AddRange(all.Where(one => one.Take("T1", method) == TimeSpan.Zero).Select(_ => time.GetUtcNow()));
        }

        Assert.All(calls, from => Assert.InRange(calls.Count(at => at >= from && at < from + TimeSpan.FromMinutes(1)), 1, tier));
        Assert.InRange(calls.Count, tier, tier * 5); // five minutes
    }

    [Fact]
    public void Dialogs_open_as_fast_as_with_one_server_alone()
    {
        var one = new SlackBudgets(time, new PretendLeases(3));

        Assert.All(Enumerable.Range(1, SlackBudgets.BurstOf("views.open")), _ => Assert.Equal(TimeSpan.Zero, one.Take("T1", "views.open")));
    }

    [Fact]
    public async Task A_short_wait_is_waited_for_and_a_longer_one_is_told()
    {
        Exhaust("T1", "chat.update");
        var (first, second) = (Ask("T1", "chat.update"), Ask("T1", "chat.update"));
        Assert.False(first.IsCompleted || second.IsCompleted);

        time.Pass(SlackBudgets.WaitMax);

        await first;
        var throttled = await Assert.ThrowsAsync<VenueThrottledException>(() => second);
        Assert.InRange(throttled.RetryAfter, TimeSpan.FromSeconds(1), SlackBudgets.WaitMax);
    }

    [Fact]
    public void When_a_bell_rings_sixty_people_open_their_dialogs() =>
        Assert.All(Enumerable.Range(1, 60), _ => Assert.Equal(TimeSpan.Zero, budgets.Take("T1", "views.open")));

    [Fact]
    public async Task For_a_name_or_a_tick_nobody_waits()
    {
        Exhaust("T1", "users.info");

        await Assert.ThrowsAsync<VenueThrottledException>(() => Ask("T1", "users.info"));
    }

    [Fact]
    public async Task Later_is_for_this_method_in_this_workspace_and_all_others_go_on()
    {
        budgets.Block("T1", "chat.update", TimeSpan.FromSeconds(30));

        var throttled = await Assert.ThrowsAsync<VenueThrottledException>(() => Ask("T1", "chat.update"));
        Assert.Equal(TimeSpan.FromSeconds(30), throttled.RetryAfter);
        await Ask("T2", "chat.update");
        await Ask("T1", "chat.postMessage");

        time.Pass(TimeSpan.FromSeconds(30));
        await PassedAsync(Ask("T1", "chat.update"));
    }

    [Fact]
    public async Task Who_stops_waiting_is_not_counted()
    {
        Exhaust("T1", "chat.update");
        using var stop = new CancellationTokenSource();
        var waiting = budgets.WaitAsync("T1", "chat.update", stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        time.Pass(SlackBudgets.WaitMax);
        await PassedAsync(Ask("T1", "chat.update"));
    }

    Task Ask(string workspace, string method) => budgets.WaitAsync(workspace, method, default).AsTask();

    void Exhaust(string workspace, string method)
    {
        for (var call = 0; call < SlackBudgets.BurstOf(method); call++)
        {
            Assert.Equal(TimeSpan.Zero, budgets.Take(workspace, method));
        }
    }

    async Task PassedAsync(Task asked)
    {
        time.Pass(SlackBudgets.WaitMax);
        await asked.WaitAsync(PretendSlack.Patience, TimeProvider.System);
    }
}
