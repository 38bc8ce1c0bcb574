using System.Diagnostics;

namespace CoCreateBot.Load.Traffic;

/// <param name="Refused">200 with something else than what was expected: where that is no body, the server says why not.</param>
/// <param name="LongestGap">The longest time in which no answer came at all, of a run without a pace.</param>
sealed record Outcome(
    long Requests, TimeSpan Took, Latencies Latencies, IReadOnlyDictionary<int, int> Statuses, long Refused, TimeSpan LongestGap)
{
    public double Rate => Requests / Took.TotalSeconds;

    public bool IsClean => Refused == 0 && Statuses.Keys.All(status => status == 200);

    public string Errors => IsClean
        ? "none"
        : string.Join(", ", Statuses.Where(pair => pair.Key != 200).Select(pair => $"{pair.Value} × {pair.Key}").Append($"{Refused} refused"));
}

sealed class Latencies
{
    readonly List<long> ticks = new(256 * 1024);
    bool isSorted;

    public long Count => ticks.Count;

    public void Add(long elapsed)
    {
        ticks.Add(elapsed);
        isSorted = false;
    }

    /// <summary>In milliseconds.</summary>
    public double Percentile(double percent)
    {
        if (ticks.Count == 0)
        {
            return double.NaN;
        }

        if (!isSorted)
        {
            ticks.Sort();
            isSorted = true;
        }

        var at = Math.Min(ticks.Count - 1, (int)(ticks.Count * percent / 100));
        return ticks[at] * 1000.0 / Stopwatch.Frequency;
    }
}
