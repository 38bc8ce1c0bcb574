using CoCreateBot.Bot.Venues.Chat;
using CoCreateBot.Sessions;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>"Add to brainwriting" in a message's menu opens one's own sheet with what the message says.</summary>
public sealed partial class SlackIdeas(
    IdeaSheets sheets, SlackApi api, SlackWhisper whisper, SlackLanguages languages, SlackQuotes quotes, TimeProvider time, ILogger<SlackIdeas> log)
{
    /// <summary>The trigger lives three seconds: what takes longer to find is put into a dialog that is open by then.</summary>
    public static readonly TimeSpan FindWithin = TimeSpan.FromSeconds(1);

    /// <summary>At once: Slack shows nothing of the answer itself.</summary>
    public DoorAnswer Open(SlackRequest.OnMessage chosen) => DoorAnswer.After(() => OpenAsync(chosen));

    async Task OpenAsync(SlackRequest.OnMessage chosen)
    {
        var asker = new SlackAsker(chosen.Who, chosen.Venue, chosen.Trigger, chosen.ResponseUrl);
        var words = await languages.ForAsync(chosen.Who);
        try
        {
            var finding = sheets.FindAsync(quotes.Of(chosen), words);
            await Task.WhenAny(finding, Task.Delay(FindWithin, time));
            await (finding.IsCompleted ? ShowAsync(asker, await finding, words) : ShowLateAsync(chosen, finding, words));
        }
        catch (Exception e) when (e is VenueRefusedException or VenueUnavailableException or VenueThrottledException)
        {
            LogNotOpened(log, e.Message);
            await whisper.SayAsync(asker, SlackTexts.Message(SlackHindrance.Of(e, words) ?? words["Slack.IdeaNotOpened"], words));
        }
    }

    async Task ShowAsync(SlackAsker asker, FoundSheet found, Words words)
    {
        if (found.Form is { } form)
        {
            await api.OpenViewAsync(SlackIds.Team(asker.Venue), asker.Delivery, SlackDialogs.Modal(form), CancellationToken.None);
        }
        else
        {
            await whisper.SayAsync(asker, SlackTexts.Message(found.Why ?? "", words));
        }
    }

    async Task ShowLateAsync(SlackRequest.OnMessage chosen, Task<FoundSheet> finding, Words words)
    {
        var workspace = SlackIds.Team(chosen.Venue);
        var view = await api.OpenViewAsync(workspace, chosen.Trigger, SlackTexts.View(words["Slack.Loading"], words), CancellationToken.None);
        var found = await finding;
        var shown = found.Form is { } form ? SlackDialogs.Modal(form) : SlackTexts.View(found.Why ?? "", words);
        await api.UpdateViewAsync(workspace, view, shown, CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Warning, "A sheet for a message could not be opened: {Code}")]
    static partial void LogNotOpened(ILogger log, string code);
}
