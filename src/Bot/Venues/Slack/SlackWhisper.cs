using CoCreateBot.Bot.Hosting;
using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Tells one person something nobody else sees: through the address that came with what they did, where there is one.</summary>
public sealed partial class SlackWhisper(SlackApi api, SlackMetrics metrics, ILogger<SlackWhisper> log)
{
    /// <param name="url">Null where Slack sent none, as for a button in a dialog.</param>
    public async Task SayAsync(string? url, BlockKitMessage message, bool replaces = false)
    {
        if (url is null)
        {
            NoteUntold("no_response_url");
        }
        else if (!await TryAsync(() => api.RespondAsync(url, message, replaces, CancellationToken.None))) // its own time limit ends it
        {
            NoteUntold("response_url");
        }
    }

    /// <summary>Where no address came along, or it is used up: in the channel for their eyes alone, or else as a message from the bot.</summary>
    public async Task SayAsync(SlackAsker asker, BlockKitMessage message)
    {
        var isTold = asker.ResponseUrl is { } url && await TryAsync(() => api.RespondAsync(url, message, replaces: false, CancellationToken.None));
        if (!isTold && SlackIds.User(asker.Who.Key) is { } user && !SlackDirect.Is(asker.Venue)) // where nobody else is, it need not vanish
        {
            var (team, channel) = (SlackIds.Team(asker.Venue), SlackIds.Channel(asker.Venue));
            isTold = await TryAsync(() => api.PostEphemeralAsync(team, channel, user, message, CancellationToken.None, asker.Thread));
        }

        if (!isTold)
        {
            await SayAsync(asker.Who, message);
        }
    }

    /// <summary>As a message from the bot: to whoever is in no channel with it.</summary>
    public async Task SayAsync(Person who, BlockKitMessage message)
    {
        if (SlackIds.User(who.Key) is not { } user || SlackIds.Workspace(who.Key) is not { } home
            || !await TryAsync(() => api.PostMessageAsync(home, user, message, Guid.NewGuid(), null, CancellationToken.None)))
        {
            NoteUntold("no_way");
        }
    }

    /// <summary>All that became of something, to its end.</summary>
    /// <param name="from">So many of the messages were the answer itself.</param>
    public async Task SayAsync(SlackAsker asker, SlackOutcome outcome, int from = 0)
    {
        foreach (var page in outcome.Messages[from..]) // one after the other: they are read in this order
        {
            await SayAsync(asker, page);
        }

        if (outcome.Watch is { } watch && await watch() is { } later)
        {
            await SayAsync(asker, later);
        }
    }

    /// <summary>Silence is never success: it is counted and logged.</summary>
    public void NoteUntold(string code)
    {
        metrics.Untold();
        LogUntold(log, code);
    }

    // What may have been said all the same is not said in another place.
    async Task<bool> TryAsync(Func<Task> say)
    {
        try
        {
            await say();
            return true;
        }
        catch (Exception e) when (e is VenueThrottledException or VenueRefusedException or MessageGoneException)
        {
            LogNotThere(log, e.Message);
            return false;
        }
        catch (VenueUnavailableException e)
        {
            NoteUntold(e.Message);
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Somebody could not be told the outcome of what they did: {Code}")]
    static partial void LogUntold(ILogger log, string code);

    [LoggerMessage(LogLevel.Debug, "Slack did not take a private sentence there: {Code}")]
    static partial void LogNotThere(ILogger log, string code);
}
