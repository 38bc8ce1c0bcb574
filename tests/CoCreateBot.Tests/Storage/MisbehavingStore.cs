using System.Collections.Concurrent;
using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Tests.Storage;

public enum StoreCall
{
    LogAppend,
    LogRead,
    DirectoryPut,
    DirectoryRead,
    DuePut,
    DueRemove,
    DueRead,
    PostsPut,
    PostsRead,
    KeysKeep,
    KeysRead,
    KeysDestroy,
    ArtifactsReplace,
    ArtifactsRead,
    RoomsCreate,
    RoomsRead,
    GuestsPut,
    GuestsRead,
    LinksPut,
    LinksRead,
    LinksTake,
    MembersPut,
    MembersRead,
    RecipesPut,
    RecipesRead,
    PicturesPut,
    PicturesRead,
    PicturesDelete,
    SchedulesPut,
    SchedulesRead,
    SchedulesDelete,
    InstallationsPut,
    InstallationsRead,
    InstallationsRemove,
    PeoplePut,
    PeopleRead,
    PeopleRemove,
    ErasingsPut,
    ErasingsRead,
    ErasingsRemove,
    InvitationsPut,
    InvitationsRead,
    InvitationsTake,
    AddressesPut,
    AddressesRead,
    Check,
    LogRewrite,
    Delete,
    Sweep,
    NodesBeat,
    NodesRead,
    NodesRemove,
    LeasesRead,
    LeasesSwap,
}

/// <summary>
/// A store that does what stores do on bad days, when the test says so. What is asked for happens to the next call of its kind, once, in the order
/// in which it was asked for.
/// </summary>
public sealed partial class MisbehavingStore(IStore inner) : PassingStore(inner), ISessionLog, IDirectory, IDueTable, IPosts, IKeyRing, IArtifacts, IRooms, ILinks,
    IMembers, IRecipes, IPictures, ISchedules, IInstallations, IPeople, IInvitations, IAddresses
{
    readonly ConcurrentDictionary<StoreCall, ConcurrentQueue<Func<Func<Task>, Task>>> faults = new();
    readonly ConcurrentQueue<StoredCommit> rivals = new();
    readonly ConcurrentQueue<StoreCall> calls = new();

    /// <summary>Every call fails before it does anything.</summary>
    public bool IsDown { get; set; }

    /// <summary>What happens to each call that nothing else was asked for; is given the call and its work.</summary>
    public Func<StoreCall, Func<Task>, Task> Otherwise { get; set; } = (_, work) => work();

    /// <summary>What was called, in order, also what failed.</summary>
    public ImmutableArray<StoreCall> Calls => [.. calls];

    public override ISessionLog Log => this;

    public override IDirectory Directory => this;

    public override IDueTable Due => this;

    public override IPosts Posts => this;

    public override IKeyRing Keys => this;

    public override IArtifacts Artifacts => this;

    public override IRooms Rooms => this;

    public override ILinks Links => this;

    public override IMembers Members => this;

    public override IRecipes Recipes => this;

    public override IPictures Pictures => this;

    public override ISchedules Schedules => this;

    public override IInstallations Installations => this;

    public override IPeople People => this;

    /// <summary>The work is not done, and the caller hears so.</summary>
    public void FailNext(StoreCall call, StoreTrouble trouble = StoreTrouble.Unreachable) => Next(call, _ => throw Trouble(trouble));

    /// <summary>The work is not done: whoever calls meets a bug.</summary>
    public void BreakNext(StoreCall call) => Next(call, _ => throw new InvalidOperationException("A bug, as the test has asked."));

    /// <summary>The work is done, and the caller hears that it failed.</summary>
    public void LoseNextAnswer(StoreCall call) => Next(call, async work =>
    {
        await work();
        throw Trouble(StoreTrouble.Unreachable);
    });

    /// <summary>The work waits until the test opens the gate.</summary>
    public Gate HoldNext(StoreCall call)
    {
        var gate = new Gate();
        Next(call, async work =>
        {
            await gate.PassAsync();
            await work();
        });
        return gate;
    }

    /// <summary>The work is done, and the answer waits until the test opens the gate.</summary>
    public Gate HoldNextAnswer(StoreCall call)
    {
        var gate = new Gate();
        Next(call, async work =>
        {
            await work();
            await gate.PassAsync();
        });
        return gate;
    }

    /// <summary>Just before the next append another node writes this commit, under the number that was about to be taken.</summary>
    public void LetARivalBeFaster(StoredCommit rival) => rivals.Enqueue(rival);

    public override Task CheckAsync(CancellationToken stop) => Through(StoreCall.Check, () => Inner.CheckAsync(stop));

    public override Task DeleteAsync(SessionId session, CancellationToken stop) => Through(StoreCall.Delete, () => Inner.DeleteAsync(session, stop));

    public override Task SweepAsync(CancellationToken stop) => Through(StoreCall.Sweep, () => Inner.SweepAsync(stop));

    async Task<Append> ISessionLog.AppendAsync(SessionId session, StoredCommit commit, CancellationToken stop)
    {
        if (rivals.TryDequeue(out var rival))
        {
            await Inner.Log.AppendAsync(session, rival with { Number = commit.Number }, stop);
        }

        return await Through(StoreCall.LogAppend, () => Inner.Log.AppendAsync(session, commit, stop));
    }

    Task<bool> ISessionLog.RewriteAsync(SessionId session, StoredCommit commit, CancellationToken stop) =>
        Through(StoreCall.LogRewrite, () => Inner.Log.RewriteAsync(session, commit, stop));

    Task<ImmutableArray<StoredCommit>> ISessionLog.ReadAsync(SessionId session, long after, int max, CancellationToken stop) =>
        Through(StoreCall.LogRead, () => Inner.Log.ReadAsync(session, after, max, stop));

    Task IDirectory.PutAsync(DirectoryEntry entry, CancellationToken stop) =>
        Through(StoreCall.DirectoryPut, () => Inner.Directory.PutAsync(entry, stop));

    Task<ImmutableArray<DirectoryEntry>> IDirectory.InVenueAsync(VenueId venue, int max, CancellationToken stop) =>
        Through(StoreCall.DirectoryRead, () => Inner.Directory.InVenueAsync(venue, max, stop));

    Task IDueTable.PutAsync(SessionId session, DateTimeOffset due, CancellationToken stop) =>
        Through(StoreCall.DuePut, () => Inner.Due.PutAsync(session, due, stop));

    Task IDueTable.RemoveAsync(SessionId session, CancellationToken stop) => Through(StoreCall.DueRemove, () => Inner.Due.RemoveAsync(session, stop));

    Task IDueTable.ForgetAsync(SessionId session, DateTimeOffset before, CancellationToken stop) =>
        Through(StoreCall.DueRemove, () => Inner.Due.ForgetAsync(session, before, stop));

    Task<ImmutableArray<DueEntry>> IDueTable.UpToAsync(DateTimeOffset now, int max, CancellationToken stop) =>
        Through(StoreCall.DueRead, () => Inner.Due.UpToAsync(now, max, stop));

    Task IPosts.PutAsync(PostedSlot slot, CancellationToken stop) => Through(StoreCall.PostsPut, () => Inner.Posts.PutAsync(slot, stop));

    Task<bool> IPosts.SwapAsync(PostedSlot? known, PostedSlot slot, CancellationToken stop) =>
        Through(StoreCall.PostsPut, () => Inner.Posts.SwapAsync(known, slot, stop));

    Task<ImmutableArray<PostedSlot>> IPosts.ReadAsync(SessionId session, CancellationToken stop) =>
        Through(StoreCall.PostsRead, () => Inner.Posts.ReadAsync(session, stop));

    Task<KeptKey> IKeyRing.KeepAsync(SessionId session, int scope, ReadOnlyMemory<byte> key, CancellationToken stop) =>
        Through(StoreCall.KeysKeep, () => Inner.Keys.KeepAsync(session, scope, key, stop));

    Task<ImmutableArray<KeptKey>> IKeyRing.ReadAsync(SessionId session, CancellationToken stop) =>
        Through(StoreCall.KeysRead, () => Inner.Keys.ReadAsync(session, stop));

    Task IKeyRing.DestroyAsync(SessionId session, int scope, CancellationToken stop) =>
        Through(StoreCall.KeysDestroy, () => Inner.Keys.DestroyAsync(session, scope, stop));

    Task IArtifacts.ReplaceAsync(SessionId session, int activity, ImmutableArray<Artifact> rows, CancellationToken stop) =>
        Through(StoreCall.ArtifactsReplace, () => Inner.Artifacts.ReplaceAsync(session, activity, rows, stop));

    Task<ImmutableArray<Artifact>> IArtifacts.ReadAsync(SessionId session, CancellationToken stop) =>
        Through(StoreCall.ArtifactsRead, () => Inner.Artifacts.ReadAsync(session, stop));

    Task IRooms.CreateAsync(Room room, CancellationToken stop) => Through(StoreCall.RoomsCreate, () => Inner.Rooms.CreateAsync(room, stop));

    Task<Room?> IRooms.FindAsync(VenueId venue, CancellationToken stop) => Through(StoreCall.RoomsRead, () => Inner.Rooms.FindAsync(venue, stop));

    Task IRooms.PutGuestAsync(VenueId venue, Guest guest, CancellationToken stop) =>
        Through(StoreCall.GuestsPut, () => Inner.Rooms.PutGuestAsync(venue, guest, stop));

    Task<Guest?> IRooms.FindGuestAsync(VenueId venue, string person, CancellationToken stop) =>
        Through(StoreCall.GuestsRead, () => Inner.Rooms.FindGuestAsync(venue, person, stop));

    Task<int> IRooms.CountGuestsAsync(VenueId venue, CancellationToken stop) =>
        Through(StoreCall.GuestsRead, () => Inner.Rooms.CountGuestsAsync(venue, stop));

    Task IRooms.OpenToAllAsync(VenueId venue, CancellationToken stop) =>
        Through(StoreCall.RoomsCreate, () => Inner.Rooms.OpenToAllAsync(venue, stop));

    Task ILinks.PutAsync(ImmutableArray<RoomLink> links, CancellationToken stop) => Through(StoreCall.LinksPut, () => Inner.Links.PutAsync(links, stop));

    Task<RoomLink?> ILinks.FindAsync(VenueId venue, string hash, CancellationToken stop) =>
        Through(StoreCall.LinksRead, () => Inner.Links.FindAsync(venue, hash, stop));

    Task<RoomLink?> ILinks.TakeAsync(VenueId venue, string hash, string taker, CancellationToken stop) =>
        Through(StoreCall.LinksTake, () => Inner.Links.TakeAsync(venue, hash, taker, stop));

    Task<int> ILinks.WithdrawAsync(SessionId session, CancellationToken stop) =>
        Through(StoreCall.LinksPut, () => Inner.Links.WithdrawAsync(session, stop));

    Task<int> ILinks.CountAsync(SessionId session, CancellationToken stop) => Through(StoreCall.LinksRead, () => Inner.Links.CountAsync(session, stop));

    Task IMembers.PutAsync(SessionId session, string person, CancellationToken stop, string? zone) =>
        Through(StoreCall.MembersPut, () => Inner.Members.PutAsync(session, person, stop, zone));

    Task<ImmutableArray<MemberZone>> IMembers.ZonesAsync(SessionId session, CancellationToken stop) =>
        Through(StoreCall.MembersRead, () => Inner.Members.ZonesAsync(session, stop));

    Task<ImmutableArray<string>> IMembers.ReadAsync(SessionId session, CancellationToken stop) =>
        Through(StoreCall.MembersRead, () => Inner.Members.ReadAsync(session, stop));

    Task IMembers.RemoveAsync(SessionId session, string person, CancellationToken stop) =>
        Through(StoreCall.MembersPut, () => Inner.Members.RemoveAsync(session, person, stop));

    Task IRecipes.PutAsync(VenueId venue, Recipe recipe, CancellationToken stop) =>
        Through(StoreCall.RecipesPut, () => Inner.Recipes.PutAsync(venue, recipe, stop));

    Task<ImmutableArray<Recipe>> IRecipes.ReadAsync(VenueId venue, CancellationToken stop) =>
        Through(StoreCall.RecipesRead, () => Inner.Recipes.ReadAsync(venue, stop));

    Task IPictures.PutAsync(SessionId session, StoredPicture picture, CancellationToken stop) =>
        Through(StoreCall.PicturesPut, () => Inner.Pictures.PutAsync(session, picture, stop));

    Task<StoredPicture?> IPictures.FindAsync(SessionId session, string id, CancellationToken stop) =>
        Through(StoreCall.PicturesRead, () => Inner.Pictures.FindAsync(session, id, stop));

    /// <summary>So many bytes of pictures as if others had them.</summary>
    public long OtherPictureBytes { get; set; }

    Task<long> IPictures.BytesAsync(CancellationToken stop) =>
        Through(StoreCall.PicturesRead, async () => OtherPictureBytes + await Inner.Pictures.BytesAsync(stop));

    Task IPictures.KeepOnlyAsync(SessionId session, ImmutableHashSet<string> ids, CancellationToken stop, ImmutableHashSet<string>? gone) =>
        Through(StoreCall.PicturesDelete, () => Inner.Pictures.KeepOnlyAsync(session, ids, stop, gone));

    Task<Schedule?> ISchedules.CreateAsync(Schedule schedule, CancellationToken stop) =>
        Through(StoreCall.SchedulesPut, () => Inner.Schedules.CreateAsync(schedule, stop));

    Task<ImmutableArray<Schedule>> ISchedules.InVenueAsync(VenueId venue, CancellationToken stop) =>
        Through(StoreCall.SchedulesRead, () => Inner.Schedules.InVenueAsync(venue, stop));

    Task<bool> ISchedules.ReplaceAsync(Schedule schedule, CancellationToken stop) =>
        Through(StoreCall.SchedulesPut, () => Inner.Schedules.ReplaceAsync(schedule, stop));

    Task ISchedules.RemoveAsync(VenueId venue, ScheduleId schedule, CancellationToken stop) =>
        Through(StoreCall.SchedulesDelete, () => Inner.Schedules.RemoveAsync(venue, schedule, stop));

    Task<ImmutableArray<Schedule>> ISchedules.DueAsync(DateTimeOffset now, int max, CancellationToken stop) =>
        Through(StoreCall.SchedulesRead, () => Inner.Schedules.DueAsync(now, max, stop));

    Task<VenueCalendar> ISchedules.CalendarAsync(VenueId venue, CancellationToken stop) =>
        Through(StoreCall.SchedulesRead, () => Inner.Schedules.CalendarAsync(venue, stop));

    Task<bool> ISchedules.PutCalendarAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop) =>
        Through(StoreCall.SchedulesPut, () => Inner.Schedules.PutCalendarAsync(venue, calendar, stop));

    static StoreUnavailableException Trouble(StoreTrouble trouble) => new(trouble, "As the test has asked.");

    void Next(StoreCall call, Func<Func<Task>, Task> fault) => faults.GetOrAdd(call, _ => new()).Enqueue(fault);

    async Task<T> Through<T>(StoreCall call, Func<Task<T>> work)
    {
        T? answer = default;
        await Through(call, (Func<Task>)(async () => answer = await work()));
        return answer!; // ! the work was done, or this is not reached
    }

    async Task Through(StoreCall call, Func<Task> work)
    {
        calls.Enqueue(call);
        if (IsDown)
        {
            throw Trouble(StoreTrouble.Unreachable);
        }

        await (faults.TryGetValue(call, out var waiting) && waiting.TryDequeue(out var fault) ? fault(work) : Otherwise(call, work));
    }
}

/// <summary>Something waits here until the test lets it go on.</summary>
public sealed class Gate
{
    readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => reached.Task;

    public void Open() => opened.TrySetResult();

    public Task PassAsync()
    {
        reached.TrySetResult();
        return opened.Task;
    }
}
