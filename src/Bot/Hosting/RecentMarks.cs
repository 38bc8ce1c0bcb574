using System.Collections.Immutable;

namespace CoCreateBot.Bot.Hosting;

/// <summary>What had its effect lately, so that it has it once; the oldest is forgotten first. Several threads ask at once.</summary>
sealed class RecentMarks<TMark>(int max)
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
            return Enter(mark);
        }
    }

    public void Add(ImmutableArray<TMark> marks)
    {
        lock (gate)
        {
            foreach (var mark in marks)
            {
                Enter(mark);
            }
        }
    }

    /// <summary>As if it had never been there.</summary>
    public void Remove(TMark mark)
    {
        lock (gate)
        {
            if (known.Remove(mark))
            {
                TakeOut(mark);
            }
        }
    }

    // Left in the order, it would be forgotten by its old place when it comes again, and push others out meanwhile. Seldom: it may take a walk.
    void TakeOut(TMark mark)
    {
        for (var left = order.Count; left > 0; left--)
        {
            if (order.Dequeue() is var one && !known.Comparer.Equals(one, mark))
            {
                order.Enqueue(one);
            }
        }
    }

    bool Enter(TMark mark)
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
