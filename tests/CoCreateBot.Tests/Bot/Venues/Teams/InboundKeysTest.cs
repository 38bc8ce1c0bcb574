using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Bot.Venues.Teams.Tokens;
using CoCreateBot.Tests.Pretend;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoCreateBot.Tests.Bot.Venues.Teams;

/// <summary>The list of the connector's keys, where Microsoft does not answer.</summary>
public sealed class InboundKeysTest
{
    [Fact]
    public async Task A_list_that_never_comes_is_waited_for_a_bounded_while_and_asked_for_again()
    {
        var time = new ManualTime();
        using var published = new PretendTeamsKeys(time);
        using var microsoft = new PretendMicrosoft(published) { Hangs = PretendMicrosoft.Keys };
        using var http = ConnectorWire.Client(microsoft);
        using var keys = new InboundKeys(http, PretendTeamsKeys.Metadata, time, NullLogger<InboundKeys>.Instance);

        var asking = keys.FindAsync("key-0", default).AsTask();
        await microsoft.Hung.WaitAsync(PretendTeams.Patience, TimeProvider.System);
        time.Pass(InboundKeys.AnswerWithin);

        await Assert.ThrowsAsync<VenueUnavailableException>(() => asking.WaitAsync(PretendTeams.Patience, TimeProvider.System));

        microsoft.Hangs = null;
        time.Pass(InboundKeys.AskEvery);
        Assert.NotNull(await keys.FindAsync("key-0", default).AsTask().WaitAsync(PretendTeams.Patience, TimeProvider.System));
    }
}
