using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>
/// Tells facilitators in private what their place does not show: whoever of them did something last, and before anybody did since the start of this process
/// all that are known.
/// </summary>
/// <typeparam name="T">What is known of one of them.</typeparam>
public abstract class Notices<T>(TimeProvider time)
{
    /// <summary>Sessions whose facilitator is remembered.</summary>
    public const int KnownMax = 5_000;

    readonly RecentlyUsed<SessionId, T> facilitators = new(KnownMax);
    readonly UntoldCounts untold = new();

    private protected TimeProvider Time => time;

    /// <summary>Somebody who took part was to be told something and was not: whoever steers reads on their console how often that was.</summary>
    public void NoteUntold(SessionId session, string code)
    {
        NoteUntold(code);
        untold.Add(session);
    }

    public int UntoldIn(SessionId session) => untold.In(session);

    public async Task TellAsync(Undelivered what, CancellationToken stop)
    {
        if (what is { IsFirst: true, Session.Series: null } && time.GetUtcNow() < what.Session.OpenedAt + FirstCards.WatchFor)
        {
            return; // the answer to the command says it; what a schedule opens answers none
        }

        ImmutableArray<T> told = facilitators.TryGet(what.Session.Id, out var last) ? [last] : [.. what.Facilitators.Select(Unheard)];
        if (told.IsEmpty)
        {
            NoteUntold("facilitator_unknown");
        }

        foreach (var facilitator in told)
        {
            await TellAsync(facilitator, what, stop);
        }
    }

    /// <summary>Somebody did something in a session by command or console; where it is its facilitator, they can be told.</summary>
    private protected void Note(LoadedSession session, Person who, T known)
    {
        if (session.IsFacilitator(who))
        {
            facilitators.Put(session.State.Id, known);
        }
    }

    private protected abstract void NoteUntold(string code);

    /// <summary>One of whom nothing came since the start of this process.</summary>
    private protected abstract T Unheard(string person);

    private protected abstract Task TellAsync(T facilitator, Undelivered what, CancellationToken stop);
}
