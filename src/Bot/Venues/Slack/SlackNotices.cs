using System.Collections.Immutable;
using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// Tells facilitators in private what their channel does not show: whoever of them did something last, and before anybody did since the start of this process
/// all that are known.
/// </summary>
public sealed class SlackNotices(SlackApi api, SlackWhisper whisper, SlackLanguages languages, TimeProvider time)
{
    /// <summary>Sessions whose facilitator is remembered.</summary>
    public const int KnownMax = 5_000;

    /// <summary>A response_url lives half an hour.</summary>
    static readonly TimeSpan UrlLives = TimeSpan.FromMinutes(29);

    readonly RecentlyUsed<SessionId, Facilitator> facilitators = new(KnownMax);
    readonly UntoldCounts untold = new();

    readonly record struct Facilitator(Person Who, string? Url, DateTimeOffset At);

    /// <summary>Somebody did something in a session by command or console; where it is its facilitator, they can be told.</summary>
    public void Note(LoadedSession session, Person who, string? url)
    {
        if (session.IsFacilitator(who))
        {
            facilitators.Put(session.State.Id, new Facilitator(who, url, time.GetUtcNow()));
        }
    }

    /// <summary>Somebody who took part was to be told something and was not: whoever steers reads on their console how often that was.</summary>
    public void NoteUntold(SessionId session, string code)
    {
        whisper.NoteUntold(code);
        untold.Add(session);
    }

    public int UntoldIn(SessionId session) => untold.In(session);

    public async Task TellAsync(Undelivered what, CancellationToken stop)
    {
        if (what is { IsFirst: true, Session.Series: null } && time.GetUtcNow() < what.Session.OpenedAt + SlackOutcomes.WatchCardFor)
        {
            return; // the answer to the command says it; what a schedule opens answers none
        }

        ImmutableArray<Facilitator> told = facilitators.TryGet(what.Session.Id, out var last) ? [last]
            : [.. what.Facilitators.Select(person => new Facilitator(new Person(person, null), null, default))];
        if (told.IsEmpty)
        {
            whisper.NoteUntold("facilitator_unknown");
        }

        foreach (var facilitator in told)
        {
            await TellAsync(facilitator, what, stop);
        }
    }

    async Task TellAsync(Facilitator facilitator, Undelivered what, CancellationToken stop)
    {
        var user = SlackIds.User(facilitator.Who.Key)!; // ! Slack's people have one
        var words = await languages.ForAsync(facilitator.Who);
        var message = SlackTexts.Message([what.Line(words)], words);
        var home = SlackIds.Workspace(facilitator.Who.Key)!; // ! Slack's people have one
        if (!await TryAsync(() => api.PostEphemeralAsync(SlackIds.Team(what.Venue), SlackIds.Channel(what.Venue), user, message, stop))
            && !await TryAsync(() => api.PostMessageAsync(home, user, message, Guid.NewGuid(), null, stop)))
        {
            var isFresh = time.GetUtcNow() < facilitator.At + UrlLives;
            await whisper.SayAsync(isFresh ? facilitator.Url : null, message);
        }
    }

    // What may have been said all the same is not said in another place.
    async Task<bool> TryAsync(Func<Task> say)
    {
        try
        {
            await say();
        }
        catch (Exception e) when (e is VenueRefusedException or VenueThrottledException)
        {
            return false;
        }
        catch (VenueUnavailableException e)
        {
            whisper.NoteUntold(e.Message);
        }

        return true;
    }
}
