namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>"Ask why about this" in a message's menu starts 5 Whys in its channel, with what it says as the problem.</summary>
public sealed partial class SlackCommands
{
    /// <summary>As the manifest names the action; old installations have it for ever.</summary>
    public const string AskWhy = SlackShortcuts.AskWhy;

    /// <summary>Slack shows nothing of the answer itself, so all that is said comes through the response_url.</summary>
    public async Task<DoorAnswer> AskWhyAsync(SlackRequest.OnMessage chosen)
    {
        var asker = new SlackAsker(chosen.Who, chosen.Venue, chosen.Trigger, chosen.ResponseUrl);
        var answering = outcomes.OfAsync(
            asker, languages.ForAsync(chosen.Who).AsTask(), words => why.StartAsync(quotes.Of(chosen), languages.ZoneOf(chosen.Who), words));
        try
        {
            await answering.WaitAsync(SlackOutcomes.AnswerWithin, time);
        }
        catch (TimeoutException)
        {
            // Told as soon as it is there.
        }

        return DoorAnswer.After(async () => await whisper.SayAsync(asker, await answering));
    }
}
