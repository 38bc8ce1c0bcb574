using CoCreateBot.Cards.BlockKit;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>Tells one person something nobody else sees, through the address that came with what they did.</summary>
public sealed partial class SlackWhisper(SlackApi api, SlackMetrics metrics, ILogger<SlackWhisper> log)
{
    /// <param name="url">Null where Slack sent none, as for a button in a dialog.</param>
    public async Task SayAsync(string? url, BlockKitMessage message, bool replaces = false)
    {
        if (url is null)
        {
            NoteUntold("no_response_url");
            return;
        }

        try
        {
            await api.RespondAsync(url, message, replaces, CancellationToken.None); // its own time limit ends it
        }
        catch (Exception e) when (e is VenueThrottledException or VenueRefusedException or VenueUnavailableException)
        {
            NoteUntold(e.Message);
        }
    }

    /// <summary>Silence is never success: it is counted and logged.</summary>
    public void NoteUntold(string code)
    {
        metrics.Untold();
        LogUntold(log, code);
    }

    [LoggerMessage(LogLevel.Warning, "Somebody could not be told the outcome of what they did: {Code}")]
    static partial void LogUntold(ILogger log, string code);
}
