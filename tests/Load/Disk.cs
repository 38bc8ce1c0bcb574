using System.Diagnostics;
using CoCreateBot.Load.Servers;
using CoCreateBot.Load.Traffic;

namespace CoCreateBot.Load;

/// <summary>How fast the disk confirms small appends, one after the other: no server that keeps its word can commit more often, or sooner.</summary>
static class Disk
{
    const int AppendBytes = 4096;

    public static DiskSpeed Measure(WorkFolder folder, TimeSpan length)
    {
        var bytes = new byte[AppendBytes];
        var path = Path.Combine(folder.Place, "fsync");
        var latencies = new Latencies();
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            var before = Stopwatch.GetTimestamp();
            file.Write(bytes);
            file.Flush(flushToDisk: true);
            latencies.Add(Stopwatch.GetTimestamp() - before);
        }

        var rate = latencies.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new DiskSpeed(rate, latencies.Percentile(50), latencies.Percentile(99));
    }
}

sealed record DiskSpeed(double AppendsPerSecond, double P50Ms, double P99Ms);
