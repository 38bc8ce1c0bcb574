using CoCreateBot.Bot.Venues;
using CoCreateBot.Bot.Venues.Slack;

namespace CoCreateBot.Tests.Bot.Venues.Slack;

public sealed class SlackLacksTest
{
    [Fact]
    public void At_the_bound_no_more_is_noted_and_what_is_known_stays_fresh()
    {
        var lacks = new SlackLacks();
        for (var n = 0; n < SlackLacks.KnownMax; n++)
        {
            lacks.Note($"T{n}", "users.info", Lacking("users:read"));
        }

        lacks.Note("T0", "users.info", Lacking("users:read.email"));
        lacks.Note("T0", "reactions.add", Lacking("reactions:write"));

        Assert.Equal(["users:read.email"], lacks.In("T0"));
    }

    static VenueRefusedException Lacking(string scope) => new("Slack.MissingScope", "missing_scope") { Detail = scope };
}
