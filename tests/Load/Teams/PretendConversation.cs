using System.Diagnostics;
using System.Text.Json;

namespace CoCreateBot.Load.Teams;

/// <summary>What was sent to one conversation, and how often.</summary>
sealed class PretendConversation
{
    static readonly TimeSpan PostedWithin = TimeSpan.FromSeconds(20);

    readonly Lock gate = new();
    readonly ConnectorLimits sending = ConnectorLimits.OfSending;
    readonly ConnectorLimits reading = ConnectorLimits.OfReading;
    readonly List<TeamsCard> edits = [];
    readonly TaskCompletionSource<TeamsCard> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    string? root;

    public int Posts { get; private set; }

    /// <summary>Of the first card, the oldest first.</summary>
    public IReadOnlyList<TeamsCard> Edits
    {
        get
        {
            lock (gate)
            {
                return [.. edits];
            }
        }
    }

    public int TooSoon => sending.Refused + reading.Refused;

    /// <summary>The first that was posted for all.</summary>
    public Task<TeamsCard> CardAsync() => first.Task.WaitAsync(PostedWithin, TimeProvider.System);

    /// <summary>Null where there is room, else how long until there is.</summary>
    public TimeSpan? Take(bool isReading)
    {
        lock (gate)
        {
            return (isReading ? reading : sending).Take(Stopwatch.GetElapsedTime(0));
        }
    }

    /// <summary>Posts and edits in the fullest window of that length.</summary>
    public int Fullest(TimeSpan within)
    {
        lock (gate)
        {
            return sending.Fullest(within);
        }
    }

    /// <param name="isTargeted">For one person's eyes only.</param>
    public void Post(string id, JsonElement activity, bool isTargeted)
    {
        lock (gate)
        {
            Posts++;
            root ??= isTargeted ? null : id;
        }

        if (!isTargeted)
        {
            first.TrySetResult(TeamsCard.In(id, activity));
        }
    }

    public void Edit(string id, JsonElement activity)
    {
        lock (gate)
        {
            if (root == id)
            {
                edits.Add(TeamsCard.In(id, activity));
            }
        }
    }
}

/// <param name="Json">The Adaptive Card.</param>
/// <param name="At">When it came.</param>
sealed record TeamsCard(string Id, JsonElement Json, long At)
{
    public static TeamsCard In(string id, JsonElement activity) =>
        new(id, activity.GetProperty("attachments")[0].GetProperty("content"), Stopwatch.GetTimestamp());
}
