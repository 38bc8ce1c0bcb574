using System.Text.Json;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Hosting;

/// <summary>What other servers, or an earlier process, did with the session. It is read on here also where nobody asks.</summary>
sealed partial class SessionMailbox
{
    volatile bool isOwing;
    volatile bool arePostsNew;
    bool isUnreadable;
    int heard; // so often others told of something new
    int heardOf; // so much of it was read

    bool IsBehind => Volatile.Read(ref heard) != heardOf;

    /// <summary>A start-up or a sweep found this session overdue: what it shows outside may be stale, too. False where the box was put away.</summary>
    public bool WakeOwed()
    {
        isOwing = true;
        return Wake();
    }

    /// <summary>Another server wrote to the log, or to what is kept of its posts; false where the box was put away.</summary>
    public bool Hear(bool arePosts)
    {
        Touch();
        if (arePosts)
        {
            arePostsNew = true; // nobody who tells of less takes it back
        }

        Interlocked.Increment(ref heard);
        return Wake();
    }

    // Where the reading fails there is still something to be read.
    async Task<bool> ReadOnAsync()
    {
        var upTo = Volatile.Read(ref heard);
        try
        {
            var isNew = await log.ReadOnAsync();
            heardOf = upTo;
            return isNew;
        }
        catch (JsonException e)
        {
            LogUnreadable(context.Log, Id);
            isUnreadable = true;
            Retire(); // a later version wrote it, whose servers may take the lease; whoever loads it here is told so
            throw Unreadable(e);
        }
    }

    // What was shown, or kept, by another process or server, before this one or beside it.
    void NoteDoubts()
    {
        if (isOwing)
        {
            isOwing = false;
            due.Doubt();
            outside.Doubt(loaded);
        }

        if (arePostsNew)
        {
            arePostsNew = false;
            outside.DoubtPosts(loaded);
        }

        if (!HasActed && log.State is { DeletedAt: not null } or { ErasedAt: not null })
        {
            outside.Doubt(loaded); // nobody here knows whether its messages say so yet
        }
    }

    // There is no such session any more.
    void Leave()
    {
        log.NoteGone();
        loaded = new LoadedSession(new Session(Id, context.Activities), keys, log.Recent);
        Retire();
    }
}
