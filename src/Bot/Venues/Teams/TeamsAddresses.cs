using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Bot.Venues.Teams.Connector;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// Where conversations and people are reached. Teams tells it with whatever it sends and cannot be asked for it later, so of a conversation it is kept
/// before anything is done about what came. Of people it is kept in one go for many, every half minute: a row written with each press would stand beside
/// what was pressed, and tell whose it was. Only what came with a genuine token may be learned: the bot's own token goes there. Where several servers share
/// the store, what another one wrote is known here within <see cref="KnownFor"/>.
/// </summary>
public sealed partial class TeamsAddresses(IStore store, ISessionLeases servers, TimeProvider time)
{
    /// <summary>Kept in memory; one more costs a row to read.</summary>
    public const int KnownMax = 50_000;

    /// <summary>What is in memory for longer is read again, where other servers may have changed it.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(1);

    /// <summary>So often another server may be first to change a row.</summary>
    const int TriesMax = 20;

    /// <summary>Channels of one team that have been in use; Teams allows a team a thousand.</summary>
    public const int ChannelsMax = 1_000;

    /// <summary>Each of them, and that the bot has introduced itself there; once more for the team.</summary>
    const int TeamRowsMax = (2 * ChannelsMax) + 1;

    readonly RecentlyUsed<string, (Address What, long At)> known = new(KnownMax);
    readonly Lock gate = new();
    int forgotten; // so often somebody was
    Task keeping = Task.CompletedTask; // one after the other: what is being kept must not come after what is forgotten

    /// <summary>Of the place at once, of the person in a while; what is known already costs nothing.</summary>
    /// <param name="hears">A message came from there in which the bot is not named.</param>
    /// <param name="isAdded">The bot was put there just now: another server may know by now that it had been taken away.</param>
    /// <returns>Who it is: somebody stays who they were when they first came, whatever of their tenant is told this time.</returns>
    /// <exception cref="StoreUnavailableException">It is news, and the store is away.</exception>
    public async ValueTask<Person> LearnAsync(Origin from, CancellationToken stop, bool hears = false, bool isAdded = false)
    {
        var place = isAdded ? await FindFreshAsync(from.Venue.Value, stop) : await FindAsync(from.Venue.Value, stop);
        var now = new Address(from.Venue.Value, from.ServiceUrl, NameOf(from.Kind), TeamKey(from.Tenant, from.Team) ?? place?.Team)
        {
            Hears = hears || place?.Hears == true,
        };
        if (now != place)
        {
            await PutAsync([now], stop);
        }

        return await PersonAsync(from, stop);
    }

    /// <summary>Null where nothing ever came from there.</summary>
    public async ValueTask<Address?> FindAsync(string place, CancellationToken stop)
    {
        var isKnown = known.TryGet(place, out var found);
        if (isKnown && !IsOld(found.At))
        {
            return found.What;
        }

        if (IsWaiting(place, out var waits))
        {
            return waits;
        }

        try
        {
            return await ReadAsync(place, stop);
        }
        catch (StoreUnavailableException) when (isKnown)
        {
            return found.What; // most likely it has not changed
        }
    }

    // For whoever says no by it, or changes it: as it stands now, also where another server wrote it.
    ValueTask<Address?> FindFreshAsync(string place, CancellationToken stop) =>
        servers.Servers == 1 || IsWaiting(place, out _) ? FindAsync(place, stop) : ReadAsync(place, stop);

    async ValueTask<Address?> ReadAsync(string place, CancellationToken stop)
    {
        var before = Volatile.Read(ref forgotten);
        var was = known.TryGet(place, out var one) ? one : default;
        var read = await store.Addresses.FindAsync(place, stop);
        lock (gate)
        {
            if (known.TryGet(place, out var now) && now != was)
            {
                return now.What; // which came meanwhile, and is newer
            }

            if (before == forgotten) // else it may be of who was forgotten meanwhile
            {
                Know(place, read);
            }
        }

        return read;
    }

    bool IsOld(long at) => servers.Servers > 1 && time.GetElapsedTime(at) > KnownFor;

    void Know(string place, Address? address)
    {
        if (address is null)
        {
            known.Remove(place);
        }
        else
        {
            known.Put(place, (address, time.GetTimestamp()));
        }
    }

    /// <summary>The conversation, and whether it has threads.</summary>
    /// <exception cref="VenueRefusedException">Nothing is known of it, or it takes nothing from us any more.</exception>
    /// <exception cref="VenueUnavailableException">The store is away.</exception>
    public async ValueTask<(TeamsPlace Place, bool IsChannel)> PlaceOfAsync(VenueId venue, CancellationToken stop)
    {
        var address = await LivingAsync(venue.Value, stop);
        return (new(address.Service, TeamsIds.Tenant(venue), TeamsIds.Conversation(venue)), address.Kind == NameOf(ConversationKind.Channel));
    }

    /// <summary>How one says something under a card there without a button: what is not meant for the bot it hears only where it may hear all.</summary>
    public async ValueTask<ReplyWay> ReplyWayAsync(VenueId venue, CancellationToken stop) => await FindAsync(venue.Value, stop) switch
    {
        { Hears: true, Kind: var kind } when kind == NameOf(ConversationKind.Channel) => ReplyWay.Thread,
        { Hears: true, Kind: var kind } when kind == NameOf(ConversationKind.Group) => ReplyWay.Quote,
        _ => ReplyWay.Mention,
    };

    /// <summary>Nothing is taken there any more; whatever comes from there next makes it alive again.</summary>
    public Task NoteDeadAsync(string place, CancellationToken stop) => ChangeAsync(place, address => address with { IsDead = true }, stop);

    /// <summary>It ended by itself: what becomes of its team does not bring it back.</summary>
    public Task NoteEndedAsync(VenueId place, CancellationToken stop) =>
        ChangeAsync(place.Value, address => address with { IsDead = true, Team = null }, stop);

    /// <summary>Tries something there; where it is found that nothing is taken there any more, that is noted.</summary>
    public async Task<T> OrDeadAsync<T>(string place, Func<Task<T>> call, CancellationToken stop)
    {
        try
        {
            return await call();
        }
        catch (VenueRefusedException e) when (ConnectorErrors.IsDead(e.ReasonKey))
        {
            try
            {
                await NoteDeadAsync(place, stop);
            }
            catch (StoreUnavailableException)
            {
                // Then it is tried again, and told again.
            }

            throw;
        }
    }

    /// <summary>All channels of a team take nothing any more, with what was said in them when the bot came; or its channels are back.</summary>
    public async Task NoteTeamAsync(string tenant, string team, bool isDead, CancellationToken stop)
    {
        var rows = await store.Addresses.OfTeamAsync(TeamKey(tenant, team)!, TeamRowsMax, stop); // ! there is a team
        foreach (var some in rows.Where(one => one.IsDead != isDead && (isDead || one.Kind != Welcome)).Chunk(Address.BatchMax))
        {
            await PutAsync([.. some.Select(one => one with { IsDead = isDead })], stop);
        }
    }

    // In turn, and only where there is something: what is noted must not bring back whom one forgets. What waits to be kept would undo it later.
    Task ChangeAsync(string place, Func<Address, Address> change, CancellationToken stop) => InTurnAsync(async () =>
    {
        if (servers.Servers > 1)
        {
            await ChangeSharedAsync(place, change, stop);
            return;
        }

        if (await FindAsync(place, stop) is not { } address)
        {
            return;
        }

        var now = change(address);
        if (now == address)
        {
            return;
        }

        lock (gate)
        {
            if (waiting.TryGetValue(place, out var later))
            {
                waiting[place] = later with { Who = change(later.Who) };
            }
        }

        await PutAsync([now], stop);
    });

    // Only what is there is changed: another server may have forgotten whose it was.
    async Task ChangeSharedAsync(string place, Func<Address, Address> change, CancellationToken stop)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var stored = await store.Addresses.FindAsync(place, stop);
            var now = stored is null ? null : change(stored);
            if (now == stored || await store.Addresses.SwapAsync(stored, now!, stop)) // ! or both are none
            {
                lock (gate)
                {
                    var isWaiting = waiting.TryGetValue(place, out var later);
                    if (isWaiting)
                    {
                        waiting[place] = later! with { Who = change(later.Who) }; // ! it waits
                    }

                    Know(place, isWaiting ? waiting[place].Who : now);
                }

                return;
            }
        }

        throw new StoreUnavailableException(StoreTrouble.Unreachable, "Other servers were first, again and again.");
    }

    Task InTurnAsync(Func<Task> work)
    {
        lock (gate)
        {
            return keeping = AfterAsync(keeping, work);
        }
    }

    static async Task AfterAsync(Task before, Func<Task> work)
    {
        await Task.WhenAny(before); // however that ended: who asked for it is told
        await Task.Yield(); // whoever asks holds the gate
        await work();
    }

    bool IsWaiting(string person, [NotNullWhen(true)] out Address? found)
    {
        lock (gate)
        {
            found = waiting.GetValueOrDefault(person)?.Who;
            return found is not null;
        }
    }

    void Drop(ImmutableArray<string> places)
    {
        lock (gate)
        {
            forgotten++;
            foreach (var place in places)
            {
                known.Remove(place);
                waiting.Remove(place);
            }
        }
    }

    async ValueTask<Address> LivingAsync(string place, CancellationToken stop)
    {
        try
        {
            var found = await FindAsync(place, stop);
            return (found is { IsDead: true } ? await FindFreshAsync(place, stop) : found) switch
            {
                null when IsComing(place) => throw new VenueThrottledException(ComesAfter),
                null => throw new VenueRefusedException("Teams.NotInConversation", "unknown_place"),
                { IsDead: true } => throw new VenueRefusedException("Teams.NotInConversation", "dead_place"),
                var address => address,
            };
        }
        catch (StoreUnavailableException e)
        {
            throw new VenueUnavailableException("store", e);
        }
    }

    async Task PutAsync(ImmutableArray<Address> addresses, CancellationToken stop)
    {
        await store.Addresses.PutAsync(addresses, stop);
        foreach (var one in addresses)
        {
            Know(one.Place, one);
        }
    }

    static string NameOf(ConversationKind kind) => kind switch
    {
        ConversationKind.Personal => "personal",
        ConversationKind.Group => "group",
        _ => "channel",
    };

    static string? TeamKey(string tenant, string? team) => team is null ? null : $"{tenant}/{team}";
}
