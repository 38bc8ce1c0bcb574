namespace CoCreateBot.Bot.Venues.Slack;

/// <summary>What was acted on lately, so that it is not acted on again; the oldest is forgotten first.</summary>
sealed class SlackMarks<TMark>(int max)
    where TMark : notnull
{
    readonly Lock gate = new();
    readonly HashSet<TMark> known = [];
    readonly Queue<TMark> order = [];

    public bool Contains(TMark mark)
    {
        lock (gate)
        {
            return known.Contains(mark);
        }
    }

    /// <summary>False where it is there already.</summary>
    public bool TryAdd(TMark mark)
    {
        lock (gate)
        {
            if (!known.Add(mark))
            {
                return false;
            }

            order.Enqueue(mark);
            while (order.Count > max)
            {
                known.Remove(order.Dequeue());
            }

            return true;
        }
    }

    /// <summary>As if it had never been there.</summary>
    public void Remove(TMark mark)
    {
        lock (gate)
        {
            known.Remove(mark);
        }
    }
}
