using System.Collections.Immutable;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Adaptive;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// Teams' channels and chats as the reconciler needs them. A venue is "teams:tenant/conversation", a message id is Teams' own, of a reply behind that of
/// its thread.
/// </summary>
public sealed class TeamsVenue(
    ConnectorClient connector, TeamsAddresses addresses, TeamsPeople people, TeamsRendering rendering, TeamsNotices notices) : IChatVenue
{
    public string Platform => TeamsIds.Platform;

    public string CommandPrefix => TeamsTexts.Prefix;

    /// <summary>
    /// Of one conversation: with posts the fullest second holds 7 calls, the fullest thirty seconds 34, an hour 3,245 at the most if all of it were posts;
    /// edits alone 1,445. What is beyond the limits of Teams the client holds back.
    /// </summary>
    public VenuePace Pace { get; } = new(5, TimeSpan.FromSeconds(2.5), 2, TimeSpan.FromSeconds(2), 5, TimeSpan.FromSeconds(0.5));

    /// <summary>Its tenant.</summary>
    public string WorkspaceOf(VenueId venue) => TeamsIds.Tenant(venue);

    /// <summary>Teams counts each conversation, and two calls at once in one collide.</summary>
    public string LaneOf(VenueId venue) => venue.Value;

    public ValueTask<string?> ZoneOfAsync(string person) => new(people.ZoneOf(person));

    public ValueTask<Words?> WordsOfAsync(string person) => people.KnownWordsAsync(person);

    public async ValueTask<ReplyWay> ReplyWayAsync(VenueId venue, CancellationToken stop) => await addresses.ReplyWayAsync(venue, stop);

    public Card Finished(Session session, VenueId place, string slot, Card card, Words words) => rendering.Finished(session, slot, card, words);

    public async Task<string> PostAsync(VenueId venue, Card card, Guid key, string? thread, CancellationToken stop)
    {
        var (place, root) = await WhereAsync(venue, thread, stop);
        var activity = await ActivityAsync(place, card, stop);
        var id = await addresses.OrDeadAsync(venue.Value, () => connector.SendToConversationAsync(place, root, activity, stop), stop);
        return TeamsIds.Message(root, id);
    }

    public ImmutableArray<Card> Pages(Card card, int max, Func<int, string> title) => AdaptiveRenderer.Pages(card, max, title);

    public Task TellAsync(string person, Card card, CancellationToken stop) => people.TellAsync(person, card, stop);

    public async Task UpdateAsync(VenueId venue, string messageId, Card card, CancellationToken stop)
    {
        var (root, id) = TeamsIds.SplitMessage(messageId);
        var (place, _) = await WhereAsync(venue, null, stop);
        var activity = ConnectorJson.Message(rendering.Card(card), card.FallbackText);
        await addresses.OrDeadAsync(
            venue.Value,
            async () =>
            {
                await connector.UpdateActivityAsync(place, root, id, activity, stop);
                return id;
            },
            stop);
    }

    public async Task RemoveAsync(VenueId venue, string messageId, CancellationToken stop)
    {
        var (root, id) = TeamsIds.SplitMessage(messageId);
        var (place, _) = await WhereAsync(venue, null, stop);
        await connector.DeleteActivityAsync(place, root, id, stop);
    }

    // Of each message there is one that is a moment, and one that is not.
    public bool AreTwo(string message, string other) => message != other && message.All(char.IsAsciiDigit) == other.All(char.IsAsciiDigit);

    public bool CanFind => false;

    /// <summary>Teams has no way to look; it is posted anew. Who presses the one that stands there, too, tells of it (<see cref="TeamsOrphans"/>).</summary>
    public Task<string?> FindAsync(VenueId venue, Guid key, string? thread, DateTimeOffset since, CancellationToken stop) => Task.FromResult<string?>(null);

    public Task TellAsync(Undelivered what, CancellationToken stop) => notices.TellAsync(what, stop);

    // There are no threads in chats: there what belongs together stands one below the other.
    async Task<(TeamsPlace Place, string? Root)> WhereAsync(VenueId venue, string? thread, CancellationToken stop)
    {
        var (place, isChannel) = await addresses.PlaceOfAsync(venue, stop);
        return (place, isChannel && thread is not null ? TeamsIds.SplitMessage(thread).Id : null);
    }

    async Task<ReadOnlyMemory<byte>> ActivityAsync(TeamsPlace place, Card card, CancellationToken stop)
    {
        var called = await people.CalledAsync(place, card.Mentions, stop);
        var shown = card with { Mentions = [.. called.Keys] };
        return ConnectorJson.Message(rendering.Card(shown, called), card.FallbackText, alerts: !called.IsEmpty);
    }
}
