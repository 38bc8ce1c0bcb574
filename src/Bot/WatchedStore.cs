using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot;

/// <summary>The store, with an eye on whether it works. It changes nothing about what the store does.</summary>
sealed class WatchedStore(IStore store, StoreWatch watch) : IStore, ISessionLog, IDirectory, IDueTable, IPosts, IKeyRing, IArtifacts, IRooms,
    IPictures
{
    ISessionLog IStore.Log => this;

    IDirectory IStore.Directory => this;

    IDueTable IStore.Due => this;

    IPosts IStore.Posts => this;

    IKeyRing IStore.Keys => this;

    IArtifacts IStore.Artifacts => this;

    IRooms IStore.Rooms => this;

    ILinks IStore.Links => store.Links;

    IMembers IStore.Members => store.Members; // seldom called: what they meet the others meet as well

    IRecipes IStore.Recipes => store.Recipes;

    IPictures IStore.Pictures => this;

    ISchedules IStore.Schedules => store.Schedules;

    public Task CheckAsync(CancellationToken stop) => watch.SeeAsync("check", store.CheckAsync(stop));

    public Task DeleteAsync(SessionId session, CancellationToken stop) => watch.SeeAsync("delete", store.DeleteAsync(session, stop));

    public Task SweepAsync(CancellationToken stop) => watch.SeeAsync("sweep", store.SweepAsync(stop));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    Task<Append> ISessionLog.AppendAsync(SessionId session, StoredCommit commit, CancellationToken stop) =>
        watch.SeeAsync("log append", store.Log.AppendAsync(session, commit, stop));

    Task<bool> ISessionLog.RewriteAsync(SessionId session, StoredCommit commit, CancellationToken stop) =>
        watch.SeeAsync("log rewrite", store.Log.RewriteAsync(session, commit, stop));

    Task<ImmutableArray<StoredCommit>> ISessionLog.ReadAsync(SessionId session, long after, int max, CancellationToken stop) =>
        watch.SeeAsync("log read", store.Log.ReadAsync(session, after, max, stop));

    Task IDirectory.PutAsync(DirectoryEntry entry, CancellationToken stop) => watch.SeeAsync("directory put", store.Directory.PutAsync(entry, stop));

    Task<ImmutableArray<DirectoryEntry>> IDirectory.InVenueAsync(VenueId venue, int max, CancellationToken stop) =>
        watch.SeeAsync("directory read", store.Directory.InVenueAsync(venue, max, stop));

    Task IDueTable.PutAsync(SessionId session, DateTimeOffset due, CancellationToken stop) =>
        watch.SeeAsync("due put", store.Due.PutAsync(session, due, stop));

    Task IDueTable.RemoveAsync(SessionId session, CancellationToken stop) => watch.SeeAsync("due remove", store.Due.RemoveAsync(session, stop));

    Task<ImmutableArray<DueEntry>> IDueTable.UpToAsync(DateTimeOffset now, int max, CancellationToken stop) =>
        watch.SeeAsync("due read", store.Due.UpToAsync(now, max, stop));

    Task IPosts.PutAsync(PostedSlot slot, CancellationToken stop) => watch.SeeAsync("posts put", store.Posts.PutAsync(slot, stop));

    Task<ImmutableArray<PostedSlot>> IPosts.ReadAsync(SessionId session, CancellationToken stop) =>
        watch.SeeAsync("posts read", store.Posts.ReadAsync(session, stop));

    Task<KeptKey> IKeyRing.KeepAsync(SessionId session, int scope, ReadOnlyMemory<byte> key, CancellationToken stop) =>
        watch.SeeAsync("keys keep", store.Keys.KeepAsync(session, scope, key, stop));

    Task<ImmutableArray<KeptKey>> IKeyRing.ReadAsync(SessionId session, CancellationToken stop) =>
        watch.SeeAsync("keys read", store.Keys.ReadAsync(session, stop));

    Task IKeyRing.DestroyAsync(SessionId session, int scope, CancellationToken stop) =>
        watch.SeeAsync("keys destroy", store.Keys.DestroyAsync(session, scope, stop));

    Task IArtifacts.ReplaceAsync(SessionId session, int activity, ImmutableArray<Artifact> rows, CancellationToken stop) =>
        watch.SeeAsync("artifacts put", store.Artifacts.ReplaceAsync(session, activity, rows, stop));

    Task<ImmutableArray<Artifact>> IArtifacts.ReadAsync(SessionId session, CancellationToken stop) =>
        watch.SeeAsync("artifacts read", store.Artifacts.ReadAsync(session, stop));

    Task IRooms.CreateAsync(Room room, CancellationToken stop) => watch.SeeAsync("rooms put", store.Rooms.CreateAsync(room, stop));

    Task<Room?> IRooms.FindAsync(VenueId venue, CancellationToken stop) => watch.SeeAsync("rooms read", store.Rooms.FindAsync(venue, stop));

    Task IRooms.OpenToAllAsync(VenueId venue, CancellationToken stop) => watch.SeeAsync("rooms put", store.Rooms.OpenToAllAsync(venue, stop));

    Task IRooms.PutGuestAsync(VenueId venue, Guest guest, CancellationToken stop) =>
        watch.SeeAsync("guests put", store.Rooms.PutGuestAsync(venue, guest, stop));

    Task<Guest?> IRooms.FindGuestAsync(VenueId venue, string person, CancellationToken stop) =>
        watch.SeeAsync("guests read", store.Rooms.FindGuestAsync(venue, person, stop));

    Task<int> IRooms.CountGuestsAsync(VenueId venue, CancellationToken stop) =>
        watch.SeeAsync("guests count", store.Rooms.CountGuestsAsync(venue, stop));

    Task IPictures.PutAsync(SessionId session, StoredPicture picture, CancellationToken stop) =>
        watch.SeeAsync("pictures put", store.Pictures.PutAsync(session, picture, stop));

    Task<StoredPicture?> IPictures.FindAsync(SessionId session, string id, CancellationToken stop) =>
        watch.SeeAsync("pictures read", store.Pictures.FindAsync(session, id, stop));

    Task<long> IPictures.BytesAsync(CancellationToken stop) => watch.SeeAsync("pictures count", store.Pictures.BytesAsync(stop));

    Task IPictures.KeepOnlyAsync(SessionId session, ImmutableHashSet<string> ids, CancellationToken stop) =>
        watch.SeeAsync("pictures delete", store.Pictures.KeepOnlyAsync(session, ids, stop));
}
