using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Hosting;

/// <summary>
/// What one session owes to the outside: its readable copies, and what its venue shows. Until something was written or shown since it was loaded,
/// nobody here knows what an earlier process left undone: the due row knows, and is left alone.
/// </summary>
/// <param name="wake">Called when the venue shows what it was to show.</param>
sealed class SessionOutside(HostContext context, Action wake)
{
    readonly Projections projections = new(context);
    volatile bool hasActed;
    volatile bool isProjected;
    volatile bool arePicturesKept;
    volatile Session? shown;
    bool isDoubted;

    public bool HasActed => hasActed;

    /// <summary>Will something be owed once this is written, so that it must survive a crash?</summary>
    public bool Owes(Session session) => !isProjected || !arePicturesKept || session.Venues.Any(context.Outward.Owes);

    public bool IsSettledAt(Session newest) =>
        !hasActed || (isProjected && arePicturesKept && (!newest.Venues.Any(context.Outward.Owes) || ReferenceEquals(shown, newest)));

    /// <summary>There is a new durable state. Its readable copies come first: who started a session finds it in its venue.</summary>
    public async Task PublishAsync(LoadedSession newest, News news)
    {
        hasActed = true;
        isProjected &= !news.IsPhase;
        arePicturesKept &= !news.IsPictureGone;
        try
        {
            await ProjectAsync(newest);
        }
        finally
        {
            context.Outward.Show(newest, news.IsPhase, NoteShown);
        }
    }

    /// <summary>The due row says that something was left undone.</summary>
    public void Doubt(LoadedSession newest)
    {
        hasActed |= newest.State.Exists;
        isDoubted = hasActed;
    }

    /// <summary>Does what was left undone.</summary>
    public async Task CatchUpAsync(LoadedSession newest)
    {
        if (isDoubted || (hasActed && !(isProjected && arePicturesKept)))
        {
            await ProjectAsync(newest);
            isDoubted = false;
            context.Outward.Show(newest, isPhase: shown is null, NoteShown);
        }
    }

    async Task ProjectAsync(LoadedSession newest)
    {
        if (!isProjected)
        {
            await projections.WriteAsync(newest.State);
            (isProjected, arePicturesKept) = (true, true);
        }
        else if (!arePicturesKept)
        {
            await projections.KeepPicturesAsync(newest.State);
            arePicturesKept = true;
        }
    }

    void NoteShown(Session session)
    {
        shown = session;
        wake();
    }
}
