using System.Diagnostics;
using CoCreateBot.Load.Servers;

namespace CoCreateBot.Load;

/// <summary>How many times a second the disk confirms a small append, one after the other: no server that keeps its word can commit more often.</summary>
static class Disk
{
    const int AppendBytes = 4096;

    public static double FsyncRate(WorkFolder folder, TimeSpan length)
    {
        var bytes = new byte[AppendBytes];
        var path = Path.Combine(folder.Place, "fsync");
        var count = 0;
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
            count++;
        }

        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
