using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Retaining;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Chat.Home;

/// <summary>Finds what one person's own page shows, whatever chat they are in.</summary>
public sealed class HomeGathering(SessionHosts hosts, IStore store, RetentionOptions retention)
{
    /// <summary>Sessions of a person that are looked at, open ones first; who takes part in one each working day has six weeks of them.</summary>
    public const int SessionsMax = 30;

    /// <param name="seen">How a session that knows them stands on their page; null where it does not.</param>
    /// <exception cref="StoreUnavailableException">The store would not.</exception>
    internal async Task<HomeContent> GatherAsync(Person who, Func<LoadedSession, HomeSession?> seen, CancellationToken stop)
    {
        var settings = await SettingsAsync(who, stop);
        var found = await store.Members.SessionsOfAsync(who.Keys, SessionsMax + 1, stop);
        var sessions = ImmutableArray.CreateBuilder<HomeSession>();
        foreach (var one in found.Take(SessionsMax))
        {
            stop.ThrowIfCancellationRequested();
            if (await hosts.LookIfReadableAsync(one.Session, stop) is { } loaded && IsOf(loaded, who) && seen(loaded) is { } session)
            {
                sessions.Add(session);
            }
        }

        return new HomeContent(who, sessions.ToImmutable(), found.Length > SessionsMax, settings) { KeptDays = retention.DaysOf(who.Key) };
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

    /// <summary>Does it stand on their page? Whoever was removed, or is forgotten there, has nothing to do with it any more.</summary>
    internal static bool IsOf(LoadedSession loaded, Person who) =>
        loaded.State.DeletedAt is null && loaded.State.People.GetValueOrDefault(loaded.AliasOf(who, 0)) is { IsErased: false };
}
