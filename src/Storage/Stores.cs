using System.Collections.Immutable;
using CoCreateBot.Sessions;

namespace CoCreateBot.Storage;

/// <summary>
/// Everything that outlives the process. Each part is small enough to be written for SQLite, for Azure Table Storage and for memory, and all are held
/// to one acceptance suite. Whatever a Task says is done is durable when the Task ends. Failures of the world are <see cref="StoreUnavailableException"/>.
/// Cancelling ends only the waiting for a turn: a write that was taken on is finished, and its Task says how. What is handed over must not be
/// changed before the Task ends. Everything put twice is put once, and the last one stays, except where it says otherwise.
/// </summary>
public interface IStore : IAsyncDisposable
{
    ISessionLog Log { get; }

    IDirectory Directory { get; }

    IDueTable Due { get; }

    IPosts Posts { get; }

    IKeyRing Keys { get; }

    IArtifacts Artifacts { get; }

    IRooms Rooms { get; }

    ILinks Links { get; }

    IMembers Members { get; }

    IRecipes Recipes { get; }

    IPictures Pictures { get; }

    ISchedules Schedules { get; }

    IInstallations Installations { get; }

    IPeople People { get; }

    IInvitations Invitations { get; }

    IAddresses Addresses { get; }

    IWhole Whole { get; }

    /// <summary>The servers that share this store; null where it is for one alone.</summary>
    INodes? Nodes { get; }

    /// <summary>
    /// All of a session goes, from every table. Keys first; what is left of a key is that it was destroyed. When this ends no byte of its words is left in
    /// any file. Twice is once; where it fails, ask again.
    /// </summary>
    Task DeleteAsync(SessionId session, CancellationToken stop);

    /// <summary>When this ends no byte of what was deleted, replaced or rewritten before is left in any file. Where it fails, ask again.</summary>
    Task SweepAsync(CancellationToken stop);

    /// <summary>Writes and reads a little, as the readiness check; throws <see cref="StoreUnavailableException"/> where that fails.</summary>
    Task CheckAsync(CancellationToken stop);
}

/// <summary>The log of sessions: one commit is one row, inserted only if its number is free.</summary>
public interface ISessionLog
{
    /// <summary>A gap is not looked for: whoever appends has read as far as the number before.</summary>
    Task<Append> AppendAsync(SessionId session, StoredCommit commit, CancellationToken stop);

    /// <summary>
    /// Puts other events in the place of those of a commit, which keeps its number, its id and its marks; false where there is no such commit. They take
    /// just as many bytes as those before, so that the row is written where it lies: fill up with spaces. When this ends no byte of the events before is
    /// left in any file.
    /// </summary>
    Task<bool> RewriteAsync(SessionId session, StoredCommit commit, CancellationToken stop);

    /// <summary>The commits behind number <paramref name="after"/> in order, at most <paramref name="max"/>; fewer means there are no more.</summary>
    Task<ImmutableArray<StoredCommit>> ReadAsync(SessionId session, long after, int max, CancellationToken stop);
}

public enum Append
{
    Written,

    /// <summary>Another commit has this number. It may be this very one, whose answer was lost: read on and look for its id.</summary>
    NumberTaken,
}

/// <param name="Number">1, 2, 3 … without gaps in a session.</param>
/// <param name="Id">The commit's own id, by which a writer knows its commit again after a lost answer.</param>
/// <param name="Marks">16 bytes for each delivery that caused it: keyed hashes of the platform's delivery ids.</param>
/// <param name="Events">The events as UTF-8 JSON; at most <see cref="EventBytesMax"/>.</param>
public sealed record StoredCommit(long Number, Guid Id, ImmutableArray<Guid> Marks, ReadOnlyMemory<byte> Events)
{
    public const int EventBytesMax = 512 * 1024;

    public const int MarksMax = 256;
}

/// <summary>Which sessions a venue has: one entry a venue and session. A projection: it can be made again from the logs.</summary>
public interface IDirectory
{
    Task PutAsync(DirectoryEntry entry, CancellationToken stop);

    /// <summary>Open sessions first, then the newest first.</summary>
    Task<ImmutableArray<DirectoryEntry>> InVenueAsync(VenueId venue, int max, CancellationToken stop);

    /// <summary>Those of all venues whose name begins so, by venue and session: for who goes through all of them.</summary>
    /// <param name="begins">Ends with the mark behind a platform's or a workspace's name: "slack:T1/".</param>
    /// <param name="after">The last one that was read; null at the start.</param>
    Task<ImmutableArray<PlacedSession>> FromAsync(string begins, PlacedSession? after, int max, CancellationToken stop);
}

public sealed record DirectoryEntry(SessionId Session, VenueId Venue, string Title, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

/// <summary>
/// When a session must be woken: one row a session and server, so that no server takes away, or puts off, what another one relies on. It may be too early and
/// never too late.
/// </summary>
public interface IDueTable
{
    Task PutAsync(SessionId session, DateTimeOffset due, CancellationToken stop);

    /// <summary>This server's row.</summary>
    Task RemoveAsync(SessionId session, CancellationToken stop);

    /// <summary>Every server's row of a session that was due before <paramref name="before"/>: those of servers that are no more go this way.</summary>
    Task ForgetAsync(SessionId session, DateTimeOffset before, CancellationToken stop);

    /// <summary>The sessions due at or before <paramref name="now"/>, the longest overdue first; each once.</summary>
    Task<ImmutableArray<DueEntry>> UpToAsync(DateTimeOffset now, int max, CancellationToken stop);
}

public sealed record DueEntry(SessionId Session, DateTimeOffset Due);

/// <summary>What is known of the messages a session has in chat venues: one row a venue and slot.</summary>
public interface IPosts
{
    Task PutAsync(PostedSlot slot, CancellationToken stop);

    /// <summary>Puts a slot in the place of what was known of it; false where something else stands there by now, which another server wrote.</summary>
    /// <param name="known">Of the same session, venue and slot; null where there was none.</param>
    Task<bool> SwapAsync(PostedSlot? known, PostedSlot slot, CancellationToken stop);

    /// <summary>By venue, then by slot.</summary>
    Task<ImmutableArray<PostedSlot>> ReadAsync(SessionId session, CancellationToken stop);
}

/// <param name="Slot">"root", "minutes", each also with "-replaced"; "orphan-" with the id of a root card that was posted twice: stored for ever.</param>
/// <param name="Key">Written before the message is posted and sent inside it, so that after a crash the message can be found by it.</param>
/// <param name="MessageId">The platform's id; null is an intent whose message may or may not be there.</param>
/// <param name="Hash">Of what was last shown; empty where nothing is known.</param>
/// <param name="Failure">Why the last try failed for good (a resource key), else null.</param>
public sealed record PostedSlot(SessionId Session, VenueId Venue, string Slot, Guid Key, string? MessageId, string Hash, string? Failure);

/// <summary>The keys behind people's aliases. Destroying one must leave no byte of it in any file of the store.</summary>
public interface IKeyRing
{
    /// <summary>Keeps the key where there is none yet for this scope, and gives the one that is kept; null where it was destroyed (for ever).</summary>
    Task<KeptKey> KeepAsync(SessionId session, int scope, ReadOnlyMemory<byte> key, CancellationToken stop);

    /// <summary>By scope, the destroyed ones too.</summary>
    Task<ImmutableArray<KeptKey>> ReadAsync(SessionId session, CancellationToken stop);

    /// <summary>
    /// Twice is once. A destroyed scope never gets a key again, even one that had none. Where this fails the key is gone for readers but bytes of it
    /// may be left: ask again until it succeeds.
    /// </summary>
    Task DestroyAsync(SessionId session, int scope, CancellationToken stop);
}

/// <param name="Scope">Number of the activity; 0 is the session.</param>
/// <param name="Key">Null where it was destroyed.</param>
public sealed record KeptKey(int Scope, ReadOnlyMemory<byte>? Key)
{
    public const int BytesMax = 64;
}

/// <summary>The readable rows. A projection: the rows of an activity are replaced as a whole, in one go.</summary>
public interface IArtifacts
{
    /// <summary>Rows of one activity.</summary>
    const int RowsMax = (40 * Limits.ParticipantsMax) + Limits.OptionsMax;

    /// <summary>Rows without an author get random keys and lose their order, so that nothing links them; no rows means that none are left.</summary>
    Task ReplaceAsync(SessionId session, int activity, ImmutableArray<Artifact> rows, CancellationToken stop);

    /// <summary>By activity, then by key.</summary>
    Task<ImmutableArray<Artifact>> ReadAsync(SessionId session, CancellationToken stop);
}

/// <summary>Web rooms and the people in them.</summary>
public interface IRooms
{
    /// <summary>Twice is once; the first one stays.</summary>
    Task CreateAsync(Room room, CancellationToken stop);

    Task<Room?> FindAsync(VenueId venue, CancellationToken stop);

    /// <summary>From now on whoever knows the room's code may come in; there is no way back, as codes are passed on.</summary>
    Task OpenToAllAsync(VenueId venue, CancellationToken stop);

    Task PutGuestAsync(VenueId venue, Guest guest, CancellationToken stop);

    Task<Guest?> FindGuestAsync(VenueId venue, string person, CancellationToken stop);

    Task<int> CountGuestsAsync(VenueId venue, CancellationToken stop);
}

/// <param name="Language">Of the room's shared texts, two letters.</param>
/// <param name="Zone">IANA name of the zone in which times are shown where the reader's own is not known.</param>
/// <param name="IsByLink">Nobody comes in but by a link of one's own: the room's code alone lets nobody in.</param>
public sealed record Room(VenueId Venue, string Language, string Zone, DateTimeOffset CreatedAt, bool IsByLink = false);

/// <param name="Person">Hash of the secret in the person's cookie; the secret itself is never stored.</param>
/// <param name="Name">As the person chose; null for none.</param>
public sealed record Guest(string Person, string? Name);

/// <summary>Links into web rooms, each for one person.</summary>
public interface ILinks
{
    /// <summary>Twice is once; the first one stays.</summary>
    Task PutAsync(ImmutableArray<RoomLink> links, CancellationToken stop);

    Task<RoomLink?> FindAsync(VenueId venue, string hash, CancellationToken stop);

    /// <summary>Whoever comes first has it, and nobody has one that was withdrawn. Gives the link as it stands then.</summary>
    Task<RoomLink?> TakeAsync(VenueId venue, string hash, string taker, CancellationToken stop);

    /// <summary>Closes those of a session that nobody has taken, and says how many these were.</summary>
    Task<int> WithdrawAsync(SessionId session, CancellationToken stop);

    /// <summary>All that a session ever had.</summary>
    Task<int> CountAsync(SessionId session, CancellationToken stop);
}

/// <param name="Hash">Of the secret in the link; the secret itself is never stored.</param>
/// <param name="Session">Whose facilitator handed it out.</param>
/// <param name="Taker">By this its taker is known again, and nobody can tell which guest of the room that is; null where nobody has taken it.</param>
public sealed record RoomLink(VenueId Venue, string Hash, SessionId Session, string? Taker = null, bool IsWithdrawn = false)
{
    internal bool IsFree => this is { Taker: null, IsWithdrawn: false };
}

/// <summary>
/// Who can be told something about a session in private: those who joined it from a chat. Their rows are in no order, so that nothing here says
/// who came first; what they gave is under aliases elsewhere.
/// </summary>
public interface IMembers
{
    /// <param name="zone">IANA name of theirs, where it is needed; what is known stays where it is not told again.</param>
    Task PutAsync(SessionId session, string person, CancellationToken stop, string? zone = null);

    /// <summary>By person.</summary>
    Task<ImmutableArray<string>> ReadAsync(SessionId session, CancellationToken stop);

    /// <summary>The zone of each person of whom it is kept.</summary>
    Task<ImmutableArray<MemberZone>> ZonesAsync(SessionId session, CancellationToken stop);

    Task RemoveAsync(SessionId session, string person, CancellationToken stop);

    /// <summary>The sessions of one person: open ones first, then the newest first.</summary>
    Task<ImmutableArray<MemberSession>> SessionsOfAsync(string person, int max, CancellationToken stop);

    /// <summary>The same of somebody with several keys, in one go; a session that knows two of them is one.</summary>
    /// <param name="people">At most <see cref="IPeople.KeysMax"/>.</param>
    Task<ImmutableArray<MemberSession>> SessionsOfAsync(ImmutableArray<string> people, int max, CancellationToken stop);

    /// <summary>Those of these keys by which any session knows somebody, in one go.</summary>
    /// <param name="people">At most <see cref="IPeople.KeysMax"/>.</param>
    Task<ImmutableArray<string>> KnownAsync(ImmutableArray<string> people, CancellationToken stop);
}

/// <param name="Person">Their key.</param>
/// <param name="Zone">IANA name.</param>
public sealed record MemberZone(string Person, string Zone);

/// <summary>Recipes that a venue's people saved for themselves.</summary>
public interface IRecipes
{
    Task PutAsync(VenueId venue, Recipe recipe, CancellationToken stop);

    /// <summary>By name.</summary>
    Task<ImmutableArray<Recipe>> ReadAsync(VenueId venue, CancellationToken stop);
}

/// <summary>
/// Pictures that people gave, beside the log, which knows their ids alone. Nothing here says who gave one or when, and their rows are in the order of ids that
/// are as good as chance.
/// </summary>
public interface IPictures
{
    /// <summary>All pictures of a server: a disk of the smallest kind holds them beside all else.</summary>
    const long BytesMax = 4L * 1024 * 1024 * 1024;

    /// <summary>Twice is once; the first one stays.</summary>
    Task PutAsync(SessionId session, StoredPicture picture, CancellationToken stop);

    Task<StoredPicture?> FindAsync(SessionId session, string id, CancellationToken stop);

    /// <summary>How many bytes the pictures of all sessions have.</summary>
    Task<long> BytesAsync(CancellationToken stop);

    /// <summary>Deletes all of a session's but these. When this ends no byte of the others is left in any file; where it fails, ask again.</summary>
    /// <param name="gone">
    /// Those that certainly are nobody's any more: where servers share the store, the others may belong to what is just being written, and stay as long as
    /// they are young. Null: all others go.
    /// </param>
    Task KeepOnlyAsync(SessionId session, ImmutableHashSet<string> ids, CancellationToken stop, ImmutableHashSet<string>? gone = null);
}

/// <param name="Type">Its content type, as its bytes say.</param>
/// <param name="Bytes">1 to <see cref="Limits.PictureBytesMax"/>.</param>
public sealed record StoredPicture(string Id, string Type, ReadOnlyMemory<byte> Bytes);

/// <summary>What venues start again and again, and when they want nothing of it.</summary>
public interface ISchedules
{
    /// <summary>
    /// Gives it a number that no other of its venue has. Twice is once; the first one stays. Gives it as it stands then; null where the venue has
    /// <see cref="Schedule.InVenueMax"/> others.
    /// </summary>
    Task<Schedule?> CreateAsync(Schedule schedule, CancellationToken stop);

    /// <summary>By number.</summary>
    Task<ImmutableArray<Schedule>> InVenueAsync(VenueId venue, CancellationToken stop);

    /// <summary>
    /// Puts it in the place of what it was, with the next version; false where that is gone, or has another version by now. Its line, rule and maker stay.
    /// </summary>
    Task<bool> ReplaceAsync(Schedule schedule, CancellationToken stop);

    Task RemoveAsync(VenueId venue, ScheduleId schedule, CancellationToken stop);

    /// <summary>Those due at or before <paramref name="now"/>, the longest overdue first.</summary>
    Task<ImmutableArray<Schedule>> DueAsync(DateTimeOffset now, int max, CancellationToken stop);

    Task<VenueCalendar> CalendarAsync(VenueId venue, CancellationToken stop);

    /// <summary>Puts it in the place of what it was, with the next version; false where that has another version by now.</summary>
    Task<bool> PutCalendarAsync(VenueId venue, VenueCalendar calendar, CancellationToken stop);
}
