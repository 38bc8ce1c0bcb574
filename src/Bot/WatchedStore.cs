using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot;

/// <summary>
/// The store, with an eye on whether it works. It changes nothing about what the store does. Parts that are seldom called pass by: what they meet the
/// others meet as well.
/// </summary>
sealed class WatchedStore(IStore store, StoreWatch watch) : PassingStore(store), ISessionLog, IDirectory, IDueTable, IPosts, IKeyRing, IArtifacts, IRooms,
    IPictures
{
    public override ISessionLog Log => this;

    public override IDirectory Directory => this;

    public override IDueTable Due => this;

    public override IPosts Posts => this;

    public override IKeyRing Keys => this;

    public override IArtifacts Artifacts => this;

    public override IRooms Rooms => this;

    public override IPictures Pictures => this;

    public override Task CheckAsync(CancellationToken stop) => watch.SeeAsync("check", Inner.CheckAsync(stop));

    public override Task DeleteAsync(SessionId session, CancellationToken stop) => watch.SeeAsync("delete", Inner.DeleteAsync(session, stop));

    public override Task SweepAsync(CancellationToken stop) => watch.SeeAsync("sweep", Inner.SweepAsync(stop));

    Task<Append> ISessionLog.AppendAsync(SessionId session, StoredCommit commit, CancellationToken stop) =>
        watch.SeeAsync("log append", Inner.Log.AppendAsync(session, commit, stop));

    Task<bool> ISessionLog.RewriteAsync(SessionId session, StoredCommit commit, CancellationToken stop) =>
        watch.SeeAsync("log rewrite", Inner.Log.RewriteAsync(session, commit, stop));

    Task<ImmutableArray<StoredCommit>> ISessionLog.ReadAsync(SessionId session, long after, int max, CancellationToken stop) =>
        watch.SeeAsync("log read", Inner.Log.ReadAsync(session, after, max, stop));

    Task IDirectory.PutAsync(DirectoryEntry entry, CancellationToken stop) => watch.SeeAsync("directory put", Inner.Directory.PutAsync(entry, stop));

    Task<ImmutableArray<DirectoryEntry>> IDirectory.InVenueAsync(VenueId venue, int max, CancellationToken stop) =>
        watch.SeeAsync("directory read", Inner.Directory.InVenueAsync(venue, max, stop));

    Task<ImmutableArray<PlacedSession>> IDirectory.FromAsync(string begins, PlacedSession? after, int max, CancellationToken stop) =>
        watch.SeeAsync("directory read", Inner.Directory.FromAsync(begins, after, max, stop));

    Task IDueTable.PutAsync(SessionId session, DateTimeOffset due, CancellationToken stop) =>
        watch.SeeAsync("due put", Inner.Due.PutAsync(session, due, stop));

    Task IDueTable.RemoveAsync(SessionId session, CancellationToken stop) => watch.SeeAsync("due remove", Inner.Due.RemoveAsync(session, stop));

    Task IDueTable.ForgetAsync(SessionId session, DateTimeOffset before, CancellationToken stop) =>
        watch.SeeAsync("due remove", Inner.Due.ForgetAsync(session, before, stop));

    Task<ImmutableArray<DueEntry>> IDueTable.UpToAsync(DateTimeOffset now, int max, CancellationToken stop) =>
        watch.SeeAsync("due read", Inner.Due.UpToAsync(now, max, stop));

    Task IPosts.PutAsync(PostedSlot slot, CancellationToken stop) => watch.SeeAsync("posts put", Inner.Posts.PutAsync(slot, stop));

    Task<bool> IPosts.SwapAsync(PostedSlot? known, PostedSlot slot, CancellationToken stop) =>
        watch.SeeAsync("posts put", Inner.Posts.SwapAsync(known, slot, stop));

    Task<ImmutableArray<PostedSlot>> IPosts.ReadAsync(SessionId session, CancellationToken stop) =>
        watch.SeeAsync("posts read", Inner.Posts.ReadAsync(session, stop));

    Task<KeptKey> IKeyRing.KeepAsync(SessionId session, int scope, ReadOnlyMemory<byte> key, CancellationToken stop) =>
        watch.SeeAsync("keys keep", Inner.Keys.KeepAsync(session, scope, key, stop));

    Task<ImmutableArray<KeptKey>> IKeyRing.ReadAsync(SessionId session, CancellationToken stop) =>
        watch.SeeAsync("keys read", Inner.Keys.ReadAsync(session, stop));

    Task IKeyRing.DestroyAsync(SessionId session, int scope, CancellationToken stop) =>
        watch.SeeAsync("keys destroy", Inner.Keys.DestroyAsync(session, scope, stop));

    Task IArtifacts.ReplaceAsync(SessionId session, int activity, ImmutableArray<Artifact> rows, CancellationToken stop) =>
        watch.SeeAsync("artifacts put", Inner.Artifacts.ReplaceAsync(session, activity, rows, stop));

    Task<ImmutableArray<Artifact>> IArtifacts.ReadAsync(SessionId session, CancellationToken stop) =>
        watch.SeeAsync("artifacts read", Inner.Artifacts.ReadAsync(session, stop));

    Task IRooms.CreateAsync(Room room, CancellationToken stop) => watch.SeeAsync("rooms put", Inner.Rooms.CreateAsync(room, stop));

    Task<Room?> IRooms.FindAsync(VenueId venue, CancellationToken stop) => watch.SeeAsync("rooms read", Inner.Rooms.FindAsync(venue, stop));

    Task IRooms.OpenToAllAsync(VenueId venue, CancellationToken stop) => watch.SeeAsync("rooms put", Inner.Rooms.OpenToAllAsync(venue, stop));

    Task IRooms.PutGuestAsync(VenueId venue, Guest guest, CancellationToken stop) =>
        watch.SeeAsync("guests put", Inner.Rooms.PutGuestAsync(venue, guest, stop));

    Task<Guest?> IRooms.FindGuestAsync(VenueId venue, string person, CancellationToken stop) =>
        watch.SeeAsync("guests read", Inner.Rooms.FindGuestAsync(venue, person, stop));

    Task<int> IRooms.CountGuestsAsync(VenueId venue, CancellationToken stop) =>
        watch.SeeAsync("guests count", Inner.Rooms.CountGuestsAsync(venue, stop));

    Task IPictures.PutAsync(SessionId session, StoredPicture picture, CancellationToken stop) =>
        watch.SeeAsync("pictures put", Inner.Pictures.PutAsync(session, picture, stop));

    Task<StoredPicture?> IPictures.FindAsync(SessionId session, string id, CancellationToken stop) =>
        watch.SeeAsync("pictures read", Inner.Pictures.FindAsync(session, id, stop));

    Task<long> IPictures.BytesAsync(CancellationToken stop) => watch.SeeAsync("pictures count", Inner.Pictures.BytesAsync(stop));

    Task IPictures.KeepOnlyAsync(SessionId session, ImmutableHashSet<string> ids, CancellationToken stop, ImmutableHashSet<string>? gone) =>
        watch.SeeAsync("pictures delete", Inner.Pictures.KeepOnlyAsync(session, ids, stop, gone));
}
