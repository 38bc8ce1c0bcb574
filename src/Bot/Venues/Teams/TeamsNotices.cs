using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Teams;

/// <summary>
/// Tells facilitators in private what their conversation does not show: whoever of them did something last, and before anybody did since the start of this
/// process all that are known.
/// </summary>
public sealed class TeamsNotices(TeamsPeople people)
{
    /// <summary>Sessions whose facilitator is remembered.</summary>
    public const int KnownMax = 5_000;

    readonly RecentlyUsed<SessionId, string> facilitators = new(KnownMax);
    readonly UntoldCounts untold = new();

    /// <summary>Somebody did something in a session by command or console; where it is its facilitator, they can be told.</summary>
    public void Note(LoadedSession session, Person who)
    {
        if (session.IsFacilitator(who))
        {
            facilitators.Put(session.State.Id, who.Key);
        }
    }

    /// <summary>Somebody who took part was to be told something and was not: whoever steers reads how often that was.</summary>
    public void NoteUntold(SessionId session, string code)
    {
        people.NoteUntold(code);
        untold.Add(session);
    }

    public int UntoldIn(SessionId session) => untold.In(session);

    public async Task TellAsync(Undelivered what, CancellationToken stop)
    {
        ImmutableArray<string> told = facilitators.TryGet(what.Session.Id, out var last) ? [last] : what.Facilitators;
        if (told.IsEmpty)
        {
            people.NoteUntold("facilitator_unknown");
        }

        foreach (var facilitator in told)
        {
            await TellAsync(facilitator, what, stop);
        }
    }

    async Task TellAsync(string facilitator, Undelivered what, CancellationToken stop)
    {
        var words = people.WordsOf(facilitator);
        try
        {
            await people.TellAsync(facilitator, TeamsTexts.Message([what.Line(words)], words), stop);
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException or VenueUnavailableException)
        {
            people.NoteUntold(e.Message);
        }
    }
}
