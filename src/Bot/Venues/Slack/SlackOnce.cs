using System.Collections.Concurrent;
using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>
/// A mention is acted on once, however often Slack tells of it: with the same event id, or of the same message under another (up to eleven were seen).
/// What could not be done is forgotten again, so that Slack's next try does it. A start does not remember: what is done carries the message's own mark.
/// </summary>
sealed class SlackOnce
{
    /// <summary>Mentions that are remembered: days of them, where Slack repeats itself for minutes.</summary>
    public const int RememberedMax = 20_000;

    readonly RecentMarks<string> events = new(RememberedMax);
    readonly RecentMarks<string> messages = new(RememberedMax);
    readonly RecentMarks<string> seen = new(RememberedMax); // done or not
    readonly ConcurrentDictionary<string, TaskCompletionSource<int>> underWay = new(StringComparer.Ordinal); // as many as requests at once

    /// <summary>Is it a mention? Its message comes as a reply, too, where Slack does not tell the bot's own id.</summary>
    public bool Knows(SlackRequest.Replied reply) => seen.Contains(SlackRequest.Mentioned.DeliveryOf(reply.Venue, reply.Ts));

    public async Task<DoorAnswer> DoAsync(SlackRequest.Mentioned mention, Func<Task<DoorAnswer>> act, Func<DoorAnswer> twice)
    {
        seen.TryAdd(mention.Delivery);
        var mine = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (underWay.GetOrAdd(mention.Event, mine) is var first && first != mine)
        {
            // Not before it is kept: acknowledged, it would not come again where the first try fails.
            return await first.Task == StatusCodes.Status200OK ? twice() : DoorAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable };
        }

        var status = StatusCodes.Status503ServiceUnavailable;
        try
        {
            var answer = await ActAsync(mention, act, twice);
            status = answer.Status;
            return answer;
        }
        finally
        {
            underWay.TryRemove(mention.Event, out _);
            mine.SetResult(status);
        }
    }

    async Task<DoorAnswer> ActAsync(SlackRequest.Mentioned mention, Func<Task<DoorAnswer>> act, Func<DoorAnswer> twice)
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
