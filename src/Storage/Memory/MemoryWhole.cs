using System.Collections.Immutable;
using System.Diagnostics;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage.Memory;

sealed class MemoryWhole(MemoryStore store) : IWhole
{
    readonly MemorySchedules schedules = (MemorySchedules)store.Schedules;

    public async Task<ImmutableArray<StoredKey>> KeysAsync(KeyedKind of, CancellationToken stop)
    {
        var keys = await Task.WhenAll(Parts(of, stop));
        return [.. keys.SelectMany(some => some).Distinct()];
    }

    public Task PutAsync(Schedule schedule, CancellationToken stop) => schedules.PutAsync(schedule, stop);

    public Task PutAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop) => schedules.PutAsync(venue, calendar, stop);

    public Task<int> LastNumberAsync(VenueId venue, CancellationToken stop) => schedules.LastNumberAsync(venue, stop);

    public Task PutLastNumberAsync(VenueId venue, int last, CancellationToken stop) => schedules.PutLastNumberAsync(venue, last, stop);

    Task<ImmutableArray<StoredKey>>[] Parts(KeyedKind of, CancellationToken stop) => of switch
    {
        KeyedKind.Session =>
        [
            ((MemoryLog)store.Log).KeysAsync(stop), ((MemoryKeyRing)store.Keys).KeysAsync(stop), ((MemoryPosts)store.Posts).KeysAsync(stop),
            ((MemoryArtifacts)store.Artifacts).KeysAsync(stop), ((MemoryMembers)store.Members).KeysAsync(stop),
        ],
        KeyedKind.Venue =>
        [
            ((MemoryDirectory)store.Directory).KeysAsync(stop), ((MemoryRecipes)store.Recipes).KeysAsync(stop), schedules.KeysAsync(stop),
            ((MemoryRooms)store.Rooms).KeysAsync(stop),
        ],
        KeyedKind.Guest => [((MemoryRooms)store.Rooms).GuestsAsync(stop)],
        KeyedKind.Link => [((MemoryLinks)store.Links).KeysAsync(stop)],
        KeyedKind.Invitation => [((MemoryInvitations)store.Invitations).KeysAsync(stop)],
        KeyedKind.Picture => [((MemoryPictures)store.Pictures).KeysAsync(stop)],
        KeyedKind.Person => [((MemoryPeople)store.People).KeysAsync(stop)],
        KeyedKind.Erasing => [((MemoryPeople)store.People).ErasingsAsync(stop)],
        KeyedKind.Address => [((MemoryAddresses)store.Addresses).KeysAsync(stop)],
        KeyedKind.Served => [((MemoryInstallations)store.Installations).ServedAsync(stop)],
        _ => throw new UnreachableException(),
    };
}
