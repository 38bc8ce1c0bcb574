using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// People. Teams does not always tell whose tenant somebody is of, and their account is theirs alone in the whole world; so each has one row, under their
/// account, that says with which tenant they first came. By that they are known from then on: else they would be two people.
/// </summary>
public sealed partial class TeamsAddresses
{
    /// <summary>People who wait to be kept; who comes beyond it waits in line the next time they do something.</summary>
    public const int WaitingMax = 10_000;

    /// <summary>Kind and beginning of such a row; stored for ever.</summary>
    const string PersonKind = "person";

    /// <summary>Whoever is not known yet may wait to be kept at another server, which goes in turns of half a minute.</summary>
    public static readonly TimeSpan ComesWithin = TimeSpan.FromMinutes(2);

    /// <summary>Then it is tried again.</summary>
    static readonly TimeSpan ComesAfter = TimeSpan.FromSeconds(5);

    /// <summary>People who were asked for in vain, and since when that is.</summary>
    const int MissingMax = 5_000;

    /// <summary>Rows that are kept at one time.</summary>
    const int TogetherMax = 16;

    readonly RecentlyUsed<string, long> missing = new(MissingMax);
    readonly Dictionary<string, Waits> waiting = new(StringComparer.Ordinal); // by their place

    /// <param name="WasKept">They stood in the store already: where they do so no more, they were forgotten.</param>
    sealed record Waits(Address Who, bool WasKept);

    /// <summary>Where somebody's row stands, whatever tenant is in their key.</summary>
    public static string PlaceOf(string person) => $"{PersonKind}:{TeamsIds.User(person)}";

    /// <summary>Keeps the people who wait, in no order.</summary>
    /// <exception cref="StoreUnavailableException">They go on waiting.</exception>
    public Task KeepWaitingAsync(CancellationToken stop) => InTurnAsync(() => KeepAllAsync(stop));

    /// <summary>A person, by the id the connector knows them by.</summary>
    /// <exception cref="VenueRefusedException">They never wrote to the bot, or it may not write to them.</exception>
    /// <exception cref="VenueThrottledException">Another server may have heard of them, and not have kept it yet.</exception>
    /// <exception cref="VenueUnavailableException">The store is away.</exception>
    public ValueTask<Address> OfPersonAsync(string person, CancellationToken stop) => LivingAsync(PlaceOf(person), stop);

    /// <summary>Null where nothing ever came from them.</summary>
    public ValueTask<Address?> FindPersonAsync(string person, CancellationToken stop) => FindAsync(PlaceOf(person), stop);

    /// <summary>The chat with them.</summary>
    public Task NoteChatAsync(string person, VenueId chat, CancellationToken stop) =>
        ChangeAsync(PlaceOf(person), address => address with { Chat = chat.Value }, stop);

    /// <summary>They are forgotten, and have been told: with what was owed to them goes all that tells how to reach them.</summary>
    public Task SettleAsync(string person, CancellationToken stop) => InTurnAsync(async () =>
    {
        var place = PlaceOf(person);
        ImmutableArray<string> places = (await FindFreshAsync(place, stop))?.Chat is { } chat ? [place, chat, MarkOf(new VenueId(chat))] : [place];
        Drop(places);
        await store.People.SettleAsync(person, places, stop);
        Drop(places); // somebody may have read it meanwhile
    });

    // Once for each, so that who is known nowhere is not waited for again and again.
    bool IsComing(string place)
    {
        if (servers.Servers == 1 || !place.StartsWith(PersonKind + ":", StringComparison.Ordinal))
        {
            return false;
        }

        if (!missing.TryGet(place, out var since))
        {
            missing.Put(place, since = time.GetTimestamp());
        }

        return time.GetElapsedTime(since) < ComesWithin;
    }

    async ValueTask<Person> PersonAsync(Origin from, CancellationToken stop)
    {
        var place = PlaceOf(from.Who.Key);
        var before = await FindAsync(place, stop);
        var tenant = before?.Team ?? TeamsIds.Tenant(from.Who.Key)!; // ! it is a key of Teams'
        if (from.UserId is { } id)
        {
            var isHere = before is null || from.Kind == ConversationKind.Personal || from.Tenant == tenant; // their chat is not where they are a guest
            var now = new Address(place, isHere ? from.ServiceUrl : before!.Service, PersonKind, tenant, id) // ! or it is here
            {
                Chat = from.Kind == ConversationKind.Personal ? from.Venue.Value : before?.Chat,
            };
            tenant = now == before ? tenant : Wait(now, before is not null);
        }

        return TeamsIds.TenantIn(new VenueId(from.Who.Key)).SequenceEqual(tenant)
            ? from.Who
            : from.Who with { Key = TeamsIds.PersonKey(tenant, null, TeamsIds.User(from.Who.Key))! }; // ! both are ids
    }

    // Gives the tenant by which they are known: they may have come in two ways in the same moment.
    string Wait(Address person, bool isFound)
    {
        lock (gate)
        {
            var isKnown = known.TryGet(person.Place, out var other);
            var now = isKnown ? person with { Team = other.What.Team } : person;
            var isWaiting = waiting.TryGetValue(now.Place, out var before);
            if (waiting.Count < WaitingMax || isWaiting)
            {
                waiting[now.Place] = new(now, before?.WasKept ?? (isKnown || isFound));
                Know(now.Place, now);
            }

            return now.Team!; // ! a person's has one
        }
    }

    async Task KeepAllAsync(CancellationToken stop)
    {
        Waits[] all;
        lock (gate)
        {
            all = [.. waiting.Values.OrderBy(one => one.Who.Place, StringComparer.Ordinal)];
        }

        foreach (var some in all.Chunk(Address.BatchMax))
        {
            if (servers.Servers > 1)
            {
                await Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = TogetherMax }, async (one, _) => await KeepAsync(one, stop));
                continue;
            }

            await store.Addresses.PutAsync([.. some.Select(one => one.Who)], stop);
            Array.ForEach(some, one => NoteKept(one, one.Who));
        }
    }

    async Task KeepAsync(Waits one, CancellationToken stop)
    {
        try
        {
            if (await SharedAsync(one, stop) is { } kept)
            {
                NoteKept(one, kept);
            }
            else
            {
                Drop([one.Who.Place]);
            }
        }
        catch (StoreUnavailableException e) when (e.Trouble == StoreTrouble.DamagedRow)
        {
            await store.Addresses.PutAsync([one.Who], stop); // nobody can read what stands there, and they have just come again
            NoteKept(one, one.Who);
        }
    }

    // With whichever tenant they came first, at any server, they are known from now on. Null where another server has forgotten them since.
    async Task<Address?> SharedAsync(Waits one, CancellationToken stop)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var stored = await store.Addresses.FindAsync(one.Who.Place, stop);
            if (stored is null && one.WasKept)
            {
                return null;
            }

            var now = one.Who with { Team = stored?.Team ?? one.Who.Team, Chat = one.Who.Chat ?? stored?.Chat };
            if (now == stored || await store.Addresses.SwapAsync(stored, now, stop))
            {
                return now;
            }
        }

        throw new StoreUnavailableException(StoreTrouble.Unreachable, "Other servers were first, again and again.");
    }

    void NoteKept(Waits one, Address kept)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(kept.Place, out var now))
            {
                return;
            }

            if (now != one)
            {
                waiting[kept.Place] = now with { WasKept = true }; // who came again meanwhile
                return;
            }

            waiting.Remove(kept.Place);
            Know(kept.Place, kept);
        }
    }
}
