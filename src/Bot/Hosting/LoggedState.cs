using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>A session as far as its log was read. Only what is in the log is ever in here.</summary>
sealed class LoggedState(SessionId id, HostContext context)
{
    /// <summary>How often one batch may find its number taken, or news in the log, before the store counts as unavailable.</summary>
    public const int TriesMax = 64;

    /// <summary>
    /// Deliveries that are remembered. Slack never sends a tap or a command twice; a proxy or a browser may, within seconds. So many are the last eight
    /// seconds of a session at full speed and the last hours of any other.
    /// </summary>
    public const int MarksMax = 100_000;

    const int PageMax = 256;

    long number;
    Guid last;
    News news;

    /// <summary>Of the last commit that was read or written.</summary>
    public long Number => number;

    public Session State { get; private set; } = new(id, context.Activities);

    /// <summary>What was read is not in the log any more: the session was deleted.</summary>
    public bool IsGone { get; private set; }

    /// <summary>It was deleted here.</summary>
    public void NoteGone() => IsGone = true;

    public RecentMarks<Guid> Recent { get; } = new(MarksMax);

    /// <summary>False where a commit may have been written without our hearing of it: then the log has to be read before anything is settled.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>Reads what others wrote since; false where there was nothing.</summary>
    public async Task<bool> ReadOnAsync() => (await ReadOnAsync(Guid.Empty)).Any;

    /// <summary>Writes a commit behind all that is known. False where others were first: then their commits have been read, decide again.</summary>
    /// <exception cref="StoreUnavailableException">It is not in the log, as far as can be known.</exception>
    public async Task<bool> TryAppendAsync(Batch batch, ReadOnlyMemory<byte> written)
    {
        ThrowIfGone();
        var commit = new StoredCommit(number + 1, Guid.NewGuid(), batch.Marks, written);
        try
        {
            if (await context.Store.Log.AppendAsync(id, commit, CancellationToken.None) == Append.Written)
            {
                Adopt(commit, batch.Events, batch.State, isOwn: true); // decided on just this state, or the number would have been taken
                return true;
            }
        }
        catch (StoreUnavailableException)
        {
            // The answer may be lost and the row written all the same: the log knows. A row that is still on its way is found by a later reading.
            IsCertain = false;
            if ((await ReadOnAsync(commit.Id)).Found)
            {
                return true;
            }

            IsCertain = false;
            throw;
        }

        return (await ReadOnAsync(commit.Id)).Found;
    }

    /// <summary>Pictures that somebody's idea had once and none has now.</summary>
    public ImmutableHashSet<string> GonePictures { get; private set; } = [];

    /// <summary>What is new since the last time this was asked, also where another node wrote it.</summary>
    public News TakeNews() => (news, news = default).Item1;

    async Task<(bool Any, bool Found)> ReadOnAsync(Guid own)
    {
        var (any, found) = (false, false);
        var isLooking = number > 0 && context.Leases.OutlivesServer; // whether the last one is still there, as others may have deleted the session
        ImmutableArray<StoredCommit> page;
        do
        {
            page = await context.Store.Log.ReadAsync(id, isLooking ? number - 1 : number, PageMax, CancellationToken.None);
            IsGone |= isLooking && (page.IsEmpty || page[0].Id != last);
            ThrowIfGone();
            foreach (var commit in isLooking ? page[1..] : page)
            {
                var events = context.Codec.Read(commit.Events);
                Adopt(commit, events, State.Evolve(events), commit.Id == own);
                (any, found) = (true, found || commit.Id == own);
            }

            isLooking = false;
        }
        while (page.Length == PageMax);
        IsCertain = true;
        return (any, found);
    }

    void ThrowIfGone()
    {
        if (IsGone)
        {
            throw new StoreUnavailableException(StoreTrouble.Unreachable, "The session was deleted.");
        }
    }

    void Adopt(StoredCommit commit, ImmutableArray<SessionEvent> events, Session evolved, bool isOwn)
    {
        ImmutableArray<string> lost = Projections.LostPictures(State, evolved);
        GonePictures = lost.IsEmpty ? GonePictures : GonePictures.Union(lost);
        var isPhase = news.IsPhase || events.Any(happened => Projections.Concerns(happened, evolved));
        // With a phase all is looked through anyway.
        news = new News(isPhase, isPhase || news.IsPictureGone || !lost.IsEmpty, news.IsOwn || isOwn);
        State = evolved;
        Recent.Add(commit.Marks);
        (number, last) = (commit.Number, commit.Id);
    }
}

/// <param name="IsPhase">More than a tally changed.</param>
/// <param name="IsPictureGone">A picture may lie in the store that nobody's idea has any more.</param>
/// <param name="IsOwn">Some of it was written here.</param>
readonly record struct News(bool IsPhase, bool IsPictureGone, bool IsOwn);
