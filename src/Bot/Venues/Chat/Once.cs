using System.Collections.Concurrent;
using CoCreateBot.Bot.Hosting;

namespace CoCreateBot.Bot.Venues.Chat;

/// <summary>
/// What was written is acted on once, however often the platform tells of it: with the same id, or of the same message under another (in Slack up to eleven
/// were seen). What could not be done is forgotten again, so that the next try does it. A start does not remember: what is done carries the message's own mark.
/// </summary>
sealed class Once
{
    /// <summary>Messages that are remembered: days of them, where platforms repeat themselves for minutes.</summary>
    public const int RememberedMax = 20_000;

    readonly RecentMarks<string> tellings = new(RememberedMax);
    readonly RecentMarks<string> messages = new(RememberedMax);
    readonly RecentMarks<string> seen = new(RememberedMax); // done or not
    readonly ConcurrentDictionary<string, TaskCompletionSource<int>> underWay = new(StringComparer.Ordinal); // as many as requests at once

    /// <summary>Was it acted on, or tried to?</summary>
    public bool Knows(string message) => seen.Contains(message);

    /// <param name="telling">The platform's id of this telling.</param>
    /// <param name="message">The mark of the message itself.</param>
    public async Task<DoorAnswer> DoAsync(string telling, string message, Func<Task<DoorAnswer>> act, Func<DoorAnswer> twice)
    {
        seen.TryAdd(message);
        var mine = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (underWay.GetOrAdd(telling, mine) is var first && first != mine)
        {
            // Not before it is kept: acknowledged, it would not come again where the first try fails.
            return await first.Task == StatusCodes.Status200OK ? twice() : DoorAnswer.Ok with { Status = StatusCodes.Status503ServiceUnavailable };
        }

        var status = StatusCodes.Status503ServiceUnavailable;
        try
        {
            var answer = await ActAsync(telling, message, act, twice);
            status = answer.Status;
            return answer;
        }
        finally
        {
            underWay.TryRemove(telling, out _);
            mine.SetResult(status);
        }
    }

    async Task<DoorAnswer> ActAsync(string telling, string message, Func<Task<DoorAnswer>> act, Func<DoorAnswer> twice)
    {
        if (!tellings.TryAdd(telling) || !messages.TryAdd(message))
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
                tellings.Remove(telling);
                messages.Remove(message);
            }
        }
    }
}
