using System.Collections.Immutable;

namespace CoCreateBot.Bot.Hosting;

/// <summary>The marks of the deliveries that had an effect last; filled from the log when a session is loaded. The desk asks it from other threads.</summary>
sealed class RecentMarks
{
    /// <summary>Slack sends again within 5 minutes at the latest; a hot session has some 10,000 deliveries in that time.</summary>
    public const int Max = 20_000;

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
            foreach (var mark in marks.Where(known.Add))
            {
                order.Enqueue(mark);
            }

            while (order.Count > Max)
            {
                known.Remove(order.Dequeue());
            }
        }
    }
}
