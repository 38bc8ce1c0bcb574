using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Bot.Venues.Slack;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Tests.Pretend;

namespace CoCreateBot.Tests.Bot.Venues;

/// <summary>Servers come and go while their platform counts on.</summary>
public sealed class SharedBudgetsTest
{
    const string Method = "chat.update";

    static readonly int[] Changes = [1, 3, 2, 1];

    readonly ManualTime time = new();
    readonly PretendLeases servers = new(1);

    [Fact]
    public async Task Where_a_server_comes_or_goes_later_is_still_later()
    {
        var (slack, lanes) = (new SlackBudgets(time, servers), new LaneBudgets(4, TimeSpan.FromSeconds(1), time, servers));
        slack.Block("T1", Method, TimeSpan.FromSeconds(30));
        lanes.Block("lane", TimeSpan.FromSeconds(30));

        foreach (var many in Changes)
        {
            servers.Servers = many;
            var throttled = await Assert.ThrowsAsync<VenueThrottledException>(() => slack.WaitAsync("T1", Method, default).AsTask());
            Assert.Equal(TimeSpan.FromSeconds(30), throttled.RetryAfter);
            Assert.Equal(TimeSpan.FromSeconds(30), lanes.Take("lane"));
        }
    }

    [Fact]
    public void However_often_that_happens_no_more_is_sent_at_once()
    {
        var (slack, lanes) = (new SlackBudgets(time, servers), new LaneBudgets(4, TimeSpan.FromSeconds(1), time, servers));
        var teams = new ConnectorBudgets(time, servers);
        var conversations = 0;

        Assert.Equal(SlackBudgets.BurstOf(Method), TakenThroughChanges(() => slack.Take("T1", Method)));
        Assert.Equal(4, TakenThroughChanges(() => lanes.Take("lane")));
        Assert.Equal(
            TenantAlone(),
            TakenThroughChanges(() => teams.Take("tenant", $"{conversations++}", ConnectorUse.Sending)));
    }

    [Fact]
    public void Whoever_is_left_alone_has_the_whole_again_after_a_while()
    {
        var lanes = new LaneBudgets(4, TimeSpan.FromSeconds(1), time, servers);
        servers.Servers = 3;
        Assert.Equal(1, TakenNow(() => lanes.Take("lane")));
        Assert.Equal(TimeSpan.FromSeconds(3), lanes.Take("lane"));
        servers.Servers = 1;
        Assert.Equal(TimeSpan.FromSeconds(1), lanes.Take("lane"));

        time.Pass(TimeSpan.FromSeconds(4));

        Assert.Equal(4, TakenNow(() => lanes.Take("lane")));
    }

    int TenantAlone()
    {
        var (alone, conversations) = (new ConnectorBudgets(time), 0);
        return TakenNow(() => alone.Take("tenant", $"{conversations++}", ConnectorUse.Sending));
    }

    int TakenThroughChanges(Func<TimeSpan> take) => Changes.Sum(many =>
    {
        servers.Servers = many;
        return TakenNow(take);
    });

    static int TakenNow(Func<TimeSpan> take) => Enumerable.Range(0, 100).TakeWhile(_ => take() == TimeSpan.Zero).Count();
}
