using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Bot.Venues.Teams.Tokens;
using CoCreateBot.Tests.Pretend;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>The list of the connector's keys, where Microsoft does not answer.</summary>
public sealed class InboundKeysTest : IDisposable
{
    readonly ManualTime time = new();
    readonly PretendTeamsKeys published;
    readonly PretendMicrosoft microsoft;
    readonly HttpClient http;
    readonly InboundKeys keys;

    public InboundKeysTest()
    {
        published = new PretendTeamsKeys(time);
        microsoft = new PretendMicrosoft(published);
        http = ConnectorWire.Client(microsoft);
        keys = new InboundKeys(http, PretendTeamsKeys.Metadata, time, NullLogger<InboundKeys>.Instance);
    }

    public void Dispose()
    {
        http.Dispose();
        microsoft.Dispose();
        published.Dispose();
    }

    [Fact]
    public async Task A_list_that_never_comes_is_waited_for_a_bounded_while_and_asked_for_again()
    {
        microsoft.Hangs = PretendMicrosoft.Keys;
        var asking = keys.FindAsync("key-0", default).AsTask();
        await microsoft.Hung.WaitAsync(PretendTeams.Patience, TimeProvider.System);
        time.Pass(InboundKeys.AnswerWithin);

        await Assert.ThrowsAsync<VenueUnavailableException>(() => asking.WaitAsync(PretendTeams.Patience, TimeProvider.System));

        microsoft.Hangs = null;
        time.Pass(InboundKeys.AskEvery);
        Assert.NotNull(await keys.FindAsync("key-0", default).AsTask().WaitAsync(PretendTeams.Patience, TimeProvider.System));
    }

    [Fact]
    public async Task Who_hangs_up_while_the_list_is_read_takes_it_from_nobody()
    {
        microsoft.Hangs = PretendMicrosoft.Keys;
        using var line = new CancellationTokenSource();

        var stranger = keys.FindAsync("none-of-theirs", line.Token).AsTask();
        await microsoft.Hung.WaitAsync(PretendTeams.Patience, TimeProvider.System);
        var genuine = keys.FindAsync("key-0", default).AsTask();
        await line.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stranger.WaitAsync(PretendTeams.Patience, TimeProvider.System));
        microsoft.GoOn();

        Assert.NotNull(await genuine.WaitAsync(PretendTeams.Patience, TimeProvider.System));
        Assert.Equal(1, published.Asked);
    }

    [Fact]
    public async Task Before_there_is_any_list_it_is_asked_for_again_soon()
    {
        published.IsAway = true;
        await Assert.ThrowsAsync<VenueUnavailableException>(() => keys.FindAsync("key-0", default).AsTask());
        published.IsAway = false;

        time.Pass(InboundKeys.AskEveryAtFirst - TimeSpan.FromSeconds(0.1));
        await Assert.ThrowsAsync<VenueUnavailableException>(() => keys.FindAsync("key-0", default).AsTask());
        time.Pass(TimeSpan.FromSeconds(0.1));
        Assert.NotNull(await keys.FindAsync("key-0", default));
    }
}
