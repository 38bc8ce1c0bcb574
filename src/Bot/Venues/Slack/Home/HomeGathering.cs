using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Slack.Home;

/// <summary>Finds what one person's App Home shows.</summary>
public sealed class HomeGathering(SessionHosts hosts, IStore store, SlackApi api)
{
    /// <summary>Sessions of a person that are looked at, open ones first; who takes part in one each working day has six weeks of them.</summary>
    public const int SessionsMax = 30;

    /// <summary>Addresses of cards that are asked for at one opening, all at once; those known from before are not counted.</summary>
    public const int LinksMax = 10;

    /// <summary>Addresses that are remembered: they never change.</summary>
    public const int LinksKnownMax = 5_000;

    readonly RecentlyUsed<(string Workspace, string Channel, string Ts), Uri> links = new(LinksKnownMax);

    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    internal async Task<HomeContent> GatherAsync(Person who, CancellationToken stop)
    {
        var settings = await SettingsAsync(who, stop);
        var found = await store.Members.SessionsOfAsync(who.Keys, SessionsMax + 1, stop);
        var sessions = ImmutableArray.CreateBuilder<HomeSession>();
        foreach (var one in found.Take(SessionsMax))
        {
            stop.ThrowIfCancellationRequested();
            if (await hosts.LookIfReadableAsync(one.Session, stop) is { } loaded && Seen(loaded, who) is { } session)
            {
                sessions.Add(session);
            }
        }

        return new HomeContent(who, await LinkedAsync(sessions.ToImmutable(), stop), found.Length > SessionsMax, settings);
    }

    /// <summary>What they set, also before their organisation had the bot.</summary>
    internal async Task<PersonSettings> SettingsAsync(Person who, CancellationToken stop) => await store.People.OfAsync(who, stop) ?? PersonSettings.None;

    /// <summary>The same for each that they are or were here, as their quiet hours are asked for by how a session knows them.</summary>
    internal async Task SetAsync(Person who, PersonSettings settings, CancellationToken stop)
    {
        var isNone = settings == PersonSettings.None;
        var set = (await store.People.FindAsync(who.Keys, stop)).Keys;
        IEnumerable<string> known = isNone || who.Before is null ? [] : await store.Members.KnownAsync(who.Keys, stop);
        foreach (var key in known.Union(set, StringComparer.Ordinal).Union([who.Key], StringComparer.Ordinal))
        {
            await (isNone ? store.People.RemoveAsync(key, stop) : store.People.PutAsync(key, settings, stop));
        }
    }

    // Whoever was removed, or is forgotten there, has nothing to do with it any more.
    static HomeSession? Seen(LoadedSession loaded, Person who)
    {
        var state = loaded.State;
        var place = PlaceOf(who);
        var venues = state.GroupVenues.Where(venue => venue.Platform == SlackIds.Platform).ToList();
        return state.DeletedAt is not null || venues.Count == 0 || state.People.GetValueOrDefault(loaded.AliasOf(who, 0)) is not { IsErased: false }
            ? null
            : new HomeSession(loaded, venues.Find(place.IsOf) is { Value: not null } own ? own : venues[0], place.IsOf(state));
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
