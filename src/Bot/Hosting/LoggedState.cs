using System.Collections.Immutable;
using CoCreateBot.Sessions;
using CoCreateBot.Storage;

namespace CoCreateBot.Bot.Hosting;

/// <summary>A session as far as its log was read. Only what is in the log is ever in here.</summary>
sealed class LoggedState(SessionId id, HostContext context)
{
    /// <summary>How often one batch may find its number taken, or news in the log, before the store counts as unavailable.</summary>
    public const int TriesMax = 8;

    const int PageMax = 256;

    long number;

    public Session State { get; private set; } = new(id, context.Activities);

    public RecentMarks Recent { get; } = new();

    /// <summary>Reads what others wrote since; false where there was nothing.</summary>
    public async Task<bool> ReadOnAsync(CancellationToken stop) => (await ReadOnAsync(Guid.Empty, stop)).Any;

    /// <summary>Writes a commit behind all that is known. False where others were first: then their commits have been read, decide again.</summary>
    /// <exception cref="StoreUnavailableException">It is not in the log, as far as can be known.</exception>
    public async Task<bool> TryAppendAsync(Batch batch)
    {
        var events = batch.Events;
        var commit = new StoredCommit(number + 1, Guid.NewGuid(), batch.Marks, context.Codec.Write(events));
        try
        {
            if (await context.Store.Log.AppendAsync(id, commit, CancellationToken.None) == Append.Written)
            {
                Adopt(commit, events);
                return true;
            }
        }
        catch (StoreUnavailableException)
        {
            // The answer may be lost and the row written all the same: the log knows.
            if ((await ReadOnAsync(commit.Id, CancellationToken.None)).Found)
            {
                return true;
            }

            throw;
        }

        return (await ReadOnAsync(commit.Id, CancellationToken.None)).Found;
    }

    async Task<(bool Any, bool Found)> ReadOnAsync(Guid own, CancellationToken stop)
    {
        var (any, found) = (false, false);
        ImmutableArray<StoredCommit> page;
        do
        {
            page = await context.Store.Log.ReadAsync(id, number, PageMax, stop);
            foreach (var commit in page)
            {
                Adopt(commit, context.Codec.Read(commit.Events));
                (any, found) = (true, found || commit.Id == own);
            }
        }
        while (page.Length == PageMax);
        return (any, found);
    }

    void Adopt(StoredCommit commit, ImmutableArray<SessionEvent> events)
    {
        State = State.Evolve(events);
        Recent.Add(commit.Marks);
        number = commit.Number;
    }
}
