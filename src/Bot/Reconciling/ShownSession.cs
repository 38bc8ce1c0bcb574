using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues;
using CoCreateBot.Cards;
using CoCreateBot.Cards.Html;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Reconciling;

/// <summary>What one session wants to show in its chat venue, and what is known to be shown there.</summary>
sealed class ShownSession(SessionId id, VenueId venue)
{
    /// <summary>In one place; who presses more of them gets the fresh card all the same.</summary>
    public const int OrphansMax = 20;

    const string Replaced = "-replaced";
    const string Orphan = "orphan-";
    const string AliasMark = "=";

    // What a card shows does not depend on the venue's culture or zone as long as these stay the same from one drawing to the next.
    static readonly HtmlContext ForHash = new("", CultureInfo.InvariantCulture, TimeZoneInfo.Utc);

    readonly TaskCompletionSource<string?> firstDelivery = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly HashSet<(string Slot, string Reason)> told = [];
    Dictionary<string, PostedSlot>? posted;
    volatile ImmutableHashSet<string> messages = [];
    volatile bool isDoubted;
    ImmutableHashSet<string> toldElsewhere = [];
    int moves; // after so many it was read
    volatile LoadedSession? wanted;
    Action<Session>? settled;

    public SessionId Id => id;

    public VenueId Venue => venue;

    /// <summary>The newest state to be shown.</summary>
    public LoadedSession? Wanted => wanted;

    /// <summary>More than a tally has changed since it was last shown.</summary>
    public bool IsPhase { get; set; }

    /// <summary>It stands in the lane's line.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>It was taken from the line and is being shown.</summary>
    public bool IsTaken { get; set; }

    public bool IsIdle => !IsWaiting && !IsTaken;

    /// <summary>Its turn: the number of its arrival in the line.</summary>
    public long Since { get; set; }

    /// <summary>Tries that failed in a row, for the back-off.</summary>
    public int Failures { get; set; }

    /// <summary>The end of the back-off.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Something is to be looked at that was not shown yet.</summary>
    public bool HasNews { get; set; }

    /// <summary>All is shown, but somebody is in their quiet hours who is to be told something: then it is looked at again who is.</summary>
    public DateTimeOffset QuietUntil { get; set; }

    /// <summary>Before this moment there is nothing to be done for it.</summary>
    public DateTimeOffset WakeAt => HasNews || NotBefore > QuietUntil ? NotBefore : QuietUntil;

    /// <summary>Ends with null when the root card was posted, or with the resource key of why it cannot be.</summary>
    public Task<string?> FirstDelivery => firstDelivery.Task;

    /// <summary>Its root card was shown, now or by an earlier process.</summary>
    public bool WasDelivered { get; private set; }

    /// <summary>Is this news to the facilitator? A cause that comes and goes is told once for each slot.</summary>
    public bool IsUntold(string slot, string reason) => told.Add((slot, reason));

    public void Want(LoadedSession session, bool isPhase, Action<Session> whenSettled)
    {
        wanted = session;
        settled = whenSettled;
        IsPhase |= isPhase;
        HasNews = true;
    }

    /// <summary>There are rows that were not written here: all of them are read anew.</summary>
    public bool IsDoubted => isDoubted;

    /// <summary>The same, and it has to be looked at.</summary>
    public void Doubt(LoadedSession session)
    {
        isDoubted = true;
        if (wanted is null)
        {
            Want(session, isPhase: true, _ => { });
        }

        (IsPhase, HasNews) = (true, true);
    }

    /// <summary>Is it one of those that are or were kept? False may only mean that it was not read yet.</summary>
    public bool Knows(string message) => messages.Contains(message);

    public void NoteShown(LoadedSession session)
    {
        if (ReferenceEquals(session, wanted))
        {
            settled?.Invoke(session.State);
        }
    }

    public async Task<IReadOnlyDictionary<string, PostedSlot>> PostedAsync(Session session, IPosts posts, CancellationToken stop)
    {
        if (posted is null || isDoubted || moves != session.Moves) // with each move others may have been told from another place
        {
            (isDoubted, posted) = (false, null);
            var all = await posts.ReadAsync(id, stop);
            toldElsewhere = [.. all.Where(slot => slot.Venue != venue && Private.IsTold(slot)).Select(slot => slot.Slot)];
            posted = all.Where(slot => slot.Venue == venue).ToDictionary(slot => slot.Slot, StringComparer.Ordinal);
            moves = session.Moves;
            messages = messages.Union(posted.Values.Select(slot => slot.MessageId).OfType<string>());
            if (MessageOf(SessionCards.RootSlot) is not null)
            {
                WasDelivered = true; // by an earlier process
                firstDelivery.TrySetResult(null);
            }
        }

        return posted;
    }

    /// <summary>Was somebody told this from where the session was before?</summary>
    public bool WasToldElsewhere(string slot) => toldElsewhere.Contains(slot);

    public ImmutableArray<string> SlotsInThread =>
        [.. posted?.Keys.Where(slot => slot != SessionCards.RootSlot && !IsOrphan(slot) && IsShared(slot)) ?? []];

    /// <summary>
    /// Where a root card is kept whose answer was lost, so that another one was posted: "orphan-1766459963017"; stored for ever. It says so as soon as it is
    /// known of, by somebody who presses it.
    /// </summary>
    /// <param name="alias">Another id of the same message; the same one where there is none.</param>
    public static string OrphanSlot(string message, string alias) => alias == message ? Orphan + message : $"{Orphan}{message}{AliasMark}{alias}";

    /// <summary>Kept where a root card was posted again and nobody knows whether it was there: only then can there be an orphan. Stored for ever.</summary>
    public const string Doubled = Orphan;

    public static bool IsOrphan(string slot) => slot.StartsWith(Orphan, StringComparison.Ordinal);

    /// <summary>One that was heard of before it was known where the card itself is: then it is the card.</summary>
    public PostedSlot? Stray => posted?.Values.FirstOrDefault(slot => IsOrphan(slot.Slot) && slot is { MessageId: not null, Hash: "", Failure: null });

    static bool IsShared(string slot) => !Private.IsSlot(slot) && !IsReplaced(slot);

    /// <summary>Is it one for which another stands?</summary>
    public static bool IsReplaced(string slot) => slot.EndsWith(Replaced, StringComparison.Ordinal);

    /// <summary>Where the message is kept that could not be edited and that a fresh one stands for: "root-replaced", stored for ever.</summary>
    public static string ReplacedSlot(string slot) => slot + Replaced;

    /// <summary>Where one is kept that stood in the thread of a card that is no more: "minutes-1503435956.000247-replaced", stored for ever.</summary>
    public static string LeftSlot(string slot, string message) => $"{slot}-{message}{Replaced}";

    /// <summary>Does what is shown now stand for another message that could not be edited? After a crash in between it is still that message itself.</summary>
    public bool IsReplacement(string slot) => posted?.GetValueOrDefault(ReplacedSlot(slot)) is { } replaced && replaced.MessageId != MessageOf(slot);

    public string? MessageOf(string slot) => posted?.GetValueOrDefault(slot)?.MessageId;

    public async Task KeepAsync(PostedSlot slot, IPosts posts)
    {
        var known = posted!; // not null: what is known was read before anything is kept
        posted = null; // a change that fails may have been made all the same: then it is read anew
        if (!await posts.SwapAsync(known.GetValueOrDefault(slot.Slot), slot, CancellationToken.None))
        {
            throw new SlotTakenException();
        }

        known[slot.Slot] = slot;
        posted = known;
        messages = slot.MessageId is { } message ? messages.Add(message) : messages;
        WasDelivered |= slot is { Slot: SessionCards.RootSlot, MessageId: not null };
        if (slot is { Slot: SessionCards.RootSlot, MessageId: not null } or { Failure: not null })
        {
            firstDelivery.TrySetResult(slot.Failure);
        }
    }

    /// <summary>The cards to be shown, in the order in which they must be posted: the root first, as the others stand in its thread.</summary>
    public IEnumerable<(string Slot, Card Card)> Desired(
        Session session, Words words, ImmutableArray<PostedSlot> posted, IChatVenue platform, ReplyWay way = ReplyWay.Unsaid) => session switch
        {
            { DeletedAt: not null } => Instead(SessionCards.Deleted(session, words), posted),
            _ when session.Left.Contains(venue) => Instead(SessionCards.MovedAway(words), posted),
            _ => Living(session, words, posted, platform, way).Concat(Orphans(words, posted)),
        };

    // One that was pressed while its own post was not answered yet is no orphan.
    static IEnumerable<(string Slot, Card Card)> Orphans(Words words, ImmutableArray<PostedSlot> posted) =>
        from slot in posted
        where IsOrphan(slot.Slot) && slot.MessageId is not null && !posted.Any(one => !IsOrphan(one.Slot) && IsOf(slot, one.MessageId))
        select (slot.Slot, SessionCards.PostedTwice(words));

    static bool IsOf(PostedSlot orphan, string? message) =>
        message is not null && (orphan.MessageId == message || orphan.Slot.EndsWith(AliasMark + message, StringComparison.Ordinal));

    // Every message says so, and none is posted for it.
    static IEnumerable<(string Slot, Card Card)> Instead(Card card, ImmutableArray<PostedSlot> posted) =>
        posted.Where(slot => slot.MessageId is not null && IsShared(slot.Slot))
            .Select(slot => (slot.Slot, card));

    static bool IsPosted(string slot, ImmutableArray<PostedSlot> posted) => posted.Any(one => one.Slot == slot && one.MessageId is not null);

    static IEnumerable<(string Slot, Card Card)> Living(
        Session session, Words words, ImmutableArray<PostedSlot> posted, IChatVenue venue, ReplyWay way)
    {
        yield return (SessionCards.RootSlot, SessionCards.Root(session, words, way));
        if (session.OpenItem is { } open && SessionCards.Bell(session, words) is { } bell)
        {
            yield return (SessionCards.BellSlot(open.Number), bell);
        }

        // One that is over says so where it stands, and is not posted for it.
        foreach (var item in session.Agenda.Where(item => item.Status == ActivityStatus.Open || IsPosted(SessionCards.TurnsSlot(item.Number), posted)))
        {
            if (SessionCards.Turns(item, session, words) is { } turns)
            {
                yield return (SessionCards.TurnsSlot(item.Number), turns);
            }
        }

        if (SessionCards.MinutesCard(session, words) is not { } minutes)
        {
            yield break;
        }

        var pages = venue.Pages(minutes, SessionCards.MinutesPagesMax, page => words.Say("Session.Part", page));
        foreach (var (at, page) in pages.Index())
        {
            yield return (SessionCards.MinutesPageSlot(at + 1), page);
        }

        foreach (var left in posted.Where(slot => slot.MessageId is not null && SessionCards.MinutesPage(slot.Slot) > pages.Length))
        {
            yield return (left.Slot, SessionCards.EmptiedPage(words));
        }
    }

    /// <summary>Two cards that show the same have the same hash.</summary>
    public static string HashOf(Card card) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(card.FallbackText + HtmlRenderer.Card(card, ForHash))));
}

/// <summary>Another server wrote what is kept of a message: what was known here is old, and nothing was written.</summary>
sealed class SlotTakenException : Exception
{
    public SlotTakenException()
    {
    }

    public SlotTakenException(string message)
        : base(message)
    {
    }

    public SlotTakenException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
