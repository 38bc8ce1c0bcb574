using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat.Home;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Home;

/// <summary>Finds what one person's App Home shows.</summary>
public sealed class SlackGathering(HomeGathering gathering, IStore store, SlackApi api)
{
    /// <summary>Addresses of cards that are asked for at one opening, all at once; those known from before are not counted.</summary>
    public const int LinksMax = 10;

    /// <summary>Addresses that are remembered: they never change.</summary>
    public const int LinksKnownMax = 5_000;

    readonly RecentlyUsed<(string Workspace, string Channel, string Ts), Uri> links = new(LinksKnownMax);

    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    internal async Task<HomeContent> GatherAsync(Person who, CancellationToken stop)
    {
        var place = PlaceOf(who);
        var content = await gathering.GatherAsync(who, loaded => Seen(loaded, place), stop);
        return content with { Sessions = await LinkedAsync(content.Sessions, stop) };
    }

    static HomeSession? Seen(LoadedSession loaded, SlackPlace place)
    {
        var venues = loaded.State.GroupVenues.Where(venue => venue.Platform == SlackIds.Platform).ToList();
        if (venues.Count == 0)
        {
            return null;
        }

        var venue = venues.Find(place.IsOf) is { Value: not null } own ? own : venues[0];
        return new HomeSession(loaded, venue, place.IsOf(loaded.State)) { Channel = SlackIds.Channel(venue) };
    }

    // As a press from there is placed: an organisation's people are at home in all of its workspaces.
    static SlackPlace PlaceOf(Person who) => SlackIds.Workspace(who.Key) is var home && SlackIds.IsOrganisation(home)
        ? new SlackPlace(null, null, null, IsOrg: true)
        : new SlackPlace(home, home, null, IsOrg: false);

    async Task<ImmutableArray<HomeSession>> LinkedAsync(ImmutableArray<HomeSession> sessions, CancellationToken stop)
    {
        var left = LinksMax;
        var linked = new List<Task<HomeSession>>();
        foreach (var session in sessions)
        {
            var isWanted = session.State.IsOpen && session.IsAnswerable && left > 0;
            left -= isWanted ? 1 : 0;
            linked.Add(isWanted ? LinkAsync(session, stop) : Task.FromResult(session));
        }

        return [.. await Task.WhenAll(linked)];
    }

    // A card without an address is a card all the same.
    async Task<HomeSession> LinkAsync(HomeSession session, CancellationToken stop)
    {
        var posts = await store.Posts.ReadAsync(session.State.Id, stop);
        if (posts.FirstOrDefault(one => one.Venue == session.Venue && one.Slot == SessionCards.RootSlot)?.MessageId is not { } ts)
        {
            return session;
        }

        var at = (Workspace: SlackIds.Team(session.Venue), Channel: SlackIds.Channel(session.Venue), Ts: ts);
        if (links.TryGet(at, out var known))
        {
            return session with { Card = known };
        }

        try
        {
            if (await api.PermalinkAsync(at.Workspace, at.Channel, ts, stop) is { } link)
            {
                links.Put(at, link);
                return session with { Card = link };
            }
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException or MessageGoneException)
        {
            // The channel is gone, or Slack has no time for it.
        }

        return session;
    }
}
