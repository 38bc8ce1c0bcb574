using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat.Home;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams.Tabs;

/// <summary>Finds what one person's own page in Teams shows: of their own directory alone.</summary>
sealed class MyGathering(HomeGathering gathering, TeamsAddresses addresses, IStore store, BotOptions options)
{
    public Task<PersonSettings> SettingsAsync(Person who, CancellationToken stop) => gathering.SettingsAsync(who, stop);

    public Task SetAsync(Person who, PersonSettings settings, CancellationToken stop) => gathering.SetAsync(who, settings, stop);

    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    public async Task<HomeContent> GatherAsync(Person who, CancellationToken stop)
    {
        var content = await gathering.GatherAsync(who, loaded => Seen(loaded, who), stop);
        var left = HomeCards.OpenMax; // of more no link is shown
        var placed = new List<Task<HomeSession>>();
        foreach (var session in content.Sessions)
        {
            placed.Add(PlacedAsync(session, isLinked: session.State.IsOpen && left-- > 0, stop));
        }

        return content with { Sessions = [.. await Task.WhenAll(placed)] };
    }

    /// <summary>Does it stand on their page, and in a place of their directory? In others no form works, whoever wrote it.</summary>
    public static bool IsOf(LoadedSession loaded, Person who) => HomeGathering.IsOf(loaded, who) && PlacesOf(loaded.State, who).Any();

    static HomeSession? Seen(LoadedSession loaded, Person who) =>
        PlacesOf(loaded.State, who).FirstOrDefault() is { Value: not null } venue ? new HomeSession(loaded, venue, IsAnswerable: true) : null;

    static IEnumerable<VenueId> PlacesOf(Session session, Person who) => TeamsIds.Tenant(who.Key) is not { } tenant ? []
        : session.GroupVenues.Where(venue => venue.Platform == TeamsIds.Platform && TeamsIds.Tenant(venue) == tenant);

    async Task<HomeSession> PlacedAsync(HomeSession session, bool isLinked, CancellationToken stop)
    {
        var isChannel = (await addresses.FindAsync(session.Venue.Value, stop))?.Kind == "channel";
        var there = isChannel ? session : session with { Place = "Home.Chat" };
        var posts = isLinked ? await store.Posts.ReadAsync(session.State.Id, stop) : [];
        return posts.FirstOrDefault(one => one.Venue == session.Venue && one.Slot == SessionCards.RootSlot)?.MessageId is { } message
            ? there with { Card = LinkTo(session.Venue, TeamsIds.SplitMessage(message).Id, isChannel) }
            : there;
    }

    // learn.microsoft.com, "Deep link to a Teams chat" and "to a channel".
    Uri LinkTo(VenueId venue, string message, bool isChannel)
    {
        var (conversation, query) = (Uri.EscapeDataString(TeamsIds.Conversation(venue)), isChannel
            ? $"tenantId={Uri.EscapeDataString(TeamsIds.Tenant(venue))}"
            : $"context={Uri.EscapeDataString("""{"contextType":"chat"}""")}");
        return new Uri(options.Teams.Cloud.Client, $"l/message/{conversation}/{Uri.EscapeDataString(message)}?{query}");
    }
}
