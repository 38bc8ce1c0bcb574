using System.Collections.Immutable;
using CoCreateBot.Bot.Nodes;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// What one session owes to the outside: its readable copies, and what its venue shows. Until something was written or shown since it was loaded,
/// nobody here knows what an earlier process left undone: the due row knows, and is left alone. Where another server has the session's lease, it owes all that.
/// </summary>
/// <param name="wake">Called when the venue shows what it was to show.</param>
/// <param name="gonePictures">Those that are nobody's any more, by the log.</param>
sealed class SessionOutside(SessionId id, HostContext context, Action wake, Func<ImmutableHashSet<string>> gonePictures)
{
    readonly Projections projections = new(context);
    volatile bool hasActed;
    volatile bool isProjected;
    volatile bool arePicturesKept;
    volatile Session? shown;
    volatile Holder holder = context.Leases.OutlivesServer ? Holder.Unknown : Holder.Here;
    bool isAnew;
    bool isDoubted;

    public bool HasActed => hasActed;

    /// <summary>It could not be found out who owes it; that is tried again.</summary>
    public bool IsUndecided => hasActed && holder == Holder.Unknown;

    /// <summary>It is owed here.</summary>
    public bool IsHere => holder == Holder.Here && context.Leases.IsHere(id);

    /// <summary>Will something be owed once this is written, so that it must survive a crash?</summary>
    public bool Owes(Session session) => !isProjected || !arePicturesKept || session.Venues.Any(context.Outward.Owes);

    public bool IsSettledAt(Session newest) => !hasActed || holder switch
    {
        Holder.Elsewhere => !isDoubted,
        Holder.Unknown => false,
        _ => isProjected && arePicturesKept && (!newest.Venues.Any(context.Outward.Owes) || ReferenceEquals(shown, newest)),
    };

    /// <summary>There is a new durable state. Its readable copies come first: who started a session finds it in its venue.</summary>
    public async Task PublishAsync(LoadedSession newest, News news)
    {
        isProjected &= !news.IsPhase;
        arePicturesKept &= !news.IsPictureGone;
        if (news.IsOwn)
        {
            hasActed = true;
        }
        else if (!context.Leases.IsHere(id))
        {
            DoubtHolder();
            context.Outward.Pulse(newest.State); // whoever wrote it has seen to the rest
            return;
        }

        hasActed = true;
        try
        {
            if (await IsHereAsync())
            {
                await ProjectAsync(newest);
            }
            else if (news is { IsOwn: true, IsPhase: true })
            {
                await projections.ListAsync(newest.State); // the next command looks for it there
            }
        }
        finally
        {
            if (news.IsOwn)
            {
                context.Leases.Tell(newest.State);
            }

            Show(newest, news.IsPhase);
        }
    }

    /// <summary>The due row, or the lease of a server that is no more, says that something was left undone.</summary>
    public void Doubt(LoadedSession newest)
    {
        hasActed |= newest.State.Exists;
        isDoubted = hasActed;
    }

    /// <summary>What is kept of its messages was changed by another server.</summary>
    public void DoubtPosts(LoadedSession newest)
    {
        if (context.Leases.IsHere(id))
        {
            isAnew = true;
            Doubt(newest);
        }
        else
        {
            DoubtHolder();
        }
    }

    // It was owed here when it was last asked for: whose it is now is found out before that is given up.
    void DoubtHolder() => holder = holder == Holder.Here ? Holder.Unknown : holder;

    /// <summary>Does what was left undone.</summary>
    public async Task CatchUpAsync(LoadedSession newest)
    {
        var isOwing = hasActed && holder == Holder.Here && !(isProjected && arePicturesKept);
        if (!isDoubted && !isOwing && !IsUndecided)
        {
            return;
        }

        if (await IsHereAsync())
        {
            await ProjectAsync(newest);
        }

        isDoubted &= holder == Holder.Unknown;
        Show(newest, isPhase: shown is null);
    }

    void Show(LoadedSession newest, bool isPhase)
    {
        if (holder != Holder.Here)
        {
            context.Outward.Pulse(newest.State);
            return;
        }

        context.Outward.Show(newest, isPhase, NoteShown, isAnew);
        isAnew = false;
    }

    // What another server did meanwhile nobody here knows of.
    public async ValueTask<bool> IsHereAsync()
    {
        var wasHere = holder == Holder.Here && context.Leases.IsHere(id);
        holder = Holder.Unknown; // where it cannot be asked
        holder = await context.Leases.TakeAsync(id, CancellationToken.None);
        if (holder == Holder.Here && !wasHere)
        {
            projections.Doubt();
            (isAnew, isProjected, arePicturesKept, shown) = (true, false, false, null);
        }

        return holder == Holder.Here;
    }

    async Task ProjectAsync(LoadedSession newest)
    {
        if (!isProjected)
        {
            await projections.WriteAsync(newest.State, gonePictures());
            (isProjected, arePicturesKept) = (true, true);
        }
        else if (!arePicturesKept)
        {
            await projections.KeepPicturesAsync(newest.State, gonePictures());
            arePicturesKept = true;
        }
    }

    void NoteShown(Session session)
    {
        shown = session;
        wake();
    }
}
