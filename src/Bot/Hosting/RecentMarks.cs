using System.Collections.Immutable;

namespace CoCreateBot.Bot.Hosting;

/// <summary>The marks of the deliveries that had an effect last; filled from the log when a session is loaded. The desk asks it from other threads.</summary>
sealed class RecentMarks
{
    /// <summary>
    /// Slack never sends a tap or a command twice; a proxy or a browser may, within seconds. So many deliveries are the last eight seconds of a session
    /// at full speed and the last hours of any other.
    /// </summary>
    public const int Max = 100_000;

    readonly Lock gate = new();
    readonly HashSet<Guid> known = [];
    readonly Queue<Guid> order = [];

    public bool Contains(Guid mark)
    {
        lock (gate)
        {
            return known.Contains(mark);
        }
    }

    public void Add(ImmutableArray<Guid> marks)
    {
        lock (gate)
        {
            foreach (var mark in marks)
            {
                if (known.Add(mark))
                {
                    order.Enqueue(mark);
                }
            }

            while (order.Count > Max)
            {
                known.Remove(order.Dequeue());
            }
        }
    }
}
