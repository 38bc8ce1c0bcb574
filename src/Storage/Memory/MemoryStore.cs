using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Memory;

/// <summary>Everything in memory, for tests. Disposing of it loses nothing, so that a test can start the next host on what the last one left.</summary>
public sealed class MemoryStore : IStore
{
    readonly MemoryDirectory directory = new();
    readonly MemoryAddresses addresses = new();
    readonly MemoryDueTable due = new();
    readonly MemoryNodes nodes = new();

    public MemoryStore() => (Directory, Members, People) = (directory, new MemoryMembers(directory), new MemoryPeople(addresses));

    public ISessionLog Log { get; } = new MemoryLog();

    public IDirectory Directory { get; }

    public IDueTable Due => due.Of("");

    public IPosts Posts { get; } = new MemoryPosts();

    public IKeyRing Keys { get; } = new MemoryKeyRing();

    public IArtifacts Artifacts { get; } = new MemoryArtifacts();

    public IRooms Rooms { get; } = new MemoryRooms();

    public ILinks Links { get; } = new MemoryLinks();

    public IMembers Members { get; }

    public IRecipes Recipes { get; } = new MemoryRecipes();

    public IPictures Pictures { get; } = new MemoryPictures();

    public ISchedules Schedules { get; } = new MemorySchedules();

    public IInstallations Installations { get; } = new MemoryInstallations();

    public IPeople People { get; }

    public IInvitations Invitations { get; } = new MemoryInvitations();

    public IAddresses Addresses => addresses;

    public IWhole Whole => new MemoryWhole(this);

    public INodes? Nodes => null;

    /// <summary>The same, as one of several servers has it.</summary>
    public IStore SharedBy(string node) => new Shared(this, node);

    public async Task DeleteAsync(SessionId session, CancellationToken stop)
    {
        foreach (var key in await Keys.ReadAsync(session, stop))
        {
            await Keys.DestroyAsync(session, key.Scope, stop);
        }

        await ((MemoryLog)Log).DeleteAsync(session, stop);
        await directory.DeleteAsync(session, stop);
        await due.DeleteAsync(session, stop);
        await ((MemoryPosts)Posts).DeleteAsync(session, stop);
        await ((MemoryArtifacts)Artifacts).DeleteAsync(session, stop);
        await ((MemoryMembers)Members).DeleteAsync(session, stop);
        await ((MemoryLinks)Links).DeleteAsync(session, stop);
        await ((MemoryInvitations)Invitations).DeleteAsync(session, stop);
        await Pictures.KeepOnlyAsync(session, [], stop);
    }

    public Task SweepAsync(CancellationToken stop) => CheckAsync(stop);

    public Task CheckAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    sealed class Shared(MemoryStore store, string node) : PassingStore(store)
    {
        public override IDueTable Due { get; } = store.due.Of(node);

        public override INodes? Nodes { get; } = store.nodes.Of(node);
    }
}

sealed class MemoryLog : ISessionLog
{
    readonly MemoryRows<SessionId, SortedList<long, StoredCommit>> sessions = new();

    public Task<Append> AppendAsync(SessionId session, StoredCommit commit, CancellationToken stop)
    {
        Bounds.Check(commit);
        var kept = commit with { Events = commit.Events.ToArray() };
        return sessions.DoAsync(
            rows =>
            {
                rows.TryAdd(session, []);
                return rows[session].TryAdd(commit.Number, kept) ? Append.Written : Append.NumberTaken;
            },
            stop);
    }

    public Task<bool> RewriteAsync(SessionId session, StoredCommit commit, CancellationToken stop)
    {
        Bounds.Check(commit);
        var events = commit.Events.ToArray();
        return sessions.DoAsync(
            rows =>
            {
                if (!rows.TryGetValue(session, out var commits) || !commits.TryGetValue(commit.Number, out var kept) || kept.Id != commit.Id)
                {
                    return false;
                }

                Bounds.CheckLength(kept.Events.Length, events.Length);
                commits[commit.Number] = kept with { Events = events };
                return true;
            },
            stop);
    }

    public Task DeleteAsync(SessionId session, CancellationToken stop) => sessions.DoAsync(rows => rows.Remove(session), stop);

    public Task<ImmutableArray<StoredCommit>> ReadAsync(SessionId session, long after, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return sessions.DoAsync<ImmutableArray<StoredCommit>>(
            rows => [.. rows.GetValueOrDefault(session, []).Values.SkipWhile(commit => commit.Number <= after).Take(max)], stop);
    }

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        sessions.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key.Value))], stop);
}

sealed class MemoryDirectory : IDirectory
{
    readonly MemoryRows<(VenueId, SessionId), DirectoryEntry> entries = new();

    public Task PutAsync(DirectoryEntry entry, CancellationToken stop) => entries.DoAsync(rows => rows[(entry.Venue, entry.Session)] = entry, stop);

    public Task DeleteAsync(SessionId session, CancellationToken stop) => entries.DoAsync(
        rows => rows.Keys.Where(key => key.Item2 == session).ToList().TrueForAll(rows.Remove), stop);

    public Task<ImmutableArray<DirectoryEntry>> InVenueAsync(VenueId venue, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return entries.DoAsync<ImmutableArray<DirectoryEntry>>(
            rows => Listed.Of(rows.Values.Where(entry => entry.Venue == venue), max), stop);
    }

    public Task<ImmutableArray<PlacedSession>> FromAsync(string begins, PlacedSession? after, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        return entries.DoAsync<ImmutableArray<PlacedSession>>(
            rows =>
            [
                .. rows.Values.Where(entry => entry.Venue.Value.StartsWith(begins, StringComparison.Ordinal))
                    .Select(entry => (Venue: entry.Venue.Value, Session: entry.Session.Value, entry.ClosedAt))
                    .OrderBy(place => place.Venue, StringComparer.Ordinal)
                    .ThenBy(place => place.Session, StringComparer.Ordinal)
                    .Where(place => after is null || IsBehind((place.Venue, place.Session), after))
                    .Take(max)
                    .Select(place => new PlacedSession(new(place.Venue), new(place.Session), place.ClosedAt)),
            ],
            stop);
    }

    static bool IsBehind((string Venue, string Session) place, PlacedSession after) =>
        string.CompareOrdinal(place.Venue, after.Venue.Value) is > 0
        || (place.Venue == after.Venue.Value && string.CompareOrdinal(place.Session, after.Session.Value) > 0);

    /// <summary>Of any place of it: they say the same.</summary>
    public Task<DirectoryEntry?> FindAsync(SessionId session, CancellationToken stop) =>
        entries.DoAsync(rows => rows.Values.Where(entry => entry.Session == session).MaxBy(entry => entry.OpenedAt), stop);

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        entries.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key.Item1.Value))], stop);
}

sealed class MemoryPosts : IPosts
{
    readonly MemoryRows<(SessionId, VenueId, string), PostedSlot> slots = new();

    public Task PutAsync(PostedSlot slot, CancellationToken stop) => slots.DoAsync(rows => rows[(slot.Session, slot.Venue, slot.Slot)] = slot, stop);

    public Task<bool> SwapAsync(PostedSlot? known, PostedSlot slot, CancellationToken stop) =>
        slots.SwapAsync((slot.Session, slot.Venue, slot.Slot), known, slot, stop);

    public Task DeleteAsync(SessionId session, CancellationToken stop) => slots.DoAsync(
        rows => rows.Keys.Where(key => key.Item1 == session).ToList().TrueForAll(rows.Remove), stop);

    public Task<ImmutableArray<PostedSlot>> ReadAsync(SessionId session, CancellationToken stop) => slots.DoAsync<ImmutableArray<PostedSlot>>(
        rows =>
        [
            .. rows.Values.Where(slot => slot.Session == session)
                .OrderBy(slot => slot.Venue.Value, StringComparer.Ordinal)
                .ThenBy(slot => slot.Slot, StringComparer.Ordinal),
        ],
        stop);

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        slots.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key.Item1.Value))], stop);
}

sealed class MemoryKeyRing : IKeyRing
{
    readonly MemoryRows<(SessionId Session, int Scope), KeptKey> keys = new();

    public Task<KeptKey> KeepAsync(SessionId session, int scope, ReadOnlyMemory<byte> key, CancellationToken stop)
    {
        Bounds.CheckKey(key);
        return keys.DoAsync(
            rows =>
            {
                rows.TryAdd((session, scope), new(scope, key.ToArray()));
                return rows[(session, scope)];
            },
            stop);
    }

    public Task<ImmutableArray<KeptKey>> ReadAsync(SessionId session, CancellationToken stop) => keys.DoAsync<ImmutableArray<KeptKey>>(
        rows => [.. rows.Where(row => row.Key.Session == session).Select(row => row.Value).OrderBy(key => key.Scope)], stop);

    public Task DestroyAsync(SessionId session, int scope, CancellationToken stop) =>
        keys.DoAsync(rows => rows[(session, scope)] = new(scope, null), stop);

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        keys.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key.Session.Value))], stop);
}

sealed class MemoryArtifacts : IArtifacts
{
    readonly MemoryRows<(SessionId Session, int Activity), ImmutableArray<Artifact>> activities = new();

    public Task ReplaceAsync(SessionId session, int activity, ImmutableArray<Artifact> rows, CancellationToken stop)
    {
        Bounds.Check(activity, rows);
        var unlinked = Unlinked.From(rows);
        return activities.DoAsync(all => all[(session, activity)] = unlinked, stop);
    }

    public Task DeleteAsync(SessionId session, CancellationToken stop) => activities.DoAsync(
        rows => rows.Keys.Where(key => key.Session == session).ToList().TrueForAll(rows.Remove), stop);

    public Task<ImmutableArray<Artifact>> ReadAsync(SessionId session, CancellationToken stop) => activities.DoAsync<ImmutableArray<Artifact>>(
        all => [.. all.Where(row => row.Key.Session == session).OrderBy(row => row.Key.Activity).SelectMany(row => row.Value)], stop);

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        activities.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key.Session.Value))], stop);
}

sealed class MemoryRooms : IRooms
{
    readonly MemoryRows<VenueId, Room> rooms = new();
    readonly MemoryRows<(VenueId Venue, string Person), Guest> guests = new();

    public Task CreateAsync(Room room, CancellationToken stop) => rooms.DoAsync(rows => rows.TryAdd(room.Venue, room), stop);

    public Task<Room?> FindAsync(VenueId venue, CancellationToken stop) => rooms.DoAsync(rows => rows.GetValueOrDefault(venue), stop);

    public Task OpenToAllAsync(VenueId venue, CancellationToken stop) => rooms.DoAsync(
        rows => rows.TryGetValue(venue, out var room) ? rows[venue] = room with { IsByLink = false } : null, stop);

    public Task PutGuestAsync(VenueId venue, Guest guest, CancellationToken stop) => guests.DoAsync(rows => rows[(venue, guest.Person)] = guest, stop);

    public Task<Guest?> FindGuestAsync(VenueId venue, string person, CancellationToken stop) =>
        guests.DoAsync(rows => rows.GetValueOrDefault((venue, person)), stop);

    public Task<int> CountGuestsAsync(VenueId venue, CancellationToken stop) => guests.DoAsync(rows => rows.Keys.Count(key => key.Venue == venue), stop);

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        rooms.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key.Value))], stop);

    public Task<ImmutableArray<StoredKey>> GuestsAsync(CancellationToken stop) =>
        guests.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key.Venue.Value, key.Person))], stop);
}

sealed class MemoryLinks : ILinks
{
    readonly MemoryRows<(VenueId Venue, string Hash), RoomLink> links = new();

    public Task PutAsync(ImmutableArray<RoomLink> all, CancellationToken stop) => links.DoAsync(
        rows => all.Count(link => rows.TryAdd((link.Venue, link.Hash), link)), stop);

    public Task<RoomLink?> FindAsync(VenueId venue, string hash, CancellationToken stop) =>
        links.DoAsync(rows => rows.GetValueOrDefault((venue, hash)), stop);

    public Task<RoomLink?> TakeAsync(VenueId venue, string hash, string taker, CancellationToken stop) => links.DoAsync(
        rows => rows.GetValueOrDefault((venue, hash)) is { IsFree: true } free
            ? rows[(venue, hash)] = free with { Taker = taker }
            : rows.GetValueOrDefault((venue, hash)),
        stop);

    public Task<int> WithdrawAsync(SessionId session, CancellationToken stop) => links.DoAsync(
        rows =>
        {
            var unused = rows.Values.Where(link => link.Session == session && link.IsFree).ToList();
            unused.ForEach(link => rows[(link.Venue, link.Hash)] = link with { IsWithdrawn = true });
            return unused.Count;
        },
        stop);

    public Task<int> CountAsync(SessionId session, CancellationToken stop) =>
        links.DoAsync(rows => rows.Values.Count(link => link.Session == session), stop);

    public Task DeleteAsync(SessionId session, CancellationToken stop) => links.DoAsync(
        rows => rows.Where(row => row.Value.Session == session).Select(row => row.Key).ToList().TrueForAll(rows.Remove), stop);

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        links.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key.Venue.Value, key.Hash))], stop);
}

sealed class MemoryMembers(MemoryDirectory directory) : IMembers
{
    static readonly ImmutableSortedDictionary<string, string?> None = ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    readonly MemoryRows<SessionId, ImmutableSortedDictionary<string, string?>> members = new();

    public Task PutAsync(SessionId session, string person, CancellationToken stop, string? zone = null) =>
        members.DoAsync(rows => rows[session] = Of(rows, session).SetItem(person, zone ?? Of(rows, session).GetValueOrDefault(person)), stop);

    public Task<ImmutableArray<string>> ReadAsync(SessionId session, CancellationToken stop) =>
        members.DoAsync<ImmutableArray<string>>(rows => [.. Of(rows, session).Keys], stop);

    public Task<ImmutableArray<MemberZone>> ZonesAsync(SessionId session, CancellationToken stop) => members.DoAsync<ImmutableArray<MemberZone>>(
        rows => [.. from row in Of(rows, session) where row.Value is not null select new MemberZone(row.Key, row.Value)], stop);

    public Task DeleteAsync(SessionId session, CancellationToken stop) => members.DoAsync(rows => rows.Remove(session), stop);

    public Task RemoveAsync(SessionId session, string person, CancellationToken stop) =>
        members.DoAsync(rows => rows[session] = Of(rows, session).Remove(person), stop);

    public Task<ImmutableArray<MemberSession>> SessionsOfAsync(string person, int max, CancellationToken stop) => SessionsOfAsync([person], max, stop);

    public Task<ImmutableArray<string>> KnownAsync(ImmutableArray<string> people, CancellationToken stop)
    {
        Bounds.CheckKeys(people);
        return members.DoAsync<ImmutableArray<string>>(rows => [.. people.Where(person => rows.Values.Any(row => row.ContainsKey(person)))], stop);
    }

    public async Task<ImmutableArray<MemberSession>> SessionsOfAsync(ImmutableArray<string> people, int max, CancellationToken stop)
    {
        Bounds.CheckMax(max);
        Bounds.CheckKeys(people);
        var all = new List<MemberSession>();
        foreach (var session in await members.DoAsync(rows => rows.Where(row => people.Any(row.Value.ContainsKey)).Select(row => row.Key).ToList(), stop))
        {
            var entry = await directory.FindAsync(session, stop);
            all.Add(new MemberSession(session, entry?.OpenedAt, entry?.ClosedAt));
        }

        return Listed.Of(all, max);
    }

    static ImmutableSortedDictionary<string, string?> Of(Dictionary<SessionId, ImmutableSortedDictionary<string, string?>> rows, SessionId session) =>
        rows.GetValueOrDefault(session, None);

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        members.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key.Value))], stop);
}

sealed class MemoryRecipes : IRecipes
{
    readonly MemoryRows<(VenueId Venue, string Name), Recipe> recipes = new();

    public Task PutAsync(VenueId venue, Recipe recipe, CancellationToken stop) => recipes.DoAsync(rows => rows[(venue, recipe.Name)] = recipe, stop);

    public Task<ImmutableArray<Recipe>> ReadAsync(VenueId venue, CancellationToken stop) => recipes.DoAsync<ImmutableArray<Recipe>>(
        rows => [.. rows.Where(row => row.Key.Venue == venue).Select(row => row.Value).OrderBy(recipe => recipe.Name, StringComparer.Ordinal)], stop);

    public Task<ImmutableArray<StoredKey>> KeysAsync(CancellationToken stop) =>
        recipes.DoAsync<ImmutableArray<StoredKey>>(rows => [.. rows.Keys.Select(key => new StoredKey(key.Venue.Value))], stop);
}
