using System.Diagnostics.CodeAnalysis;

namespace CoCreateBot.Bot.Hosting;

/// <summary>Keeps what was used lately. Two halves: when the young one is full, the old one is forgotten and they change places.</summary>
/// <param name="max">Entries in both together.</param>
sealed class RecentlyUsed<TKey, TValue>(int max)
    where TKey : notnull
{
    readonly Lock gate = new();
    Dictionary<TKey, TValue> young = [];
    Dictionary<TKey, TValue> old = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                return young.Count + old.Count;
            }
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
        {
            if (young.TryGetValue(key, out value))
            {
                return true;
            }

            if (!old.TryGetValue(key, out value))
            {
                return false;
            }

            PutYoung(key, value);
            return true;
        }
    }

    public void Put(TKey key, TValue value)
    {
        lock (gate)
        {
            PutYoung(key, value);
        }
    }

    public void Remove(TKey key)
    {
        lock (gate)
        {
            young.Remove(key);
            old.Remove(key);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            young.Clear();
            old.Clear();
        }
    }

    void PutYoung(TKey key, TValue value)
    {
        old.Remove(key);
        young[key] = value;
        if (young.Count >= max / 2)
        {
            (young, old) = ([], young);
        }
    }
}
