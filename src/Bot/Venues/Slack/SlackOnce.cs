namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// A mention is acted on once, however often Slack tells of it: with the same event id, or of the same message under another (up to eleven were seen).
/// What could not be done is forgotten again, so that Slack's next try does it. A start does not remember: what is done carries the message's own mark.
/// </summary>
sealed class SlackOnce
{
    /// <summary>Mentions that are remembered: days of them, where Slack repeats itself for minutes.</summary>
    public const int RememberedMax = 20_000;

    readonly SlackMarks<string> events = new(RememberedMax);
    readonly SlackMarks<string> messages = new(RememberedMax);

    /// <summary>Is it a mention that was acted on? Its message comes as a reply, too, where Slack does not tell the bot's own id.</summary>
    public bool Knows(SlackRequest.Replied reply) => messages.Contains(SlackRequest.Mentioned.DeliveryOf(reply.Venue, reply.Ts));

    public async Task<SlackAnswer> DoAsync(SlackRequest.Mentioned mention, Func<Task<SlackAnswer>> act, Func<SlackAnswer> twice)
    {
        if (!events.TryAdd(mention.Event) || !messages.TryAdd(mention.Delivery))
        {
            return twice();
        }

        var isDone = false;
        try
        {
            var answer = await act();
            isDone = answer.Status == StatusCodes.Status200OK;
            return answer;
        }
        finally
        {
            if (!isDone)
            {
                events.Remove(mention.Event);
                messages.Remove(mention.Delivery);
            }
        }
    }
}
