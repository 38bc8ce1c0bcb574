using CoCreateBot.Bot.Hosting;
using CoCreateBot.Bot.Venues.Chat;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Only they see it in the channel, else it comes as a message; and by the address of their last command where that still lives.</summary>
public sealed class SlackNotices(SlackApi api, SlackWhisper whisper, SlackLanguages languages, TimeProvider time)
    : Notices<SlackNotices.Facilitator>(time)
{
    /// <summary>A response_url lives half an hour.</summary>
    static readonly TimeSpan UrlLives = TimeSpan.FromMinutes(29);

    public readonly record struct Facilitator(Person Who, string? Url, DateTimeOffset At);

    public void Note(LoadedSession session, Person who, string? url) => Note(session, who, new Facilitator(who, url, Time.GetUtcNow()));

    private protected override void NoteUntold(string code) => whisper.NoteUntold(code);

    private protected override Facilitator Unheard(string person) => new(new Person(person, null), null, default);

    private protected override async Task TellAsync(Facilitator facilitator, Undelivered what, CancellationToken stop)
    {
        var user = SlackIds.User(facilitator.Who.Key)!; // ! Slack's people have one
        var words = await languages.ForAsync(facilitator.Who);
        var message = SlackTexts.Message([what.Line(words)], words);
        var home = SlackIds.Workspace(facilitator.Who.Key)!; // ! Slack's people have one
        if (!await TryAsync(() => api.PostEphemeralAsync(SlackIds.Team(what.Venue), SlackIds.Channel(what.Venue), user, message, stop))
            && !await TryAsync(() => api.PostMessageAsync(home, user, message, Guid.NewGuid(), null, stop)))
        {
            var isFresh = Time.GetUtcNow() < facilitator.At + UrlLives;
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
