using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>Of what kind a channel is. In a standard one the bot is with its team; to each other one it has to be added.</summary>
public enum ChannelKind
{
    /// <summary>Teams did not say, or it is no channel.</summary>
    Unsaid,

    Standard,

    /// <summary>For some people of the team.</summary>
    Private,

    /// <summary>For people of other teams too, and of other organisations.</summary>
    Shared,
}

/// <summary>Why a channel does not show a card, by the kind of channel it is.</summary>
public sealed class TeamsChannels(ConnectorClient connector)
{
    const string NotInConversation = "Teams.NotInConversation";

    /// <summary>The cause, and what to do about it there.</summary>
    public async Task<string> WhyAsync(Origin from, string reason, Words words, CancellationToken stop) => reason != NotInConversation
        ? Undelivered.Sentence(reason, words)
        : words[await KindAsync(from, stop) switch
        {
            ChannelKind.Private => "Teams.NotInPrivateChannel",
            ChannelKind.Shared => "Teams.NotInSharedChannel",
            _ => NotInConversation,
        }];

    // Not each activity tells it, and the list of a team's channels does.
    async Task<ChannelKind> KindAsync(Origin from, CancellationToken stop)
    {
        if (from.Channel != ChannelKind.Unsaid || from is not { Kind: ConversationKind.Channel, Team: { } team })
        {
            return from.Channel;
        }

        try
        {
            var (own, place) = (TeamsIds.Conversation(from.Venue), new TeamsPlace(from.ServiceUrl, from.Tenant, team));
            return (await connector.FetchChannelListAsync(place, team, stop)).FirstOrDefault(one => one.Id == own)?.Kind ?? ChannelKind.Unsaid;
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException or MessageGoneException)
        {
            return ChannelKind.Unsaid;
        }
    }
}
